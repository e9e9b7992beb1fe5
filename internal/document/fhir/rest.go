package fhir

import (
	"github.com/medbundle/medbundle/internal/document/fhir/phrase"
	"github.com/medbundle/medbundle/internal/document/fhir/resource"
	"github.com/medbundle/medbundle/internal/document/fhir/sheet"
	"slices"
	"strings"
)

// column is one column of a chapter's table.
type column struct {
	head string
	of   func(f *file, r *resource.Node) string
}

// rest is what a resource says beyond what was drawn of it, so that nothing is
// dropped only because nobody thought of it.
func (f *file) rest(r *resource.Node) (out []sheet.Said) {
	day := phrase.DateOf(r)
	for _, x := range r.Fields {
		switch {
		case phrase.Silent[x.Name] || aside[x.Name] || x.Name == "text" || x.Value.Drawn || strings.HasPrefix(x.Name, "_"):
			continue
		case x.Name == "identifier" && !numbered[r.Kind()]:
			continue
		case x.Name == "identifier":
			if s := f.numbers(r); s != "" {
				out = append(out, sheet.Said{Label: "number", Text: s})
			}
			continue
		case x.Name == "extension" || x.Name == "modifierExtension":
			for _, s := range f.Extensions(x.Value) {
				name, value, ok := strings.Cut(s, ": ")
				if !ok || strings.Contains(name, "(") {
					name, value = "further", s
				}
				out = append(out, sheet.Said{Label: name, Text: value})
			}
			continue
		case x.Name == "contained":
			for _, c := range x.Value.Items {
				if s := f.left(c); s != "" && !support[c.Kind()] {
					out = append(out, sheet.Said{Label: phrase.Label(c.Kind()), Text: s})
				}
			}
			continue
		}
		s := f.left(x.Value)
		if s == "" || strings.Contains(strings.ToLower(x.Name), "date") && s == day.Human() || x.Name == "issued" && strings.HasPrefix(s, day.Human()) {
			continue
		}
		out = append(out, sheet.Said{Label: phrase.Label(x.Name), Text: s})
	}
	return out
}

// left says what was not drawn of a value.
func (f *file) left(n *resource.Node) string {
	switch {
	case n == nil || n.Drawn:
		return ""
	case !anyDrawn(n):
		return f.Say(n)
	}
	var out []string
	for _, x := range n.Fields {
		if s := f.left(x.Value); s != "" && !phrase.Silent[x.Name] {
			out = append(out, phrase.Label(x.Name)+": "+s)
		}
	}
	for _, v := range n.Items {
		out = phrase.Once(out, f.left(v))
	}
	return strings.Join(out, "; ")
}

func anyDrawn(n *resource.Node) bool {
	if n.Drawn {
		return true
	}
	return slices.ContainsFunc(n.Fields, func(x resource.Field) bool { return anyDrawn(x.Value) }) || slices.ContainsFunc(n.Items, anyDrawn)
}

// aside are fields that say whom it is about, which the page says once, and what
// belongs to what.
var aside = map[string]bool{
	"subject": true, "patient": true, "encounter": true, "context": true, "individual": true, "beneficiary": true, "partOf": true, "basedOn": true,
	"recorder": true, "informationSource": true, "policyRule": true, "source": true, "priorPrescription": true, "eventHistory": true, "relevantHistory": true,
	"derivedFrom": true, "careTeam": true, "goal": true, "focus": true, "masterIdentifier": true, "groupIdentifier": true,
}

// numbered are kinds whose numbers a doctor asks for.
var numbered = map[string]bool{"DiagnosticReport": true, "Specimen": true, "ImagingStudy": true, "ServiceRequest": true, "Device": true}

// numbers are the identifiers that people use.
func (f *file) numbers(r *resource.Node) string {
	var out []string
	for _, id := range append(r.All("identifier"), r.All("accessionIdentifier")...) {
		id.Mark()
		if v := id.Str("value"); len(v) <= 30 && !strings.HasPrefix(v, "urn:") {
			out = phrase.Once(out, v)
		}
	}
	return strings.Join(out, ", ")
}
