// Package codepage tells the character sets of old texts by their letters.
package codepage

import (
	"strings"
	"unicode"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// What a text in an old character set is guessed from: maxGuess bytes around
// those that are no ASCII.
const maxGuess = 64 << 10

// charsets are the single-byte character sets in the order in which they are
// tried; of two that fit equally well the first is taken.
var charsets = []struct {
	set       *charmap.Charmap
	languages []string // the letters of each, beside those of ASCII
}{
	{charmap.Windows1252, western},
	{charmap.Windows1250, central},
	{charmap.ISO8859_2, central},
	{charmap.Windows1251, cyrillic},
	{charmap.KOI8R, cyrillic},
	{charmap.Windows1253, greek},
	{charmap.Windows1254, turkish},
	{charmap.Windows1257, baltic},
	{charmap.CodePage850, western},
	{charmap.CodePage852, central},
	{charmap.CodePage866, cyrillic},
	{charmap.Macintosh, western},
	{charmap.MacintoshCyrillic, cyrillic},
	{charmap.ISO8859_5, cyrillic},
}

// The letters of languages, in small letters.
var (
	western = []string{
		"äöüß", "àâæçéèêëîïôœùûüÿ", "áéíñóúü", "ãáâàçéêíõóôúü", "àáèéìíîòóùú", "åäö", "æøåéòôü", "éëïóöüáèê", "áðéíóúýþæö", "áéíóú", "àçèéíïòóúü·",
	}
	central = []string{
		"ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "âăîșțşţ", "čćđšž", "äöüß", "ëç",
	}
	cyrillic = []string{
		"абвгдежзийклмнопрстуфхцчшщъыьэюяё", "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя", "абвгдђежзијклљмнњопрстћуфхцчџш", "абвгдежзийклмнопрстуфхцчшщъьюя",
	}
	greek   = []string{"αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ"}
	turkish = []string{"çğıöşüâîû"}
	baltic  = []string{"āčēģīķļņšūž", "ąčęėįšųūž", "äõöüšž"}
)

// Guess finds the character set of bytes that are no UTF-8: one of two bytes for
// each letter (Japanese, Chinese, Korean) where all of it is well-formed, else
// the one of one byte in which most letters are those of one language, stand in
// words and are not capital within them. It is Windows-1252 where nothing tells.
func Guess(b []byte) encoding.Encoding {
	b = telling(b)
	best, most := encoding.Encoding(charmap.Windows1252), -1.0
	for _, c := range charsets {
		if s := fit(b, c.set, c.languages); s > most {
			best, most = c.set, s
		}
	}
	if most > 0.98 {
		return best
	}
	if e := doubleByte(b); e != nil {
		return e
	}
	return best
}

// telling is the part of a text that is looked at: where it begins to be other
// than ASCII.
func telling(b []byte) []byte {
	for i, c := range b {
		if c >= 0x80 {
			from := max(i-64, 0)
			return b[from:min(from+maxGuess, len(b))]
		}
	}
	return b[:min(len(b), maxGuess)]
}

// signs are the characters that all of these languages use between words.
const signs = "–—‘’“”„‚‹›«»…•·°±²³µ§©®™€£¥¿¡¹º¼½¾×÷\u00a0\u00ad№"

// fit tells, from below 0 to 1, how well bytes read in a character set as one of
// its languages.
func fit(b []byte, set *charmap.Charmap, languages []string) float64 {
	text := make([]rune, len(b))
	for i, c := range b {
		text[i] = set.DecodeByte(c)
	}
	right := make([]int, len(languages))
	all, wrong := 0, 0
	for i, r := range text {
		if b[i] < 0x80 {
			continue
		}
		all++
		inWord := i > 0 && unicode.IsLetter(text[i-1]) && i+1 < len(text) && unicode.IsLetter(text[i+1])
		switch {
		case unicode.IsLetter(r) && r != 'ª' && r != 'º' && r != 'ƒ':
			if unicode.IsUpper(r) && i > 0 && unicode.IsLower(text[i-1]) || !unicode.Is(unicode.Latin, r) && besideASCII(b, i) {
				wrong++
			}
			for k, l := range languages {
				if strings.ContainsRune(l, unicode.ToLower(r)) {
					right[k]++
				}
			}
		case strings.ContainsRune(signs, r) && (!inWord || r == '’' || r == '\u00ad' || r == '·'):
			for k := range right {
				right[k]++
			}
		default:
			wrong++
		}
	}
	if all == 0 {
		return 0
	}
	most := 0
	for _, n := range right {
		most = max(most, n)
	}
	return (float64(most) - float64(wrong)) / float64(all)
}

// besideASCII tells whether a letter of A to Z stands beside a place: words are
// of one script.
func besideASCII(b []byte, i int) bool {
	letter := func(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
	return i > 0 && letter(b[i-1]) || i+1 < len(b) && letter(b[i+1])
}

// doubleByte finds a character set of two bytes; nil where it is none.
func doubleByte(b []byte) encoding.Encoding {
	for _, c := range []struct {
		set    encoding.Encoding
		common func(r rune) bool
	}{
		{japanese.ShiftJIS, isKana}, {japanese.EUCJP, isKana}, {korean.EUCKR, isHangul},
		{simplifiedchinese.GB18030, nil}, {traditionalchinese.Big5, nil},
	} {
		text, ok := decodes(b, c.set)
		if !ok {
			continue
		}
		wide, common := 0, 0
		for _, r := range text {
			switch {
			case r < 0x80:
			case c.common != nil && c.common(r), c.common == nil && isCommonHan(r):
				wide++
				common++
			default:
				wide++
			}
		}
		enough := 0.6 // of characters, or for syllables of a script that is mixed with others
		if c.set == japanese.ShiftJIS || c.set == japanese.EUCJP {
			enough = 0.2
		}
		if wide >= 2 && float64(common) >= enough*float64(wide) {
			return c.set
		}
	}
	return nil
}

// decodes tells whether all of it is well-formed, but for a character that the
// end cuts.
func decodes(b []byte, e encoding.Encoding) (string, bool) {
	for cut := range 4 {
		if cut > len(b) {
			break
		}
		out, err := e.NewDecoder().Bytes(b[:len(b)-cut])
		if s := string(out); err == nil && !strings.ContainsRune(s, '\ufffd') {
			return s, true
		}
	}
	return "", false
}

// isKana does not count the half-width letters, which any byte stands for.
func isKana(r rune) bool { return r >= 0x3040 && r <= 0x30ff }

func isHangul(r rune) bool { return r >= 0xac00 && r <= 0xd7a3 }

func isCommonHan(r rune) bool {
	return r >= 0x4e00 && r <= 0x9fff || r >= 0x3000 && r <= 0x301f || r >= 0xff00 && r <= 0xff65
}
