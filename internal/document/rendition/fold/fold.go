package fold

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/document/rendition"
)

// Shown knows what the documents before have shown. The zero value knows none.
type Shown struct {
	names []string
	whole map[key]int // sections and tables
	rows  map[key]place
}

// place says in which document rows stand, and how often.
type place struct{ in, times int }

// Folded is a document of which some is left out, and how much.
type Folded struct {
	Blocks []rendition.Block
	// Sections, Tables and Rows count what is left out: whole sections, whole
	// tables of other sections, and single rows of other tables.
	Sections, Tables, Rows int
	// In are the documents where it stands, in the order in which they were
	// remembered, from 0.
	In []int
}

// Any tells whether something is left out.
func (f Folded) Any() bool { return f.Sections+f.Tables+f.Rows > 0 }

// Remember takes note of what a document shows, as Fold left it. Its name is
// what notes in later documents call it: "No 3 (health summary, 5 Nov 2026)".
func (s *Shown) Remember(name string, blocks []rendition.Block) {
	if s.whole == nil {
		s.whole, s.rows = map[key]int{}, map[key]place{}
	}
	n := len(s.names)
	s.names = append(s.names, name)
	first := func(k key) {
		if _, ok := s.whole[k]; !ok {
			s.whole[k] = n
		}
	}
	_, sections := split(blocks)
	for _, x := range sections {
		if !x.touched() {
			first(x.key())
		}
		for i, b := range x.blocks {
			if b.Kind != rendition.Table {
				continue
			}
			if !after(x.blocks, i) {
				first(x.tableKey(i))
			}
			if isLog(x.path) {
				s.rememberRows(n, x.path, b)
			}
		}
	}
}

func (s *Shown) rememberRows(n int, path string, b rendition.Block) {
	for _, g := range groups(b) {
		if !g.dated {
			continue
		}
		k := g.key(path, b.Rows[0])
		if p, ok := s.rows[k]; !ok || p.in == n {
			s.rows[k] = place{n, p.times + 1}
		}
	}
}

// after tells that block i follows a note of ours, and may be part of a table.
func after(blocks []rendition.Block, i int) bool { return i > 0 && blocks[i-1].Aside }

// Fold leaves out of a document what the documents before have shown. It does
// not change its argument.
func (s *Shown) Fold(blocks []rendition.Block) Folded {
	front, sections := split(blocks)
	f := folding{Shown: s, in: map[int]bool{}}
	f.out.Blocks = slices.Clone(front)
	for i := 0; i < len(sections); {
		if n, of := f.run(sections[i:]); n > 0 {
			f.leaveOut(sections[i:i+n], of)
			i += n
			continue
		}
		f.section(&sections[i])
		i++
	}
	f.out.In = slices.Sorted(maps.Keys(f.in))
	return f.out
}

type folding struct {
	*Shown
	out Folded
	in  map[int]bool
}

func (f *folding) add(b ...rendition.Block) { f.out.Blocks = append(f.out.Blocks, b...) }

func (f *folding) note(format string, args ...any) {
	f.add(rendition.Block{Text: fmt.Sprintf(format, args...), Aside: true})
}

// run counts the sections at the front, one beside the other, that stand whole
// in one document before.
func (f *folding) run(sections []section) (n, of int) {
	for i := range sections {
		x := &sections[i]
		in, ok := f.stands(x)
		if !ok || n > 0 && (in != of || x.heading.Level != sections[0].heading.Level || x.parent) {
			return n, of
		}
		n, of = n+1, in
		if x.parent {
			return n, of
		}
	}
	return n, of
}

func (f *folding) stands(x *section) (in int, ok bool) {
	if x.touched() || !heavy(x.blocks...) {
		return 0, false
	}
	in, ok = f.whole[x.key()]
	return in, ok
}

func (f *folding) leaveOut(sections []section, of int) {
	titles := make([]string, len(sections))
	for i, x := range sections {
		titles[i] = x.heading.Text
	}
	h := sections[0].heading
	h.Text = strings.Join(titles, " · ")
	f.add(h)
	if len(sections) == 1 {
		f.note("The same, word for word, as in %s.", f.names[of])
	} else {
		f.note("Each of these sections is the same, word for word, as in %s.", f.names[of])
	}
	f.out.Sections += len(sections)
	f.in[of] = true
}

// section shows a section without those tables and rows that stand elsewhere.
func (f *folding) section(x *section) {
	f.add(x.heading)
	for i, b := range x.blocks {
		if b.Kind != rendition.Table || after(x.blocks, i) {
			f.add(b)
			continue
		}
		if of, ok := f.whole[x.tableKey(i)]; ok && heavy(b) {
			f.note("The table here is the same, word for word, as in %s.", f.names[of])
			f.out.Tables++
			f.in[of] = true
			continue
		}
		f.table(x.path, b)
	}
}

// table shows a table without those rows that stand elsewhere.
func (f *folding) table(path string, b rendition.Block) {
	if !isLog(path) {
		f.add(b)
		return
	}
	left := b
	left.Rows = nil
	gone, all, places, used := 0, 0, map[int]bool{}, map[key]int{}
	for _, g := range groups(b) {
		all += len(g.rows)
		k := g.key(path, b.Rows[0])
		if p, ok := f.rows[k]; ok && g.dated && used[k] < p.times {
			gone += len(g.rows)
			places[p.in] = true
			used[k]++
			continue
		}
		left.Rows = append(left.Rows, g.rows...)
	}
	if gone < leastRows {
		f.add(b)
		return
	}
	f.out.Rows += gone
	var names []string
	for n, name := range f.names {
		if places[n] {
			names, f.in[n] = append(names, name), true
		}
	}
	if gone == all {
		f.note("All %d rows of this table stand, word for word, in %s.", gone, list(names))
		return
	}
	f.note("Of %d rows %d are not repeated here: they stand, word for word, in %s.", all, gone, list(names))
	left.Rows = append([][]string{b.Rows[0]}, left.Rows...)
	f.add(left)
}

func list(names []string) string {
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
	return strings.Join(names, "")
}
