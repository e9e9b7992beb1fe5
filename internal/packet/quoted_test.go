package packet

import (
	"fmt"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/document/rendition"
	"github.com/medbundle/medbundle/internal/packet/typesettest"
)

// pathology is the record of the demo's pathology report.
func pathology(t *testing.T, p Packet) *clinical.Record {
	t.Helper()
	for i := range p.Documents {
		if p.Documents[i].Record.Kind == clinical.PathologyReport {
			return p.Documents[i].Record
		}
	}
	t.Fatal("the demo has no pathology report")
	return nil
}

func TestCoverQuotesTheDiagnosis(t *testing.T) {
	p := demo(t)
	r := pathology(t, p)
	p.Case.Stated = []clinical.Quote{
		{What: clinical.QuoteDiagnosis, Text: "Invasive ductal carcinoma, grade 2", Record: r.ID, Page: 1},
		{What: clinical.QuoteStage, Text: "pT2 pN1a", Record: r.ID, Page: 2, Differs: true},
		{What: clinical.QuoteStage, Text: "pT1c pN0", Record: r.ID, Page: 1, Differs: true, Recognized: true},
		{What: clinical.QuoteMarkers, Text: "ER: positive (90 %)", Record: r.ID, Page: 1},
		{What: clinical.QuoteGrade, Text: "Nottingham grade 2", Record: r.ID, Page: 1},
		{What: clinical.QuoteGrade, Text: "of a record that is not here", Record: "R999", Page: 1},
	}
	l := lay(t, p)
	first := l.Pages(r.ID).First
	got := typesettest.Flat(l.front[0])
	for _, want := range []string{
		fmt.Sprintf("“Invasive ductal carcinoma, grade 2” — pathology report, %s, page %d", r.Date.Human(), first),
		fmt.Sprintf("“pT2 pN1a” — pathology report, %s, page %d", r.Date.Human(), first+1),
		fmt.Sprintf("“pT1c pN0” — pathology report, %s, read by OCR, page %d", r.Date.Human(), first),
		"The records state more than one stage. And 1 more, word for word: page 3",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the cover does not say %q:\n%s", want, got)
		}
	}
	if strings.Contains(got, "not here”") || strings.Contains(got, "No record that was read") {
		t.Errorf("the cover quotes too much:\n%s", got)
	}
	behind := typesettest.Flat(l.front[l.sectionPage(statedSection)-1])
	for _, want := range []string{"Each stands here as it is written; none was chosen.", "“Nottingham grade 2”", "read by OCR: letters may be misread"} {
		if !strings.Contains(behind, want) {
			t.Errorf("the page behind does not say %q:\n%s", want, behind)
		}
	}
	if pages := l.StatedPages(); pages[0] != first || pages[1] != first+1 || pages[5] != 0 {
		t.Errorf("pages of the quotations: %v", pages)
	}
}

func TestCoverSaysThatNothingIsStated(t *testing.T) {
	l := lay(t, demo(t))
	if got := typesettest.Flat(l.front[0]); !strings.Contains(got, "No record that was read states a diagnosis.") {
		t.Error(got)
	}
	if l.counts[statedSection] != 0 {
		t.Error("there is a page of quotations, and none was made")
	}
}

func TestCoverIsOnePageWithLongQuotations(t *testing.T) {
	p := demo(t)
	r := pathology(t, p)
	for i := range 50 {
		p.Case.Stated = append(p.Case.Stated, clinical.Quote{What: clinical.QuoteStage, Record: r.ID, Page: 1, Differs: true,
			Text: fmt.Sprintf("%d %s", i, strings.Repeat("a stage in many words ", 9))})
		p.Case.Listed = append(p.Case.Listed, clinical.MedicineLine{Name: strings.Repeat("Longname", 20), Dose: strings.Repeat("much ", 30), Record: r.ID, Page: 1})
	}
	l := lay(t, p)
	if l.counts[coverSection] != 1 {
		t.Errorf("%d pages of cover", l.counts[coverSection])
	}
	typesettest.CheckPages(t, l.front)
}

func TestMedicinesOfRecords(t *testing.T) {
	p := demo(t)
	list := ""
	for _, d := range p.Documents {
		if d.Record.Kind == clinical.MedicationList {
			list = d.Record.ID
		}
	}
	l := lay(t, p)
	page := func(l *Layout) string { return typesettest.Flat(l.front[l.sectionPage(medicinesSection)-1]) }
	if want := fmt.Sprintf("Page %d holds a list of medicines that could not be read line by line.", l.Pages(list).First); !strings.Contains(page(l), want) {
		t.Errorf("not said: %s\n%s", want, page(l))
	}
	p.Case.Listed = []clinical.MedicineLine{
		{Name: "LETROZOLE", Dose: "2.5 mg", HowOften: "1-0-0", From: "since 03/2026", Record: list, Page: 1},
		{Name: "Ibuprofen", Dose: "400 mg", Ended: true, Record: list, Page: 1, Recognized: true},
	}
	l = lay(t, p)
	got := page(l)
	own := strings.Index(got, "as the patient wrote it")
	other := strings.Index(got, "LETROZOLE 2.5 mg 1-0-0 since 03/2026 medicines list")
	if own < 0 || other < own || !strings.Contains(got, "listed as ended") || !strings.Contains(got, "read by OCR") || strings.Contains(got, "line by line.") && strings.Contains(got, "holds a list") {
		t.Error(got)
	}
	if strings.Index(got, "Letrozole") > other {
		t.Errorf("the patient's own line does not lead its name:\n%s", got)
	}
}

// TestPageSaying: of pages that were drawn here, the one that says it.
func TestPageSaying(t *testing.T) {
	var blocks []rendition.Block
	for i := range 120 {
		blocks = append(blocks, rendition.Block{Kind: rendition.Paragraph, Text: fmt.Sprintf("Line %d of a long letter.", i)})
	}
	blocks = append(blocks, rendition.Block{Kind: rendition.Paragraph, Text: "Diagnosis: invasive ductal   carcinoma of the left breast"})
	sheets, err := Typeset("A letter", "", blocks)
	if err != nil || len(sheets.Words) < 3 {
		t.Fatal(err, len(sheets.Words))
	}
	e := &entry{doc: &Document{Own: true, Words: sheets.Words}, pages: clinical.PageRange{First: 10, Last: 9 + len(sheets.Words)}}
	if got := e.pageSaying(1, "… invasive ductal carcinoma of the left breast …"); got != e.pages.Last {
		t.Errorf("page %d, want %d", got, e.pages.Last)
	}
	if got := e.pageSaying(1, "what does not stand there"); got != 10 {
		t.Errorf("page %d, want the first", got)
	}
}
