package hl7

import (
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/document/xmltree"
)

// entryTable shows the coded entries of a section that has no narrative, a row
// for each statement. Its first row names the columns; columns in which nothing
// stands are left out.
func entryTable(s *xmltree.Node) [][]string {
	var all []entryRow
	for _, e := range s.Elements("entry") {
		for _, x := range e.Elements("") {
			all = append(all, statements(x, "")...)
		}
		if len(all) > mostEntries {
			break
		}
	}
	names := []string{"What", "Value", "Normal", "Flag", "Dose", "How often", "Route", "Date", "Status", "Details"}
	rows := [][]string{nil}
	for range all {
		rows = append(rows, nil)
	}
	for i, name := range names {
		if i > 0 && !slices.ContainsFunc(all, func(r entryRow) bool { return r[i] != "" }) {
			continue
		}
		rows[0] = append(rows[0], name)
		for k, r := range all {
			rows[k+1] = append(rows[k+1], r[i])
		}
	}
	return rows
}

// mostEntries bounds the entries of one section that are shown.
const mostEntries = 20_000

// entryRow is one statement, by the columns of entryTable.
type entryRow [10]string

const (
	what = iota
	value
	normal
	flag
	dose
	often
	route
	when
	status
	details
)

// statements are the rows of one clinical statement (CDA R2, 4.3.6): an
// organizer and a wrapper act are what they hold.
func statements(x *xmltree.Node, panel string) (rows []entryRow) {
	switch x.Name {
	case "organizer":
		name := named(x.First("code"))
		for _, c := range x.Elements("component") {
			for _, y := range c.Elements("") {
				rows = append(rows, statements(y, name)...)
			}
		}
		return rows
	case "act":
		for _, r := range x.Elements("entryRelationship") {
			if y := r.First("observation"); y != nil && r.Attr("typeCode") == "SUBJ" {
				rows = append(rows, statements(y, panel)...)
			}
		}
		if len(rows) > 0 {
			return rows
		}
	case "observation", "substanceAdministration", "supply", "procedure", "encounter":
	default:
		return nil
	}
	if r := statement(x); r[what] != "" || r[value] != "" {
		if panel != "" {
			r[details] = strings.TrimPrefix(r[details]+"; "+panel, "; ")
		}
		rows = append(rows, r)
	}
	return rows
}

func statement(x *xmltree.Node) (r entryRow) {
	r[what], r[value] = named(x.First("code")), valueOf(x.First("value"))
	if drug := product(x); drug != "" {
		r[what] = drug
	}
	if agent := agentOf(x); agent != "" {
		r[details] = r[value]
		r[what], r[value] = agent, ""
	} else if code := x.First("code").Attr("code"); r[value] != "" && (genericCodes[code] || r[what] == "") {
		r[what], r[value] = r[value], ""
	}
	if x.Attr("negationInd") == "true" {
		r[what] = "NOT: " + r[what]
	}
	r[normal] = normalOf(x)
	r[flag] = named(x.First("interpretationCode"))
	r[dose], r[route] = quantity(x.First("doseQuantity")), named(x.First("routeCode"))
	r[when], r[often] = timing(x)
	r[status] = x.First("statusCode").Attr("code")
	r[details] = strings.TrimPrefix(r[details]+nested(x), "; ")
	return r
}

// genericCodes say only that the value is the statement: an assertion, a
// problem, a condition, a diagnosis, a symptom, a finding, a complaint.
var genericCodes = map[string]bool{
	"ASSERTION": true, "55607006": true, "64572001": true, "282291009": true, "418799008": true, "404684003": true, "409586006": true,
	"75321-0": true, "75322-8": true, "75323-6": true, "75325-1": true, "29308-4": true,
}

// product is what is given: the medicine or the vaccine.
func product(x *xmltree.Node) string {
	for _, at := range [][]string{{"consumable", "manufacturedProduct"}, {"product", "manufacturedProduct"}} {
		p := x.First(at...)
		for _, m := range []string{"manufacturedMaterial", "manufacturedLabeledDrug"} {
			if s := named(p.First(m, "code")); s != "" {
				return s
			}
			if s := p.First(m, "name").Words(); s != "" {
				return s
			}
		}
	}
	return ""
}

// agentOf is what somebody is allergic to.
func agentOf(x *xmltree.Node) string {
	for _, p := range x.Elements("participant") {
		if p.Attr("typeCode") != "CSM" {
			continue
		}
		e := p.First("participantRole", "playingEntity")
		if s := named(e.First("code")); s != "" {
			return s
		}
		return e.First("name").Words()
	}
	return ""
}

func normalOf(x *xmltree.Node) string {
	r := x.First("referenceRange", "observationRange")
	if s := r.First("text").Words(); s != "" {
		return s
	}
	return valueOf(r.First("value"))
}

// nested are the statements inside a statement, in words: "Reaction: Hives".
func nested(x *xmltree.Node) string {
	var out strings.Builder
	for _, rel := range x.Elements("entryRelationship") {
		for _, y := range rel.Elements("") {
			name, v := named(y.First("code")), valueOf(y.First("value"))
			if v != "" && genericCodes[y.First("code").Attr("code")] {
				name, v = v, ""
			}
			if name == "" && v == "" {
				name = y.First("text").Words()
			}
			if name != "" && v != "" {
				name += ": "
			}
			if v = name + v; v != "" && y.Attr("negationInd") == "true" {
				v = "NOT: " + v
			}
			if v != "" {
				out.WriteString("; " + v)
			}
		}
	}
	return out.String()
}
