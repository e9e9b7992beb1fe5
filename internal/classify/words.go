package classify

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Bounds on what is read of one document: enough for any letter or report, and
// a limit to what a hostile file can cost.
const (
	maxPageBytes = 64 << 10
	maxPages     = 40
)

// word is one word of a page. Id is its number in the lexicon of known words, 0
// for a word that no vocabulary holds.
type word struct {
	start, end int // bytes of the page's text
	line       int
	id         int
}

// line is one line of a page that is not blank, as a range of its words.
type line struct {
	start, end  int // bytes of the page's text
	first, last int // words, last excluded
}

// page is a page's text cut into lines and words, with the phrases found in it.
type page struct {
	number int // counted from 1
	text   string
	words  []word
	lines  []line
	hits   []hit
}

// readPages cuts pages into words and finds every known phrase in them.
func readPages(texts []string) []*page {
	if len(texts) > maxPages {
		texts = texts[:maxPages]
	}
	pages := make([]*page, 0, len(texts))
	for i, t := range texts {
		p := &page{number: i + 1, text: cleanText(t)}
		p.split()
		p.hits = book.find(p)
		pages = append(pages, p)
	}
	return pages
}

// cleanText makes a page's text valid, bounded and of one kind of line end.
func cleanText(t string) string {
	if len(t) > maxPageBytes {
		t = t[:maxPageBytes]
	}
	t = strings.ToValidUTF8(t, " ")
	t = strings.TrimPrefix(t, "\ufeff")
	return strings.NewReplacer("\r\n", "\n", "\r", "\n", "\f", "\n", "\u00ad", "", "\u00a0", " ", "\v", "\n").Replace(t)
}

func (p *page) split() {
	pos := 0
	for pos < len(p.text) {
		end := strings.IndexByte(p.text[pos:], '\n')
		if end < 0 {
			end = len(p.text)
		} else {
			end += pos
		}
		if strings.TrimSpace(p.text[pos:end]) != "" {
			p.splitLine(pos, end)
		}
		pos = end + 1
	}
}

func (p *page) splitLine(start, end int) {
	l := line{start: start, end: end, first: len(p.words)}
	var key []byte
	for i := start; i < end; {
		r, n := utf8.DecodeRuneInString(p.text[i:end])
		if !isWordRune(r) {
			i += n
			continue
		}
		j := i + n
		for j < end {
			r, n = utf8.DecodeRuneInString(p.text[j:end])
			if !isWordRune(r) && !unicode.Is(unicode.Mn, r) {
				break
			}
			j += n
		}
		key = wordKey(key[:0], p.text[i:j])
		p.words = append(p.words, word{i, j, len(p.lines), book.ids[string(key)]})
		i = j
	}
	l.last = len(p.words)
	p.lines = append(p.lines, l)
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// wordKey appends the form under which a word is known: lower case, without
// accents, and with the letters merged that OCR takes for each other.
func wordKey(dst []byte, w string) []byte {
	plain := len(dst)
	for _, r := range w {
		dst = appendFolded(dst, r)
	}
	if len(dst)-plain < 5 {
		return dst
	}
	return mergeLookalikes(dst, plain)
}

// mergeLookalikes writes i, l and 1 as l, 0 as o, 5 as s and rn as m, in place.
// Short words keep their letters: there a merge would make one word of two.
func mergeLookalikes(dst []byte, from int) []byte {
	out := dst[:from]
	for i := from; i < len(dst); i++ {
		switch c := dst[i]; {
		case c == 'i' || c == '1':
			out = append(out, 'l')
		case c == '0':
			out = append(out, 'o')
		case c == '5':
			out = append(out, 's')
		case c == 'r' && i+1 < len(dst) && dst[i+1] == 'n':
			out = append(out, 'm')
			i++
		default:
			out = append(out, c)
		}
	}
	return out
}

// appendFolded appends r in lower case and without its accent.
func appendFolded(dst []byte, r rune) []byte {
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return append(dst, byte(r))
	}
	switch r = unicode.ToLower(r); r {
	case 'ß', 'ẞ':
		return append(dst, "ss"...)
	case 'æ':
		return append(dst, "ae"...)
	case 'œ':
		return append(dst, "oe"...)
	case 'ø':
		return append(dst, 'o')
	case 'ł':
		return append(dst, 'l')
	case 'đ', 'ð':
		return append(dst, 'd')
	case 'ı':
		return append(dst, 'i')
	}
	var buf [utf8.UTFMax]byte
	d := norm.NFKD.Properties(buf[:utf8.EncodeRune(buf[:], r)]).Decomposition()
	if len(d) == 0 {
		if unicode.Is(unicode.Mn, r) {
			return dst
		}
		return utf8.AppendRune(dst, r)
	}
	for _, x := range string(d) {
		if !unicode.Is(unicode.Mn, x) && isWordRune(x) {
			dst = utf8.AppendRune(dst, x)
		}
	}
	return dst
}

// fold writes s in lower case without accents.
func fold(s string) string {
	var b []byte
	for _, r := range s {
		b = appendFolded(b, r)
	}
	return string(b)
}

// quote cuts a line of p around the byte range for use as evidence.
func (p *page) quote(start, end int) string {
	l := p.lines[p.lineAt(start)]
	from, to := l.start, l.end
	if to-from > maxQuote {
		from = max(from, start-20)
		to = min(to, from+maxQuote)
	}
	return trimQuote(p.text[from:to])
}

// maxQuote bounds a quotation, in characters.
const maxQuote = 120

func trimQuote(s string) string {
	s = strings.Join(strings.Fields(strings.ToValidUTF8(s, "")), " ")
	if utf8.RuneCountInString(s) <= maxQuote {
		return s
	}
	return string([]rune(s)[:maxQuote-1]) + "…"
}

// lineAt is the index of the line that holds byte pos.
func (p *page) lineAt(pos int) int {
	lo, hi := 0, len(p.lines)
	for lo+1 < hi {
		if mid := (lo + hi) / 2; p.lines[mid].start <= pos {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo
}
