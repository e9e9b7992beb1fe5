package ocr

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// sense measures whether words that were read are words.
type sense struct {
	// words counts those with a letter or a digit in them.
	words int
	// confidence is the mean over letters and digits, from 0 to 100.
	confidence int
	// likely is how many in 100 of the longer words look like words of a
	// language: letters in one case with vowels among them.
	likely int
}

// What is accepted as text. Of one page of print, scanned at 300 to 100 dots
// per inch, faint, noisy or as a fax, tesseract is sure by 92 to 95; at 75 dots
// by 72, with a letter wrong in every other line; at 60 dots by 47, when names
// and numbers can no longer be trusted; upside down by 18 to 30.
const (
	minWords      = 3
	minConfidence = 60
	minLikely     = 60
)

func (s sense) any() bool  { return s.words >= minWords }
func (s sense) good() bool { return s.any() && s.confidence >= minConfidence && s.likely >= minLikely }

// score orders attempts at the same page.
func (s sense) score() int {
	if !s.any() {
		return s.words
	}
	return minWords + s.confidence*s.likely
}

func senseOf(words []word) sense {
	var s sense
	total, weight, long, likely := 0, 0, 0, 0
	for _, w := range words {
		n := letters(w.text)
		if n == 0 {
			continue
		}
		s.words++
		total += n * w.confidence
		weight += n
		if core := strings.TrimFunc(w.text, noLetter); utf8.RuneCountInString(core) >= 4 && !strings.ContainsFunc(core, unicode.IsDigit) {
			long++
			if wordlike(core) {
				likely++
			}
		}
	}
	if weight > 0 {
		s.confidence = total / weight
	}
	s.likely = 100
	if long > 0 {
		s.likely = 100 * likely / long
	}
	return s
}

func noLetter(r rune) bool { return !unicode.IsLetter(r) }

func letters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
	}
	return n
}

// maxConsonants in a row: "Herbstschmerz" has six.
const maxConsonants = 6

// wordlike tells letters that could be a word of a European language. Scripts
// without vowel letters as we know them pass.
func wordlike(core string) bool {
	vowels, run, turns := 0, 0, 0
	var before rune
	for _, r := range core {
		switch {
		case r == '-' || r == '\'' || r == '’' || r == '/':
			before, run = 0, 0
			continue
		case unicode.IsMark(r):
			continue // a vowel sign, or an accent of its own
		case !unicode.IsLetter(r):
			return false
		case r > 0x24F || strings.ContainsRune(vowelLetters, unicode.ToLower(r)):
			vowels++
			run = 0
		default:
			run++
		}
		if run > maxConsonants {
			return false
		}
		if unicode.IsLower(before) && unicode.IsUpper(r) {
			turns++
		}
		before = r
	}
	return turns < 2 && (vowels > 0 || strings.ToUpper(core) == core)
}

const vowelLetters = "aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýÿąęóőűœ"

// Plausible is how many in 100 of the longer words of a text, from wherever it
// comes, look like words of a language, and how many such words it has.
func Plausible(text string) (share, words int) {
	for _, w := range strings.Fields(text) {
		core := strings.TrimFunc(w, noLetter)
		if utf8.RuneCountInString(core) < 4 || strings.ContainsFunc(core, unicode.IsDigit) {
			continue
		}
		words++
		if wordlike(core) {
			share++
		}
	}
	return 100 * share / max(words, 1), words
}
