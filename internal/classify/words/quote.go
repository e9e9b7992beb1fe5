package words

import (
	"strings"
	"unicode/utf8"
)

// MaxQuote bounds a quotation, in characters.
const MaxQuote = 120

// Quote cuts a line of p around the byte range for use as evidence.
func (p *Page) Quote(start, end int) string {
	l := p.Lines[p.LineAt(start)]
	from, to := l.Start, l.End
	if to-from > MaxQuote {
		from = max(from, start-20)
		to = min(to, from+MaxQuote)
	}
	return TrimQuote(p.Text[from:to])
}

// TrimQuote writes a quotation on one line of at most MaxQuote characters.
func TrimQuote(s string) string {
	s = strings.Join(strings.Fields(strings.ToValidUTF8(s, "")), " ")
	if utf8.RuneCountInString(s) <= MaxQuote {
		return s
	}
	return string([]rune(s)[:MaxQuote-1]) + "…"
}
