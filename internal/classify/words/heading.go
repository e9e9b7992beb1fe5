package words

import (
	"strings"
	"unicode"
)

// ColonAfter tells whether a colon follows the phrase on its line.
func (p *Page) ColonAfter(h Hit) bool {
	last := p.Words[h.Last-1]
	return strings.HasPrefix(strings.TrimLeft(p.Text[last.End:p.Lines[last.Line].End], " )s"), ":")
}

// ColonBefore tells whether a label and its colon stand before the phrase on its line.
func (p *Page) ColonBefore(h Hit) bool {
	c := p.cell(h)
	return strings.Contains(p.Text[c.Start:p.Words[h.First].Start], ":")
}

// StandsAlone tells whether the phrase makes up most of its line, or of its column
// on it, but for a remark in brackets, or stands in capitals in a text that has
// lost its lines.
func (p *Page) StandsAlone(h Hit) bool {
	l := p.Lines[p.Words[h.First].Line]
	if p.Words[h.Last-1].Line != p.Words[h.First].Line {
		return p.IsCaps(h)
	}
	c := p.cell(h)
	n := c.Last - c.First
	if n <= h.Last-h.First+4 {
		rest := strings.TrimSpace(p.Text[c.Start:c.End])
		return !strings.HasSuffix(rest, ",") && (n <= h.Last-h.First+1 || !strings.HasSuffix(rest, "."))
	}
	return l.Last-l.First > flatWords && h.Last-h.First > 1 && p.IsCaps(h) || h.First == l.First && p.onlyRemarkAfter(h)
}

// flatWords is the number of words from which a line is a text that has lost its lines.
const flatWords = 30

// gap parts the columns of a line.
const gap = "   "

// cell is the part of the line around the phrase between gaps, as a line.
func (p *Page) cell(h Hit) Line {
	l := p.Lines[p.Words[h.First].Line]
	start, end := p.Words[h.First].Start, p.Words[h.Last-1].End
	if end > l.End {
		return l
	}
	for _, mark := range []string{gap, "\t"} {
		if i := strings.LastIndex(p.Text[l.Start:start], mark); i >= 0 {
			l.Start += i + len(mark)
		}
		if i := strings.Index(p.Text[end:l.End], mark); i >= 0 {
			l.End = end + i
		}
	}
	for l.First < h.First && p.Words[l.First].Start < l.Start {
		l.First++
	}
	for l.Last > h.Last && p.Words[l.Last-1].End > l.End {
		l.Last--
	}
	return l
}

// leadsFlat tells whether the phrase stands in capitalized words near the
// beginning of a text that has lost its lines.
func (p *Page) leadsFlat(h Hit) bool {
	l := p.Lines[p.Words[h.First].Line]
	if l.Last-l.First <= flatWords || p.Words[h.First].Start > flatHead || h.Last-h.First == 1 && p.Words[h.First].End-p.Words[h.First].Start < 8 {
		return false
	}
	return StartsUpper(p.Text[p.Words[h.First].Start:]) && StartsUpper(p.Text[p.Words[h.Last-1].Start:])
}

// flatHead is where the letterhead and title of a text without lines end, in bytes.
const flatHead = 160

// What a line that names the paper is at most.
const (
	maxTitleWords = 14
	endOfLine     = 60 // bytes from which a line may be broken only for want of room
)

// StandsIn tells how much the phrase is worth as part of a line that reads like a
// title, in twelfths: the line is short, no sentence, has no label before the
// phrase, and is not more of a sentence that began on the line above.
func (p *Page) StandsIn(h Hit) int {
	if p.leadsFlat(h) {
		return 8
	}
	c := p.cell(h)
	text := strings.TrimSpace(p.Text[c.Start:c.End])
	if c.Last-c.First > maxTitleWords || p.Words[h.Last-1].Line != p.Words[h.First].Line || !StartsUpper(text) || strings.HasSuffix(text, ",") || strings.HasSuffix(text, ";") {
		return 0
	}
	if strings.HasSuffix(text, ".") && c.Last-c.First > h.Last-h.First+2 || p.ColonBefore(h) {
		return 0
	}
	if i := p.Words[h.First].Line; i > 0 {
		above := p.Lines[i-1]
		t := strings.TrimSpace(p.Text[above.Start:above.End])
		between := p.Text[above.End:p.Lines[i].Start]
		if len(t) > endOfLine && strings.Count(between, "\n") < 2 && !strings.ContainsAny(t[len(t)-1:], ".:!?") {
			return 0
		}
	}
	if h.First == c.First {
		return 9
	}
	return 6
}

// maxRemark bounds a remark behind a title, in bytes.
const maxRemark = 48

// onlyRemarkAfter tells whether nothing but a remark in brackets stands behind
// the phrase on its line: "Current medication (as of 1 April 2026)".
func (p *Page) onlyRemarkAfter(h Hit) bool {
	end := p.Words[h.Last-1].End
	l := p.Lines[p.Words[h.Last-1].Line]
	if l.End-end > maxRemark {
		return false
	}
	rest := strings.TrimSpace(p.Text[end:l.End])
	return strings.HasPrefix(rest, "(") && strings.HasSuffix(rest, ")") && strings.Count(rest, "(") == 1
}

// IsHeading tells whether the phrase is a heading: alone on its line, before a
// colon, or in capitals at the start of a line.
func (p *Page) IsHeading(h Hit) bool {
	last := p.Words[h.Last-1]
	first := p.Words[h.First]
	l := p.Lines[first.Line]
	after := strings.TrimLeft(p.Text[last.End:p.Lines[last.Line].End], " \t)(s")
	if strings.HasPrefix(after, ":") {
		return StartsUpper(p.Text[first.Start:]) || h.First == l.First
	}
	if h.First == l.First && (after == "" || after == "." || strings.HasPrefix(after, "\t") || strings.HasPrefix(after, "-")) {
		return true
	}
	if p.IsCaps(h) && (h.First == l.First || h.Last-h.First > 1 && last.End-first.Start > 8) {
		return true
	}
	// in a table's head or behind a run of spaces
	return h.First == l.First && strings.HasPrefix(p.Text[last.End:], "  ") || p.isTableCell(h)
}

// isTableCell tells whether the phrase stands between tabs.
func (p *Page) isTableCell(h Hit) bool {
	start, end := p.Words[h.First].Start, p.Words[h.Last-1].End
	l := p.Lines[p.Words[h.First].Line]
	if end > l.End {
		return false
	}
	before, after := p.Text[l.Start:start], p.Text[end:l.End]
	left := strings.TrimRight(before, " ")
	right := strings.TrimLeft(after, " ")
	return l.tabs && (left == "" || strings.HasSuffix(left, "\t")) && (right == "" || strings.HasPrefix(right, "\t"))
}

// StartsUpper tells whether s begins with a capital or a digit.
func StartsUpper(s string) bool {
	for _, r := range s {
		return unicode.IsUpper(r) || unicode.IsDigit(r)
	}
	return false
}

// IsCaps tells whether every letter of the phrase is a capital.
func (p *Page) IsCaps(h Hit) bool {
	letters := 0
	for _, r := range p.Text[p.Words[h.First].Start:p.Words[h.Last-1].End] {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters > 2
}
