package plain

import (
	"slices"
	"sort"

	"github.com/medbundle/medbundle/internal/document/rendition"
	"github.com/medbundle/medbundle/internal/packet/typeset"
)

// measure is what a column of a table asks for: least holds its longest word,
// and wants its longest line.
type measure struct{ least, wants typeset.Length }

// What is measured: more rows, and more of a cell, do not change the picture.
const (
	measuredRows  = 2000
	measuredRunes = 200
)

// measureColumns measures the first n columns of a table.
func measureColumns(s *typeset.Sheet, b rendition.Block, n int, st typeset.Style) []measure {
	ms := make([]measure, n)
	for i := range ms {
		ms[i] = measure{8 * typeset.MM, 8 * typeset.MM}
	}
	for _, r := range b.Rows[:min(len(b.Rows), measuredRows)] {
		for i, c := range r {
			word, line := typeset.Extent(s.Text(typeset.Clip(c, measuredRunes), st.Strong()))
			ms[i].least = max(ms[i].least, word+typeset.ColumnGap+typeset.Point)
			ms[i].wants = max(ms[i].wants, line+typeset.ColumnGap+typeset.Point)
		}
	}
	return ms
}

// gridColumns shares the width among the columns. No word is broken while the
// other columns have room for theirs; beyond that each column gets what it
// wants if that is less than an equal share, and the others divide the rest in
// proportion to what they want.
func gridColumns(s *typeset.Sheet, b rendition.Block, n int, st typeset.Style) []typeset.Column {
	ms := measureColumns(s, b, n, st)
	fitLeast(ms, typeset.ColumnWidth)
	order := ascending(ms, func(m measure) typeset.Length { return m.wants })
	rest, wanted, reserved := typeset.ColumnWidth, typeset.Length(0), typeset.Length(0)
	for _, m := range ms {
		wanted, reserved = wanted+m.wants, reserved+m.least
	}
	cols := make([]typeset.Column, n)
	for k, i := range order {
		m := ms[i]
		reserved -= m.least
		w := m.wants
		if share := rest / typeset.Length(n-k); w > share && wanted > rest {
			w = max(share*2/3, typeset.Length(int64(rest)*int64(w)/int64(wanted)))
		}
		w = min(max(w, m.least), rest-reserved)
		if k == n-1 {
			w = rest
		}
		cols[i].Width = w
		rest -= w
		wanted -= m.wants
	}
	return cols
}

// fitLeast lowers the greatest of the least widths until they fit side by side.
func fitLeast(ms []measure, width typeset.Length) {
	for k, i := range ascending(ms, func(m measure) typeset.Length { return m.least }) {
		ms[i].least = min(ms[i].least, width/typeset.Length(len(ms)-k))
		ms[i].wants = max(ms[i].wants, ms[i].least)
		width -= ms[i].least
	}
}

// ascending orders the columns by a width.
func ascending(ms []measure, by func(measure) typeset.Length) []int {
	order := make([]int, len(ms))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool { return by(ms[order[a]]) < by(ms[order[b]]) })
	return slices.Clip(order)
}
