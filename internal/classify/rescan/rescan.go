// Package rescan tells whether two papers are the same sheet of paper, read from
// its picture at least once: they differ by misread letters only. A number that
// differs, a word more or less, or one real word in the place of another makes
// them two papers.
package rescan

import (
	"iter"
	"strings"
	"unicode"

	"github.com/medbundle/medbundle/internal/classify/words"
)

// Verdict is how much alike two papers are.
type Verdict int

// The verdicts.
const (
	Other Verdict = iota
	// Near papers may be copies; that cannot be proved.
	Near
	// Same papers differ by misread letters only.
	Same
)

// Bounds.
const (
	minWords  = 40  // shorter papers are too alike
	maxWords  = 1e5 // longer ones are not compared
	maxMisses = 15  // percent of words that may be misread
	nearShare = 90  // percent of the words that papers have in common that are near
	maxApart  = 14  // bits of 64 in which the sketches of near papers differ
	exactSize = 3   // letters up to which words are never taken for misread
)

// Text is a paper cut into words, made once for a paper that is compared with many.
type Text struct {
	pages  int
	tokens []token
	sketch uint64
}

// token is a word or a number as it stands.
type token struct {
	plain string // folded
	shape string // the same with the letters merged that scanners take for each other; of numbers, plain
	value bool   // it has a digit, a sign or roman letters: it must agree exactly
}

// Read cuts pages into words. Line ends, words cut at them, page counts and bare
// marks do not count.
func Read(pages []string) Text {
	t := Text{pages: len(pages)}
	for _, p := range pages {
		cut := "" // the first part of a word that a hyphen cut at the line's end
		for line := range strings.SplitSeq(words.CleanText(p), "\n") {
			if _, _, ok := words.PageNumber(line); ok && len(line) < maxFoot {
				continue
			}
			fields := strings.Fields(line)
			for i, f := range fields {
				f, cut = cut+f, ""
				if i == len(fields)-1 && len(f) > exactSize && strings.HasSuffix(f, "-") && isWord(f[:len(f)-1]) {
					cut = f[:len(f)-1]
					continue
				}
				t.add(f)
			}
		}
		if cut != "" {
			t.add(cut)
		}
		if len(t.tokens) > maxWords {
			return Text{}
		}
	}
	t.sketch = sketch(t.tokens)
	return t
}

// Words yields the words of the text that are no values, folded.
func (t Text) Words() iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, k := range t.tokens {
			if !k.value && !yield(k.plain) {
				return
			}
		}
	}
}

const maxFoot = 40 // bytes of a line that counts pages

// add appends a field of a line, in parts where a hyphen or a slash joins words.
func (t *Text) add(field string) {
	if strings.ContainsFunc(field, unicode.IsDigit) {
		t.addToken(field)
		return
	}
	for _, part := range strings.FieldsFunc(field, func(r rune) bool { return r == '-' || r == '/' || r == '–' || r == '—' }) {
		t.addToken(part)
	}
}

func (t *Text) addToken(field string) {
	s := strings.Trim(field, ".,;:()[]{}\"'“”„‘’`´|_~*•·…!?-–—")
	if strings.ContainsFunc(field, unicode.IsDigit) || strings.ContainsAny(field, signs) { // a minus is one there
		s = strings.Trim(field, ".,;:()[]{}\"'|_~*•·!?")
	}
	if s == "" {
		return // a bare mark
	}
	k := token{plain: words.Fold(s)}
	if isNumber(s) {
		k.plain = digits.Replace(s)
	}
	k.value = strings.ContainsAny(s, signs) || isRoman(s) || strings.ContainsFunc(k.plain, unicode.IsDigit)
	k.shape = k.plain
	if !k.value {
		k.shape = shapeOf(k.plain)
	}
	t.tokens = append(t.tokens, k)
}

// signs are those that turn a value around.
const signs = "+±<>≤≥%="

// isNumber tells whether all of a word is digits, letters that scanners write for
// digits, and what stands between digits.
func isNumber(s string) bool {
	n := 0
	for _, r := range s {
		switch {
		case unicode.IsDigit(r):
			n++
		case !strings.ContainsRune("OoIl.,/:-<>%+", r):
			return false
		}
	}
	return n > 0
}

var digits = strings.NewReplacer("O", "0", "o", "0", "I", "1", "l", "1")

// isRoman tells whether a word is a roman number, or letters that could be one or
// stand for a side or a specimen: they decide a stage.
func isRoman(s string) bool {
	return strings.Trim(s, "IVXL") == "" || len(s) == 1
}

// isWord tells whether all of s is letters.
func isWord(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
}

// shapeOf merges what scanners take for each other, letters that look alike only:
// no beginning or ending that turns a word around does.
func shapeOf(s string) string {
	s = pairs.Replace(s)
	return strings.Map(func(r rune) rune {
		for _, class := range classes {
			if strings.ContainsRune(class, r) {
				return rune(class[0])
			}
		}
		return r
	}, s)
}

var (
	pairs   = strings.NewReplacer("rn", "m", "vv", "w", "cl", "d", "ii", "u", "ri", "n", "0", "o", "1", "l", "5", "s", "8", "b", "|", "l")
	classes = []string{"lij", "ft", "eco", "bh", "gq", "vy", "nu"}
)

// sketch is near for papers that have most words in common: a bit for each of 64
// sums over the words.
func sketch(tokens []token) uint64 {
	var sums [64]int
	for _, k := range tokens {
		h := uint64(14695981039346656037)
		for i := range len(k.shape) {
			h = (h ^ uint64(k.shape[i])) * 1099511628211
		}
		h ^= h >> 29
		for b := range sums {
			sums[b] += int(h>>b&1)*2 - 1
		}
	}
	var out uint64
	for b, n := range sums {
		if n > 0 {
			out |= 1 << b
		}
	}
	return out
}
