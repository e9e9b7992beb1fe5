package plain

import (
	"sort"

	"github.com/medbundle/medbundle/internal/document/rendition"
	"github.com/medbundle/medbundle/internal/packet/typeset"
)

// mostColumns is how many columns are set side by side; a wider table is set
// as a list of its cells.
const mostColumns = 12

// grid sets a table of a document.
func grid(s *typeset.Sheet, b rendition.Block) {
	n := 0
	for _, r := range b.Rows {
		n = max(n, len(r))
	}
	switch {
	case n == 0:
		return
	case n > mostColumns:
		longRows(s, b)
	default:
		shortRows(s, b, n)
	}
	s.Space(8 * typeset.Point)
}

func shortRows(s *typeset.Sheet, b rendition.Block, n int) {
	st := gridStyle(n)
	t := s.NewTable(gridColumns(s, b, n, st)...)
	rows := b.Rows
	if b.Header && len(rows) > 1 {
		gridHead(t, rows[0], st)
		rows = rows[1:]
	}
	for _, r := range rows {
		t.Add(0, gridCells(t, r, st)...)
		if t.Full() {
			break
		}
	}
	t.End()
}

// gridStyle sets wide tables smaller.
func gridStyle(columns int) typeset.Style {
	st := typeset.CellStyle
	if columns > 5 {
		st.Size = 7600
	}
	return st
}

func gridCells(t *typeset.Table, cells []string, st typeset.Style) [][]typeset.Span {
	out := make([][]typeset.Span, len(cells))
	for i, c := range cells {
		out[i] = []typeset.Span{t.Text(c, st)}
	}
	return out
}

// gridHead draws the names of the columns on every page of the table.
func gridHead(t *typeset.Table, names []string, st typeset.Style) {
	cells := gridCells(t, names, st.Strong())
	h := t.Set(cells).H
	draw := func() {
		t.Put(t.Set(cells), 0)
		t.Rule(typeset.Ink, 800)
	}
	if h > (typeset.Bottom-typeset.Top)/4 { // too high to repeat
		t.Add(0, cells...)
		return
	}
	t.Need(h + 30*typeset.Point)
	draw()
	t.OnTurn = draw
}

// gridColumns shares the width among the columns: each gets what it wants if
// that is less than an equal share, and the others divide the rest in
// proportion to what they want.
func gridColumns(s *typeset.Sheet, b rendition.Block, n int, st typeset.Style) []typeset.Column {
	wants := make([]typeset.Length, n)
	for _, r := range b.Rows[:min(len(b.Rows), 200)] {
		for i, c := range r {
			for _, ln := range typeset.BreakLines([]typeset.Span{s.Text(typeset.Clip(c, 200), st.Strong())}, 4*typeset.ColumnWidth, 3) {
				wants[i] = max(wants[i], ln.W+typeset.ColumnGap+typeset.Point)
			}
		}
	}
	order := make([]int, n)
	for i := range order {
		order[i] = i
		wants[i] = max(wants[i], 8*typeset.MM)
	}
	sort.SliceStable(order, func(a, b int) bool { return wants[order[a]] < wants[order[b]] })
	cols := make([]typeset.Column, n)
	rest, wanted := typeset.ColumnWidth, typeset.Length(0)
	for _, w := range wants {
		wanted += w
	}
	for k, i := range order {
		share := rest / typeset.Length(n-k)
		if wants[i] > share && wanted > rest {
			share = max(share*2/3, min(typeset.Length(int64(rest)*int64(wants[i])/int64(wanted)), rest-typeset.Length(n-k-1)*share*2/3))
		}
		w := min(wants[i], share)
		if k == n-1 {
			w = rest
		}
		cols[i].Width = w
		rest -= w
		wanted -= wants[i]
	}
	return cols
}

// longRows sets each row as lines of "name: value".
func longRows(s *typeset.Sheet, b rendition.Block) {
	rows := b.Rows
	var names []string
	if b.Header && len(rows) > 1 {
		names, rows = rows[0], rows[1:]
	}
	for _, r := range rows {
		if s.Full() {
			return
		}
		var spans []typeset.Span
		for i, c := range r {
			if c == "" {
				continue
			}
			if len(spans) > 0 {
				spans = append(spans, s.Text(" · ", typeset.CellStyle.In(typeset.Grey)))
			}
			if i < len(names) && names[i] != "" {
				spans = append(spans, s.Text(names[i]+": ", typeset.CellStyle.In(typeset.Grey)))
			}
			spans = append(spans, s.Text(c, typeset.CellStyle))
		}
		if len(spans) > 0 {
			s.Paragraph(spans...)
			s.Space(3 * typeset.Point)
		}
	}
}
