package office97

import (
	"encoding/binary"
	"strings"
	"unicode/utf16"

	"github.com/medbundle/medbundle/internal/document/rendition"
)

// typist makes blocks of the characters of a document.
type typist struct {
	doc      *document
	b        *rendition.Builder
	para     []uint16 // of the open paragraph
	fields   []fieldOf
	page     bool // the paragraph holds a page number
	cell     []string
	cells    []string // of the open row
	grid     *rendition.Grid
	pictures int
	comments bool
	clock    bool
}

// fieldOf is an open field: its instruction, and whether that is over.
type fieldOf struct {
	instr  []uint16
	result bool
}

// all types the parts of the text: headers, body, notes, text boxes, footers.
func (t *typist) all() {
	starts := [9]int{}
	for i, n := range t.doc.counts {
		starts[i+1] = starts[i] + n
	}
	part := func(i int) { t.part(starts[i], starts[i+1]) }
	headers, footers := t.doc.margins(starts[partHeaders], starts[partHeaders+1])
	t.margin(headers)
	part(partBody)
	for _, i := range []int{partFootnotes, partEndnotes, partBoxes} {
		part(i)
	}
	t.margin(footers)
	part(partHeaderBoxes)
	t.comments = t.doc.counts[partComments] > 2
}

// margins are the stories of headers and footers (MS-DOC 2.8.9): after six that
// divide notes, six for each section.
func (d *document) margins(from, to int) (headers, footers [][2]int) {
	b := d.lookUp(tableHdd)
	for i := 6; 4*i+8 <= len(b) && i < 6+6*1000; i++ {
		a, z := from+int(binary.LittleEndian.Uint32(b[4*i:])), from+int(binary.LittleEndian.Uint32(b[4*i+4:]))
		if a >= z || z > to {
			continue
		}
		if k := (i - 6) % 6; k == 0 || k == 1 || k == 4 {
			headers = append(headers, [2]int{a, z})
		} else {
			footers = append(footers, [2]int{a, z})
		}
	}
	return headers, footers
}

// margin types the stories, each text once.
func (t *typist) margin(stories [][2]int) {
	seen := map[string]bool{}
	for _, s := range stories {
		var units []uint16
		t.doc.each(s[0], s[1], func(c uint16, _ int) { units = append(units, c) })
		if text := string(utf16.Decode(units)); !seen[text] {
			seen[text] = true
			t.part(s[0], s[1])
		}
	}
}

func (t *typist) part(from, to int) {
	t.doc.each(from, to, t.char)
	t.end(format{})
	t.endTable()
	t.fields = nil
}

// char takes one character (MS-DOC 2.4.1).
func (t *typist) char(c uint16, place int) {
	if c == 0x13 || c == 0x14 || c == 0x15 {
		t.field(c)
		return
	}
	if k := len(t.fields) - 1; k >= 0 && !t.fields[k].result {
		if len(t.fields[k].instr) < 200 {
			t.fields[k].instr = append(t.fields[k].instr, c)
		}
		return
	}
	if c != 0x0d && c != 0x07 && at(t.doc.runs, place).hidden {
		return
	}
	switch c {
	case 0x0d, 0x07:
		f := at(t.doc.paras, place)
		if c == 0x07 {
			t.endCell(f)
		} else {
			t.end(f)
		}
	case 0x0c:
		t.end(at(t.doc.paras, place))
		t.endTable()
		t.b.Add(rendition.Block{Kind: rendition.PageBreak})
	case 0x0b, 0x0e:
		t.para = append(t.para, '\n')
	case 0x1e:
		t.para = append(t.para, '-')
	case 0x09:
		t.para = append(t.para, '\t')
	case 0x01, 0x08:
		t.pictures++
	default:
		if c >= 0x20 && !t.isPage() {
			t.para = append(t.para, c)
		}
	}
}

func (t *typist) field(c uint16) {
	k := len(t.fields) - 1
	switch {
	case c == 0x13 && k < 20:
		t.fields = append(t.fields, fieldOf{})
	case c == 0x14 && k >= 0:
		t.fields[k].result = true
		t.page = t.page || t.isPage()
		t.clock = t.clock || rendition.AsksClock(string(utf16.Decode(t.fields[k].instr)))
	case c == 0x15 && k >= 0:
		t.fields = t.fields[:k]
	}
}

// isPage tells whether a page number of the original comes now.
func (t *typist) isPage() bool {
	for _, f := range t.fields {
		w := strings.Fields(strings.ToUpper(string(utf16.Decode(f.instr))))
		if f.result && len(w) > 0 && (w[0] == "PAGE" || w[0] == "NUMPAGES" || w[0] == "SECTIONPAGES") {
			return true
		}
	}
	return false
}

// text takes the open paragraph; "Page of" without its numbers is none.
func (t *typist) text() string {
	s := string(utf16.Decode(t.para))
	if t.page && len(strings.Fields(s)) <= 4 {
		s = ""
	}
	t.para, t.page = t.para[:0], false
	return s
}

// end ends a paragraph.
func (t *typist) end(f format) {
	s := t.text()
	if f.inTable && !f.rowEnd {
		t.cell = append(t.cell, s)
		return
	}
	t.endTable()
	x := rendition.Block{}
	switch {
	case f.style >= 1 && f.style <= 9: // the first styles are the headings
		x = rendition.Block{Kind: rendition.Heading, Level: min(f.style, 6)}
	case f.outline > 0:
		x = rendition.Block{Kind: rendition.Heading, Level: min(f.outline, 6)}
	case f.list:
		x = rendition.Block{Kind: rendition.ListItem, Level: f.level + 1}
	}
	t.b.Open(x)
	for i, line := range strings.Split(s, "\n") {
		if i > 0 {
			t.b.Break()
		}
		t.b.Inline(line)
	}
	t.b.Close()
}

// endCell ends a cell or, where the mark says so, a row.
func (t *typist) endCell(f format) {
	s := t.text()
	if t.grid == nil {
		t.grid = &rendition.Grid{}
	}
	if !f.rowEnd {
		t.cells = append(t.cells, strings.Trim(strings.Join(append(t.cell, s), "\n"), "\n"))
		t.cell = nil
		return
	}
	t.grid.Row()
	for _, c := range t.cells {
		t.grid.Cell(c, 1, 1)
	}
	t.cells, t.cell = nil, nil
}

func (t *typist) endTable() {
	if len(t.cells)+len(t.cell) > 0 { // a row that was never closed
		if t.grid == nil {
			t.grid = &rendition.Grid{}
		}
		t.endCell(format{})
		t.endCell(format{rowEnd: true})
	}
	if t.grid != nil {
		t.b.Table(t.grid, false)
		t.grid = nil
	}
}
