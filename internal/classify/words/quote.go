package words

import (
	"strings"
	"unicode/utf8"
)

// MaxQuote bounds a quotation, in characters.
const MaxQuote = 120

const (
	quoteLead  = 30           // bytes before the place that a long quotation shows
	quoteReach = 4 * MaxQuote // bytes behind it that are looked at
)

// Quote quotes the line of p that holds the byte at start: whole, or from a few
// words before it.
func (p *Page) Quote(start int) string {
	l := p.Lines[p.LineAt(start)]
	return p.Excerpt(l.Start, l.End, start)
}

// Excerpt quotes the bytes from start to end. What is too long begins a few
// words before at and ends at a word; "…" stands where something was left out.
func (p *Page) Excerpt(start, end, at int) string {
	if end-start <= quoteReach {
		if s := oneLine(p.Text[start:end]); utf8.RuneCountInString(s) <= MaxQuote {
			return s
		}
	}
	from, mark := start, ""
	if at-quoteLead > start {
		from, mark = p.wordStart(at-quoteLead, at), "… "
	}
	return TrimQuote(mark + p.Text[from:end])
}

// wordStart is where the first word begins that begins at from or later, at most at.
func (p *Page) wordStart(from, at int) int {
	for from < at && !strings.ContainsRune(" \t\n", rune(p.Text[from-1])) {
		from++
	}
	return from
}

// TrimQuote writes a quotation on one line of at most MaxQuote characters, cut
// at a word.
func TrimQuote(s string) string { return Clip(s, MaxQuote) }

// Clip writes s on one line of at most limit characters. Where it is longer it
// ends at a word and "…".
func Clip(s string, limit int) string {
	long := len(s) > limit*utf8.UTFMax*2
	if long {
		s = s[:limit*utf8.UTFMax*2]
	}
	s = oneLine(s)
	if utf8.RuneCountInString(s) <= limit && !long {
		return s
	}
	r := []rune(s)
	r = r[:min(len(r), limit-1)]
	if !strings.HasPrefix(s[len(string(r)):], " ") {
		if i := strings.LastIndexByte(string(r), ' '); i > limit/2 {
			return strings.TrimRight(string(r)[:i], " ,;:-–(") + "…"
		}
	}
	return strings.TrimRight(string(r), " ,;:-–(") + "…"
}

func oneLine(s string) string {
	return strings.Join(strings.Fields(strings.ToValidUTF8(s, "")), " ")
}
