package rendition

import "strings"

// Grid lays out the cells of a table whose cells may span columns and rows. A
// spanning cell has its text in its first place and leaves the others empty.
type Grid struct {
	rows  [][]string
	down  []int // rows that a cell above still covers, by column
	cells int
	cut   bool
	spans bool
}

// The largest table that is laid out; what lies beyond is cut.
const (
	MaxColumns = 200
	maxCells   = 500_000
)

// Empty tells that no row has begun.
func (g *Grid) Empty() bool { return len(g.rows) == 0 }

// Row begins a new row.
func (g *Grid) Row() {
	if len(g.rows) > 0 {
		g.cover()
	}
	if len(g.rows) >= maxCells {
		g.cut = true
		return
	}
	g.rows = append(g.rows, nil)
}

// Cell adds a cell to the row; spans below 1 count as 1.
func (g *Grid) Cell(text string, colspan, rowspan int) {
	if len(g.rows) == 0 {
		g.Row()
	}
	g.cover()
	row := &g.rows[len(g.rows)-1]
	if len(*row) >= MaxColumns || g.cells >= maxCells {
		g.cut = true
		return
	}
	colspan = min(max(colspan, 1), MaxColumns-len(*row))
	g.spans = g.spans || colspan > 1 || rowspan > 1
	for i := range colspan {
		if i > 0 {
			text = ""
		}
		g.span(len(*row), rowspan)
		*row = append(*row, text)
		g.cells++
	}
}

// cover fills the places that cells of earlier rows reach down into.
func (g *Grid) cover() {
	row := &g.rows[len(g.rows)-1]
	for len(*row) < len(g.down) && g.down[len(*row)] > 0 {
		g.down[len(*row)]--
		*row = append(*row, "")
		g.cells++
	}
}

func (g *Grid) span(col, rowspan int) {
	for len(g.down) <= col {
		g.down = append(g.down, 0)
	}
	g.down[col] = min(max(rowspan, 1), 10_000) - 1
}

// Rows returns the table without rows in which nothing stands, and without
// columns in which nothing stands. The Grid is
// spent after that.
func (g *Grid) Rows() (rows [][]string) {
	var used []bool
	for _, row := range g.rows {
		if strings.Join(row, "") == "" {
			continue
		}
		rows = append(rows, row)
		for i, c := range row {
			if len(used) <= i {
				used = append(used, false)
			}
			used[i] = used[i] || c != ""
		}
	}
	for i, row := range rows {
		rows[i] = keep(row, used)
	}
	return rows
}

func keep(row []string, used []bool) []string {
	out := make([]string, 0, len(row))
	for i, c := range row {
		if used[i] {
			out = append(out, c)
		}
	}
	return out
}
