package diagnosis

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/medbundle/medbundle/internal/classify/statement"
	"github.com/medbundle/medbundle/internal/classify/words"
)

// span is a run of bytes of a page that is quoted. More tells that the sentence
// goes on before or behind it.
type span struct {
	start, end             int
	moreBefore, moreBehind bool
}

// maxQuote bounds a quotation, in bytes: two lines of a page. maxLine is how far
// around a statement words beside it are looked for.
const (
	maxQuote = 190
	maxLine  = 170
	lead     = 60 // bytes before the statement that are kept of a long sentence
)

// quote writes the span on one line.
func (s span) quote(text string) string {
	out := strings.Join(strings.Fields(text[s.start:s.end]), " ")
	if s.moreBefore {
		out = "… " + out
	}
	if s.moreBehind {
		out += " …"
	}
	return out
}

// around is what to quote for a statement from start to end: its sentence, or as
// much of it as fits.
func (r *reader) around(start, end int) span {
	return r.fit(r.withoutHeading(r.cell(r.bare(r.sentence(start, end), start), start, end), r.page.WordAt(start)), start, end)
}

// sentence is that of the statement, with the label before it on its line, and with
// the next lines where one breaks off behind a small word.
func (r *reader) sentence(start, end int) span {
	p := r.page
	sent := p.SentenceOf(p.WordAt(start))
	first, last := sent.First, sent.Last
	for last < len(p.Words) && dangling[words.Fold(p.Word(last-1))] && p.Words[last].Line == p.Words[last-1].Line+1 && p.Words[last].Start-p.Words[first].Start < maxQuote {
		last = p.SentenceOf(last).Last
	}
	if first > 0 {
		if label := p.SentenceOf(first - 1); label.Heading && r.isLabel(label, first) {
			first = label.First
		}
	}
	s := span{start: min(start, p.Words[first].Start), end: max(p.Words[last-1].End, end)}
	s.end = closing(p.Text, s.end)
	return s
}

// isLabel tells whether a heading before word i is quoted with what it labels.
func (r *reader) isLabel(label statement.Sentence, i int) bool {
	p := r.page
	text := p.Text[p.Words[label.First].Start:p.Words[i].Start]
	return p.Words[label.First].Line == p.Words[i].Line && len(text) < lead && !strings.ContainsAny(text, "0123456789()[]\t#") && !strings.Contains(text, "   ")
}

// dangling are words with which no statement ends.
var dangling = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields("and or with of in to at from by on a an the is are und mit von im am an der die das et de du des le la les avec y con del en el e di da della in i z w na van het een met involving involves high low") {
		m[w] = true
	}
	return m
}()

// closing takes in the marks that close what ends at end: ")", "%", "+".
func closing(text string, end int) int {
	for end < len(text) && strings.IndexByte(`)]%+"`, text[end]) >= 0 {
		end++
	}
	return end
}

// cell narrows a span to the cell of a table that holds the statement: cells are
// parted by tabs or by wide gaps.
func (r *reader) cell(s span, start, end int) span {
	text := r.page.Text
	s.start, s.end = min(s.start, start), max(s.end, end)
	before := text[s.start:start]
	for _, gap := range []string{"\t", "   "} {
		if i := strings.LastIndex(before, gap); i >= 0 {
			s.start = max(s.start, start-len(before)+i+len(gap))
			before = text[s.start:start]
		}
		if i := strings.Index(text[end:max(end, s.end)], gap); i >= 0 {
			s.end = end + i
		}
	}
	behind := min(end, s.end)
	if m := nextLabel.FindStringSubmatchIndex(text[behind:s.end]); m != nil && !ownLabel.MatchString(text[behind+m[2]:s.end]) {
		s.end = behind + m[0] // another field of a form on the same line
	}
	return s.trim(text)
}

// nextLabel is the label of another field behind a statement; ownLabel begins those
// that go on with it.
var (
	nextLabel = regexp.MustCompile(`[\s,;](\p{Lu}\pL+(?:[ /-]\p{Ll}\pL+){0,3}\s?:)`)
	ownLabel  = regexp.MustCompile(`^(?i:gleason|grad|stage|stadi|nottingham|figo|tnm|ajcc|who|type|size|total|sum)`)
)

// trim takes off blanks, the marks of lists and closing full stops.
func (s span) trim(text string) span {
	for s.start < s.end {
		c, n := utf8.DecodeRuneInString(text[s.start:s.end])
		if !unicode.IsSpace(c) && !strings.ContainsRune("-–—•*.:,;·>|", c) {
			break
		}
		s.start += n
	}
	if n := numbering(text[s.start:s.end]); n > 0 {
		s.start += n
		return s.trim(text)
	}
	s.end = s.start + len(strings.TrimRight(text[s.start:s.end], " \t\n.,;:-–·|"))
	return s
}

// numbering is the length of a number or letter that counts the items of a list:
// "1. ", "A) ", "(B) ".
func numbering(s string) int {
	i := 0
	if i < len(s) && s[i] == '(' {
		i++
	}
	from := i
	for i < len(s) && i-from < 2 && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	if i == from && i < len(s) && (s[i] >= 'A' && s[i] <= 'Z' || s[i] >= 'a' && s[i] <= 'z') {
		i++
	}
	if i == from || i+1 >= len(s) || strings.IndexByte(".)", s[i]) < 0 || s[i+1] != ' ' && s[i+1] != '\t' {
		return 0
	}
	return i + 2
}

// fit cuts a span that is too long so that the statement stays in it.
func (r *reader) fit(s span, start, end int) span {
	text := r.page.Text
	end = min(end, start+maxQuote)
	if s.end-s.start <= maxQuote {
		return s
	}
	if start-s.start > lead && (end-s.start > maxQuote || start-s.start > 2*lead) {
		s.start, s.moreBefore = afterBreak(text, start-lead, start), true
	}
	if s.end-s.start > maxQuote {
		s.end, s.moreBehind = beforeBreak(text, max(end, s.start+1), s.start+maxQuote), true
	}
	return s
}

// afterBreak is where a word begins from byte from on, at most at to.
func afterBreak(text string, from, to int) int {
	for i := from; i < to; i++ {
		if text[i] == ' ' || text[i] == '\n' || text[i] == '\t' {
			return i + 1
		}
	}
	return to
}

// beforeBreak is where a clause or a word ends between two bytes, as late as can be.
func beforeBreak(text string, from, to int) int {
	to = min(to, len(text))
	for i := to - 1; i >= from; i-- {
		if text[i] == ' ' || text[i] == '\n' || text[i] == '\t' {
			return i
		}
	}
	for from < len(text) && !utf8.RuneStart(text[from]) {
		from++
	}
	return from
}
