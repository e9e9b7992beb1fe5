package packet

import (
	"fmt"

	"github.com/medbundle/medbundle/internal/clinical"
)

// index draws the list of everything in the packet, by group. Every row leads
// to its page as a whole, and none is split over two pages.
func (l *Layout) index(sp *speller) []*page {
	s := newSheet(sp, "index")
	s.kicker("Index")
	s.again = "Index, continued"
	s.title(1, s.text("Everything in this packet", titleStyle))
	s.space(2 * mm)
	if len(l.entries) == 0 {
		s.paragraph(s.text("There are no documents and no scans in this packet.", bodyStyle))
		return s.pages
	}
	t := s.newTable(indexColumns()...)
	t.head()
	group := clinical.Group("")
	for _, e := range l.entries {
		l.indexRow(t, e, &group)
	}
	t.end()
	return s.pages
}

func indexColumns() []column {
	cols := []column{
		{"No", 11 * mm, false, 1},
		{"Date of service", 25 * mm, false, 1},
		{"Record", 0, false, 8},
		{"From", 43 * mm, false, 4},
		{"Pages", 16 * mm, true, 1},
		{"Page", 13 * mm, true, 1},
	}
	rest := columnWidth
	for _, c := range cols {
		rest -= c.width
	}
	cols[2].width = rest
	return cols
}

// indexRow draws the row of e, under the heading of its group where group
// changes or the page does.
func (l *Layout) indexRow(t *table, e *entry, group *clinical.Group) {
	g := e.record.Kind.Group()
	r := t.set(l.indexCells(t, e))
	headed := g != *group
	need := r.h
	if headed {
		need += groupHeight
	}
	if t.y+need > bottom {
		t.turn()
		title := g.Title()
		if !headed {
			title += ", continued"
		}
		groupHeading(t, title)
	} else if headed {
		groupHeading(t, g.Title())
	}
	*group = g
	t.addRow(r, e.pages.First)
}

var groupStyle = style{face: semibold, size: 10 * point, colour: teal}

const groupHeight = 4*mm + 15*point

func groupHeading(t *table, title string) {
	t.space(4 * mm)
	t.putLine(left, t.y, 15*point, breakLines([]span{t.text(title, groupStyle)}, columnWidth, 1)[0])
	t.space(15 * point)
}

func (l *Layout) indexCells(t *table, e *entry) [][]span {
	lead, detail := e.name()
	title := []span{t.link(lead, cellStyle, 0)}
	if detail != "" {
		title = append(title, t.text(" — "+detail, cellStyle))
	}
	if rs := l.remarks(e); rs != "" {
		title = append(title, t.text("\n"+rs, noteStyle))
	}
	date := cellStyle
	if e.record.Date.IsZero() {
		date = cellStyle.in(grey)
	}
	return [][]span{
		{t.text(fmt.Sprint(e.number), cellStyle)},
		{t.text(e.date(), date)},
		title,
		{t.text(e.facility(), cellStyle)},
		{t.text(fmt.Sprint(e.pages.Last-e.pages.First+1), cellStyle)},
		{t.link(fmt.Sprint(e.pages.First), cellStyle.strong(), 0)},
	}
}
