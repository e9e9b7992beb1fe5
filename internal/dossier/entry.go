package dossier

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/classify"
	"github.com/medbundle/medbundle/internal/classify/sections"
	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/collect"
	"github.com/medbundle/medbundle/internal/document"
	"github.com/medbundle/medbundle/internal/imaging"
)

// Entry is a record together with the files that hold it.
type Entry struct {
	clinical.Record
	// Item is the file of a document; nil for a scan. Several records may lie in
	// one file; OriginalPages or OriginalLines then say which part is this one.
	Item *collect.Item
	// More are files whose pages follow those of Item, all of them: the photos of
	// the further pages of a letter.
	More []*collect.Item
	// Study and Scans are the instances of a scan; nil for a document.
	Study *imaging.Study
	Scans []*collect.Item
	// Twins are files with the same text in another format or copy. Their pages
	// do not go in twice, but the files go along: a drawing or a signature may
	// differ where the text does not.
	Twins []*collect.Item
	// Moved are those of its pages that stand in the appendix, rising.
	Moved []MovedPage
	// Packed tells that the record goes into the bundle. The others were set
	// aside; Aside says why.
	Packed bool
	Aside  string

	wrapped *collect.Item      // the file of a scan that holds the same paper; nil where there is none
	section *sections.Paper    // what the record is of a structured document; nil where it is no section
	blocks  []document.Block   // of a part of a text, once they were asked for
	joined  *document.Document // the pages of Item and More as one document; nil without More
	word    collect.CaseWord
	quality []string
	verdict classify.Verdict
	patient clinical.Patient // what was known of the case when the paper was classified
	order   classify.Order   // and of how its writers put day and month
	tale    classify.Tale    // what its text tells of the history; empty for a scan

	medicines []clinical.MedicineLine // that its lists name
}

// Document is what was read of the record's files; nil for a scan, and where
// nothing could be read.
func (e *Entry) Document() *document.Document {
	switch {
	case e.joined != nil:
		return e.joined
	case e.Item != nil:
		return e.Item.Document
	}
	return nil
}

// IsScan tells whether the entry is an imaging study.
func (e *Entry) IsScan() bool { return e.Study != nil }

// Placeholder tells whether a page that says why stands for the document.
func (e *Entry) Placeholder() bool { return e.Item != nil && e.Unreadable }

func (e *Entry) classify() {
	s := classify.Subject{Path: e.Item.Path, Case: e.patient, Order: e.order}
	if doc := e.Document(); doc != nil {
		s.Title, s.Pages, s.Codes = doc.Title, e.ownPages(), doc.Codes
		s.Patient, s.Date, s.Facility, s.Author, s.Structured = doc.Patient, doc.Date, doc.Facility, doc.Author, doc.Structured
		if !doc.Structured {
			takeSaid(&s, e.Item.Said)
		}
	}
	if x := e.section; x != nil {
		s.Author = cmp.Or(x.Author, s.Author)
		s.Title, s.Codes, s.Part = x.Title, nil, classify.Part{Kind: x.Kind, Sure: x.Sure}
		if listed := x.Kind == clinical.MedicationList || x.Kind == clinical.AllergyList; !listed && !x.Date.IsZero() {
			s.Date = x.Date // a list is of the day of the document
		}
	}
	if doc := e.Document(); doc != nil && doc.Kind != "" {
		s.Part = classify.Part{Kind: doc.Kind, Sure: true}
	}
	v := classify.Document(s)
	if e.InScan() && v.Kind == clinical.Unknown && e.Document() != nil && e.Document().Structured {
		v.Kind, v.Confidence = clinical.Other, clinical.Likely // its own title says what it is
	}
	for i := range v.Evidence {
		v.Evidence[i].Page = e.filePage(v.Evidence[i].Page)
	}
	e.verdict = v
	e.Record = clinical.Record{
		Kind: v.Kind, Confidence: v.Confidence, Title: v.Title, Date: v.Date,
		Facility: v.Facility, Author: v.Author, Patient: v.Patient, Evidence: v.Evidence, OriginalPages: e.OriginalPages, OriginalLines: e.OriginalLines,
	}
	if e.InScan() && e.Patient.IsZero() {
		e.Patient = e.Item.Instance.Patient
	}
	e.quality = v.Quality
	if doc := e.Document(); doc == nil {
		// A file that cannot be read is not taken for what its name promises.
		e.Record = clinical.Record{Kind: clinical.Unknown, Confidence: clinical.Unsure, Title: e.Item.Base()}
		e.Unreadable = true
	} else if doc.Source == nil && len(doc.Blocks) == 0 {
		e.Unreadable = true
	}
	e.doubtReading()
	e.takeWord()
	if doc := e.Document(); doc != nil {
		e.Inside = partsInside(doc.Codes, e.Blocks())
	}
}

