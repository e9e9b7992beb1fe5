package sheet

import (
	"fmt"
	"sort"
	"strings"

	"github.com/medbundle/medbundle/internal/document/rendition"
)

// Limits of one workbook.
const (
	maxRows    = 500 // of one sheet that are drawn
	maxSheets  = 200
	maxStrings = 1_000_000
	maxColumn  = 16_384
)

// book gathers the sheets of a workbook as they are drawn.
type book struct {
	b       *rendition.Builder
	sheets  int
	shown   int
	hidden  []string // the names of hidden sheets
	losses  []string
	rows    int // hidden ones, of all sheets
	columns int
	clock   bool
	cut     bool // Losses says already what
}

func newBook() *book { return &book{b: rendition.NewBuilder()} }

// page is one sheet.
type page struct {
	name    string
	rows    map[int]map[int]string
	beyond  int // rows that are not drawn because there are too many
	last    int // the last of them
	hideRow map[int]bool
	hideCol map[int]bool
	texts   []string // of text boxes and the like
}

func newPage(name string) *page {
	return &page{name: name, rows: map[int]map[int]string{}, hideRow: map[int]bool{}, hideCol: map[int]bool{}, last: -1}
}

// set puts text into a cell; rows and columns count from 0.
func (p *page) set(row, column int, text string) {
	text = strings.TrimSpace(text)
	if text == "" || column < 0 || column >= maxColumn {
		return
	}
	cells := p.rows[row]
	if cells == nil {
		if len(p.rows) >= maxRows {
			if row != p.last {
				p.beyond++
				p.last = row
			}
			return
		}
		cells = map[int]string{}
		p.rows[row] = cells
	}
	if len(cells) < rendition.MaxColumns+len(p.hideCol) {
		cells[column] = text
	}
}

// add draws a sheet: its name, and a table for each run of rows that stand
// together.
func (k *book) add(p *page, hidden bool) {
	if k.sheets++; k.sheets > maxSheets {
		k.b.MarkCut()
		return
	}
	if hidden {
		if len(p.rows) > 0 {
			k.hidden = append(k.hidden, "“"+p.name+"”")
		}
		return
	}
	var numbers []int
	for n := range p.rows {
		if p.hideRow[n] {
			k.rows++
			continue
		}
		numbers = append(numbers, n)
	}
	sort.Ints(numbers)
	if len(numbers) == 0 && len(p.texts) == 0 {
		return
	}
	k.shown++
	k.b.Add(rendition.Block{Kind: rendition.Heading, Level: 2, Text: p.name})
	k.columns += p.hiddenColumns(numbers)
	for from := 0; from < len(numbers); {
		to := from + 1
		for to < len(numbers) && p.together(numbers[to-1], numbers[to]) {
			to++
		}
		k.run(p, numbers[from:to])
		from = to
	}
	if p.beyond > 0 {
		k.b.Add(rendition.Block{Text: fmt.Sprintf("The sheet goes on: %d more rows are not drawn here; they are in the file.", p.beyond)})
		k.losses = append(k.losses, fmt.Sprintf("only the first %d of %d rows of “%s” are drawn", maxRows, maxRows+p.beyond, p.name))
		k.cut = true
	}
	for _, t := range p.texts {
		k.b.Add(rendition.Block{Text: t})
	}
}

// together tells whether only hidden rows stand between two.
func (p *page) together(a, b int) bool {
	for n := a + 1; n < b; n++ {
		if !p.hideRow[n] {
			return false
		}
	}
	return true
}

func (p *page) hiddenColumns(numbers []int) int {
	seen := map[int]bool{}
	for _, n := range numbers {
		for c := range p.rows[n] {
			if p.hideCol[c] {
				seen[c] = true
			}
		}
	}
	return len(seen)
}

// run draws rows that stand together; where each holds one cell, as lines.
func (k *book) run(p *page, numbers []int) {
	var g rendition.Grid
	widest, lines := 0, []string{}
	for _, n := range numbers {
		var columns []int
		for c := range p.rows[n] {
			if !p.hideCol[c] {
				columns = append(columns, c)
			}
		}
		sort.Ints(columns)
		widest = max(widest, len(columns))
		g.Row()
		at := 0
		for _, c := range columns {
			for ; at < c && at < rendition.MaxColumns; at++ {
				g.Cell("", 1, 1)
			}
			at = c + 1
			g.Cell(p.rows[n][c], 1, 1)
			lines = append(lines, p.rows[n][c])
		}
	}
	if widest < 2 {
		for _, l := range lines {
			k.b.Add(rendition.Block{Text: l})
		}
		return
	}
	header := rendition.NamesColumns(p.first(numbers[0]))
	k.b.Table(&g, header)
}

// first is a row without its empty cells.
func (p *page) first(n int) (row []string) {
	for c, text := range p.rows[n] {
		if !p.hideCol[c] {
			row = append(row, text)
		}
	}
	return row
}

// rendition is the workbook as it is drawn, with what is not.
func (k *book) rendition() *rendition.Rendition {
	r := k.b.Rendition()
	if len(k.hidden) > 0 {
		r.Hidden = append(r.Hidden, fmt.Sprintf("hidden sheets are not shown (%s)", strings.Join(k.hidden[:min(len(k.hidden), 5)], ", ")))
	}
	if k.rows > 0 {
		r.Hidden = append(r.Hidden, fmt.Sprintf("hidden rows are not shown (%d)", k.rows))
	}
	if k.columns > 0 {
		r.Hidden = append(r.Hidden, fmt.Sprintf("hidden columns are not shown (%d)", k.columns))
	}
	r.Losses = append(r.Losses, k.losses...)
	r.Clock, r.Cut = k.clock, r.Cut || k.cut
	return r
}
