package fhir

import (
	"github.com/medbundle/medbundle/internal/document/fhir/phrase"
	"github.com/medbundle/medbundle/internal/document/fhir/resource"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
)

const (
	systemLOINC   = "loinc"
	systemFHIR    = "fhir"
	systemSection = "section"
)

// mains are the kinds that say what a file is.
var mains = map[string]bool{"Composition": true, "DocumentReference": true, "DiagnosticReport": true}

// header says what the whole file is. A Composition speaks for the file, and so
// does a paper or report that is alone; of many each is one part of it.
func (f *file) header() {
	d := f.doc
	f.each(func(r *resource.Node) {
		if d.Patient.IsZero() {
			d.Patient = resource.Patient(r)
		}
	}, "Patient")
	lead := f.leader()
	if lead != nil {
		f.Root = lead
		d.Title, d.Date, d.Language = phrase.OrElse(lead.Str("title"), f.Name(lead)), phrase.DateOf(lead), lead.Str("language")
		d.Author, d.Facility = f.authors(lead), f.facility(lead)
		for _, c := range resource.CodesOf(lead) {
			d.AddCode(c)
		}
	}
	kinds := f.kinds()
	for _, k := range kinds {
		d.AddCode(clinical.Code{System: systemFHIR, Value: k})
	}
	if d.Facility == "" {
		d.Facility = f.oneOrganisation()
	}
	if d.Date.IsZero() {
		d.Date = f.newest()
	}
	if d.Date.IsZero() {
		d.Date = resource.Date(f.Stamp)
	}
	if d.Title == "" {
		d.Title = f.titleOf(kinds)
	}
}

// kinds are the resource types of the file, as evidence of what it is: those of
// its one chapter first, and "Bundle" first where there are several chapters.
func (f *file) kinds() []string {
	var out, rest []string
	chapters := map[string]bool{}
	for _, e := range f.Entries {
		switch {
		case support[e.Kind] || uncared[e.Kind] || e.Kind == "Composition" || e.Kind == "Binary":
			rest = addKind(rest, e.Kind)
		default:
			out = addKind(out, e.Kind)
			chapters[chapterOf(e.Kind)] = true
		}
	}
	if len(chapters) > 1 && !(len(chapters) == 2 && chapters["Reports"] && chapters["Results"]) {
		out = append([]string{"Bundle"}, out...)
	} else if f.Bundles > 0 {
		rest = append(rest, "Bundle")
	}
	return append(out, rest...)
}

func addKind(list []string, k string) []string {
	if slices.Contains(list, k) {
		return list
	}
	return append(list, k)
}

// chapterOf is the heading under which a kind is drawn.
func chapterOf(kind string) string {
	if kind == "Observation" {
		return "Results"
	}
	for _, c := range slices.Concat(before, after) {
		if slices.Contains(c.kinds, kind) {
			return c.heading
		}
	}
	return kind
}

// titleOf names a file that does not say its title.
func (f *file) titleOf(kinds []string) string {
	var seen []string
	for _, k := range kinds {
		if k != "Bundle" && !support[k] && !uncared[k] {
			seen = addKind(seen, chapterOf(k))
		}
	}
	if len(seen) == 1 {
		return seen[0]
	}
	return "Health record (FHIR)"
}

// leader is the one resource that speaks for the file.
func (f *file) leader() *resource.Node {
	at, n, all := -1, 0, 0
	for i, e := range f.Entries {
		if !support[e.Kind] && e.Kind != "Binary" {
			all++
		}
		if mains[e.Kind] {
			if n++; at < 0 || e.Kind == "Composition" && f.Entries[at].Kind != "Composition" {
				at = i
			}
		}
	}
	if n == 0 && all == 1 { // a file of one resource
		at = slices.IndexFunc(f.Entries, func(e resource.Entry) bool { return !support[e.Kind] && e.Kind != "Binary" })
	} else if n == 0 || n > 1 && f.Entries[at].Kind != "Composition" || f.Entries[at].Kind != "Composition" && !f.aroundOne() {
		return nil
	}
	r, err := f.Entries[at].Read()
	if r == nil || err != nil && r.Kind() == "" {
		return nil
	}
	return r
}

// aroundOne tells whether all else in the file belongs to its one report: its
// results, its specimen, who and where.
func (f *file) aroundOne() bool {
	for _, e := range f.Entries {
		switch {
		case mains[e.Kind], support[e.Kind], uncared[e.Kind]:
		case e.Kind == "Observation", e.Kind == "Specimen", e.Kind == "Binary", e.Kind == "Encounter", e.Kind == "ServiceRequest", e.Kind == "ImagingStudy":
		default:
			return false
		}
	}
	return true
}

// newest is the last date on which something was done.
func (f *file) newest() (d clinical.Date) {
	f.each(func(r *resource.Node) {
		if x := phrase.DateOf(r); x.String() > d.String() {
			d = x
		}
	}, "Encounter", "Observation", "Procedure", "DiagnosticReport", "MedicationAdministration", "Immunization", "DocumentReference", "MedicationRequest", "MedicationStatement")
	if d.IsZero() && len(f.Entries) < 50 {
		for _, e := range f.Entries {
			if r, _ := e.Read(); r != nil && !support[e.Kind] && !uncared[e.Kind] && phrase.DateOf(r).String() > d.String() {
				d = phrase.DateOf(r)
			}
		}
	}
	return d
}

func (f *file) oneOrganisation() string {
	var names []string
	f.each(func(r *resource.Node) { names = phrase.Once(names, r.Str("name")) }, "Organization")
	if len(names) == 1 {
		return names[0]
	}
	return ""
}

func (f *file) authors(r *resource.Node) string {
	var out []string
	for _, k := range []string{"author", "resultsInterpreter", "performer", "asserter"} {
		for _, a := range r.All(k) {
			if _, i := f.Target(a); i >= 0 && f.Entries[i].Kind == "Organization" || strings.Contains(a.Str("reference"), "Organization/") {
				continue
			}
			if s := f.Reference(orNode(a.Get("actor"), a)); a.Field("reference") != nil || a.Field("display") != nil {
				out = phrase.Once(out, s)
			}
		}
	}
	return strings.Join(out, "; ")
}

// facility is who keeps the paper, else the house that made it.
func (f *file) facility(r *resource.Node) string {
	if s := f.Reference(r.Get("custodian")); s != "" {
		return s
	}
	for _, k := range []string{"performer", "author", "serviceProvider"} {
		for _, x := range r.All(k) {
			if strings.Contains(x.Str("reference"), "Organization") {
				return f.Reference(x)
			}
			if _, i := f.Target(x); i >= 0 && f.Entries[i].Kind == "Organization" {
				return f.Reference(x)
			}
		}
	}
	if r.Kind() == "DiagnosticReport" {
		if p := r.Get("performer"); p.Field("reference") == nil {
			return p.Str("display")
		}
	}
	return ""
}
