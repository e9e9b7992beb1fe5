package fhir

import (
	"github.com/medbundle/medbundle/internal/document/fhir/phrase"
	"github.com/medbundle/medbundle/internal/document/fhir/resource"
	"github.com/medbundle/medbundle/internal/document/fhir/sheet"
	"regexp"
	"sort"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/document/rendition"
)

// result is one value of an Observation, or of one of its components.
type result struct {
	name, value, span, flag, status string

	key   string // what is the same test has the same key
	date  clinical.Date
	clock string
	more  []sheet.Said
}

// aboutCancer matches observations that a second opinion on cancer turns on:
// stage, markers, genes, the state of the illness and of the patient.
var aboutCancer = regexp.MustCompile(`(?i)\b(TNM|stag(e|ing)|tumou?r|cancer|malignan|metasta|ECOG|Karnofsky|Lansky|performance status|Gleason|grade group|histolog|morpholog|estrogen receptor|oestrogen receptor|progesterone receptor|HER-?2|Ki-?67|PD-?L1|BRCA|KRAS|NRAS|BRAF|EGFR|ALK|ROS1|microsatellite|mutation|gene|genetic|genomic|variant|oncotype|prostate specific|PSA|CEA|carcinoembryonic|CA ?(125|15-3|19-9|27.29)|cancer ag|alpha-1-fetoprotein|AFP|disease status|Deauville|Binet|Rai|Ann Arbor|FIGO|Breslow|Clark level)\b`)

// cancerCodes are LOINC codes of the same (mCODE STU4, table of observations).
var cancerCodes = map[string]bool{
	"21908-9": true, "21902-2": true, "21914-7": true, "21905-5": true, "21899-0": true, "21906-3": true, "21900-6": true, "21907-1": true, "21901-4": true,
	"16112-5": true, "16113-3": true, "48676-1": true, "85319-2": true, "85337-4": true, "85339-0": true, "2857-1": true, "2039-6": true, "10334-1": true, "24108-3": true,
	"6875-9": true, "1834-1": true, "89247-1": true, "89243-0": true, "89262-0": true, "21889-1": true, "33728-7": true, "97509-4": true, "88040-1": true, "69548-6": true,
	"53041-0": true, "81695-9": true, "94076-7": true, "44667-4": true, "33732-9": true, "59847-4": true, "96612-7": true,
}

// staging matches what leads its group.
var staging = regexp.MustCompile(`(?i)\bstag(e|ing)\b|\bTNM\b|\b[cpyra]{0,2}[TNM] category`)

const cancerGroup = "Cancer: stage, markers and state"

// group is where an observation stands, with its place in the order of groups.
func (f *file) group(r *resource.Node) (heading string, order int) {
	kinds := f.Say(r.Field("category"))
	profile := ""
	for _, p := range r.Get("meta").All("profile") {
		profile += " " + strings.ToLower(p.Text())
	}
	code := ""
	for _, c := range r.Get("code").All("coding") {
		if cancerCodes[c.Str("code")] {
			code = c.Str("code")
		}
	}
	switch lower := strings.ToLower(kinds); {
	case strings.Contains(profile, "mcode") && !strings.Contains(lower, "vital"), code != "", aboutCancer.MatchString(f.Say(r.Get("code"))):
		return cancerGroup, 0
	case kinds == "":
		return "Results", 2
	case strings.Contains(lower, "lab"):
		return "Results: " + kinds, 1
	case strings.Contains(lower, "vital"):
		return "Results: " + kinds, 4
	case strings.Contains(lower, "social"), strings.Contains(lower, "survey"), strings.Contains(lower, "activity"):
		return "Results: " + kinds, 5
	}
	return "Results: " + kinds, 3
}

// results draws every Observation: a row for each test, the newest value first
// and the earlier ones behind it.
func (f *file) results(b *rendition.Builder) bool {
	type set struct {
		heading string
		order   int
		kinds   []string
		series  map[string]int
		all     [][]result
	}
	at := map[string]int{}
	var sets []*set
	f.each(func(r *resource.Node) {
		heading, order := f.group(r)
		i, ok := at[heading]
		if !ok {
			i = len(sets)
			at[heading] = i
			sets = append(sets, &set{heading: heading, order: order, series: map[string]int{}})
		}
		s := sets[i]
		if heading == cancerGroup {
			s.kinds = phrase.Once(s.kinds, f.Say(r.Field("category")))
		}
		for _, x := range f.observed(r) {
			k, ok := s.series[x.key]
			if !ok {
				k = len(s.all)
				s.series[x.key] = k
				s.all = append(s.all, nil)
			}
			s.all[k] = append(s.all[k], x)
		}
	}, "Observation")
	sort.SliceStable(sets, func(i, j int) bool { return sets[i].order < sets[j].order })
	for _, s := range sets {
		b.Add(rendition.Block{Kind: rendition.Heading, Level: 2, Text: s.heading})
		t := &sheet.Table{Heads: []string{"What was measured", "Newest result", "Reference", "Flag", sheet.DateHead, "Status"}}
		earlier := [][]string{{"What was measured", "Earlier results, the newest first"}}
		for _, x := range s.all {
			w, before := seriesRow(x)
			if s.heading == cancerGroup && staging.MatchString(w.Cells[0]) {
				w.First = 0
			}
			t.Rows = append(t.Rows, w)
			if before != "" {
				earlier = append(earlier, []string{w.Cells[0], before})
			}
		}
		t.Draw(b)
		if len(earlier) > 1 {
			b.Add(rendition.Block{Kind: rendition.Table, Rows: earlier, Header: true})
		}
		if len(s.kinds) > 0 {
			b.Add(rendition.Block{Text: "Kinds of these results: " + strings.Join(s.kinds, ", ") + "."})
		}
	}
	return len(sets) > 0
}

