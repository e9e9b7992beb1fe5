package packet

import (
	"context"
	"fmt"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/packet/typeset"
	"github.com/medbundle/medbundle/internal/packet/wording"
	"github.com/medbundle/medbundle/internal/pdf"
)

// shown tells whether pages of a document stand before the appendix.
func (e *entry) shown() bool { return e.doc != nil && len(e.doc.Sizes) > 0 }

// inAppendix are the entries of which pages stand in the appendix, in order.
func (l *Layout) inAppendix() (out []*entry) {
	for _, e := range l.entries {
		if e.doc != nil && len(e.doc.Appendix.Sizes) > 0 {
			out = append(out, e)
		}
	}
	return out
}

// settleAppendix gives entries their pages in the appendix, which begins at next,
// and returns the page after it.
func (l *Layout) settleAppendix(next int) int {
	for _, e := range l.inAppendix() {
		e.appendix = clinical.PageRange{First: next, Last: next + len(e.doc.Appendix.Sizes) - 1}
		if !e.shown() {
			e.pages = e.appendix
		}
		next = e.appendix.Last + 1
	}
	return next
}

// Appendix returns the pages of the record in the appendix; the zero range where
// there are none.
func (l *Layout) Appendix(recordID string) clinical.PageRange {
	if e := l.byID[recordID]; e != nil {
		return e.appendix
	}
	return clinical.PageRange{}
}

func (l *Layout) appendAppendix(ctx context.Context, a assembler) error {
	for _, e := range l.inAppendix() {
		first, last, err := a.Append(ctx, e.doc.Source, pdf.AppendOptions{Pages: e.doc.Appendix.Pages, Text: e.doc.Text, Turn: e.doc.Turn, Band: true})
		if err != nil {
			return err
		}
		if first != e.appendix.First || last != e.appendix.Last {
			return fmt.Errorf("packet: of %s pages %d to %d stand in the appendix; the index says %d to %d",
				e.doc.Original, first, last, e.appendix.First, e.appendix.Last)
		}
	}
	return nil
}

// appendixSource names at the foot what page i is, counted from 0, and whose.
func (e *entry) appendixSource(i int) string {
	return fmt.Sprintf("No %d · %s · %s, page %d", e.number, e.doc.Appendix.Whats[i], e.source(), e.doc.Appendix.Pages[i])
}

// appendixMarks are the bookmarks of the appendix.
func (l *Layout) appendixMarks() []pdf.Bookmark {
	in := l.inAppendix()
	if len(in) == 0 {
		return nil
	}
	mark := pdf.Bookmark{Title: clinical.AppendixTitle, Page: in[0].appendix.First}
	for _, e := range in {
		title := e.doc.Appendix.What
		if e.shown() {
			title += " of " + e.title()
		}
		title = fmt.Sprintf("%s (page %d)", typeset.Shorten(title, longestTitle), e.appendix.First)
		mark.Children = append(mark.Children, pdf.Bookmark{Title: title, Page: e.appendix.First})
	}
	return []pdf.Bookmark{mark}
}

// appendixRows draw a row of the index for every record of which pages stand in
// the appendix.
func (l *Layout) appendixRows(t *typeset.Table) {
	for i, e := range l.inAppendix() {
		r := t.Set(l.appendixCells(t, e))
		need, title := r.H, clinical.AppendixTitle
		if i == 0 {
			need += groupHeight
		} else {
			title += ", continued"
		}
		switch turned := t.Y+need > typeset.Bottom; {
		case turned:
			t.Turn()
			groupHeading(t, title)
		case i == 0:
			groupHeading(t, title)
		}
		t.AddRow(r, e.appendix.First)
	}
}

func (l *Layout) appendixCells(t *typeset.Table, e *entry) [][]typeset.Span {
	title := []typeset.Span{t.Link(e.doc.Appendix.What, typeset.CellStyle, 0)}
	if e.shown() {
		title = append(title, t.Text(" — of "+e.title(), typeset.CellStyle))
	}
	var pages []string
	for _, n := range e.doc.Appendix.Pages {
		pages = append(pages, fmt.Sprint(n))
	}
	note := wording.Either(len(pages), "page ", "pages ") + wording.Some(pages, 12) + " of " + e.source()
	if rs := l.remarks(e); !e.shown() && rs != "" {
		note += "; " + rs
	}
	title = append(title, t.Text("\n"+note, typeset.NoteStyle))
	return [][]typeset.Span{
		{t.Text(fmt.Sprint(e.number), typeset.CellStyle)}, nil, title, nil,
		{t.Text(fmt.Sprint(len(pages)), typeset.CellStyle)},
		{t.Link(fmt.Sprint(e.appendix.First), typeset.CellStyle.Strong(), 0)},
	}
}
