// Package script turns text of any script into text that given fonts can show:
// folded, romanised, or put into words. It knows no fonts.
package script

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold turns s into runes of which shows is true. whole is false where letters
// were romanised, where words stand for something ("[text in Arabic script]"),
// or where a sign was left out. Emoji are left out without a word. japanese
// tells that s is from a Japanese document, whose characters are not called
// Chinese.
func Fold(s string, shows func(rune) bool, japanese bool) (out string, whole bool) {
	if plainASCII(s) {
		return s, true
	}
	f := folding{whole: true, japanese: japanese || HasKana(s), shows: shows}
	for _, r := range norm.NFC.String(strings.ToValidUTF8(s, "\uFFFD")) {
		f.add(r)
	}
	f.flush("")
	return norm.NFC.String(f.out.String()), f.whole
}

// folding is a text on its way to what the fonts can show.
type folding struct {
	out      strings.Builder
	whole    bool
	japanese bool
	shows    func(rune) bool
	// skipped names the script of the run that is being skipped, roman that of
	// the one that is being romanised.
	skipped, roman string
	// gap is what came since the last letter of the run.
	gap string
}

func (f *folding) add(r rune) {
	if t, ok := romanise(r); ok {
		f.whole = false
		if f.roman == "" {
			f.flush(t)
		}
		f.out.WriteString(f.gap + t)
		f.roman, f.gap = "Korean script", ""
		return
	}
	if t, ok := fold(r, f.shows); ok {
		if f.inside(t) {
			f.gap += t
			return
		}
		f.flush(t)
		f.out.WriteString(t)
		return
	}
	f.whole = false
	name := scriptOf(r)
	switch {
	case name == "":
		return
	case name == chinese && f.japanese:
		name = japanese
	case name == anyScript && f.skipped != "":
		name = f.skipped
	}
	if f.skipped != name {
		f.flush("a")
	}
	f.skipped, f.gap = name, ""
}

// inside tells that t does not end the run: a space, or in a romanised one
// whatever is no letter.
func (f *folding) inside(t string) bool {
	switch {
	case strings.Contains(t, "\n"):
		return false
	case f.roman != "":
		return !strings.ContainsFunc(t, unicode.IsLetter)
	}
	return f.skipped != "" && strings.TrimSpace(t) == ""
}

// flush ends a run with words that say what it was; next is what follows.
func (f *folding) flush(next string) {
	switch {
	case f.skipped != "":
		f.out.WriteString("[text in " + f.skipped + "]")
	case f.roman != "":
		f.out.WriteString(" [from " + f.roman + "]")
	default:
		return
	}
	if f.gap == "" {
		f.gap = gapAfterWords(next)
	}
	f.out.WriteString(f.gap)
	f.skipped, f.roman, f.gap = "", "", ""
}

func plainASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < 0x20 && s[i] != '\n' || s[i] > 0x7e {
			return false
		}
	}
	return true
}

// gapAfterWords keeps words that stand for a run apart from a letter after it.
func gapAfterWords(next string) string {
	r, _ := utf8.DecodeRuneInString(next)
	if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '(' {
		return " "
	}
	return ""
}

// fold gives the text that stands for one rune, or false if there is none.
func fold(r rune, shows func(rune) bool) (string, bool) {
	switch {
	case r == '\n':
		return "\n", true
	case r == unicode.ReplacementChar: // the source itself could not be read here
		return "?", true
	case r == '\t':
		return "    ", true
	case unicode.IsSpace(r) || unicode.Is(unicode.Zs, r):
		return " ", true
	case unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r):
		return "", true
	case shapeless(r) && shows(r):
		return string(r), true
	}
	if t, ok := symbols[r]; ok {
		return t, true
	}
	if unicode.Is(unicode.Nd, r) {
		return digit(r), true
	}
	t := norm.NFKC.String(string(r))
	for _, x := range t {
		if !shapeless(x) || !shows(x) {
			return "", emoji(r)
		}
	}
	return t, t != string(r) || emoji(r)
}