// seriesRow puts the newest value of one test into a row, and says the earlier
// ones in a line.
func seriesRow(all []result) (w sheet.Row, before string) {
	sort.SliceStable(all, func(i, j int) bool { return all[i].clock > all[j].clock })
	first := all[0]
	w = sheet.Row{Date: first.date, Clock: first.date.String(), When: first.date.Human(), More: first.more, First: 1}
	var earlier []string
	for _, x := range all[1:] {
		also := sheet.Said{Label: "also called", Text: x.name}
		if visible(x.name) != visible(first.name) && !holdsSaid(w.More, also) {
			w.More = append(w.More, also)
		}
		span := x.span
		if span == first.span {
			span = ""
		}
		status := x.status
		if status == first.status {
			status = ""
		}
		value := x.value
		if n, unit, ok := strings.Cut(first.value, " "); ok && isNumber(n) && isNumber(strings.TrimSuffix(value, " "+unit)) {
			value = strings.TrimSuffix(value, " "+unit)
		}
		s := phrase.Join(", ", x.date.Human(), x.flag, status, span)
		earlier = append(earlier, phrase.Join(" ", phrase.OrElse(value, "no value"), paren(s)))
		for _, m := range x.more {
			if !holdsSaid(w.More, m) {
				w.More = append(w.More, m)
			}
		}
	}
	w.Cells = []string{first.name, first.value, first.span, first.flag, w.When, first.status}
	return w, strings.Join(earlier, "; ")
}

// visible is a name without the spaces of no width that some vocabularies hold.
func visible(s string) string { return strings.ReplaceAll(s, "\u200b", "") }

func isNumber(s string) bool { return s != "" && strings.Trim(s, "0123456789.") == "" }

func holdsSaid(list []sheet.Said, s sheet.Said) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// observed reads one Observation: its own value, and each component as a test of
// its own.
func (f *file) observed(r *resource.Node) []result {
	x := result{name: phrase.OrElse(f.Say(r.Get("code")), "(without a name)"), value: f.value(r), span: f.ranges(r), date: phrase.DateOf(r), clock: phrase.ClockOf(r)}
	x.flag = f.Say(r.Field("interpretation"))
	x.status = r.Get("status").Mark().Text()
	x.key = keyOf(r, x.name)
	f.when(r)
	var parts []result
	for _, c := range r.All("component") {
		p := result{name: phrase.Join(": ", x.name, f.Say(c.Get("code"))), value: f.value(c), span: f.ranges(c), flag: f.Say(c.Field("interpretation")), date: x.date, clock: x.clock, status: x.status}
		p.key = x.key + "\x00" + keyOf(c, p.name)
		p.more = f.rest(c)
		c.Mark()
		parts = append(parts, p)
	}
	if n := len(r.All("hasMember")); n > 0 && x.value == "" {
		x.value = f.members(r)
	}
	x.more = f.rest(r)
	f.narrative(r, sheet.Row{Cells: []string{x.name}, When: x.date.Human(), More: append([]sheet.Said{{Label: "value", Text: x.value}, {Label: "range", Text: x.span}, {Label: "flag", Text: x.flag}}, x.more...)})
	if x.value == "" && len(parts) > 0 {
		parts[0].more = append(parts[0].more, x.more...)
		return parts
	}
	return append([]result{x}, parts...)
}

// keyOf is the LOINC code of a test, else its name.
func keyOf(r *resource.Node, name string) string {
	for _, c := range r.Get("code").All("coding") {
		if s := c.Str("code"); c.Str("system") == "http://loinc.org" && s != "" {
			return s
		}
	}
	return strings.ToLower(name)
}

// members names the results of a panel, which stand in rows of their own.
func (f *file) members(r *resource.Node) string {
	var out []string
	for _, m := range r.All("hasMember") {
		m.Mark()
		t, _ := f.Target(m)
		out = phrase.Once(out, phrase.OrElse(f.Say(t.Get("code")), m.Str("display")))
	}
	return phrase.Join(" ", "holds:", strings.Join(out, "; "))
}

// value says what was observed.
func (f *file) value(r *resource.Node) string {
	v := r.Choice("value")
	s := f.Say(v)
	if _, at, ok := strings.Cut(v.Text(), "T"); ok && len(at) >= 5 && s != v.Text() {
		s += " " + at[:5] // the time of day may be the result
	}
	switch {
	case v != nil && v.How == resource.AsIs && s == "true":
		s = "yes"
	case v != nil && v.How == resource.AsIs && s == "false":
		s = "no"
	}
	if absent := f.Say(r.Field("dataAbsentReason")); absent != "" {
		s = phrase.Join("; ", s, "no value: "+absent)
	}
	return s
}

func (f *file) ranges(r *resource.Node) string {
	var out []string
	for _, x := range r.All("referenceRange") {
		var s string
		if x.Field("low") != nil || x.Field("high") != nil {
			s = f.Say(x)
		} else {
			s = phrase.Join(", ", f.Say(x.Get("text")), f.Say(x.Field("type")), f.Say(x.Field("appliesTo")))
		}
		x.Mark()
		out = phrase.Once(out, s)
	}
	return strings.Join(out, "; ")
}
