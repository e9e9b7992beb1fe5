// Package stated draws what the records themselves state: the diagnosis word for
// word, and the medicines of their lists, each with the page on which it stands.
// Nothing is concluded, joined or computed.
package stated

import (
	"fmt"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/packet/typeset"
)

// Titles of the sections.
const (
	DiagnosisTitle = "Diagnosis, as the records state it"
	MedicinesTitle = "Medicines, as the records list them"
)

// Source is where something stands.
type Source struct {
	// Name is the kind of the record, Date its day of service.
	Name string
	Date clinical.Date
	// Page is the page of the packet.
	Page int
}

// words write the source before the page: "pathology report, 1 Feb 2026, ".
func (s Source) words(ocr bool) string {
	w := s.Name + ", "
	if !s.Date.IsZero() {
		w += s.Date.Human() + ", "
	}
	if ocr {
		w += "read by OCR, "
	}
	return w
}

// Quote is a quotation with its source.
type Quote struct {
	clinical.Quote
	Source
}

// Spans are the quotation of at most most characters and, behind it, its source as
// a link.
func (q Quote) Spans(s *typeset.Sheet, most int) []typeset.Span {
	return []typeset.Span{
		s.Text("“"+typeset.Clip(q.Text, most)+"”", typeset.BodyStyle),
		s.Text(" — "+q.words(q.Recognized), typeset.NoteStyle),
		s.Link(fmt.Sprintf("page %d", q.Source.Page), typeset.NoteStyle, q.Source.Page),
	}
}

// Differing says that records state different stages; "" where they do not.
func Differing(qs []Quote) string {
	for _, q := range qs {
		if q.Differs {
			return "The records state more than one stage. Each stands here as it is written; none was chosen."
		}
	}
	return ""
}

// Diagnosis draws the table of quotations; no page where there is none.
func Diagnosis(sp *typeset.Speller, qs []Quote) []*typeset.Page {
	if len(qs) == 0 {
		return nil
	}
	s := typeset.NewSheet(sp, "diagnosis")
	s.Kicker("In the words of the records")
	s.Again = DiagnosisTitle + ", continued"
	s.Title(2, s.Text(DiagnosisTitle, typeset.TitleStyle))
	s.Space(1 * typeset.MM)
	s.Paragraph(s.Text("Copied word for word; “…” stands where a sentence goes on. Nothing was concluded from it, and what is not quoted here may matter too: the records decide.", typeset.NoteStyle))
	if d := Differing(qs); d != "" {
		s.Space(1 * typeset.MM)
		s.Paragraph(s.Text(d, typeset.BodyStyle.In(typeset.Amber)))
	}
	for _, what := range []clinical.QuoteKind{clinical.QuoteDiagnosis, clinical.QuoteStage, clinical.QuoteMarkers, clinical.QuoteGrade} {
		table(s, what, qs)
	}
	return s.Pages
}

// headings name the parts of the table, in plain words with the term of staff.
var headings = map[clinical.QuoteKind]string{
	clinical.QuoteDiagnosis: "Diagnosis", clinical.QuoteStage: "Stage (TNM and stage group)",
	clinical.QuoteMarkers: "Receptors and other markers", clinical.QuoteGrade: "Grade",
}

func table(s *typeset.Sheet, what clinical.QuoteKind, qs []Quote) {
	const from, page = 52 * typeset.MM, 14 * typeset.MM
	var t *typeset.Table
	for _, q := range qs {
		if q.What != what {
			continue
		}
		if t == nil {
			s.Heading(headings[what], 40*typeset.Point)
			t = s.NewTable(typeset.TextColumn("As written", typeset.ColumnWidth-from-page, 0), typeset.TextColumn("From", from, 0), typeset.NumberColumn("Page", page, 1))
			t.Head()
		}
		t.Add(q.Source.Page, []typeset.Span{t.Text("“"+q.Text+"”", typeset.CellStyle)}, origin(t, q.Source, q.Recognized),
			[]typeset.Span{t.Link(fmt.Sprint(q.Source.Page), typeset.CellStyle, 0)})
	}
	if t != nil {
		t.End()
	}
}

// origin is the cell that names a source.
func origin(t *typeset.Table, src Source, ocr bool) []typeset.Span {
	name := src.Name
	if !src.Date.IsZero() {
		name += ", " + src.Date.Human()
	}
	spans := []typeset.Span{t.Text(name, typeset.CellStyle)}
	if ocr {
		spans = append(spans, t.Text("\nread by OCR: letters may be misread", typeset.NoteStyle))
	}
	return spans
}
