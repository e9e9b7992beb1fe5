package packet

import (
	"fmt"
	"slices"

	"github.com/medbundle/medbundle/internal/packet/typeset"
	"github.com/medbundle/medbundle/internal/packet/wording"
)

// unreadPages are the first pages of the records whose text was not read.
func (l *Layout) unreadPages() []int { return l.firstPages(l.p.Unread) }

// firstPages are the first pages of those records that are in the packet.
func (l *Layout) firstPages(ids []string) (pages []int) {
	for _, id := range ids {
		if e := l.byID[id]; e != nil && e.pages.First > 0 {
			pages = append(pages, e.pages.First)
		}
	}
	slices.Sort(pages)
	return pages
}

// unreadSpans say on the cover that n papers were not read, and what follows
// from that where something is called missing.
func (l *Layout) unreadSpans(s *typeset.Sheet, n int, missing bool) []typeset.Span {
	st := typeset.NoteStyle.In(typeset.Ink) // so that it stays in one line
	spans := []typeset.Span{s.Text(fmt.Sprintf("The text of %s (%s ", wording.Count(n, "paper", "papers"), wording.Either(n, "page", "pages")), st)}
	spans = append(spans, l.pageSpans(s, l.p.Unread, st)...)
	rest := wording.Either(n, ") was not read: it is a picture.", ") was not read: they are pictures.")
	if missing {
		rest += " What is called missing may be there."
	}
	return append(spans, s.Text(rest, st))
}

// unreadRow says the same at the head of the checklist.
func (l *Layout) unreadRow(t *typeset.Table) {
	n := len(l.unreadPages())
	if n == 0 {
		return
	}
	why := wording.Either(n, "it is a picture", "they are pictures")
	if len(l.wanting()) > 0 {
		why += "; what is called missing may be there"
	}
	l.pilledRow(t, unreadPill, []typeset.Span{t.Text("The text of "+wording.Count(n, "paper", "papers"), typeset.CellStyle.Strong())},
		[]typeset.Span{t.Text(why, typeset.CellStyle)}, l.pageSpans(t.Sheet, l.p.Unread, typeset.CellStyle))
}

// pageSpans links to the pages of records, the first five of them.
func (l *Layout) pageSpans(s *typeset.Sheet, ids []string, st typeset.Style) []typeset.Span {
	const most = 5
	pages := l.firstPages(ids)
	n := len(pages)
	var spans []typeset.Span
	for i, page := range pages[:min(n, most)] {
		if i > 0 {
			spans = append(spans, s.Text(", ", st))
		}
		spans = append(spans, s.Link(fmt.Sprint(page), st, page))
	}
	if n > most {
		spans = append(spans, s.Text(fmt.Sprintf(" + %d", n-most), st.In(typeset.Grey)))
	}
	return spans
}
