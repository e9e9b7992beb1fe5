package packet

import (
	"strings"
	"unicode"
)

func upper(s string) string { return strings.Map(unicode.ToUpper, s) }

// column is one column of a table.
type column struct {
	title string
	width length
	right bool
	// most is the greatest number of lines of a cell; 0 for no limit.
	most int
}

// columnGap is the space at the right of every column but the last.
const columnGap = 3 * mm

// cellPad is the space above and below the text of a row.
const cellPad = 3700

// table sets rows, repeating the column heads on every page.
type table struct {
	*sheet
	columns []column
	// line is drawn under each row; nil for none.
	line *colour
}

// newTable starts a table; the widths of its columns add up to columnWidth.
func (s *sheet) newTable(cols ...column) *table {
	c := hair
	return &table{s, cols, &c}
}

// head draws the column heads now and at the top of every page until end.
func (t *table) head() {
	draw := func() {
		cells := make([][]span, len(t.columns))
		for i, c := range t.columns {
			cells[i] = []span{t.text(upper(c.title), headStyle)}
		}
		t.put(t.setLines(cells, 2), 0)
		t.rule(ink, 800)
	}
	t.need(60 * point)
	draw()
	t.onTurn = draw
}

// end stops the repetition of the heads.
func (t *table) end() { t.onTurn = nil }

// row is a row of cells set into lines.
type row struct {
	cells [][]line
	leads []length
	h     length
}

// set breaks cells into lines.
func (t *table) set(cells [][]span) row { return t.setLines(cells, 0) }

// inner is the width of the text in column i. Numbers keep more room from the
// text at their right.
func (t *table) inner(i int) length {
	switch c := t.columns[i]; {
	case i == len(t.columns)-1:
		return c.width
	case c.right:
		return c.width - 2*columnGap
	default:
		return c.width - columnGap
	}
}

// setLines breaks cells into at most most lines; 0 leaves it to the columns.
func (t *table) setLines(cells [][]span, most int) row {
	var r row
	for i, c := range t.columns {
		if most > 0 {
			c.most = most
		}
		var lines []line
		lead := cellStyle.leading()
		if i < len(cells) && len(cells[i]) > 0 {
			lines, lead = breakLines(cells[i], t.inner(i), c.most), leadingOf(cells[i])
		}
		r.cells, r.leads = append(r.cells, lines), append(r.leads, lead)
		r.h = max(r.h, length(len(lines))*lead)
	}
	r.h += 2 * cellPad
	return r
}

// add draws a row. It stays whole on one page unless it is taller than a page.
// Where page is not 0 the whole row leads there.
func (t *table) add(page int, cells ...[]span) {
	t.addRow(t.set(cells), page)
}

func (t *table) addRow(r row, page int) {
	t.need(r.h)
	for t.y+r.h > bottom && !t.full() {
		part := r.cutAt(bottom - t.y - 2*cellPad)
		t.put(part, page)
		t.turn()
	}
	t.put(r, page)
	if t.line != nil {
		t.rule(*t.line, 400)
	}
}

// cutAt takes the lines that fit into h off the front of r.
func (r *row) cutAt(h length) row {
	part := row{leads: r.leads, h: h + 2*cellPad}
	r.h = 0
	for i, lines := range r.cells {
		n := min(max(1, int(h/r.leads[i])), len(lines))
		part.cells = append(part.cells, lines[:n])
		r.cells[i] = lines[n:]
		r.h = max(r.h, length(len(r.cells[i]))*r.leads[i])
	}
	r.h += 2 * cellPad
	return part
}

// put draws a row at the current height.
func (t *table) put(r row, page int) {
	x := left
	for i, lines := range r.cells {
		t.putCell(x, t.inner(i), t.columns[i].right, lines, r.leads[i])
		x += t.columns[i].width
	}
	if page > 0 {
		t.page().add(linkMark{left, t.y, columnWidth, r.h, page})
	}
	t.y += r.h
}

func (t *table) putCell(x, width length, flushRight bool, lines []line, lead length) {
	for n, ln := range lines {
		at := x
		if flushRight {
			at = x + width - ln.w
		}
		t.putLine(at, t.y+cellPad+length(n)*lead, lead, ln)
	}
}
