package typeset

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Speller turns text from outside into text that the fonts can show, and
// remembers what they cannot.
type Speller struct {
	seen    map[string]bool
	Unshown []string
}

// Show returns s with control and invisible characters gone and what cannot be
// shown put into words: "[text in Arabic script]". Never a box.
func (sp *Speller) Show(s string) string {
	out, whole := Showable(s)
	if whole {
		return out
	}
	key := Clip(strings.TrimSpace(s), 200)
	if sp.seen == nil {
		sp.seen = map[string]bool{}
	}
	if !sp.seen[key] {
		sp.seen[key] = true
		sp.Unshown = append(sp.Unshown, key)
	}
	return out
}

// Clip cuts s to n runes.
func Clip(s string, n int) string {
	if rs := []rune(s); len(rs) > n {
		return string(rs[:n])
	}
	return s
}

// Showable folds s to runes that the fonts carry. whole is false where words
// stand for something, or where a picture character was left out.
func Showable(s string) (out string, whole bool) {
	if plainASCII(s) {
		return s, true
	}
	out, whole = foldAll(s)
	return norm.NFC.String(out), whole
}

func foldAll(s string) (out string, whole bool) {
	var b strings.Builder
	whole = true
	script := "" // of the run that is being skipped
	flush := func() {
		if script != "" {
			b.WriteString("[text in " + script + "]")
			script = ""
		}
	}
	for _, r := range norm.NFC.String(strings.ToValidUTF8(s, "\uFFFD")) {
		if t, ok := fold(r); ok {
			if script != "" && strings.TrimSpace(t) == "" && t != "\n" {
				continue // a space inside the run
			}
			if script != "" {
				flush()
				b.WriteString(gapAfterWords(t))
			}
			b.WriteString(t)
			continue
		}
		whole = false
		if name := scriptOf(r); name != "" {
			if script != "" && script != name {
				name = "another script"
			}
			script = name
		}
	}
	flush()
	return b.String(), whole
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
func fold(r rune) (string, bool) {
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
	case shapeless(r) && regular.showing(r).has(r):
		return string(r), true
	}
	if t, ok := symbols[r]; ok {
		return t, true
	}
	if t, ok := romanise(r); ok {
		return t, true
	}
	t := norm.NFKC.String(string(r))
	for _, x := range t {
		if !shapeless(x) || !regular.showing(x).has(x) {
			return "", false
		}
	}
	return t, t != string(r)
}

// shapeless tells whether r looks right drawn alone, without shaping.
func shapeless(r rune) bool {
	return r <= 0xFFFF && !unicode.In(r, unicode.Devanagari, unicode.Arabic, unicode.Hebrew, unicode.Co)
}

// symbols are characters that forms and letters use and that have a plain
// equivalent.
var symbols = map[rune]string{
	'☐': "[ ]", '☑': "[x]", '☒': "[x]", '✓': "[x]", '✔': "[x]", '✗': "[-]", '✘': "[-]",
	'❑': "[ ]", '❏': "[ ]", '➔': "→", '➢': "•", '✱': "*", '★': "*", '☆': "*", '：': ":", '，': ",", '。': ".", '、': ",",
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

var scripts = []struct {
	table *unicode.RangeTable
	name  string
}{
	{unicode.Han, "Chinese characters"},
	{unicode.Hiragana, "Japanese script"},
	{unicode.Katakana, "Japanese script"},
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
	for _, s := range scripts {
		if unicode.Is(s.table, r) {
			return s.name
		}
	}
	if unicode.IsLetter(r) || unicode.IsNumber(r) {
		return "another script"
	}
	return ""
}
