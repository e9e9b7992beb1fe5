package words

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Bounds on what is read of one document: enough for any letter or report and
// for most charts scanned in one piece, and a limit to what a hostile file can
// cost. Text beyond them is not read.
const (
	maxTextBytes = 1 << 20 // of all pages
	maxPageBytes = 256 << 10
	maxPages     = 1000
)

// Where the head of a document ends: its first lines, within its first bytes.
const (
	headLines = 14
	headBytes = 1200
)

// Word is one word of a page.
type Word struct {
	Start, End int // bytes of the page's text
	Line       int // index of the line it stands on
	id         int // its number in the vocabularies, 0 where none has it
}

// Line is one line of a page that is not blank, as a range of its words.
type Line struct {
	Start, End  int // bytes of the page's text
	First, Last int // words, last excluded
	tabs        bool
}

// Page is a page's text cut into lines and words, with the phrases found in it.
type Page struct {
	Number int // counted from 1
	Text   string
	Words  []Word
	Lines  []Line
	Hits   []Hit
}

// Read cuts pages into words and finds every known phrase in them. It reads at
// most 1000 pages and one megabyte of text, of one page at most a quarter of that.
func Read(texts []string) []*Page {
	if len(texts) > maxPages {
		texts = texts[:maxPages]
	}
	pages := make([]*Page, 0, len(texts))
	left := maxTextBytes
	for i, t := range texts {
		t = t[:min(len(t), left)]
		p := ReadLine(t)
		left -= min(len(t), maxPageBytes)
		p.Number = i + 1
		pages = append(pages, p)
	}
	return pages
}

// ReadLine reads a text that is no page, such as a title or the name of a file.
func ReadLine(s string) *Page {
	p := &Page{Text: CleanText(s[:min(len(s), maxPageBytes)])}
	p.split()
	p.Hits = terms.find(p)
	return p
}

// CleanText makes a text valid and of one kind of line end, space and digit: those of
// other scripts count as the digits that they are.
func CleanText(t string) string {
	t = cleaner.Replace(strings.TrimPrefix(strings.ToValidUTF8(t, " "), "\ufeff"))
	if strings.IndexFunc(t, foreignDigit) < 0 {
		return t
	}
	return strings.Map(func(r rune) rune {
		if foreignDigit(r) {
			return westernDigit(r)
		}
		return r
	}, t)
}

func foreignDigit(r rune) bool { return r >= 0x0660 && unicode.Is(unicode.Nd, r) }

// westernDigit is the digit of the same value. Digits of a script stand in a row, of
// which the one before is none.
func westernDigit(r rune) rune {
	for value := rune(0); value < 10; value++ {
		if !unicode.Is(unicode.Nd, r-value-1) {
			return '0' + value
		}
	}
	return r
}

var cleaner = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\f", "\n", "\u00ad", "", "\u00a0", " ", "\v", "\n")

func (p *Page) split() {
	pos := 0
	for pos < len(p.Text) {
		end := strings.IndexByte(p.Text[pos:], '\n')
		if end < 0 {
			end = len(p.Text)
		} else {
			end += pos
		}
		if strings.TrimSpace(p.Text[pos:end]) != "" {
			p.splitLine(pos, end)
		}
		pos = end + 1
	}
}

func (p *Page) splitLine(start, end int) {
	l := Line{Start: start, End: end, First: len(p.Words), tabs: strings.IndexByte(p.Text[start:end], '\t') >= 0}
	var key []byte
	for i := start; i < end; {
		r, n := utf8.DecodeRuneInString(p.Text[i:end])
		if !IsWordRune(r) {
			i += n
			continue
		}
		j := i + n
		for j < end {
			r, n = utf8.DecodeRuneInString(p.Text[j:end])
			if !IsWordRune(r) {
				break
			}
			j += n
		}
		key = wordKey(key[:0], p.Text[i:j])
		p.Words = append(p.Words, Word{i, j, len(p.Lines), terms.ids[string(key)]})
		i = j
	}
	l.Last = len(p.Words)
	p.Lines = append(p.Lines, l)
}

// IsWordRune tells whether r stands in words: a letter, a digit, or a mark that
// belongs to a letter, as the vowels of Indian scripts do.
func IsWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	}
	return unicode.In(r, unicode.L, unicode.Nd, unicode.M)
}

// InHead tells whether the byte at pos stands in the head of the document,
// where letterhead, title and patient stand: at the top of the first page.
func (p *Page) InHead(pos int) bool {
	return p.Number == 1 && len(p.Lines) > 0 && pos < headBytes && p.LineAt(pos) < headLines
}

// LineAt is the index of the line that holds byte pos.
func (p *Page) LineAt(pos int) int {
	lo, hi := 0, len(p.Lines)
	for lo+1 < hi {
		if mid := (lo + hi) / 2; p.Lines[mid].Start <= pos {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo
}
