package rendition

import (
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
)

// Lines are the lines of what blocks say, one for each line of a paragraph and
// for each line of a row, as Text has them; a page break has none.
func Lines(blocks []Block) []string {
	var out []string
	for _, b := range blocks {
		switch b.Kind {
		case PageBreak:
		case Table:
			for _, row := range b.Rows {
				out = append(out, strings.Split(strings.Join(row, "\t"), "\n")...)
			}
		default:
			out = append(out, strings.Split(b.Text, "\n")...)
		}
	}
	return out
}

// LineCount is how many lines a block has.
func LineCount(b Block) int {
	switch b.Kind {
	case PageBreak:
		return 0
	case Table:
		n := 0
		for _, row := range b.Rows {
			n += rowLines(row)
		}
		return n
	}
	return 1 + strings.Count(b.Text, "\n")
}

// rowLines is how many lines a row of a table has.
func rowLines(row []string) int {
	n := 1
	for _, c := range row {
		n += strings.Count(c, "\n")
	}
	return n
}

// Take gives those blocks, and parts of blocks, that stand on the given lines,
// counted from 1 over all blocks, in rising runs. A row of a table goes where its
// first line goes, so that every row, as every line, is in one of two runs that
// follow each other. A page break is taken between lines that are.
func Take(blocks []Block, runs []clinical.LineRange) []Block {
	var out []Block
	at := 1 // the line on which the block begins
	for _, b := range blocks {
		for len(runs) > 0 && runs[0].Last < at {
			runs = runs[1:]
		}
		if len(runs) == 0 {
			break
		}
		n := LineCount(b)
		switch r := runs[0]; {
		case b.Kind == PageBreak:
			if r.First < at && at <= r.Last {
				out = append(out, b)
			}
		case r.First <= at && at+n-1 <= r.Last:
			out = append(out, b)
		case b.Kind == Table:
			out = appendRows(out, b, at, runs)
		default:
			out = appendLines(out, b, at, runs)
		}
		at += n
	}
	return out
}

func appendRows(out []Block, b Block, at int, runs []clinical.LineRange) []Block {
	rows := b.Rows
	b.Rows = nil
	header := false
	for i, row := range rows {
		if on(at, runs) {
			b.Rows = append(b.Rows, row)
			header = header || i == 0 && b.Header
		}
		at += rowLines(row)
	}
	if b.Header = header && len(b.Rows) > 1; len(b.Rows) > 0 {
		out = append(out, b)
	}
	return out
}

func appendLines(out []Block, b Block, at int, runs []clinical.LineRange) []Block {
	var own []string
	for i, l := range strings.Split(b.Text, "\n") {
		if on(at+i, runs) {
			own = append(own, l)
		} else if len(own) > 0 {
			b.Text = strings.Join(own, "\n")
			out, own = append(out, b), nil
		}
	}
	if len(own) > 0 {
		b.Text = strings.Join(own, "\n")
		out = append(out, b)
	}
	return out
}

// on tells whether a line is in one of the runs.
func on(line int, runs []clinical.LineRange) bool {
	for _, r := range runs {
		if r.First <= line && line <= r.Last {
			return true
		}
	}
	return false
}
