package fold

import (
	"crypto/sha256"
	"strconv"
	"strings"

	"github.com/medbundle/medbundle/internal/document/rendition"
)

// section is a heading and what stands below it, up to the next heading.
type section struct {
	heading rendition.Block
	blocks  []rendition.Block
	// path are the headings that it stands under, and its own.
	path string
	// parent tells that a deeper heading follows.
	parent bool
	// several tells that it holds several tables.
	several bool
}

// split takes the sections of a document apart. The first are what stands
// before the second heading: the title and whom the document is about.
func split(blocks []rendition.Block) (front []rendition.Block, out []section) {
	var open []rendition.Block
	headings := 0
	for i, b := range blocks {
		if b.Kind != rendition.Heading {
			if len(out) == 0 {
				front = blocks[:i+1]
			} else {
				s := &out[len(out)-1]
				s.blocks = append(s.blocks, b)
			}
			continue
		}
		if headings++; headings == 1 {
			front = blocks[:i+1]
			continue
		}
		for len(open) > 0 && open[len(open)-1].Level >= b.Level {
			open = open[:len(open)-1]
		}
		open = append(open, b)
		if len(out) > 0 {
			last := &out[len(out)-1]
			last.parent = b.Level > last.heading.Level
		}
		out = append(out, section{heading: b, path: pathOf(open)})
	}
	for i := range out {
		out[i].several = out[i].tables() > 1
	}
	return front, out
}

func pathOf(open []rendition.Block) string {
	var p strings.Builder
	for _, h := range open {
		p.WriteString(words(h.Text))
		p.WriteByte(0)
	}
	return p.String()
}

// words is a text with its white space, and nothing else, made even.
func words(s string) string { return strings.Join(strings.Fields(s), " ") }

// key stands for a text of any length.
type key [sha256.Size]byte

func keyOf(parts ...string) key {
	h := sha256.New()
	for _, p := range parts {
		h.Write([]byte(strconv.Itoa(len(p)) + ":" + p))
	}
	return key(h.Sum(nil))
}

// key is the section's: where it stands and everything in it.
func (s *section) key() key {
	parts := []string{"section", s.path}
	for _, b := range s.blocks {
		parts = append(parts, blockParts(b)...)
	}
	return keyOf(parts...)
}

// tableKey is that of the table in place i. Where a section has several, what
// leads the table belongs to it: the panel and the day that it tells of.
func (s *section) tableKey(i int) key {
	lead := ""
	if i > 0 && s.several && s.blocks[i-1].Kind != rendition.Table {
		lead = words(s.blocks[i-1].Text)
	}
	return keyOf(append([]string{"table", s.path, strconv.FormatBool(s.several), lead}, blockParts(s.blocks[i])...)...)
}

// tables counts the tables of a section, those that a note stands for included.
func (s *section) tables() (n int) {
	for i, b := range s.blocks {
		if b.Aside || b.Kind == rendition.Table && !after(s.blocks, i) {
			n++
		}
	}
	return n
}

func blockParts(b rendition.Block) []string {
	parts := []string{strconv.Itoa(int(b.Kind)), strconv.Itoa(b.Level), strconv.FormatBool(b.Header)}
	if b.Kind == rendition.Preformatted {
		parts = append(parts, b.Text)
	} else {
		parts = append(parts, words(b.Text))
	}
	for _, r := range b.Rows {
		parts = append(parts, "row")
		for _, c := range r {
			parts = append(parts, words(c))
		}
	}
	return parts
}

// What must be left out at least, or a note in its place would be no shorter:
// rows of tables, or characters.
const (
	leastRows  = 3
	leastRunes = 240
)

// heavy tells whether leaving the blocks out is worth a note.
func heavy(blocks ...rendition.Block) bool {
	rows, n := 0, 0
	for _, b := range blocks {
		rows += len(b.Rows)
		n += len(b.Text)
		if b.Kind == rendition.ListItem {
			rows++
		}
		for _, r := range b.Rows {
			for _, c := range r {
				n += len(c)
			}
		}
	}
	return rows >= leastRows || n >= leastRunes
}

// touched tells that something of the section is left out already.
func (s *section) touched() bool {
	for _, b := range s.blocks {
		if b.Aside {
			return true
		}
	}
	return false
}
