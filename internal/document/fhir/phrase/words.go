package phrase

import (
	"strings"

	"github.com/medbundle/medbundle/internal/document/fhir/resource"
)

// Speaker puts the values of a file's resources into words.
type Speaker struct {
	*resource.Index
	// Root is the resource that is being drawn.
	Root *resource.Node
	// Attachment says where a file inside is.
	Attachment func(*resource.Node) string

	names map[int]string // of entries that others refer to
	asked int            // references that are being followed
}

// New is a speaker of what the index holds.
func New(x *resource.Index) *Speaker { return &Speaker{Index: x, names: map[int]string{}} }

// Named tells whether an entry was named because another refers to it.
func (f *Speaker) Named(entry int) bool {
	_, ok := f.names[entry]
	return ok
}

// maxAsked bounds how far references are followed from one to the next.
const maxAsked = 4

// Say puts a value of any FHIR data type into words, all of it, and notes that
// it stands on the pages. The type is told from the fields that are there.
func (f *Speaker) Say(n *resource.Node) string {
	if n == nil {
		return ""
	}
	defer n.Mark()
	switch {
	case n.How == resource.Markup:
		return flatten(n.Text())
	case n.How != resource.NotScalar:
		return Readable(n.Text())
	case len(n.Items) > 0:
		var out []string
		for _, v := range n.Items {
			out = Once(out, f.Say(v))
		}
		return strings.Join(out, "; ")
	case n.Field("coding") != nil:
		return f.Concept(n)
	case n.Field("reference") != nil || n.Field("display") != nil && n.Field("code") == nil:
		return f.Reference(n)
	case n.Field("numerator") != nil:
		return f.Say(n.Get("numerator")) + " / " + f.Say(n.Get("denominator"))
	case n.Field("low") != nil || n.Field("high") != nil:
		return f.span(n)
	case n.Field("repeat") != nil:
		return f.timing(n)
	case n.Field("code") != nil && n.Field("value") == nil && (n.Field("system") != nil || n.Field("display") != nil || len(n.Fields) == 1):
		return OrElse(n.Str("display"), n.Str("code"))
	case n.Field("value") != nil:
		return f.quantity(n)
	case n.Field("start") != nil || n.Field("end") != nil:
		return Period(n)
	case n.Field("line") != nil || n.Field("city") != nil:
		return f.address(n)
	case n.Field("family") != nil || n.Field("given") != nil:
		return FullName(n)
	case n.Field("contentType") != nil && (n.Field("url") != nil || n.Field("data") != nil):
		return f.Attachment(n)
	case len(n.Fields) == 1 && n.Field("concept") != nil: // CodeableReference of FHIR R5
		return f.Say(n.Get("concept"))
	case n.Field("text") != nil && len(n.Fields) <= 4: // Annotation, or a concept in words alone
		who := OrElse(n.Str("authorString"), f.Say(n.Get("authorReference")))
		return Join(", ", n.Str("text"), who, Readable(n.Str("time")))
	}
	return f.parts(n)
}

// parts says every field of a value that is none of the common types.
func (f *Speaker) parts(n *resource.Node) string {
	var out []string
	for _, v := range n.Fields {
		if Silent[v.Name] {
			continue
		}
		if v.Name == "extension" || v.Name == "modifierExtension" {
			out = append(out, f.Extensions(v.Value)...)
		} else if s := f.Say(v.Value); s != "" {
			out = append(out, Label(v.Name)+": "+s)
		}
	}
	return strings.Join(out, "; ")
}

// Silent are fields that say nothing to a reader: names and places of machines.
var Silent = map[string]bool{
	"id": true, "meta": true, "resourceType": true, "system": true, "url": true, "implicitRules": true, "photo": true, "hash": true, "data": true,
	"fullUrl": true, "userSelected": true, "version": true, "instantiatesCanonical": true, "instantiatesUri": true, "linkId": true,
}

// Extensions says what extensions hold. An extension is named by the end of its
// URL; those about race, and where a house stands, are of no use to a doctor.
func (f *Speaker) Extensions(n *resource.Node) []string {
	if n == nil {
		return nil
	}
	list := []*resource.Node{n}
	if len(n.Items) > 0 {
		list = n.Items
	}
	var out []string
	for _, e := range list {
		e.Mark()
		url := e.Str("url")
		name := url[strings.LastIndexByte(url, '/')+1:]
		if strings.Contains(url, "data-absent-reason") || strings.Contains(url, "geolocation") || strings.Contains(url, "narrativeLink") || strings.Contains(url, "originalText") {
			continue
		}
		if inner := f.Extensions(e.Field("extension")); len(inner) > 0 {
			out = append(out, Label(tidyName(name))+" ("+strings.Join(inner, "; ")+")")
		}
		if s := f.Say(e.Choice("value")); s != "" {
			out = append(out, Label(tidyName(name))+": "+s)
		}
	}
	return out
}

