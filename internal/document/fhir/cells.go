package fhir

import (
	"fmt"
	"github.com/medbundle/medbundle/internal/document/fhir/phrase"
	"github.com/medbundle/medbundle/internal/document/fhir/resource"
	"regexp"
	"strings"
)

// malignant matches names of diagnoses that a second opinion on cancer is about.
var malignant = regexp.MustCompile(`(?i)malignan|cancer|carcino|neoplas|tumou?r|lymphoma|leuk(a)?emi|melanoma|sarcoma|myeloma|blastoma|glioma|metasta|krebs|karzinom|\bC[0-9]{2}(\.|\b)`)

// rank puts what counts most to the top of a table: the cancer, then what goes
// on now, then the rest.
func rank(r *resource.Node) int {
	n := 1
	switch r.Kind() {
	case "Condition":
		for _, c := range append(r.All("code"), r.Get("code").All("coding")...) {
			if malignant.MatchString(c.Str("text") + " " + c.Str("display") + " " + c.Str("code")) {
				n = 0
			}
		}
		status := phrase.OrElse(r.Str("clinicalStatus"), r.Str("clinicalStatus", "coding", "code"))
		if status == "resolved" || status == "inactive" || status == "remission" && n > 0 || r.Choice("abatement") != nil {
			n += 2
		}
	case "MedicationStatement", "MedicationRequest", "MedicationOrder":
		if s := r.Str("status"); s != "active" && s != "intended" {
			n = 3
		}
	}
	return n
}

// stage says every stage of a diagnosis, with what it rests on.
func (f *file) stage(r *resource.Node) string {
	var out []string
	for _, s := range r.All("stage") {
		s.Mark()
		out = phrase.Once(out, phrase.Join(" ", f.Say(s.Get("summary")), paren(phrase.Join("; ", f.Say(s.Get("type")), f.Say(s.Field("assessment"))))))
	}
	return strings.Join(out, "; ")
}

func paren(s string) string {
	if s == "" {
		return ""
	}
	return "(" + s + ")"
}

func (f *file) reactions(r *resource.Node) string {
	var out []string
	for _, x := range r.All("reaction") {
		x.Mark()
		s := phrase.Join(", ", f.Say(x.Field("manifestation")), f.Say(x.Get("severity")), f.Say(x.Get("description")), f.Say(x.Field("substance")), phrase.Readable(x.Str("onset")), f.Say(x.Field("exposureRoute")), f.Say(x.Field("note")))
		out = phrase.Once(out, s)
	}
	return strings.Join(out, "; ")
}

func (f *file) medicine(r *resource.Node) string {
	return f.Say(r.Choice("medication"))
}

func (f *file) taken(r *resource.Node) string {
	var out []string
	for _, k := range []string{"dosage", "dosageInstruction"} {
		for _, d := range r.All(k) {
			out = phrase.Once(out, f.Dosage(d))
		}
	}
	return strings.Join(out, "; then ")
}

func medicineKind(_ *file, r *resource.Node) string {
	switch r.Kind() {
	case "MedicationStatement":
		return "reported"
	case "MedicationAdministration":
		return "given"
	case "MedicationDispense":
		return "handed out"
	}
	return "prescribed"
}

// conclusion says what a report concludes, and its text where it is inside.
func (f *file) conclusion(r *resource.Node) string {
	return phrase.Join("\n", f.Say(r.Get("conclusion")), f.Say(r.Field("conclusionCode")), f.Say(r.Field("codedDiagnosis")), f.papers(r, r.All("presentedForm")))
}

