package words

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Key appends the form under which a word is known: lower case, without accents
// and, from five letters on, with the letters merged that OCR takes for each other.
func Key(dst []byte, w string) []byte { return wordKey(dst, w) }

// Stem is the form of a beginning or an end of words of five letters or more.
func Stem(s string) string { return string(mergeLookalikes([]byte(Fold(s)), 0)) }

// wordKey appends the form under which a word is known: lower case, without
// accents, and with the letters merged that OCR takes for each other.
func wordKey(dst []byte, w string) []byte {
	plain := len(dst)
	for _, r := range w {
		dst = AppendFolded(dst, r)
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

// AppendFolded appends r in lower case and without its accent.
func AppendFolded(dst []byte, r rune) []byte {
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
		if !unicode.Is(unicode.Mn, x) && IsWordRune(x) {
			dst = utf8.AppendRune(dst, x)
		}
	}
	return dst
}

// Fold writes s in lower case without accents.
func Fold(s string) string {
	var b []byte
	for _, r := range s {
		b = AppendFolded(b, r)
	}
	return string(b)
}

// FoldSpaced folds a cut of text, which may begin inside a character.
func FoldSpaced(s string) string {
	return Fold(strings.ReplaceAll(strings.ToValidUTF8(s, ""), "\n", " "))
}

// ContainsAny tells whether s holds one of the parts.
func ContainsAny(s string, parts []string) bool {
	for _, x := range parts {
		if strings.Contains(s, x) {
			return true
		}
	}
	return false
}
