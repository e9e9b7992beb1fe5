package pdf

import (
	"strings"
	"unicode"

	"github.com/medbundle/medbundle/internal/pdf/cos"
)

// Bounds on the bookmarks that a source brings along. A portal's export of
// 1,500 pages has some hundreds; more than this is of no use to a reader.
const (
	maxInnerMarks = 3000
	maxInnerDepth = 8
	maxInnerTitle = 200 // runes
)

// Inner returns the bookmarks that the source brought along whose pages were
// appended from packet page first on, with the packet's page numbers. It is known
// until Close.
func (a *Assembler) Inner(first int) []Bookmark { return a.inner[first] }

// innerMarks reads the outline of a source (ISO 32000-1, 12.3.3). Bookmarks of
// pages that did not travel are left out, and what stood below them moves up.
type innerMarks struct {
	doc  *cos.Document
	to   map[int]int // page of the packet by page of the source, both from 1
	page map[int]int // page of the source by object number
	name map[string]cos.Object
	seen map[int]bool
	left int
}

// keepInner notes the bookmarks of the pages of o that stand in the packet from
// page first on.
func (a *Assembler) keepInner(o *opened, pages []int, first int) {
	if o.doc == nil || o.doc.Dict(o.doc.Catalog()["Outlines"]) == nil {
		return
	}
	m := innerMarks{doc: o.doc, to: map[int]int{}, page: map[int]int{}, seen: map[int]bool{}, left: maxInnerMarks}
	for i, n := range pages {
		if _, twice := m.to[n]; !twice {
			m.to[n] = first + i
		}
	}
	for i, p := range o.doc.Pages() {
		if p.Number != 0 {
			m.page[p.Number] = i + 1
		}
	}
	if marks := m.level(o.doc.Dict(o.doc.Catalog()["Outlines"])["First"], 0); len(marks) > 0 {
		if a.inner == nil {
			a.inner = map[int][]Bookmark{}
		}
		a.inner[first] = marks
	}
}

// level reads the bookmarks from o on along their chain, and all below them.
func (m *innerMarks) level(o cos.Object, depth int) (marks []Bookmark) {
	for m.left > 0 && depth < maxInnerDepth {
		ref, ok := o.(cos.Ref)
		if !ok || m.seen[int(ref.ObjectNumber)] {
			return marks
		}
		m.seen[int(ref.ObjectNumber)] = true
		m.left--
		item := m.doc.Dict(ref)
		if item == nil {
			return marks
		}
		below := m.level(item["First"], depth+1)
		mark := Bookmark{Title: markTitle(m.doc.Text(item["Title"])), Page: m.to[m.target(item)], Children: below}
		switch {
		case mark.Page == 0 || mark.Title == "":
			marks = append(marks, below...)
		default:
			marks = append(marks, mark)
		}
		o = item["Next"]
	}
	return marks
}

// markTitle is a title in one line.
func markTitle(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == unicode.ReplacementChar {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, " "))
	s = strings.Join(strings.Fields(s), " ")
	if rs := []rune(s); len(rs) > maxInnerTitle {
		s = strings.TrimSpace(string(rs[:maxInnerTitle-1])) + "…"
	}
	return s
}

// target is the page of the source that a bookmark leads to; 0 where it leads to
// none, or out of the document.
func (m *innerMarks) target(item cos.Dict) int {
	dest := item["Dest"]
	if action := m.doc.Dict(item["A"]); dest == nil && m.doc.Name(action["S"]) == "GoTo" {
		dest = action["D"]
	}
	return m.destination(dest, true)
}

// destination resolves an explicit or a named destination (12.3.2).
func (m *innerMarks) destination(o cos.Object, mayBeNamed bool) int {
	switch d := m.doc.Resolve(o).(type) {
	case cos.Array:
		if len(d) == 0 {
			return 0
		}
		if ref, ok := d[0].(cos.Ref); ok {
			return m.page[int(ref.ObjectNumber)]
		}
		return m.doc.Int(d[0], -1) + 1 // not by the book, and common
	case cos.Dict:
		return m.destination(d["D"], false)
	case cos.Name:
		if mayBeNamed {
			return m.destination(m.named(d.Value()), false)
		}
	case cos.Literal, cos.Hex:
		if mayBeNamed {
			return m.destination(m.named(m.doc.Text(d)), false)
		}
	}
	return 0
}

// named finds a named destination, in the catalog or in its name tree (7.9.6).
func (m *innerMarks) named(name string) cos.Object {
	if m.name == nil {
		m.name = map[string]cos.Object{}
		catalog := m.doc.Catalog()
		for k, v := range m.doc.Dict(catalog["Dests"]) {
			m.name[k] = v
		}
		m.nameTree(m.doc.Dict(catalog["Names"])["Dests"], map[int]bool{}, 0)
	}
	return m.name[name]
}

// maxNames bounds the named destinations that are looked at.
const maxNames = 50_000

func (m *innerMarks) nameTree(o cos.Object, seen map[int]bool, depth int) {
	if ref, ok := o.(cos.Ref); ok {
		if seen[int(ref.ObjectNumber)] {
			return
		}
		seen[int(ref.ObjectNumber)] = true
	}
	node := m.doc.Dict(o)
	if node == nil || depth > maxNesting || len(m.name) > maxNames {
		return
	}
	pairs := m.doc.Array(node["Names"])
	for i := 0; i+1 < len(pairs) && len(m.name) <= maxNames; i += 2 {
		m.name[m.doc.Text(pairs[i])] = pairs[i+1]
	}
	for _, kid := range m.doc.Array(node["Kids"]) {
		m.nameTree(kid, seen, depth+1)
	}
}
