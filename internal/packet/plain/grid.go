package plain

import (
	"github.com/medbundle/medbundle/internal/document/rendition"
	"github.com/medbundle/medbundle/internal/packet/typeset"
)

// mostColumns is how many columns are set side by side; a wider table is set
// as a list of its cells.
const mostColumns = 12

// grid sets a table of a document.
func grid(s *typeset.Sheet, b rendition.Block) {
	n := gridWidth(b)
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

// gridWidth is how many columns a table has.
func gridWidth(b rendition.Block) (n int) {
	for _, r := range b.Rows {
		n = max(n, len(r))
	}
	return n
}

func shortRows(s *typeset.Sheet, b rendition.Block, n int) {
	st := gridStyle(s, b, n)
	t := s.NewTable(gridColumns(s, b, n, st)...)
	rows := b.Rows
	t.Need(min(gridStart(t, b, st), mostKept))
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

// gridStart is the height of what must stand together at the head of a table:
// the names of the columns and the first row.
func gridStart(t *typeset.Table, b rendition.Block, st typeset.Style) typeset.Length {
	if b.Header && len(b.Rows) > 1 {
		return t.Set(gridCells(t, b.Rows[0], st.Strong())).H + t.Set(gridCells(t, b.Rows[1], st)).H
	}
	return t.Set(gridCells(t, b.Rows[0], st)).H
}

// gridStyle sets tables smaller that have many columns, or long words.
func gridStyle(s *typeset.Sheet, b rendition.Block, n int) typeset.Style {
	st := typeset.CellStyle
	var least typeset.Length
	for _, m := range measureColumns(s, b, n, st) {
		least += m.least
	}
	if n > 5 || least > typeset.ColumnWidth {
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
	draw()
	t.OnTurn = draw
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
