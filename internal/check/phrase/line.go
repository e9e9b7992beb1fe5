package phrase

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Line is one line of a text.
type Line struct {
	Raw   string
	Words []Word
}

// Word is a run of letters or a run of digits. Start and End are its bytes in
// the line; Text is its folded form.
type Word struct {
	Text       string
	Start, End int
}

const (
	// maxText is how much of one text is read, in bytes; pages are shorter.
	maxText = 1 << 20
	// maxLine is where a line without an end is cut, in bytes.
	maxLine = 4000
)

// Lines reads a text, at most 1 MB of it. Lines without a word are kept, for
// they part paragraphs.
func Lines(text string) []Line {
	if len(text) > maxText {
		text = text[:maxText]
	}
	var out []Line
	for raw := range strings.SplitSeq(text, "\n") {
		raw = strings.TrimSuffix(raw, "\r")
		for len(raw) > maxLine {
			cut := maxLine
			for cut > 1 && !utf8.RuneStart(raw[cut]) {
				cut--
			}
			out = append(out, NewLine(raw[:cut]))
			raw = raw[cut:]
		}
		out = append(out, NewLine(raw))
	}
	return out
}

// NewLine reads one line.
func NewLine(raw string) Line {
	l := Line{Raw: raw}
	start, kind := 0, 0
	end := func(i int) {
		if kind != 0 {
			l.Words = append(l.Words, Word{Fold(raw[start:i]), start, i})
		}
	}
	for i, r := range raw {
		k := kindOf(r)
		if k == kindMark && kind == kindLetter {
			continue // an accent that stands by itself belongs to its letter
		}
		if k != kind {
			end(i)
			start, kind = i, k
		}
	}
	end(len(raw))
	return l
}

const (
	kindLetter = iota + 1
	kindDigit
	kindMark
)

func kindOf(r rune) int {
	switch {
	case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z':
		return kindLetter
	case '0' <= r && r <= '9':
		return kindDigit
	case r < utf8.RuneSelf:
		return 0
	case unicode.IsLetter(r):
		return kindLetter
	case unicode.Is(unicode.Mn, r):
		return kindMark
	}
	return 0
}

// Texts are the folded words of the line.
func (l Line) Texts() []string {
	out := make([]string, len(l.Words))
	for i, w := range l.Words {
		out[i] = w.Text
	}
	return out
}

// Gap is what stands between word i and the one before it, or before the first.
func (l Line) Gap(i int) string {
	switch {
	case len(l.Words) == 0:
		return l.Raw
	case i <= 0:
		return l.Raw[:l.Words[0].Start]
	case i >= len(l.Words):
		return l.Raw[l.Words[len(l.Words)-1].End:]
	}
	return l.Raw[l.Words[i-1].End:l.Words[i].Start]
}