// tidyName leaves out of the name of an extension the profile it belongs to.
func tidyName(name string) string {
	for _, p := range []string{"mcode-", "us-core-", "genomics-", "codex-", "onco-core-"} {
		name = strings.TrimPrefix(name, p)
	}
	return name
}

// Label makes words of the name of a field: "bodySite" is "body site".
func Label(name string) string {
	var b strings.Builder
	for i, r := range name {
		switch {
		case r == '-' || r == '_' || r == '.':
			b.WriteByte(' ')
		case r >= 'A' && r <= 'Z' && i > 0 && name[i-1] >= 'a' && name[i-1] <= 'z':
			b.WriteByte(' ')
			b.WriteRune(r + 'a' - 'A')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Concept says a CodeableConcept: its text, and every name of its codings that
// the text does not hold. A code of the ICD is said too, for doctors use it.
func (f *Speaker) Concept(n *resource.Node) string {
	n.Mark()
	out := Once(nil, n.Str("text"))
	var code string
	for _, c := range n.All("coding") {
		out = Unsaid(out, c.Str("display"))
		if code == "" && strings.Contains(strings.ToLower(c.Str("system")), "icd") || len(out) == 0 {
			code = c.Str("code")
		}
	}
	if len(out) == 0 {
		return code
	}
	s := out[0]
	if len(out) > 1 {
		s += " (" + strings.Join(out[1:], "; ") + ")"
	}
	if code != "" && !strings.Contains(s, code) {
		s += " [" + code + "]"
	}
	return Join("; ", append([]string{s}, f.Extensions(n.Field("extension"))...)...)
}

// Reference says what a reference means: its own words, else the name of what it
// refers to in the file.
func (f *Speaker) Reference(n *resource.Node) string {
	n.Mark()
	own := OrElse(n.Str("display"), f.nameOf(n))
	if own == "" && n.Field("reference") == nil {
		own = n.Str("identifier", "value")
	}
	return own
}

// Target is the resource that a reference means, with its entry or -1 where it
// is contained in the one that is being drawn.
func (f *Speaker) Target(n *resource.Node) (*resource.Node, int) {
	ref := n.Str("reference")
	if id, ok := strings.CutPrefix(ref, "#"); ok {
		for _, c := range f.Root.All("contained") {
			if c.Str("id") == id {
				return c, -1
			}
		}
		return nil, -1
	}
	i := f.Find(ref)
	if i < 0 {
		return nil, -1
	}
	r, err := f.Entries[i].Read()
	if err != nil {
		return nil, -1
	}
	return r, i
}

func (f *Speaker) nameOf(n *resource.Node) string {
	if f.asked >= maxAsked {
		return ""
	}
	if i := f.Find(n.Str("reference")); i >= 0 {
		if s, ok := f.names[i]; ok {
			return s
		}
	}
	r, i := f.Target(n)
	if r == nil {
		return ""
	}
	f.asked++
	s := f.Name(r)
	f.asked--
	if i >= 0 {
		f.names[i] = s
	} else {
		r.Mark()
	}
	return s
}

// Name is what a resource is called where others refer to it.
func (f *Speaker) Name(r *resource.Node) string {
	switch r.Kind() {
	case "Patient", "Practitioner", "RelatedPerson", "Person":
		return FullName(r.Get("name"))
	case "PractitionerRole":
		return Join(", ", f.Say(r.Get("practitioner")), f.Say(r.Field("specialty")), f.Say(r.Get("organization")))
	case "Encounter":
		return Join(", ", OrElse(f.Say(r.Field("type")), f.Setting(r)), Period(r.Get("period")))
	case "Medication":
		s := Join(" ", f.Say(r.Get("code")), f.Say(r.Get("amount")))
		var of []string
		for _, i := range r.All("ingredient") {
			of = Once(of, Join(" ", OrElse(f.Say(i.Get("itemCodeableConcept")), f.Say(i.Get("itemReference"))), f.Say(i.Get("strength"))))
		}
		if len(of) > 0 {
			s = Join(" ", s, "("+strings.Join(of, "; ")+")")
		}
		return s
	case "Observation", "Specimen", "Procedure", "Condition", "DiagnosticReport":
		what := r.Field("code")
		if what == nil {
			what = r.Get("type")
		}
		return Join(", ", f.Say(what), DateOf(r).Human())
	case "Substance", "Device", "BodyStructure", "Location", "Organization":
		for _, k := range []string{"name", "deviceName", "code", "location", "morphology", "type"} {
			if s := f.Say(r.Get(k)); s != "" {
				return s
			}
		}
	}
	for _, k := range []string{"title", "description", "name", "code", "type"} {
		if s := f.Say(r.Get(k)); s != "" {
			return s
		}
	}
	return ""
}
