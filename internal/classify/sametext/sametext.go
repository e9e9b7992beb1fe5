package sametext

import (
	"cmp"
	"slices"
)

// Bounds of SameText.
const (
	minSameWords = 20 // shorter texts must be equal
	shingle      = 4  // words that must follow each other
	minShare     = 90 // percent of such runs that both must have
	maxExtra     = 20 // percent that one side may have more: letterheads, page feet
)

// SameText tells whether a and b are the pages of the same document, perhaps in
// another format: a letter as DOCX and as PDF. Line breaks, hyphenation, case,
// page feet and a letterhead on one side only do not matter. Every number and
// every date does: the notes of two visits, or a corrected report, are never
// the same, however much of them agrees, nor is a report with a paragraph more.
func SameText(a, b []string) bool { return NewFingerprint(a).Same(NewFingerprint(b)) }

// Fingerprint is what SameText compares, made once for a document that is
// compared with many. It holds no text: 32 bytes for each word, and nothing for
// what lies beyond the first megabyte, which must agree byte for byte.
type Fingerprint struct {
	words    []word   // by hash
	shingles []uint64 // runs of words, by hash
	whole    uint64   // all letters and digits in one
	rest     uint64   // the bytes that were not cut into words
}

// NewFingerprint reads the pages of a document. It takes time in proportion to
// the text, but for sorting.
func NewFingerprint(pages []string) Fingerprint {
	c := content{}
	c.read(pages)
	f := Fingerprint{words: c.words, whole: c.whole, rest: c.rest}
	for i := 0; i+shingle <= len(c.words); i++ {
		var h uint64
		for _, w := range c.words[i : i+shingle] {
			h = (h ^ w.hash) * prime
			h ^= h >> 29
		}
		f.shingles = append(f.shingles, h)
	}
	slices.Sort(f.shingles)
	slices.SortStableFunc(f.words, func(a, b word) int { return cmp.Compare(a.hash, b.hash) })
	return f
}

// Key is equal for documents with the same letters and digits in the same order,
// but for page counts: a letter as DOCX and as PDF. Unlike Same it forgives no
// word, wherever it stands.
func (f Fingerprint) Key() [2]uint64 { return [2]uint64{f.whole, f.rest} }

// Same is SameText of two documents.
func (f Fingerprint) Same(g Fingerprint) bool {
	if f.rest != g.rest || len(f.words) == 0 || len(g.words) == 0 {
		return false
	}
	if len(f.words) > len(g.words) {
		f, g = g, f
	}
	if len(f.words) < minSameWords {
		return f.whole == g.whole
	}
	if (len(g.words)-len(f.words))*100 > len(g.words)*maxExtra || !excusable(surplus(f.words, g.words)) {
		return false
	}
	share := shingleShare(f.shingles, g.shingles)
	if len(f.words) == len(g.words) {
		share = min(share, shingleShare(g.shingles, f.shingles))
	}
	return share >= minShare
}

// extra is what one side has that the other has not.
type extra struct {
	words   int
	edge    int    // how many of them stand at the top or foot of a page
	letters uint64 // which letters they use up, in any order
}

// excusable tells whether what each side has alone can come from the format:
// what only one side has stands at the top or foot of its pages, or both differ
// only by words cut at a line end, as "there" and "fore" do against "therefore".
func excusable(a, b extra) bool {
	if a.words == 0 || b.words == 0 {
		return a.words <= a.edge && b.words <= b.edge
	}
	return a.letters == b.letters && a.words != b.words
}

// surplus compares two lists of words sorted by hash.
func surplus(a, b []word) (onlyA, onlyB extra) {
	for len(a) > 0 || len(b) > 0 {
		var h uint64
		switch {
		case len(a) == 0 || len(b) > 0 && b[0].hash < a[0].hash:
			h = b[0].hash
		default:
			h = a[0].hash
		}
		x, y := run(a, h), run(b, h)
		onlyA.add(a[:x], x-y)
		onlyB.add(b[:y], y-x)
		a, b = a[x:], b[y:]
	}
	return onlyA, onlyB
}

// run is how many words at the beginning of the list have the hash.
func run(ws []word, h uint64) int {
	n := 0
	for n < len(ws) && ws[n].hash == h {
		n++
	}
	return n
}

// add takes n of the equal words ws for surplus, those at the edges first.
func (e *extra) add(ws []word, n int) {
	if n <= 0 {
		return
	}
	edge := 0
	for _, w := range ws {
		if w.edge {
			edge++
		}
	}
	e.words += n
	e.edge += min(n, edge)
	e.letters += uint64(n) * ws[0].letters
}

// shingleShare is the percentage of a's runs of words that b has too.
func shingleShare(a, b []uint64) int {
	if len(a) == 0 {
		return 0
	}
	hits := 0
	for _, h := range a {
		for len(b) > 0 && b[0] < h {
			b = b[1:]
		}
		if len(b) > 0 && b[0] == h {
			hits++
		}
	}
	return hits * 100 / len(a)
}
