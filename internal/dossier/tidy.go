package dossier

import (
	"fmt"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/classify"
	"github.com/medbundle/medbundle/internal/classify/covers"
	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/collect"
	"github.com/medbundle/medbundle/internal/document"
)

// RuleMoved is the rule of the finding that pages stand in the appendix.
const RuleMoved = "moved"

// MovedPage is a page that stands in the appendix.
type MovedPage struct {
	// Page is the page of the file, from 1.
	Page int
	// Cover tells that it is the cover sheet of a fax; else it is blank.
	Cover bool
}

// tidy moves blank pages and cover sheets of records to the appendix, where that
// was asked for. It comes after everything that a page can say: whose it is, and
// which papers are the same.
func (d *Dossier) tidy() {
	for _, e := range d.Entries {
		doc := e.Document()
		if !e.Packed || e.IsScan() || e.Unreadable || e.word.KeepPages || len(e.More) > 0 ||
			doc == nil || doc.Source == nil || doc.Traces == nil || len(doc.Pages) != len(doc.Sizes) {
			continue
		}
		var moved []MovedPage
		pages := e.ownPages()
		for i, text := range pages {
			n := e.filePage(i + 1)
			if cover := classify.CoverSheet(text); cover || isBlank(doc, n) {
				moved = append(moved, MovedPage{n, cover})
			}
		}
		if len(moved) == len(pages) && (e.word.Kind != "" || e.word.Title != "" || e.word.Date != "") {
			continue // somebody knows it for a record
		}
		if e.Moved = moved; e.AllMoved() {
			e.becomeCover()
		}
	}
}

// AllMoved tells whether the record stands in the appendix alone.
func (e *Entry) AllMoved() bool {
	return len(e.Moved) > 0 && len(e.Moved) == len(e.ownPages())
}

// becomeCover makes the record one that is nothing but blank pages and cover
// sheets: it proves nothing and is no paper of any kind, wherever it lay.
func (e *Entry) becomeCover() {
	e.Kind, e.Confidence, e.Title = clinical.Other, clinical.Certain, MovedWords(e.Moved)
	e.Evidence = slices.DeleteFunc(e.Evidence, func(ev clinical.Evidence) bool { return ev.Claim == clinical.ClaimKind })
	e.Inside, e.quality = nil, nil
}

// nothingIn tells whether all records of a file are blank pages and cover sheets.
func (d *Dossier) nothingIn(it *collect.Item) bool {
	return len(it.Records) > 0 && !slices.ContainsFunc(d.Entries, func(e *Entry) bool { return e.Item == it && !e.AllMoved() })
}

// A page with no more than its number, or the remark that it is blank, may bear
// this much ink: lines as high as print, as wide as their letters ask for, and a
// number near the upper or lower edge.
const (
	lineHeight  = 8.0  // millimetres
	letterWidth = 4.0  // millimetres
	margin      = 0.15 // of the height of the page
	// misread is how many letters may be read from specks.
	misread = 3
)

// isBlank tells whether a page of the file is blank: nothing is drawn on it, or
// no more than its number.
func isBlank(doc *document.Document, page int) bool {
	traces, looked := doc.Traces[page]
	if !looked {
		return false
	}
	text := doc.Pages[page-1]
	_, read := recognizedPage(doc, page)
	if len(traces.Bands) == 0 && read && len([]rune(strings.TrimSpace(text))) <= misread {
		return true
	}
	lines, remark, ok := covers.Empty(text)
	if !ok || len(traces.Bands) > lines {
		return false
	}
	for _, b := range traces.Bands {
		if b.Height > lineHeight || b.Width > letterWidth*float64(len([]rune(text))) || !remark && b.Bottom > margin && b.Top < 1-margin {
			return false
		}
	}
	return true
}

// reportMoved says which pages of the record were moved.
func (d *Dossier) reportMoved(e *Entry) {
	if len(e.Moved) == 0 {
		return
	}
	var said []string
	for _, cover := range []bool{false, true} {
		pages := movedPages(slices.DeleteFunc(slices.Clone(e.Moved), func(m MovedPage) bool { return m.Cover != cover }))
		if len(pages) > 0 {
			said = append(said, pagesWords(pages)+" "+whatAre(len(pages), cover))
		}
	}
	d.find(clinical.Finding{
		Rule: RuleMoved, Severity: clinical.SeverityInfo, Record: e.ID, Path: e.Item.Key(),
		Message: upperFirst(strings.Join(said, " and ")) + "; moved to the end of the packet, “" + clinical.AppendixTitle + "”",
		Fix:     fmt.Sprintf("Nothing is lost. To keep the pages of this file in their place, write into case.yaml: `files: {%q: {keep_pages: true}}`.", e.Item.Key()),
	})
}

func whatAre(n int, cover bool) string {
	switch {
	case cover && n == 1:
		return "is a fax cover sheet"
	case cover:
		return "are fax cover sheets"
	case n == 1:
		return "is blank"
	}
	return "are blank"
}

// MovedWords say what pages are: "Blank page", "2 blank pages, 1 fax cover sheet".
func MovedWords(moved []MovedPage) string {
	blank, cover := 0, 0
	for _, m := range moved {
		if m.Cover {
			cover++
		} else {
			blank++
		}
	}
	var said []string
	for _, x := range []struct {
		n         int
		one, many string
	}{{blank, "blank page", "blank pages"}, {cover, "fax cover sheet", "fax cover sheets"}} {
		switch {
		case x.n == 1 && len(moved) == 1:
			said = append(said, x.one)
		case x.n == 1:
			said = append(said, "1 "+x.one)
		case x.n > 1:
			said = append(said, fmt.Sprint(x.n, " ", x.many))
		}
	}
	return upperFirst(strings.Join(said, ", "))
}

func movedPages(moved []MovedPage) (pages []int) {
	for _, m := range moved {
		pages = append(pages, m.Page)
	}
	return pages
}

func upperFirst(s string) string {
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
