package typeset

import (
	"math"
	"strings"
	"unicode"
)

// Span is a piece of text in one style. page, if not 0, is the page of the
// packet to which it links.
type Span struct {
	Text string
	Style
	page int
}

// run is a piece of a line, placed.
type run struct {
	x    Length // from the start of the line
	w    Length
	text string
	Style
	page int
}

type line struct {
	runs []run
	W    Length
}

// glyph is one rune with the span that it belongs to.
type glyph struct {
	r    rune
	face *Face
	w    Length
	span int
}

// BreakLines sets spans into lines no wider than width. A word wider than a
// line is broken where it must be. Lines beyond most are cut, with "…" at the
// cut; most 0 means no limit.
func BreakLines(spans []Span, width Length, most int) []line {
	m := measure{spans: spans, left: most * runesPerLine}
	if most == 0 {
		m.left = math.MaxInt
	}
	gs := m.more(nil)
	var lines []line
	for start := 0; start < len(gs); {
		end, next := fitLine(gs, start, width)
		if next == len(gs) && !m.done {
			gs, start = m.more(gs[start:]), 0
			continue
		}
		if most > 0 && len(lines) == most-1 && next < len(gs) {
			return append(lines, cutLine(spans, gs[start:end], width))
		}
		lines = append(lines, makeLine(spans, gs[start:end]))
		start = next
	}
	return lines
}

// runesPerLine is more than any line holds, so that a text of megabytes that
// is cut after a few lines is not measured to its end.
const runesPerLine = 1000

// measure reads the runes of spans and measures them, a stretch at a time: a
// paragraph may be all of a text of megabytes, and a glyph is far larger than
// its rune.
type measure struct {
	spans []Span
	span  int // that is read
	at    int // the byte of it that comes next
	left  int // how many runes are read at most
	done  bool
	room  []glyph // of the last stretch, used again
}

// stretch is how many runes are measured at a time, at least.
const stretch = 4 * runesPerLine

// more returns rest, the glyphs that were not used, and at least as many new
// ones, if there are that many. What it returned before is overwritten.
func (m *measure) more(rest []glyph) []glyph {
	n := max(stretch, len(rest))
	gs := append(m.room[:0], rest...)
	defer func() { m.room = gs }()
	for ; m.span < len(m.spans); m.span, m.at = m.span+1, 0 {
		s := m.spans[m.span]
		for i, r := range s.Text[m.at:] {
			if n == 0 {
				m.at += i
				return gs
			}
			if m.left < 0 {
				m.done = true
				return gs
			}
			f := s.Face.showing(r)
			gs = append(gs, glyph{r, f, f.advances()[r]*s.Size/1000 + s.Track, m.span})
			n--
			m.left--
		}
	}
	m.done = true
	return gs
}

// glyphsOf measures all runes of a span.
func glyphsOf(s Span) []glyph {
	m := measure{spans: []Span{s}, left: math.MaxInt}
	gs := m.more(nil)
	for !m.done {
		gs = m.more(gs)
	}
	return gs
}

// fitLine finds the end of the line that starts at start, and the start of the
// next one.
func fitLine(gs []glyph, start int, width Length) (end, next int) {
	var w Length
	lastEnd, lastNext := -1, -1
	for i := start; i < len(gs); i++ {
		g := gs[i]
		switch {
		case g.r == '\n':
			return i, i + 1
		case g.r == ' ':
			if i > start && gs[i-1].r != ' ' {
				lastEnd = i
			}
			lastNext = i + 1
			w += g.w
			continue
		}
		if w+g.w > width && i > start {
			if lastEnd > start {
				return lastEnd, lastNext
			}
			return i, i
		}
		w += g.w
		if i > start && breaksAfter(gs, i) {
			lastEnd, lastNext = i+1, i+1
		}
	}
	return len(gs), len(gs)
}

// breaksAfter tells that a line may end after gs[i], which no space follows: at
// a hyphen or a slash, but not within a date or a range of numbers.
func breaksAfter(gs []glyph, i int) bool {
	if i == 0 || i+1 >= len(gs) || gs[i+1].r == ' ' || unicode.IsDigit(gs[i-1].r) && unicode.IsDigit(gs[i+1].r) {
		return false
	}
	return gs[i].r == '-' || gs[i].r == '/' || gs[i].r == '–' || gs[i].r == '—'
}

// Extent is the width of the widest piece of sp that no line can break, and
// that of its longest line where there is room for all of it.
func Extent(sp Span) (word, all Length) {
	var w, ln Length
	gs := glyphsOf(sp)
	for i, g := range gs {
		if g.r == '\n' {
			w, ln = 0, 0
			continue
		}
		ln += g.w
		all = max(all, ln)
		if g.r == ' ' {
			w = 0
			continue
		}
		w += g.w
		word = max(word, w)
		if w > g.w && breaksAfter(gs, i) {
			w = 0
		}
	}
	return word, all
}

func makeLine(spans []Span, gs []glyph) line {
	var ln line
	for i := 0; i < len(gs); {
		j := i
		var b strings.Builder
		var w Length
		for ; j < len(gs) && gs[j].span == gs[i].span && gs[j].face == gs[i].face; j++ {
			b.WriteRune(gs[j].r)
			w += gs[j].w
		}
		s := spans[gs[i].span]
		st := s.Style
		st.Face = gs[i].face
		ln.runs = append(ln.runs, run{ln.W, w, b.String(), st, s.page})
		ln.W += w
		i = j
	}
	return ln
}

// cutLine makes a line that ends in "…" and fits.
func cutLine(spans []Span, gs []glyph, width Length) line {
	if len(gs) == 0 {
		return line{}
	}
	last := gs[len(gs)-1]
	st := spans[last.span]
	dots := glyph{'…', st.Face.showing('…'), st.Face.Width("…", st.Size), last.span}
	var w Length
	for _, g := range gs {
		w += g.w
	}
	for len(gs) > 0 && (w+dots.w > width || gs[len(gs)-1].r == ' ') {
		w -= gs[len(gs)-1].w
		gs = gs[:len(gs)-1]
	}
	return makeLine(spans, append(append([]glyph{}, gs...), dots))
}

// FitText cuts s at its end so that it is no wider than width; "" if not even
// the "…" fits.
func FitText(s string, st Style, width Length) string {
	if st.Face.Width(s, st.Size) <= width {
		return s
	}
	rs := []rune(s)
	w := st.Face.Width("…", st.Size)
	if w > width {
		return ""
	}
	n := 0
	for n < len(rs) {
		rw := st.Face.Width(string(rs[n]), st.Size)
		if w+rw > width {
			break
		}
		w += rw
		n++
	}
	return strings.TrimRight(string(rs[:n]), " ·,") + "…"
}