// resultsOf counts the results that stand in the tables of this file, and names
// the others.
func (f *file) resultsOf(r *resource.Node) string {
	n, out := 0, []string(nil)
	for _, x := range r.All("result") {
		x.Mark()
		if f.Find(x.Str("reference")) >= 0 {
			n++
			continue
		}
		t, _ := f.Target(x)
		if t == nil {
			out = phrase.Once(out, x.Str("display"))
			continue
		}
		t.Mark() // it is contained
		out = phrase.Once(out, phrase.Join(" ", f.Say(t.Get("code")), f.value(t), paren(f.ranges(t))))
	}
	switch n {
	case 0:
	case 1:
		out = append(out, "1, in the tables above")
	default:
		out = append(out, fmt.Sprintf("%d, in the tables above", n))
	}
	return strings.Join(out, "; ")
}

func (f *file) performers(r *resource.Node) string {
	var out []string
	for _, p := range append(r.All("performer"), r.All("location")...) {
		if p.Field("actor") == nil {
			out = phrase.Once(out, f.Say(p))
			continue
		}
		p.Mark()
		out = phrase.Once(out, phrase.Join(", ", f.Say(p.Get("actor")), f.Say(p.Get("function"))+f.Say(p.Get("role")), f.Say(p.Get("onBehalfOf"))))
	}
	return strings.Join(out, "; ")
}

func (f *file) scan(r *resource.Node) string {
	return phrase.Join(", ", f.Say(r.Get("description")), f.Say(r.Field("modality")), f.Say(r.Field("procedureCode")), f.Say(r.Field("reasonCode")))
}

func (f *file) series(r *resource.Node) string {
	var out []string
	for _, s := range r.All("series") {
		s.Mark()
		n := s.Str("numberOfInstances")
		if n != "" {
			n += " pictures"
		}
		out = phrase.Once(out, phrase.Join(", ", f.Say(s.Get("description")), f.Say(s.Get("modality")), f.Say(s.Get("bodySite")), f.Say(s.Get("laterality")), n))
	}
	return strings.Join(out, "; ")
}

func (f *file) collected(r *resource.Node) string {
	c := r.Get("collection")
	c.Mark()
	return phrase.Join(", ", f.Say(c.Get("bodySite")), f.Say(c.Get("method")), f.Say(c.Get("quantity")), f.Say(c.Get("collector")))
}

func (f *file) visit(r *resource.Node) string {
	return phrase.Join(", ", f.Say(r.Field("type")), f.Setting(r))
}

func (f *file) seenBy(r *resource.Node) string {
	out := phrase.Once(nil, f.Say(r.Get("serviceProvider")))
	for _, l := range r.All("location") {
		out = phrase.Once(out, f.Say(l.Mark().Get("location")))
	}
	for _, p := range r.All("participant") {
		p.Mark()
		out = phrase.Once(out, phrase.Join(", ", f.Say(p.Get("individual"))+f.Say(p.Get("actor")), f.Say(p.Field("type"))))
	}
	return strings.Join(out, "; ")
}

func (f *file) steps(r *resource.Node) string {
	var out []string
	for _, a := range r.All("activity") {
		a.Mark()
		d := a.Get("detail")
		when := f.Say(d.Choice("scheduled"))
		out = phrase.Once(out, phrase.Join(", ", f.Say(d.Get("code")), f.Say(d.Get("description")), f.Say(d.Get("status")), when, f.Say(d.Get("location")), f.Say(d.Choice("product")), f.Say(a.Field("reference")), f.Say(a.Field("progress")), f.Say(a.Field("outcomeCodeableConcept"))))
	}
	return strings.Join(out, "; ")
}

func (f *file) illnesses(r *resource.Node) string {
	var out []string
	for _, c := range r.All("condition") {
		c.Mark()
		onset := f.Say(c.Choice("onset"))
		if onset != "" {
			onset = "from " + onset
		}
		died := ""
		if c.Str("contributedToDeath") == "true" {
			died = "died of it"
		}
		out = phrase.Once(out, phrase.Join(", ", f.Say(c.Get("code")), onset, f.Say(c.Get("outcome")), died, f.Say(c.Field("note"))))
	}
	return phrase.Join("; ", append(out, f.Say(r.Get("name")))...)
}
