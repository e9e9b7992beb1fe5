package rendition

import (
	"encoding/csv"
	"fmt"
	"strings"
)

// maxRows is how many rows of a sheet are drawn, maxSheet how many bytes are read
// for them.
const (
	maxRows  = 500
	maxSheet = 2 << 20
)

// CSV reads a table of comma-, semicolon- or tab-separated values. It draws at
// most 500 rows and says how many there are.
func CSV(data []byte) *Rendition {
	data, more := head(data, maxSheet)
	text := Decode(data)
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord, r.ReuseRecord = comma(text), true, -1, true
	var g Grid
	n := 0
	for {
		row, err := r.Read()
		if err != nil { // the end: with lazy quotes nothing else is an error
			break
		}
		if n++; n > maxRows {
			continue
		}
		g.Row()
		for _, c := range row {
			g.Cell(strings.TrimSpace(cleanLines(c, false)), 1, 1)
		}
	}
	return sheet(&g, n, more)
}

// sheet draws the rows of a table of n rows, or of more than n.
func sheet(g *Grid, n int, more bool) *Rendition {
	b := NewBuilder()
	if rows := g.Rows(); len(rows) > 0 {
		b.Add(Block{Kind: Table, Rows: rows, Header: len(rows) > 1 && NamesColumns(rows[0])})
	}
	out := b.Rendition()
	out.Cut = out.Cut || more || n > maxRows || g.cut
	switch {
	case more:
		out.Losses = append(out.Losses, fmt.Sprintf("only the first %d of more than %d rows are drawn", min(n, maxRows), n-1))
	case n > maxRows:
		out.Losses = append(out.Losses, fmt.Sprintf("only the first %d of %d rows are drawn", maxRows, n))
	}
	if g.cut {
		out.Losses = append(out.Losses, fmt.Sprintf("only the first %d columns are drawn", MaxColumns))
	}
	return out
}

// comma is the separator that occurs most in the first lines.
func comma(text string) rune {
	head := text[:min(len(text), 4096)]
	best, n := ',', 0
	for _, c := range []rune{',', ';', '\t', '|'} {
		if k := strings.Count(head, string(c)); k > n {
			best, n = c, k
		}
	}
	return best
}