// paper is the entry as the rules of a checklist see it.
func (e *Entry) paper() clinical.Paper {
	p := clinical.Paper{Record: &e.Record, Language: e.verdict.Language, Path: e.firstPath()}
	if e.IsScan() {
		return p
	}
	p.Path, p.Mentions, p.Plans = e.Item.Key(), e.tale.Mentions, e.tale.Plans
	if doc := e.Document(); doc != nil {
		p.Codes = e.codes()
		for i, text := range e.ownPages() {
			p.Pages = append(p.Pages, clinical.PageText{Number: e.filePage(i + 1), Text: text})
		}
	}
	return p
}

// codes are the coded statements of the record: of a section that is a record of its
// own that of the section, else those of the document.
func (e *Entry) codes() []clinical.Code {
	if e.section == nil {
		return e.Document().Codes
	}
	if e.section.Code == "" {
		return nil
	}
	return []clinical.Code{{System: "loinc", Value: e.section.Code, Name: e.section.Title}}
}

// endsOutside tells whether the record is a letter at the end of treatment outside a
// hospital: what LOINC 18842-5 says in Italy, where 34105-7 is that of a
// hospital (FSE 2.0). In other countries it is the letter of a hospital.
func (e *Entry) endsOutside() bool {
	doc := e.Document()
	return doc != nil && e.Kind == clinical.DischargeSummary && strings.HasPrefix(strings.ToLower(doc.Language), "it") &&
		slices.ContainsFunc(doc.Codes, func(c clinical.Code) bool { return c.System == "loinc" && c.Value == "18842-5" })
}

// takeSaid lets what the file around a paper says of it stand for the coded
// header that the paper has not.
func takeSaid(s *classify.Subject, said document.Said) {
	if said.IsZero() {
		return
	}
	s.Codes = append(slices.Clone(s.Codes), said.Codes...)
	s.Patient, s.Date, s.Facility, s.Author = said.Patient, said.Date, said.Facility, said.Author
	if s.Title == "" {
		s.Title = said.Title
	}
}

// takeWord lets a person's word on the file beat what the program thinks.
func (e *Entry) takeWord() {
	w := e.word
	if w.Kind != "" {
		e.Kind, e.Confidence = w.Kind, clinical.Certain
		e.Evidence = append(e.Evidence, clinical.Evidence{Claim: clinical.ClaimKind, Source: "case file", Text: string(w.Kind)})
	}
	if w.Title != "" {
		e.Title = w.Title
	}
	if w.Date != "" {
		e.Date, _ = clinical.ParseDate(w.Date) // validated when read
		e.Evidence = append(e.Evidence, clinical.Evidence{Claim: clinical.ClaimDate, Source: "case file", Text: w.Date})
	}
}

func (e *Entry) sortKey() string {
	if e.IsScan() {
		return e.Record.Study.UID
	}
	if len(e.OriginalLines) > 0 {
		return fmt.Sprintf("%s %09d", e.Item.Key(), e.OriginalLines[0].First)
	}
	if len(e.OriginalPages) > 0 {
		return fmt.Sprintf("%s %09d", e.Item.Key(), e.OriginalPages[0])
	}
	return e.Item.Key()
}

// files are those that hold the record, its twins included.
func (e *Entry) files() []*collect.Item {
	if e.IsScan() {
		return e.Scans
	}
	return append(e.own(), e.Twins...)
}

// own are the files whose pages are shown.
func (e *Entry) own() []*collect.Item {
	return append([]*collect.Item{e.Item}, e.More...)
}
