package rendition

import (
	"encoding/csv"
	"fmt"
	"strings"
	"unicode/utf8"
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
	separator, text, ok := declared(Decode(data))
	if !ok {
		separator = comma(text)
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord, r.ReuseRecord = separator, true, -1, true
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

// comma is the separator of a table: of those that may be one, what stands
// equally often, outside quotes, in most of the first lines.
func comma(text string) rune {
	best, most, often := ',', 0, 0
	for _, c := range []rune{'\t', ';', ',', '|'} {
		if lines, n := steady(text[:min(len(text), 8192)], c); lines > most || lines == most && n > often {
			best, most, often = c, lines, n
		}
	}
	return best
}

// steady tells how many lines have c equally often, and how often that is.
func steady(text string, c rune) (lines, count int) {
	seen := map[int]int{}
	n, quoted := 0, false
	for _, r := range text + "\n" {
		switch {
		case r == '"':
			quoted = !quoted
		case quoted:
		case r == c:
			n++
		case r == '\n':
			seen[n]++
			n = 0
		}
	}
	for k, times := range seen {
		if k > 0 && (times > lines || times == lines && k > count) {
			lines, count = times, k
		}
	}
	return lines, count
}

// declared takes the line by which Excel is told the separator.
func declared(text string) (c rune, rest string, ok bool) {
	line, rest, _ := strings.Cut(text, "\n")
	v, ok := strings.CutPrefix(strings.ToLower(line), "sep=")
	if r := []rune(v); ok && len(r) == 1 && r[0] != '"' && r[0] != utf8.RuneError {
		return r[0], rest, true
	}
	return 0, text, false
}
