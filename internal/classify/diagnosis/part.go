package diagnosis

import (
	"sort"
	"strings"
	"unicode"

	"github.com/medbundle/medbundle/internal/classify/statement"
	"github.com/medbundle/medbundle/internal/classify/words"
)

// part is what stands under a heading: from word first, where the heading begins,
// over body, where it ends, to the next one.
type part struct {
	group       string // diagnosis, label, other
	first, body int
}

// How far a heading of the diagnosis holds at most, in words, and a label.
const (
	partReach  = 250
	labelReach = 15
)

// partsOf finds the headings of a page.
func partsOf(p *statement.Page) []part {
	var out []part
	for _, h := range p.Find(headings) {
		if isHeading(p, h) {
			out = append(out, part{h.Group, h.First, h.Last})
		}
	}
	return out
}

// isHeading tells whether a phrase stands as a heading: a colon or the end of the
// line is behind it and it begins its line, or it is in capitals, as in a text
// whose lines were joined.
func isHeading(p *statement.Page, h statement.Hit) bool {
	line := p.Lines[p.Words[h.First].Line]
	before := p.Text[line.Start:p.Words[h.First].Start]
	begins := strings.Trim(before, " \t0123456789.)(-–*#•") == ""
	rest := p.Text[p.Words[h.Last-1].End:]
	mark := strings.TrimLeft(rest, " \t)]*_")
	colon := strings.HasPrefix(mark, ":")
	ends := mark == "" || strings.HasPrefix(mark, "\n")
	text := p.Text[p.Words[h.First].Start:p.Words[h.Last-1].End]
	switch {
	case begins && (colon || ends):
		return true
	case h.Group == "label":
		return colon
	case h.Last-h.First > 1 && isUpper(text):
		return begins || colon || !strings.HasPrefix(mark, ",")
	case isUpper(text):
		return colon
	}
	// "Final diagnosis: …" in the middle of a line of joined lines.
	return colon && h.Last-h.First > 1 && words.StartsUpper(text)
}

func isUpper(s string) bool {
	return strings.IndexFunc(s, unicode.IsLower) < 0 && strings.IndexFunc(s, unicode.IsUpper) >= 0
}

// partAt is the part that word i stands in; ok is false outside of any.
func (r *reader) partAt(i int) (part, bool) {
	n := sort.Search(len(r.parts), func(x int) bool { return r.parts[x].body > i })
	for n--; n >= 0; n-- {
		x := r.parts[n]
		if x.group != "label" {
			return x, i-x.body < partReach
		}
		if i-x.body < labelReach && r.page.Words[i].Line-r.page.Words[x.first].Line <= 1 {
			return x, true
		}
	}
	return part{}, false
}
