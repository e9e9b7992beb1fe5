// Package fhir reads FHIR R4 records (and what of DSTU2, STU3 and R5 is written
// alike) in JSON, XML or NDJSON: one resource, a Bundle, or an export of a
// portal. What is coded is drawn as tables, the newest first; narratives stand as
// they were written; files inside come out as parts.
package fhir

import (
	"errors"
	"fmt"
	"github.com/medbundle/medbundle/internal/document/fhir/phrase"
	"github.com/medbundle/medbundle/internal/document/fhir/resource"
	"github.com/medbundle/medbundle/internal/document/fhir/sheet"
	"slices"
	"strconv"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/document/hl7"
	"github.com/medbundle/medbundle/internal/document/rendition"
)

// file is one FHIR file as it is drawn.
type file struct {
	*phrase.Speaker
	doc *hl7.Document

	shown   map[string]int    // resources by kind
	texts   []rendition.Block // narratives, and texts too long for a table
	told    map[string]bool   // narratives that stand there already
	lone    bool              // there is one paper at most, so that its text is drawn here
	papered map[int]bool      // Binary entries that a paper refers to
	bytes   int               // of all parts
	large   int               // entries that are too large
	lost    int               // attachments beyond the limits, or damaged
}

// Read reads one file. The error is hl7.ErrDamaged where no resource can be
// read, and hl7.ErrTooLarge beyond the limits of size or nesting.
func Read(data []byte) (*hl7.Document, error) {
	x, err := resource.New(resource.Clean(data))
	if err != nil {
		return nil, err
	}
	f := &file{Speaker: phrase.New(x), doc: &hl7.Document{}, shown: map[string]int{}, papered: map[int]bool{}, told: map[string]bool{}}
	f.Attachment = f.attachment
	if err := f.readable(); err != nil {
		return nil, err
	}
	papers := 0
	for _, e := range f.Entries {
		if e.Kind == "DocumentReference" || e.Kind == "DiagnosticReport" || e.Kind == "Media" {
			papers++
		}
	}
	f.lone = papers <= 1
	f.header()
	f.draw()
	return f.doc, nil
}

// readable tells the fault of a file in which nothing can be read.
func (f *file) readable() (err error) {
	for _, e := range f.Entries {
		n, fault := e.Read()
		if fault == nil || n != nil && len(n.Fields) > 1 && errors.Is(fault, hl7.ErrDamaged) {
			return nil
		}
		if err == nil {
			err = fault
		}
	}
	return err
}

// each calls do for every resource of the kinds, in the order of the file.
func (f *file) each(do func(r *resource.Node), kinds ...string) {
	for _, e := range f.Entries {
		if !slices.Contains(kinds, e.Kind) {
			continue
		}
		r, err := e.Read()
		if r == nil || err != nil && errors.Is(err, hl7.ErrTooLarge) {
			continue
		}
		f.Root = r
		do(r)
	}
}

// draw draws all that is drawn, in the order in which a doctor asks for it.
func (f *file) draw() {
	b := rendition.NewBuilder()
	f.top(b)
	f.compositions(b)
	order := []func(){}
	for _, c := range before {
		order = append(order, func() { f.chapter(b, c) })
	}
	order = append(order, func() {
		if f.results(b) {
			f.count("Observation")
		}
	})
	for _, c := range after {
		order = append(order, func() { f.chapter(b, c) })
	}
	for _, do := range order {
		do()
	}
	f.loose(b)
	f.others(b)
	f.people(b)
	if len(f.texts) > 0 {
		b.Add(rendition.Block{Kind: rendition.Heading, Level: 2, Text: "In the words of the record"})
		for _, x := range f.texts {
			b.Add(x)
		}
	}
	f.inventory(b)
	f.doc.Blocks = b.Blocks()
	f.losses(b.Cut())
}

func (f *file) chapter(b *rendition.Builder, c chapter) {
	if !f.drawChapter(b, c) {
		return
	}
	f.count(c.kinds...)
	f.doc.AddCode(clinical.Code{System: systemSection, Value: c.loinc, Name: c.heading})
}

// count notes that all readable resources of the kinds are drawn.
func (f *file) count(kinds ...string) {
	f.each(func(r *resource.Node) { f.shown[r.Kind()]++ }, kinds...)
}

