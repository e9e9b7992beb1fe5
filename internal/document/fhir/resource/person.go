package resource

import (
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
)

// codeSystems are those whose codes say what a paper is.
var codeSystems = map[string]string{
	"http://loinc.org": "loinc", "urn:oid:2.16.840.1.113883.6.1": "loinc", "http://dvmd.de/fhir/CodeSystem/kdl": "kdl",
	"http://ihe-d.de/CodeSystems/IHEXDStypeCode": "xds",
}

// CodesOf are the codes of the type, code and category of a resource that say what a
// paper is.
func CodesOf(r *Node) (out []clinical.Code) {
	for _, k := range []string{"type", "code", "category"} {
		for _, c := range r.All(k) {
			for _, x := range c.All("coding") {
				if s := codeSystems[x.Str("system")]; s != "" && x.Str("code") != "" {
					out = append(out, clinical.Code{System: s, Value: x.Str("code"), Name: x.Str("display")})
				}
			}
		}
	}
	return out
}

// Patient is whom a Patient resource is about.
func Patient(r *Node) clinical.Patient {
	p := clinical.Patient{BirthDate: Date(r.Str("birthDate"))}
	switch r.Str("gender") {
	case "female":
		p.Sex = "F"
	case "male":
		p.Sex = "M"
	case "other":
		p.Sex = "O"
	}
	for i, n := range r.All("name") {
		official := n.Str("use") == "official"
		if i == 0 || official {
			p.Family, p.Given = nameParts(n)
		}
		if official {
			break
		}
	}
	for _, id := range r.All("identifier") {
		if v := id.Str("value"); isRecordNumber(id) && !slices.Contains(p.IDs, v) {
			issuer := id.Str("system")
			if issuer == "" {
				issuer = id.Str("assigner", "display")
			}
			p.AddID(v, issuer)
		}
	}
	return p
}

func nameParts(n *Node) (family, given string) {
	var words []string
	for _, g := range n.All("given") {
		words = append(words, g.Text())
	}
	family = strings.TrimSpace(n.Str("family"))
	if family != "" || len(words) > 0 {
		return family, strings.Join(words, " ")
	}
	s := n.Str("text")
	if f, g, ok := strings.Cut(s, ","); ok {
		return strings.TrimSpace(f), strings.TrimSpace(g)
	}
	if i := strings.LastIndexByte(s, ' '); i >= 0 {
		return s[i+1:], s[:i]
	}
	return s, ""
}

// isRecordNumber leaves out the numbers of passports, licences and social
// security, which no doctor needs.
func isRecordNumber(id *Node) bool {
	system := id.Str("system")
	if id.Str("value") == "" || strings.Contains(system, "ssn") {
		return false
	}
	codings := id.Get("type").All("coding")
	for _, c := range codings {
		switch c.Str("code") {
		case "MR", "MRN", "PI", "PT", "MRT":
			return true
		}
	}
	return len(codings) == 0 && !strings.Contains(system, "://github.com/") && len(id.Str("value")) <= 30
}

// Date is the calendar date of a FHIR date, dateTime or instant.
func Date(s string) clinical.Date {
	if i := strings.IndexByte(s, 'T'); i >= 0 {
		s = s[:i]
	}
	d, err := clinical.ParseDate(s)
	if err != nil {
		return clinical.Date{}
	}
	return d
}
