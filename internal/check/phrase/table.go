package phrase

import (
	"maps"
	"slices"
	"strings"
)

// Table finds phrases in words and says what each means. The zero Table finds
// nothing.
type Table struct {
	byFirst map[string][]entry // by the first two letters of the first word
}

type entry struct {
	words []string
	what  string
}

// Hit is a phrase found: words First to Last, the latter excluded.
type Hit struct {
	What        string
	First, Last int
}

// New makes a table of phrases by meaning. A word that ends in * stands for all
// words that begin so. Phrases are folded.
func New(phrases map[string][]string) *Table {
	t := &Table{byFirst: map[string][]entry{}}
	for _, what := range slices.Sorted(maps.Keys(phrases)) {
		for _, p := range phrases[what] {
			words := parts(p)
			key := keyOf(words[0])
			t.byFirst[key] = append(t.byFirst[key], entry{words, what})
		}
	}
	for _, es := range t.byFirst {
		slices.SortStableFunc(es, func(a, b entry) int { return len(b.words) - len(a.words) })
	}
	return t
}

func parts(p string) []string {
	var out []string
	for _, field := range strings.Fields(p) {
		stem := strings.HasSuffix(field, "*")
		for _, w := range NewLine(field).Words {
			out = append(out, w.Text)
		}
		if stem {
			out[len(out)-1] += "*"
		}
	}
	return out
}

func keyOf(word string) string {
	if len(word) <= 2 {
		return strings.TrimSuffix(word, "*")
	}
	return word[:2]
}

// Find lists the phrases in the order of their places; where several begin at a
// word, the one of the most words. They do not overlap.
func (t *Table) Find(words []string) []Hit {
	var out []Hit
	for i := 0; i < len(words); i++ {
		if h, ok := t.at(words, i); ok {
			out = append(out, h)
			i = h.Last - 1
		}
	}
	return out
}

// Has tells whether any phrase stands in the words.
func (t *Table) Has(words []string) bool {
	for i := range words {
		if _, ok := t.at(words, i); ok {
			return true
		}
	}
	return false
}

func (t *Table) at(words []string, i int) (Hit, bool) {
	for _, e := range t.byFirst[keyOf(words[i])] {
		if e.matches(words[i:]) {
			return Hit{e.what, i, i + len(e.words)}, true
		}
	}
	return Hit{}, false
}

func (e entry) matches(words []string) bool {
	if len(words) < len(e.words) {
		return false
	}
	for i, p := range e.words {
		if stem, ok := strings.CutSuffix(p, "*"); ok && strings.HasPrefix(words[i], stem) {
			continue
		}
		if p != words[i] {
			return false
		}
	}
	return true
}
