package hl7

import (
	"errors"
	"fmt"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/document/rendition"
	"github.com/medbundle/medbundle/internal/document/xmltree"
)

// CDA reads a ClinicalDocument (HL7 CDA R2): its header, then the narrative of
// every section in order. A file that breaks off is read as far as it goes, and
// Damaged says so.
func CDA(data []byte) (*Document, error) {
	root, err := xmltree.Parse(data, xmltree.Limits{})
	if errors.Is(err, xmltree.ErrTooLarge) {
		return nil, fmt.Errorf("%w: %w", ErrTooLarge, err)
	}
	if root == nil || root.Name != "ClinicalDocument" {
		return nil, fmt.Errorf("%w: no ClinicalDocument inside", ErrDamaged)
	}
	d := &Document{}
	if err != nil {
		d.Damaged = "the file breaks off"
	}
	d.header(root)
	n := narrative{b: rendition.NewBuilder(), doc: d}
	d.headerBlocks(root, n.b)
	n.body(root)
	d.Blocks = n.b.Blocks()
	d.Losses = n.losses()
	return d, nil
}

// header reads the coded header (CDA R2, 4.2).
func (d *Document) header(root *xmltree.Node) {
	code := root.First("code")
	d.AddCode(clinical.Code{System: systemOf(code), Value: code.Attr("code"), Name: code.Attr("displayName")})
	for _, t := range root.Elements("templateId") {
		d.AddCode(clinical.Code{System: systemTemplate, Value: t.Attr("root"), Name: t.Attr("extension")})
	}
	d.Title = root.First("title").Words()
	if d.Title == "" {
		d.Title = code.Attr("displayName")
	}
	d.Language = root.First("languageCode").Attr("code")
	if d.Language == "" && root.First("realmCode").Attr("code") == "IT" {
		d.Language = "it-IT" // there a discharge letter is told otherwise
	}
	d.Patient = cdaPatient(root)
	d.Author = strings.Join(authors(root), "; ")
	d.Facility = facility(root)
	d.Date = serviceDate(root)
}

const oidLOINC = "2.16.840.1.113883.6.1"

func systemOf(code *xmltree.Node) string {
	s := code.Attr("codeSystem")
	name := strings.ToLower(code.Attr("codeSystemName"))
	switch {
	case s == oidLOINC, s == "" && name == "":
		return systemLOINC
	case strings.Contains(name, "kdl"):
		return "kdl"
	case strings.Contains(name, "xds") && strings.Contains(name, "typecode"):
		return "xds"
	case s == "":
		return systemLOINC
	}
	return s
}

// oidSSN is the root of United States social security numbers: an identifier
// that a doctor does not need and that must not be spread.
const oidSSN = "2.16.840.1.113883.4.1"

func cdaPatient(root *xmltree.Node) clinical.Patient {
	role := root.First("recordTarget", "patientRole")
	who := role.First("patient")
	p := clinical.Patient{Sex: sex(who.First("administrativeGenderCode").Attr("code"))}
	p.Family, p.Given = personName(who)
	p.BirthDate = timestamp(who.First("birthTime").Attr("value"))
	for _, id := range role.Elements("id") {
		if v := strings.TrimSpace(id.Attr("extension")); v != "" && id.Attr("root") != oidSSN {
			p.AddID(v, orElse(id.Attr("root"), id.Attr("assigningAuthorityName")))
		}
	}
	return p
}

func sex(code string) string {
	switch strings.ToUpper(code) {
	case "F", "FEMALE":
		return "F"
	case "M", "MALE":
		return "M"
	case "UN", "O", "OTHER":
		return "O"
	}
	return ""
}

// personName reads the legal name, else the first. Names without parts are
// split at a comma, else before the last word.
func personName(who *xmltree.Node) (family, given string) {
	names := who.Elements("name")
	if len(names) == 0 {
		return "", ""
	}
	best := names[0]
	for _, n := range names {
		if strings.Contains(n.Attr("use"), "L") {
			best = n
			break
		}
	}
	family, given = parts(best, "family"), parts(best, "given")
	if family != "" || given != "" {
		return family, given
	}
	return splitName(best.Words())
}

func splitName(s string) (family, given string) {
	if f, g, ok := strings.Cut(s, ","); ok {
		return strings.TrimSpace(f), strings.TrimSpace(g)
	}
	if i := strings.LastIndexByte(s, ' '); i >= 0 {
		return s[i+1:], s[:i]
	}
	return s, ""
}

// parts joins the name parts of one kind; a call-me name is not part of the name.
func parts(name *xmltree.Node, kind string) string {
	var out []string
	for _, p := range name.Elements(kind) {
		if w := p.Words(); w != "" && p.Attr("qualifier") != "CL" {
			out = append(out, w)
		}
	}
	return strings.Join(out, " ")
}

// readableName writes a person's name as it is said: "Dr Ann Lee MD".
func readableName(who *xmltree.Node) string {
	name := who.First("name")
	var out []string
	for _, kind := range []string{"prefix", "given", "family", "suffix"} {
		if s := parts(name, kind); s != "" {
			out = append(out, s)
		}
	}
	if len(out) == 0 {
		return name.Words()
	}
	return strings.Join(out, " ")
}

// authors lists the people who wrote the document, each once; a system only
// where no person did.
func authors(root *xmltree.Node) []string {
	var people, systems []string
	for _, a := range root.Elements("author") {
		who := a.First("assignedAuthor")
		if n := readableName(who.First("assignedPerson")); n != "" {
			people = appendOnce(people, n)
		} else if n := who.First("assignedAuthoringDevice", "softwareName").Words(); n != "" {
			systems = appendOnce(systems, n)
		}
	}
	if len(people) > 0 {
		return people
	}
	return systems
}

func appendOnce(list []string, s string) []string {
	for _, x := range list {
		if x == s {
			return list
		}
	}
	return append(list, s)
}

// facility is where the care took place, else who keeps the document.
func facility(root *xmltree.Node) string {
	place := root.First("componentOf", "encompassingEncounter", "location", "healthCareFacility")
	for _, n := range []*xmltree.Node{
		place.First("serviceProviderOrganization", "name"),
		place.First("location", "name"),
		root.First("custodian", "assignedCustodian", "representedCustodianOrganization", "name"),
		root.First("author", "assignedAuthor", "representedOrganization", "name"),
		root.First("recordTarget", "patientRole", "providerOrganization", "name"),
	} {
		if w := n.Words(); w != "" {
			return w
		}
	}
	return ""
}
