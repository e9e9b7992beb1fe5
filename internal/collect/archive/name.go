package archive

import (
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/unicode/norm"
)

// maxName bounds a name in bytes. Longer ones are cut; they are no names.
const maxName = 4096

// cleanPath makes a relative path with slashes of whatever a container calls a
// member. It never leads out of the container, and is never empty.
func cleanPath(name string) string {
	if len(name) > maxName {
		name = name[:maxName]
	}
	name = strings.ToValidUTF8(strings.ReplaceAll(name, `\`, "/"), "_")
	name = strings.Map(func(r rune) rune {
		if r < 0x20 || r == 0x7f || unicode.In(r, unicode.Bidi_Control, unicode.Zl, unicode.Zp) || r >= 0x80 && r < 0xa0 {
			return '_'
		}
		return r
	}, norm.NFC.String(name))
	name = strings.TrimPrefix(path.Clean("/"+name), "/")
	if len(name) > 1 && name[1] == ':' { // a drive of Windows
		name = name[:1] + "_" + name[2:]
	}
	if name == "" {
		return "member"
	}
	return name
}

// nameEncoding is how the bytes of names are to be read; nil is UTF-8.
type nameEncoding struct{ encoding.Encoding }

func (e nameEncoding) decode(b []byte) string {
	if e.Encoding == nil {
		return string(b)
	}
	s, err := e.NewDecoder().Bytes(b)
	if err != nil {
		return string(b)
	}
	return string(s)
}

// nameEncodings are those that zip programs write without saying so, what zip
// means by default first: of two that read equally well the earlier is taken.
var nameEncodings = []encoding.Encoding{
	charmap.CodePage437, charmap.Windows1252, charmap.CodePage850, japanese.ShiftJIS,
	charmap.CodePage866, charmap.Windows1251, simplifiedchinese.GBK,
}

// guessEncoding tells how names of one origin are written: UTF-8 if all of them
// are that, else the encoding in which they read most like words.
func guessEncoding(names [][]byte) nameEncoding {
	odd := false
	for _, n := range names {
		odd = odd || !utf8.Valid(n)
	}
	if !odd {
		return nameEncoding{}
	}
	best, most := nameEncoding{nameEncodings[0]}, -1<<30
	for _, e := range nameEncodings {
		if s := likeness(nameEncoding{e}, names); s > most {
			best, most = nameEncoding{e}, s
		}
	}
	return best
}

// likeness says how much names look like words when they are read that way.
func likeness(e nameEncoding, names [][]byte) int {
	sum := 0
	for _, n := range names[:min(len(names), 2000)] {
		s := e.decode(n)
		for _, word := range strings.FieldsFunc(s, func(r rune) bool { return r < 0x80 && !unicode.IsLetter(r) }) {
			sum += wordLikeness([]rune(word))
		}
	}
	return sum
}

// wordLikeness judges one word. Only what is not ASCII counts, for the rest
// reads alike in all encodings.
func wordLikeness(word []rune) int {
	var ascii, latin, cyrillic, kana, han, bad, odd int
	for i, r := range word {
		switch {
		case r < 0x80:
			ascii++
			continue
		case r >= 0xff61 && r <= 0xff9f: // half-width katakana, which bytes of Latin letters pass for
			bad++
		case unicode.In(r, unicode.Hiragana, unicode.Katakana) || r == 'ー' || r == '々':
			kana++
		case unicode.Is(unicode.Han, r):
			han++
		case unicode.Is(unicode.Cyrillic, r):
			cyrillic++
		case unicode.Is(unicode.Latin, r) && r < 0x250 && r != 'ª' && r != 'º' && r != 'ƒ':
			latin++
		default:
			bad++
		}
		if i > 0 && unicode.IsUpper(r) && unicode.IsLower(word[i-1]) {
			odd++ // a capital after a small letter
		}
	}
	score := -10*bad - 4*odd
	switch {
	case cyrillic > 1 && latin+ascii+kana+han+bad+odd == 0:
		score += 3 * cyrillic
	case kana+han > 1:
		score += 4*kana + 2*han - 2*latin - 2*cyrillic
	case latin <= ascii || latin == 1:
		score += 2*latin - 3*(cyrillic+kana+han)
	default:
		score -= latin/2 + 3*(cyrillic+kana+han)
	}
	return score
}
