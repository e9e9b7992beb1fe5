package rescan

import (
	"math/bits"
	"unicode/utf8"
)

// Compare tells whether a and b are the same paper. Who calls knows that at least
// one of them was read from a picture. Known tells whether a word is a real one:
// two real words are never taken for each other.
func Compare(a, b Text, known func(word string) bool) Verdict {
	n, m := len(a.tokens), len(b.tokens)
	if a.pages != b.pages || min(n, m) < minWords || max(n, m)*nearShare > min(n, m)*110 || bits.OnesCount64(a.sketch^b.sketch) > maxApart {
		return Other
	}
	if aligned(a.tokens, b.tokens, known) {
		return Same
	}
	if common(a.tokens, b.tokens)*100 >= max(n, m)*nearShare {
		return Near
	}
	return Other
}

// aligned tells whether the words are the same in their order but for misread ones.
func aligned(a, b []token, known func(string) bool) bool {
	misses, all := 0, len(a)
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0].plain == b[0].plain:
			a, b = a[1:], b[1:]
			continue
		case misread(a[0], b[0], known):
			a, b = a[1:], b[1:]
		case len(a) > 1 && joined(a[0], a[1], b[0], known):
			a, b = a[2:], b[1:]
		case len(b) > 1 && joined(b[0], b[1], a[0], known):
			a, b = a[1:], b[2:]
		default:
			return false
		}
		misses++
	}
	return len(a) == 0 && len(b) == 0 && misses*100 <= all*maxMisses
}

// misread tells whether one of two words is a misreading of the other.
func misread(x, y token, known func(string) bool) bool {
	if x.value && !y.value {
		x, y = y, x
	}
	if x.value || utf8.RuneCountInString(x.plain) <= exactSize {
		return false
	}
	if y.value { // "carcin0ma": digits in the midst of a word that is known without
		return utf8.RuneCountInString(x.plain) > 2*exactSize && known(x.plain) && shapeOf(y.plain) == x.shape && onlyLookalikes(y.plain)
	}
	return x.shape == y.shape && !(known(x.plain) && known(y.plain))
}

// onlyLookalikes tells whether the word is letters but for one or two digits that
// look like letters.
func onlyLookalikes(s string) bool {
	n := 0
	for _, r := range s {
		switch {
		case r == '0' || r == '1' || r == '5' || r == '8':
			n++
		case r < 'a':
			return false
		}
	}
	return n <= 2
}

// joined tells whether a gap was read into a word, or out of between two: the
// letters agree, and one of the three is no real word.
func joined(x, y, whole token, known func(string) bool) bool {
	return !x.value && !y.value && !whole.value && x.plain+y.plain == whole.plain && utf8.RuneCountInString(whole.plain) > 2*exactSize &&
		!(known(x.plain) && known(y.plain) && known(whole.plain))
}

// common counts the words that both have, by shape.
func common(a, b []token) int {
	left := map[string]int{}
	for _, k := range a {
		left[k.shape]++
	}
	n := 0
	for _, k := range b {
		if left[k.shape] > 0 {
			left[k.shape]--
			n++
		}
	}
	return n
}