// digit is a decimal digit of any script in our figures. Unicode keeps the ten
// of a script together, from nought.
func digit(r rune) string {
	for _, x := range unicode.Nd.R16 {
		if lo := rune(x.Lo); lo <= r && r <= rune(x.Hi) {
			return string('0' + (r-lo)%10)
		}
	}
	for _, x := range unicode.Nd.R32 {
		if lo := rune(x.Lo); lo <= r && r <= rune(x.Hi) {
			return string('0' + (r-lo)%10)
		}
	}
	return "?"
}

// emoji tells whether r is a little picture, which says nothing that a doctor
// would miss; those that do are among the symbols.
func emoji(r rune) bool {
	switch {
	case r >= 0x1F000 && r <= 0x1FAFF, r >= 0x2600 && r <= 0x27BF, r >= 0x2B00 && r <= 0x2BFF, r >= 0x231A && r <= 0x23FF, r == 0x20E3:
		return !unicode.IsLetter(r) && !unicode.IsNumber(r)
	}
	return false
}

// shapeless tells whether r looks right drawn alone, without shaping.
func shapeless(r rune) bool {
	return r <= 0xFFFF && !unicode.In(r, unicode.Devanagari, unicode.Arabic, unicode.Hebrew, unicode.Co)
}

// symbols are characters that forms and letters use and that have a plain
// equivalent.
var symbols = map[rune]string{
	'☐': "[ ]", '☑': "[x]", '☒': "[x]", '✓': "[x]", '✔': "[x]", '✗': "[-]", '✘': "[-]",
	'❑': "[ ]", '❏': "[ ]", '➔': "→", '➢': "•", '✱': "*", '★': "*", '☆': "*", '✅': "[x]", '❎': "[x]", '❌': "[-]", '⚠': "(!)", '♀': "(female)", '♂': "(male)", '\uf0b7': "•", '\uf0a7': "•", '\uf0fc': "[x]", '\uf0a8': "[ ]",
	'？': "?", '！': "!", '：': ":", '，': ",", '。': ".", '、': ",",
	'「': "“", '」': "”", '（': "(", '）': ")", '・': " ",
}

// Syllables of the Revised Romanisation of Korean (2000), letter by letter.
var (
	hangulFirst  = strings.Fields("g kk n d tt r m b pp s ss - j jj ch k t p h")
	hangulMiddle = strings.Fields("a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i")
	hangulLast   = strings.Fields("- k k k n n n t l k m l l l p l m p p t t ng t t k t p t")
)

// romanise writes a Korean syllable in Latin letters.
func romanise(r rune) (string, bool) {
	if r < 0xAC00 || r > 0xD7A3 {
		return "", false
	}
	n := int(r - 0xAC00)
	s := hangulFirst[n/588] + hangulMiddle[n%588/28] + hangulLast[n%28]
	return strings.ReplaceAll(s, "-", ""), true
}

const (
	chinese   = "Chinese characters"
	japanese  = "Japanese script"
	anyScript = "another script"
)

// HasKana tells that s holds letters that only Japanese has.
func HasKana(s string) bool { return strings.ContainsFunc(s, kana) }

// kana has the marks of length and repetition, too.
func kana(r rune) bool { return r >= 0x3041 && r <= 0x30FF && r != '・' || r >= 0xFF66 && r <= 0xFF9F }

var scripts = []struct {
	table *unicode.RangeTable
	name  string
}{
	{unicode.Han, chinese},
	{unicode.Hangul, "Korean script"},
	{unicode.Arabic, "Arabic script"},
	{unicode.Hebrew, "Hebrew script"},
	{unicode.Devanagari, "Devanagari script"},
	{unicode.Thai, "Thai script"},
	{unicode.Armenian, "Armenian script"},
	{unicode.Georgian, "Georgian script"},
	{unicode.Bengali, "Bengali script"},
	{unicode.Tamil, "Tamil script"},
	{unicode.Ethiopic, "Ethiopic script"},
	{unicode.Khmer, "Khmer script"},
}

// scriptOf names the script of a letter; "" for pictures and signs, which are
// left out.
func scriptOf(r rune) string {
	if kana(r) {
		return japanese
	}
	for _, s := range scripts {
		if unicode.Is(s.table, r) {
			return s.name
		}
	}
	if unicode.IsLetter(r) || unicode.IsNumber(r) {
		return anyScript
	}
	return ""
}
