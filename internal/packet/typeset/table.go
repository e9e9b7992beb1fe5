package typeset

import (
	"strings"
	"unicode"
)

// Upper is s in capitals, letter by letter, so that lengths stay.
func Upper(s string) string { return strings.Map(unicode.ToUpper, s) }

// Column is one column of a table.
type Column struct {
	title string
	Width Length
	right bool
	// most is the greatest number of lines of a cell; 0 for no limit.
	most int
}

// TextColumn is a column set flush left, with at most most lines in a cell; 0
// for no limit.
func TextColumn(title string, width Length, most int) Column {
	return Column{title: title, Width: width, most: most}
}

// NumberColumn is a column set flush right.
func NumberColumn(title string, width Length, most int) Column {
	return Column{title: title, Width: width, right: true, most: most}
}

// ColumnGap is the space at the right of every column but the last.
const ColumnGap = 3 * MM

// cellPad is the space above and below the text of a row.
const cellPad = 3700

// Table sets rows, repeating the column heads on every page.
type Table struct {
	*Sheet
	columns []Column
	// line is drawn under each row; nil for none.
	line *Colour
}

// NewTable starts a table; the widths of its columns add up to columnWidth.
func (s *Sheet) NewTable(cols ...Column) *Table {
	c := Hair
	return &Table{s, cols, &c}
}

// Head draws the column heads now and at the top of every page until end.
func (t *Table) Head() {
	draw := func() {
		cells := make([][]Span, len(t.columns))
		for i, c := range t.columns {
			cells[i] = []Span{t.Text(Upper(c.title), headStyle)}
		}
		t.Put(t.setLines(cells, 2), 0)
		t.Rule(Ink, 800)
	}
	t.Need(60 * Point)
	draw()
	t.OnTurn = draw
}

// End stops the repetition of the heads.
func (t *Table) End() { t.OnTurn = nil }

// Row is a row of cells set into lines.
type Row struct {
	cells [][]line
	leads []Length
	H     Length
}

// Set breaks cells into lines.
func (t *Table) Set(cells [][]Span) Row { return t.setLines(cells, 0) }

// inner is the width of the text in column i. Numbers keep more room from the
// text at their right.
func (t *Table) inner(i int) Length {
	switch c := t.columns[i]; {
	case i == len(t.columns)-1:
		return c.Width
	case c.right:
		return c.Width - 2*ColumnGap
	default:
		return c.Width - ColumnGap
	}
}

// setLines breaks cells into at most most lines; 0 leaves it to the columns.
func (t *Table) setLines(cells [][]Span, most int) Row {
	var r Row
	for i, c := range t.columns {
		if most > 0 {
			c.most = most
		}
		var lines []line
		lead := CellStyle.Leading()
		if i < len(cells) && len(cells[i]) > 0 {
			lines, lead = BreakLines(cells[i], t.inner(i), c.most), leadingOf(cells[i])
		}
		r.cells, r.leads = append(r.cells, lines), append(r.leads, lead)
		r.H = max(r.H, Length(len(lines))*lead)
	}
	r.H += 2 * cellPad
	return r
}

// Add draws a row. It stays whole on one page unless it is taller than a page.
// Where page is not 0 the whole row leads there.
func (t *Table) Add(page int, cells ...[]Span) {
	t.AddRow(t.Set(cells), page)
}

// AddRow is Add for a row that has been set.
func (t *Table) AddRow(r Row, page int) {
	t.Need(r.H)
	for t.Y+r.H > Bottom && !t.Full() {
		part := r.cutAt(Bottom - t.Y - 2*cellPad)
		t.Put(part, page)
		t.Turn()
	}
	t.Put(r, page)
	if t.line != nil {
		t.Rule(*t.line, 400)
	}
}

// cutAt takes the lines that fit into h off the front of r.
func (r *Row) cutAt(h Length) Row {
	part := Row{leads: r.leads, H: h + 2*cellPad}
	r.H = 0
	for i, lines := range r.cells {
		n := min(max(1, int(h/r.leads[i])), len(lines))
		part.cells = append(part.cells, lines[:n])
		r.cells[i] = lines[n:]
		r.H = max(r.H, Length(len(r.cells[i]))*r.leads[i])
	}
	r.H += 2 * cellPad
	return part
}

// Put draws a row at the current height.
func (t *Table) Put(r Row, page int) {
	x := Left
	for i, lines := range r.cells {
		t.putCell(x, t.inner(i), t.columns[i].right, lines, r.leads[i])
		x += t.columns[i].Width
	}
	if page > 0 {
		t.Page().add(LinkMark{Left, t.Y, ColumnWidth, r.H, page})
	}
	t.Y += r.H
}

func (t *Table) putCell(x, width Length, flushRight bool, lines []line, lead Length) {
	for n, ln := range lines {
		at := x
		if flushRight {
			at = x + width - ln.W
		}
		t.PutLine(at, t.Y+cellPad+Length(n)*lead, lead, ln)
	}
}
