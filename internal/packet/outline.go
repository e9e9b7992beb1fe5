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
	marks := []pdf.Bookmark{{Title: "Cover", Page: 1}}
	if len(l.said) > 0 {
		own := pdf.Bookmark{Title: statement.Title, Page: l.sectionPage(statementSection), Open: true}
		for _, s := range l.said {
			own.Children = append(own.Children, pdf.Bookmark{Title: fmt.Sprintf("%s (page %d)", s.Title, l.saidOn(s)), Page: l.saidOn(s)})
		}
		marks = append(marks, own)
	}
	marks = append(marks, pdf.Bookmark{Title: "What is missing", Page: l.sectionPage(missingSection)},
		pdf.Bookmark{Title: "Index", Page: l.sectionPage(indexSection)})
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
		last.Children = append(last.Children, e.bookmark())
	}
	return append(marks, l.appendixMarks()...)
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
