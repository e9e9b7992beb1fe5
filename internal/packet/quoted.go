package packet

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/packet/stated"
	"github.com/medbundle/medbundle/internal/packet/statement"
	"github.com/medbundle/medbundle/internal/packet/typeset"
)

// StatedPages are the pages of the packet on which the quotations of the case stand,
// in their order; 0 for those of a record that has no page.
func (l *Layout) StatedPages() []int {
	out := make([]int, len(l.p.Case.Stated))
	for i, q := range l.p.Case.Stated {
		if e := l.byID[q.Record]; e != nil {
			out[i] = e.pageSaying(q.Page, q.Text)
		}
	}
	return out
}

// ListedPages are the same of the medicines that records list.
func (l *Layout) ListedPages() []int {
	out := make([]int, len(l.p.Case.Listed))
	for i, m := range l.p.Case.Listed {
		if e := l.byID[m.Record]; e != nil {
			out[i] = e.pageSaying(m.Page, m.Name)
		}
	}
	return out
}

// quotes are the quotations whose records stand in the packet, with their pages.
func (l *Layout) quotes() (out []stated.Quote) {
	for i, page := range l.StatedPages() {
		if page > 0 {
			q := l.p.Case.Stated[i]
			out = append(out, stated.Quote{Quote: q, Source: l.byID[q.Record].asSource(page)})
		}
	}
	return out
}

// medicines draws the lists of medicines in the records.
func (l *Layout) medicines(sp *typeset.Speller) []*typeset.Page {
	var lines []stated.Medicine
	listed := map[string]bool{}
	for i, page := range l.ListedPages() {
		if page > 0 {
			m := l.p.Case.Listed[i]
			listed[m.Record] = true
			lines = append(lines, stated.Medicine{MedicineLine: m, Source: l.byID[m.Record].asSource(page)})
		}
	}
	var unread []stated.Source
	for _, e := range l.entries {
		if e.record.Kind == clinical.MedicationList && !listed[e.record.ID] && e.shown() {
			unread = append(unread, e.asSource(e.pages.First))
		}
	}
	return stated.Medicines(sp, stated.Own(l.p.Case.Medicines, l.medicinesPage()), lines, unread)
}

// medicinesPage is where the patient's own list stands.
func (l *Layout) medicinesPage() int {
	for _, s := range l.said {
		if s.Title == statement.MedicinesTitle {
			return l.saidOn(s)
		}
	}
	return 1
}

// asSource names the entry as a source on a page: its kind in a sentence.
func (e *entry) asSource(page int) stated.Source {
	name := e.record.Kind.Title()
	if word, _, _ := strings.Cut(name, " "); strings.ToUpper(word) != word {
		name = strings.ToLower(name[:1]) + name[1:]
	}
	return stated.Source{Name: name, Date: e.record.Date, Page: page}
}

// pageSaying is where a text that stands on page n of the entry's document stands
// in the packet; of pages that were drawn here, the first on which it is.
func (e *entry) pageSaying(n int, text string) int {
	if e.doc == nil || !e.doc.Own {
		return e.pageOf(n)
	}
	want := strings.Trim(unspaced(text), "…")
	for i, page := range e.doc.Words {
		if strings.Contains(unspaced(page), want) {
			return e.pages.First + i
		}
	}
	return e.pages.First
}

// unspaced is a text without white space: lines are broken elsewhere in a drawn page.
func unspaced(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// quotesShown is how many quotations the cover shows, and quoteRunes how much of one.
const (
	quotesShown = 4
	quoteRunes  = 150
)

// coverQuotes lists what the records state of the diagnosis, or says that none does.
func (l *Layout) coverQuotes(s *typeset.Sheet) *typeset.Part {
	all := l.quotes()
	p := &typeset.Part{Title: stated.DiagnosisTitle}
	if l.p.Nameless != "" {
		return p // it holds scans only
	}
	if len(all) == 0 {
		p.Title = "Diagnosis"
		p.Rows = []typeset.Item{barred(s, 2, typeset.Hair, s.Text("No record that was read states a diagnosis.", typeset.BodyStyle.In(typeset.Grey)))}
		p.More = func(int) typeset.Item {
			return moreLine(s, "No record that was read states one; what is here: ", l.sectionPage(indexSection))
		}
		return p
	}
	p.Whole = len(all) > quotesShown || stated.Differing(all) != ""
	for _, q := range all[:min(len(all), quotesShown)] {
		p.Rows = append(p.Rows, barred(s, 3, typeset.Hair, q.Spans(s, quoteRunes)...))
	}
	p.More = func(n int) typeset.Item {
		words := "Each word for word: "
		if n += len(all) - len(p.Rows); n > 0 {
			words = fmt.Sprintf("and %d more, word for word: ", n)
		}
		if d := stated.Differing(all); d != "" {
			words = "The records state more than one stage. " + strings.ToUpper(words[:1]) + words[1:]
		}
		return moreLine(s, words, l.sectionPage(statedSection))
	}
	return p
}
