package ocr

import (
	"cmp"
	"slices"
)

// block is a column of lines, as tesseract cuts a page: it takes the labels of a
// form for one column and what stands beside them for another.
type block struct {
	lines []line
	left  int
	right int
	words int
	// table is the number of the table that it belongs to, from 1; 0 for none.
	table int
}

// line is a line with its base line and the size of its letters.
type line struct {
	words      []word
	base, size int
}

// Of blocks that are columns of a table.
const (
	// labelWords is how many words a line of such a column has at most, as a
	// mean: lines of prose have more.
	labelWords = 4
	// inRow is how many in 100 of the lines of the shorter of two columns have
	// their line in the other.
	inRow = 80
	// maxBlocks bounds the blocks that are compared.
	maxBlocks = 200
)

// rows puts the lines of columns that stand beside each other together as rows,
// where they are a form or a table. Columns of prose stay columns.
func rows(text [][]word) [][]word {
	blocks := blocksOf(text)
	if len(blocks) < 2 || len(blocks) > maxBlocks {
		return text
	}
	tables := 0
	for i := range blocks {
		for j := range blocks {
			a, b := &blocks[i], &blocks[j]
			if !a.besides(b) {
				continue
			}
			switch {
			case a.table == 0 && b.table == 0:
				tables++
				a.table, b.table = tables, tables
			case a.table == 0:
				a.table = b.table
			case b.table == 0:
				b.table = a.table
			default:
				merged, gone := a.table, b.table
				for k := range blocks {
					if blocks[k].table == gone {
						blocks[k].table = merged
					}
				}
			}
		}
	}
	if tables == 0 {
		return text
	}
	var out [][]word
	done := map[int]bool{}
	for _, b := range blocks {
		switch {
		case b.table == 0:
			for _, l := range b.lines {
				out = append(out, l.words)
			}
		case !done[b.table]:
			done[b.table] = true
			out = append(out, tableRows(blocks, b.table)...)
		}
	}
	return out
}

func blocksOf(text [][]word) (out []block) {
	for i, words := range text {
		if i == 0 || words[0].line[0] != text[i-1][0].line[0] {
			out = append(out, block{left: words[0].left})
		}
		b := &out[len(out)-1]
		size := sizeOf(words)
		b.lines = append(b.lines, line{words, baseOf(words, size)(words[0]), size})
		b.words += len(words)
		last := words[len(words)-1]
		b.left, b.right = min(b.left, words[0].left), max(b.right, last.left+last.width)
	}
	return out
}

// besides tells that b continues the rows of a to the right.
func (b *block) besides(right *block) bool {
	if b.right > right.left || b.words > labelWords*len(b.lines) {
		return false
	}
	beside := 0
	for _, l := range b.lines {
		if slices.ContainsFunc(right.lines, l.level) {
			beside++
		}
	}
	return beside > 0 && beside*100 >= inRow*min(len(b.lines), len(right.lines))
}

// level tells that two lines stand at the same height.
func (l line) level(other line) bool {
	d := l.base - other.base
	return max(d, -d)*10 <= 3*max(l.size, other.size)
}

// tableRows are the lines of a table, from its top, cells from the left. They
// count as one paragraph.
func tableRows(blocks []block, table int) (out [][]word) {
	var all []line
	for _, b := range blocks {
		if b.table == table {
			all = append(all, b.lines...)
		}
	}
	slices.SortStableFunc(all, func(a, b line) int { return cmp.Compare(a.base, b.base) })
	for len(all) > 0 {
		n := 1
		for n < len(all) && all[0].level(all[n]) {
			n++
		}
		cells := slices.Clone(all[:n])
		slices.SortStableFunc(cells, func(a, b line) int { return cmp.Compare(a.words[0].left, b.words[0].left) })
		var row []word
		for _, c := range cells {
			for _, w := range c.words {
				w.line = blocks[0].lines[0].words[0].line
				w.line[1] = "table"
				row = append(row, w)
			}
		}
		out, all = append(out, row), all[n:]
	}
	return out
}
