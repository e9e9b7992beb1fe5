package main

import (
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/medbundle/medbundle/internal/clinical"
)

// tally counts the answers to the papers of one row of a table.
type tally struct {
	papers, strict, lenient, certain, certainRight, unsure int
	right, said, asked                                     map[string]int // by label
}

// count takes one answer: the label that was said and the right one, and whether
// a fair reader accepts what was said.
func (t *tally) count(said, want string, lenient bool, c clinical.Confidence) {
	if t.right == nil {
		t.right, t.said, t.asked = map[string]int{}, map[string]int{}, map[string]int{}
	}
	t.papers++
	t.asked[want]++
	t.said[said]++
	if said == want {
		t.strict++
		t.right[want]++
	}
	if lenient {
		t.lenient++
	}
	switch c {
	case clinical.Certain:
		t.certain++
		if lenient {
			t.certainRight++
		}
	case clinical.Unsure:
		t.unsure++
	}
}

// f1 is the mean over the labels asked for of the harmonic mean of precision and
// recall, in percent.
func (t *tally) f1() float64 {
	sum := 0.0
	for l := range t.asked {
		if n := t.said[l] + t.asked[l]; n > 0 {
			sum += 200 * float64(t.right[l]) / float64(n)
		}
	}
	return sum / float64(max(len(t.asked), 1))
}

func percent(a, b int) string {
	if b == 0 {
		return "–"
	}
	return fmt.Sprintf("%.1f", 100*float64(a)/float64(b))
}

// table is rows by name.
type table map[string]*tally

func (t table) row(name string) *tally {
	if t[name] == nil {
		t[name] = &tally{}
	}
	return t[name]
}

// print writes the rows by name, "all" last.
func (t table) print(out io.Writer, what string) {
	fmt.Fprintf(out, "\n| %s | papers | strict | lenient | macro-F1 | certain | right of certain | unsure |\n|---|---|---|---|---|---|---|---|\n", what)
	names := slices.Sorted(maps.Keys(t))
	if i := slices.Index(names, "all"); i >= 0 {
		names = append(slices.Delete(names, i, i+1), "all")
	}
	for _, n := range names {
		r := t[n]
		fmt.Fprintf(out, "| %s | %d | %s | %s | %.1f | %s | %s | %s |\n", n, r.papers, percent(r.strict, r.papers), percent(r.lenient, r.papers), r.f1(), percent(r.certain, r.papers), percent(r.certainRight, r.certain), percent(r.unsure, r.papers))
	}
}
