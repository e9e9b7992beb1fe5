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
	for len(rows) > 0 && !t.Full() {
		n := together(rows)
		addTogether(t, rows[:n], st)
		rows = rows[n:]
	}
	t.End()
}

// mostTogether bounds the rows that are kept on one page.
const mostTogether = 12

// together counts the rows at the front that go on with the first: those without
// a first cell.
func together(rows [][]string) int {
	n := 1
	for n < len(rows) && n < mostTogether && len(rows[n]) > 0 && rows[n][0] == "" {
		n++
	}
	return n
}

func addTogether(t *typeset.Table, rows [][]string, st typeset.Style) {
	set := make([]typeset.Row, len(rows))
	var h typeset.Length
	for i, r := range rows {
		set[i] = t.Set(gridCells(t, r, st))
		h += set[i].H
	}
	if h <= mostKept/2 {
		t.Need(h)
	}
	for _, r := range set {
		if t.Full() {
			return
		}
		t.AddRow(r, 0)
	}
}

// gridStart is the height of what must stand together at the head of a table:
// the names of the columns, the first row and those that go on with it.
func gridStart(t *typeset.Table, b rendition.Block, st typeset.Style) (h typeset.Length) {
	rows := b.Rows
	if b.Header && len(rows) > 1 {
		h = t.Set(gridCells(t, rows[0], st.Strong())).H
		rows = rows[1:]
	}
	first := t.Set(gridCells(t, rows[0], st)).H
	group := first
	for _, r := range rows[1:together(rows)] {
		group += t.Set(gridCells(t, r, st)).H
	}
	if group > mostKept/2 {
		return h + first
	}
	return h + group
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
