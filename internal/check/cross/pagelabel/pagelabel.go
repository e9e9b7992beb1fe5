// Package pagelabel reads what pages print of their own number: "Page 3 of 7",
// in English, German, French, Spanish, Italian, Polish and Dutch.
package pagelabel

import (
	"strconv"
	"strings"

	"github.com/medbundle/medbundle/internal/check/phrase"
)

// Label is "page N of Of". Bare tells that the word "page" does not stand there,
// so that "3/7" may as well be something else.
type Label struct {
	N, Of int
	Bare  bool
}

// maxPages is how many pages a paper may say that it has.
const maxPages = 1000

var pageWords = set("page", "pg", "seite", "blatt", "pagina", "pag", "strona", "strony", "str", "blz", "bladzijde", "blad", "hoja", "foglio", "feuille", "feuillet", "sheet")

// letters are page words of one letter, which need the line for themselves.
var letters = set("p", "s")

var connectors = set("of", "von", "sur", "de", "di", "su", "z", "van", "aus")

// fillers may stand between the word and the number: "page no. 3 of 7".
var fillers = set("no", "nr", "n", "number", "nummer", "numero")

// pointers before the word tell that another page is meant: "see page 3 of 7".
var pointers = set("see", "on", "at", "from", "to", "siehe", "auf", "vgl", "voir", "cf", "ver", "vedi", "zob", "zobacz", "zie", "op", "en", "w", "na")

func set(words ...string) map[string]bool {
	m := map[string]bool{}
	for _, w := range words {
		m[w] = true
	}
	return m
}

// Read lists the labels that stand on a page.
func Read(lines []phrase.Line) []Label {
	var out []Label
	edge := edges(lines)
	for i, l := range lines {
		found := false
		for w := range l.Words {
			if lab, ok := at(l, w); ok {
				out = append(out, lab)
				found = true
			}
		}
		if lab, ok := bare(l); ok && !found && edge[i] {
			out = append(out, lab)
		}
	}
	return out
}

// at reads a label that begins with the word at w.
func at(l phrase.Line, w int) (Label, bool) {
	word := l.Words[w].Text
	if !pageWords[word] && !letters[word] || w > 0 && pointers[l.Words[w-1].Text] {
		return Label{}, false
	}
	n := w + 1
	if n < len(l.Words) && fillers[l.Words[n].Text] {
		n++
	}
	lab, last, ok := numbers(l, n)
	if letters[word] && (len(l.Words)-last > 1 || len(l.Words) > 6) {
		return Label{}, false
	}
	return lab, ok
}

// numbers reads "3 of 7", "3/7" or "3 (7)" from the word at n on; last is the
// place of the last word read.
func numbers(l phrase.Line, n int) (lab Label, last int, ok bool) {
	if n+1 >= len(l.Words) || len(l.Gap(n)) > 6 {
		return lab, n, false
	}
	last = n + 1
	gap := strings.TrimSpace(l.Gap(last))
	switch {
	case connectors[l.Words[last].Text] && last+1 < len(l.Words) && len(l.Gap(last)) <= 3:
		last++
	case l.Words[last].Text == "out" && last+2 < len(l.Words) && l.Words[last+1].Text == "of":
		last += 2
	case gap == "/" || gap == "(":
	default:
		return lab, n, false
	}
	a, errA := strconv.Atoi(l.Words[n].Text)
	b, errB := strconv.Atoi(l.Words[last].Text)
	if errA != nil || errB != nil || a < 1 || a > b || b > maxPages || len(l.Gap(last)) > 3 {
		return lab, n, false
	}
	if goesOn(l, last) {
		return lab, n, false // a date, or a number with decimals
	}
	return Label{N: a, Of: b}, last, true
}

// goesOn tells whether a number goes on behind its word: "3/7/2026", "3/7.5".
func goesOn(l phrase.Line, w int) bool {
	rest := l.Raw[l.Words[w].End:]
	return len(rest) > 1 && strings.ContainsRune("/.,-:", rune(rest[0])) && rest[1] >= '0' && rest[1] <= '9'
}

// bare reads a line that is "3 of 7" or "- 3/7 -" and nothing else.
func bare(l phrase.Line) (Label, bool) {
	if len(l.Words) < 2 || len(l.Words) > 3 || strings.Trim(l.Gap(0)+l.Gap(len(l.Words)), " -–—[]()\t|") != "" {
		return Label{}, false
	}
	lab, last, ok := numbers(l, 0)
	lab.Bare = true
	return lab, ok && last == len(l.Words)-1 && lab.Of > 1
}

// edges are the first two and the last two lines that say anything.
func edges(lines []phrase.Line) map[int]bool {
	var say []int
	for i, l := range lines {
		if len(l.Words) > 0 {
			say = append(say, i)
		}
	}
	at := map[int]bool{}
	for n, i := range say {
		if n < 2 || n >= len(say)-2 {
			at[i] = true
		}
	}
	return at
}
