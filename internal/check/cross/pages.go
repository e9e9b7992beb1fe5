package cross

import (
	"fmt"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/check/cross/pagelabel"
	"github.com/medbundle/medbundle/internal/clinical"
)

// numbered is a paper whose pages print their numbers.
type numbered struct {
	p *paper
	// of is how many pages the paper says that it has, here which of them are here.
	of   int
	here map[int]bool
}

// pagesMissing finds papers that say that they have more pages than are here.
// Papers of one file, and the photos of the further pages, count together.
func pagesMissing(s *subject) []clinical.Finding {
	whole := map[string]bool{} // by file: its labels run through
	byFile := map[string]map[int]map[int]bool{}
	for _, p := range s.papers {
		if p.Path == "" {
			continue
		}
		sets := byFile[p.Path]
		if sets == nil {
			sets = map[int]map[int]bool{}
			byFile[p.Path] = sets
		}
		for _, pg := range p.pages {
			for _, l := range pagelabel.Read(pg.lines) {
				if sets[l.Of] == nil {
					sets[l.Of] = map[int]bool{}
				}
				sets[l.Of][l.N] = true
				whole[p.Path] = whole[p.Path] || l.Of > 1 && len(sets[l.Of]) == l.Of
			}
		}
	}
	var list []numbered
	elsewhere := map[[2]int][]*paper{} // papers that hold page n of m
	for _, p := range s.papers {
		if whole[p.Path] || p.Unreadable {
			continue
		}
		n, ok := readNumbers(p)
		if !ok {
			continue
		}
		list = append(list, n)
		for page := range n.here {
			elsewhere[[2]int{page, n.of}] = append(elsewhere[[2]int{page, n.of}], p)
		}
	}
	var out []clinical.Finding
	for _, n := range list {
		if f, ok := n.finding(elsewhere); ok {
			out = append(out, f)
		}
	}
	return bounded(out, "papers of which pages are missing")
}

// longPage is how much text one page holds at most, in bytes. A longer one is the
// running text of several, such as that of an e-mail or a letter in Word.
const longPage = 8000

// readNumbers reads the page numbers of a paper. ok is false where they tell
// nothing: there are none, they are of several papers, all may be here, or they
// stand in running text, of which the first page often bears none.
func readNumbers(p *paper) (n numbered, ok bool) {
	n = numbered{p: p, here: map[int]bool{}}
	at := map[int]int{} // number by place in the paper
	bare := 0
	for i, pg := range p.pages {
		if text := p.Pages[i].Text; len(text) > longPage || strings.Contains(strings.TrimSpace(text), "\f") {
			return n, false
		}
		for _, l := range pagelabel.Read(pg.lines) {
			if n.of != 0 && l.Of != n.of || at[i] != 0 && at[i] != l.N {
				return n, false
			}
			if l.Bare && !n.here[l.N] {
				bare++
			}
			n.of, n.here[l.N], at[i] = l.Of, true, l.N
		}
	}
	if n.of == 0 || len(p.pages) >= n.of || bare == len(n.here) && bare < 2 {
		return n, false
	}
	// A page between two that are numbered on is the one between, though its
	// own number could not be read.
	last := -1
	for i := range p.pages {
		if at[i] == 0 {
			continue
		}
		if last >= 0 && at[i]-at[last] == i-last {
			for j := last + 1; j < i; j++ {
				n.here[at[last]+j-last] = true
			}
		}
		last = i
	}
	return n, len(n.here) < n.of
}

func (n numbered) finding(elsewhere map[[2]int][]*paper) (clinical.Finding, bool) {
	var missing []int
	for page := 1; page <= n.of; page++ {
		if !n.here[page] && !slices.ContainsFunc(elsewhere[[2]int{page, n.of}], n.mayContinue) {
			missing = append(missing, page)
		}
	}
	if len(missing) == 0 {
		return clinical.Finding{}, false
	}
	first := 1
	for !n.here[first] {
		first++
	}
	said := fmt.Sprintf("of %s, which has %d pages by its own numbers, %s not here", n.p.named(0), n.of, runs(missing))
	switch {
	case len(n.here) == 1 && first == 1:
		said = fmt.Sprintf("of %s only the first of %d pages is here", n.p.named(0), n.of)
	case len(n.here) == 1:
		said = fmt.Sprintf("of %s page %d of %d is here; %s not", n.p.named(0), first, n.of, runs(missing))
	}
	page := 0
	if len(n.p.pages) > 0 {
		page = n.p.pages[0].number
	}
	return n.p.finding(RulePages, clinical.SeverityWarning, page, said,
		"Look for the other pages and put them into the folder; if you never had them, ask who wrote it for the whole paper."), true
}

// mayContinue tells whether another paper with a page of the same numbering may
// belong to this one: it is of the same kind or day, or nobody knows what it is.
func (n numbered) mayContinue(q *paper) bool {
	return q != n.p && (q.Kind == n.p.Kind || q.Kind == clinical.Unknown || q.Kind == clinical.Other || n.p.Kind == clinical.Unknown ||
		n.p.Kind == clinical.Other || !q.sure() || q.Date == n.p.Date)
}

// runs names pages in a sentence, verb included: "pages 1–2 and 4–7 are".
func runs(pages []int) string {
	var list []string
	for i := 0; i < len(pages); {
		j := i
		for j+1 < len(pages) && pages[j+1] == pages[j]+1 {
			j++
		}
		if j == i {
			list = append(list, fmt.Sprint(pages[i]))
		} else {
			list = append(list, fmt.Sprintf("%d–%d", pages[i], pages[j]))
		}
		i = j + 1
	}
	if len(list) > 8 {
		list = append(list[:8], "more")
	}
	if len(pages) == 1 {
		return "page " + list[0] + " is"
	}
	return "pages " + joined(list) + " are"
}
