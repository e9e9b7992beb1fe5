package packet

import (
	"sort"

	"github.com/medbundle/medbundle/internal/document/rendition"
)

// mostColumns is how many columns are set side by side; a wider table is set
// as a list of its cells.
const mostColumns = 12

// grid sets a table of a document.
func (s *sheet) grid(b rendition.Block) {
	n := 0
	for _, r := range b.Rows {
		n = max(n, len(r))
	}
	switch {
	case n == 0:
		return
	case n > mostColumns:
		s.longRows(b)
	default:
		s.shortRows(b, n)
	}
	s.space(8 * point)
}

func (s *sheet) shortRows(b rendition.Block, n int) {
	st := gridStyle(n)
	t := s.newTable(s.gridColumns(b, n, st)...)
	rows := b.Rows
	if b.Header && len(rows) > 1 {
		t.gridHead(rows[0], st)
		rows = rows[1:]
	}
	for _, r := range rows {
		t.add(0, t.gridCells(r, st)...)
		if t.full() {
			break
		}
	}
	t.end()
}

// gridStyle sets wide tables smaller.
func gridStyle(columns int) style {
	st := cellStyle
	if columns > 5 {
		st.size = 7600
	}
	return st
}

func (t *table) gridCells(cells []string, st style) [][]span {
	out := make([][]span, len(cells))
	for i, c := range cells {
		out[i] = []span{t.text(c, st)}
	}
	return out
}

// gridHead draws the names of the columns on every page of the table.
func (t *table) gridHead(names []string, st style) {
	cells := t.gridCells(names, st.strong())
	h := t.set(cells).h
	draw := func() {
		t.put(t.set(cells), 0)
		t.rule(ink, 800)
	}
	if h > (bottom-top)/4 { // too high to repeat
		t.add(0, cells...)
		return
	}
	t.need(h + 30*point)
	draw()
	t.onTurn = draw
}

// gridColumns shares the width among the columns: each gets what it wants if
// that is less than an equal share, and the others divide the rest in
// proportion to what they want.
func (s *sheet) gridColumns(b rendition.Block, n int, st style) []column {
	wants := make([]length, n)
	for _, r := range b.Rows[:min(len(b.Rows), 200)] {
		for i, c := range r {
			for _, ln := range breakLines([]span{s.text(clip(c, 200), st.strong())}, 4*columnWidth, 3) {
				wants[i] = max(wants[i], ln.w+columnGap+point)
			}
		}
	}
	order := make([]int, n)
	for i := range order {
		order[i] = i
		wants[i] = max(wants[i], 8*mm)
	}
	sort.SliceStable(order, func(a, b int) bool { return wants[order[a]] < wants[order[b]] })
	cols := make([]column, n)
	rest, wanted := columnWidth, length(0)
	for _, w := range wants {
		wanted += w
	}
	for k, i := range order {
		share := rest / length(n-k)
		if wants[i] > share && wanted > rest {
			share = max(share*2/3, min(length(int64(rest)*int64(wants[i])/int64(wanted)), rest-length(n-k-1)*share*2/3))
		}
		w := min(wants[i], share)
		if k == n-1 {
			w = rest
		}
		cols[i].width = w
		rest -= w
		wanted -= wants[i]
	}
	return cols
}

// longRows sets each row as lines of "name: value".
func (s *sheet) longRows(b rendition.Block) {
	rows := b.Rows
	var names []string
	if b.Header && len(rows) > 1 {
		names, rows = rows[0], rows[1:]
	}
	for _, r := range rows {
		if s.full() {
			return
		}
		var spans []span
		for i, c := range r {
			if c == "" {
				continue
			}
			if len(spans) > 0 {
				spans = append(spans, s.text(" · ", cellStyle.in(grey)))
			}
			if i < len(names) && names[i] != "" {
				spans = append(spans, s.text(names[i]+": ", cellStyle.in(grey)))
			}
			spans = append(spans, s.text(c, cellStyle))
		}
		if len(spans) > 0 {
			s.paragraph(spans...)
			s.space(3 * point)
		}
	}
}