func (f *file) top(b *rendition.Builder) {
	d := f.doc
	b.Add(rendition.Block{Kind: rendition.Heading, Level: 1, Text: d.Title})
	var rows [][]string
	for _, r := range [][]string{
		{"Patient:", d.Patient.Name()}, {"Date of birth:", d.Patient.BirthDate.Human()},
		{"Record numbers:", strings.Join(d.Patient.IDs, ", ")},
		{"Date:", d.Date.Human()}, {"Facility:", d.Facility}, {"Author:", d.Author},
	} {
		if r[1] != "" {
			rows = append(rows, r)
		}
	}
	if len(rows) > 0 {
		b.Add(rendition.Block{Kind: rendition.Table, Rows: rows})
	}
}

// others draws the kinds that no chapter knows, as names and values.
func (f *file) others(b *rendition.Builder) {
	var kinds []string
	for i, e := range f.Entries {
		named := f.Named(i)
		alone := (e.Kind == "Medication" || e.Kind == "Substance") && !named
		if alone || e.Kind != "Binary" && !mains[e.Kind] && !support[e.Kind] && !uncared[e.Kind] && chapterOf(e.Kind) == e.Kind {
			kinds = addKind(kinds, e.Kind)
		}
	}
	for _, k := range kinds {
		f.chapter(b, chapter{heading: "Other entries: " + phrase.Label(strings.ToLower(k[:1])+k[1:]), kinds: []string{k}, columns: []column{
			{"What", func(f *file, r *resource.Node) string {
				for _, x := range []string{"title", "code", "description", "name", "type", "category"} {
					if s := f.Say(r.Field(x)); s != "" {
						return s
					}
				}
				return phrase.Label(k)
			}}, day,
		}})
	}
}

// people draws who and where, for a second doctor may want to ask them.
func (f *file) people(b *rendition.Builder) {
	t := &sheet.Table{Heads: []string{"Who, or where"}}
	f.each(func(r *resource.Node) {
		f.shown[r.Kind()]++
		t.Rows = append(t.Rows, sheet.Row{Cells: []string{phrase.OrElse(f.Name(r), phrase.Label(r.Kind()))}, More: f.rest(r)})
	}, "Practitioner", "PractitionerRole", "Organization", "Location", "RelatedPerson", "CareTeam", "HealthcareService", "Group", "Person")
	if len(t.Rows) > 0 {
		b.Add(rendition.Block{Kind: rendition.Heading, Level: 2, Text: "People and places"})
		t.Draw(b)
	}
}

// inventory lists the resources of the file by kind, and how many were drawn.
func (f *file) inventory(b *rendition.Builder) {
	count := map[string]int{}
	var kinds []string
	for _, e := range f.Entries {
		count[e.Kind]++
		kinds = addKind(kinds, e.Kind)
	}
	rows := [][]string{{"Kind of entry", "In the file", "On these pages"}}
	for _, k := range kinds {
		drawn := f.shown[k]
		if k == "Patient" {
			drawn = count[k]
		}
		rows = append(rows, []string{k, strconv.Itoa(count[k]), strconv.Itoa(min(drawn, count[k]))})
	}
	b.Add(rendition.Block{Kind: rendition.Heading, Level: 2, Text: "What this file holds"})
	b.Add(rendition.Block{Kind: rendition.Table, Rows: rows, Header: true})
}

// losses says what the file holds and the pages do not.
func (f *file) losses(cut bool) {
	money := 0
	for _, e := range f.Entries {
		if uncared[e.Kind] {
			money++
		} else if _, err := e.Read(); errors.Is(err, hl7.ErrTooLarge) {
			f.large++
		}
	}
	add := func(n int, phrase string) {
		if n > 0 {
			f.doc.Losses = append(f.doc.Losses, fmt.Sprintf(phrase, n))
		}
	}
	if f.doc.Cut = cut; cut {
		f.doc.Losses = append(f.doc.Losses, "the end is cut, for the text is very long")
	}
	add(money, "entries about bills, insurance and computers are counted and not drawn (%d)")
	add(f.large, "entries that are too large are not drawn (%d)")
	add(f.lost, "files inside could not be taken out (%d)")
	add(f.Strange, "lines that cannot be read (%d)")
	if f.Broken {
		f.doc.Damaged = "the file breaks off"
	}
}
