package packet

import (
	"fmt"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/packet/statement"
	"github.com/medbundle/medbundle/internal/packet/typeset"
	"github.com/medbundle/medbundle/internal/pdf"
)

// Outline is the tree of bookmarks: the front sections, then one per group with
// its documents, each with its page number in the title.
func (l *Layout) Outline() []pdf.Bookmark {
	return l.outline(func(int) []pdf.Bookmark { return nil })
}

// outline keeps what inner tells of the bookmarks that a document brought along,
// by its first page, below the document's own.
func (l *Layout) outline(inner func(first int) []pdf.Bookmark) []pdf.Bookmark {
	marks := l.frontMarks()
	if len(l.p.Scans) > 0 {
		scans := pdf.Bookmark{Title: "Scans", Page: l.sectionPage(firstScanSection), Open: true}
		for i := range l.p.Scans {
			scans.Children = append(scans.Children, l.byID[l.p.Scans[i].Record.ID].bookmark())
		}
		marks = append(marks, scans)
	}
	group, none := clinical.Group(""), true
	for _, e := range l.entries {
		if !e.shown() {
			continue
		}
		if g := e.record.Kind.Group(); none || g != group {
			marks = append(marks, pdf.Bookmark{Title: g.Title(), Page: e.pages.First, Open: true})
			group, none = g, false
		}
		last := &marks[len(marks)-1]
		mark := e.bookmark()
		if !e.doc.Own {
			mark.Children = inner(e.pages.First)
		}
		last.Children = append(last.Children, mark)
	}
	return append(marks, l.appendixMarks()...)
}

// frontMarks are the bookmarks of the front sections that have pages.
func (l *Layout) frontMarks() (marks []pdf.Bookmark) {
	for section := range firstScanSection {
		if l.counts[section] == 0 {
			continue
		}
		mark := pdf.Bookmark{Title: sectionTitles[section], Page: l.sectionPage(section)}
		if section == statementSection {
			mark.Title, mark.Open = statement.Title, true
			for _, s := range l.said {
				mark.Children = append(mark.Children, pdf.Bookmark{Title: fmt.Sprintf("%s (page %d)", s.Title, l.saidOn(s)), Page: l.saidOn(s)})
			}
		}
		marks = append(marks, mark)
	}
	return marks
}

// bookmark is the entry's bookmark. Readers show bookmarks in fonts of their
// own, so that the title stands as it was given.
func (e *entry) bookmark() pdf.Bookmark {
	title := typeset.Shorten(e.title(), longestTitle)
	if !e.record.Date.IsZero() {
		title += ", " + e.record.Date.Human()
	}
	return pdf.Bookmark{Title: fmt.Sprintf("%s (page %d)", title, e.pages.First), Page: e.pages.First}
}
