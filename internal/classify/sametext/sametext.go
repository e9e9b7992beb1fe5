package sametext

import (
	"strings"
)

// Bounds of SameText.
const (
	minSameWords = 20 // shorter texts must be equal
	shingle      = 4  // words that must follow each other
	maxExtra     = 20 // percent that one side may have more: letterheads, page feet
)

// SameText tells whether a and b are the pages of the same document, perhaps in
// another format: a letter as DOCX and as PDF. Line breaks, hyphenation, case,
// page feet and a letterhead on one side only do not matter. Every number and
// every date does: the notes of two visits, or a corrected report, are never
// the same, however much of them agrees.
func SameText(a, b []string) bool { return NewFingerprint(a).Same(NewFingerprint(b)) }

// Fingerprint is what SameText compares, made once for a document that is
// compared with many.
type Fingerprint struct{ words []string }

// NewFingerprint reads the pages of a document.
func NewFingerprint(pages []string) Fingerprint { return Fingerprint{contentWords(pages)} }

// Same is SameText of two documents.
func (f Fingerprint) Same(g Fingerprint) bool {
	a, b := f.words, g.words
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < minSameWords {
		return len(a) > 0 && strings.Join(a, "") == strings.Join(b, "")
	}
	if (len(b)-len(a))*100 > len(b)*maxExtra {
		return false
	}
	return excusable(surplus(a, b), surplus(b, a)) && shingleShare(a, b) >= 90
}

// excusable tells whether what each side has alone can come from the format.
// One side may have more; both may differ only by words cut at a line end.
func excusable(onlyA, onlyB []string) bool {
	if len(onlyA) == 0 || len(onlyB) == 0 {
		return true
	}
	return sameLetters(onlyA, onlyB)
}

// sameLetters tells whether the words use up the same letters, as "there" and
// "fore" do against "therefore".
func sameLetters(a, b []string) bool {
	var n [256]int
	for _, w := range a {
		for i := 0; i < len(w); i++ {
			n[w[i]]++
		}
	}
	for _, w := range b {
		for i := 0; i < len(w); i++ {
			n[w[i]]--
		}
	}
	return n == [256]int{} && len(a) != len(b)
}

// surplus lists the words that a has more often than b.
func surplus(a, b []string) []string {
	n := make(map[string]int, len(b))
	for _, w := range b {
		n[w]++
	}
	var out []string
	for _, w := range a {
		if n[w]--; n[w] < 0 {
			out = append(out, w)
		}
	}
	return out
}

// shingleShare is the percentage of a's runs of words that b has too.
func shingleShare(a, b []string) int {
	have := make(map[string]bool, len(b))
	for i := 0; i+shingle <= len(b); i++ {
		have[strings.Join(b[i:i+shingle], " ")] = true
	}
	n, hits := 0, 0
	for i := 0; i+shingle <= len(a); i++ {
		n++
		if have[strings.Join(a[i:i+shingle], " ")] {
			hits++
		}
	}
	if n == 0 {
		return 0
	}
	return hits * 100 / n
}
