package dossier

import (
	"fmt"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/classify/joints"
	"github.com/medbundle/medbundle/internal/collect"
	"github.com/medbundle/medbundle/internal/document"
)

// papers makes the records of one file: one, or several where a person says so
// or its pages or its text show that papers were scanned or saved together.
func papers(it *collect.Item, word collect.CaseWord) []*Entry {
	whole := []*Entry{{Item: it, Packed: true, word: word}}
	doc := it.Document
	asOne := word.Kind != "" || word.Date != "" || word.Title != "" || word.LeaveOut // the person speaks of the file as one paper
	switch {
	case doc == nil || doc.TextCut:
		return whole
	case doc.Source == nil && len(word.Records) == 0 && asOne:
		return whole
	case doc.Source == nil:
		return passages(it, word)
	case len(doc.Pages) != len(doc.Sizes):
		return whole
	case len(word.Records) > 0:
		return statedPapers(it, word)
	case asOne:
		return whole
	}
	segments := joints.Split(doc.Pages)
	if len(segments) < 2 {
		return whole
	}
	var out []*Entry
	for _, s := range segments {
		e := &Entry{Item: it, Packed: true, word: word}
		e.OriginalPages = run(s.First, s.Last)
		out = append(out, e)
	}
	return out
}

// statedPapers divides a file as a person says, and those pages of which nothing
// is said as any other file.
func statedPapers(it *collect.Item, word collect.CaseWord) []*Entry {
	said := word.Records
	word.Records = nil
	taken := map[int]bool{}
	var out []*Entry
	add := func(pages []int, w collect.CaseWord) {
		w.SamePatient = w.SamePatient || word.SamePatient
		w.LeaveOut = w.LeaveOut || word.LeaveOut
		w.KeepPages = w.KeepPages || word.KeepPages
		e := &Entry{Item: it, Packed: true, word: w}
		e.OriginalPages = pages
		out = append(out, e)
	}
	total := len(it.Document.Pages)
	for _, r := range said {
		first, last, _ := r.Run() // checked when read
		var pages []int
		for n := first; n <= min(last, total); n++ {
			if !taken[n] {
				taken[n] = true
				pages = append(pages, n)
			}
		}
		if len(pages) > 0 {
			add(pages, r.CaseWord())
		}
	}
	for _, s := range joints.Split(it.Document.Pages) {
		var left []int
		for n := s.First; n <= s.Last; n++ {
			if !taken[n] {
				left = append(left, n)
			}
		}
		if len(left) > 0 {
			add(left, collect.CaseWord{})
		}
	}
	slices.SortStableFunc(out, func(a, b *Entry) int { return a.OriginalPages[0] - b.OriginalPages[0] })
	return out
}

func run(first, last int) []int {
	pages := make([]int, 0, last-first+1)
	for n := first; n <= last; n++ {
		pages = append(pages, n)
	}
	return pages
}

// ownPages is the text of the record's pages, in order.
func (e *Entry) ownPages() []string {
	if e.OriginalLines != nil {
		return []string{document.Text(e.Blocks())}
	}
	all := e.Document().Pages
	if e.OriginalPages == nil {
		return all
	}
	var own []string
	for _, n := range e.OriginalPages {
		own = append(own, all[n-1])
	}
	return own
}

// filePage is the page of the file that is page n of the record; both count
// from 1, and 0 is no page.
func (e *Entry) filePage(n int) int {
	if n < 1 || n > len(e.OriginalPages) {
		return n
	}
	return e.OriginalPages[n-1]
}

// has tells whether a page of the file is the record's.
func (e *Entry) has(page int) bool {
	return e.OriginalPages == nil || slices.Contains(e.OriginalPages, page)
}

// split leaves the record those of its pages, counted within it, that are not
// among the given ones, and returns those as pages of the file.
func (e *Entry) split(out []int) (strange []int) {
	var kept []int
	for i := range e.ownPages() {
		n := e.filePage(i + 1)
		if slices.Contains(out, i+1) {
			strange = append(strange, n)
		} else {
			kept = append(kept, n)
		}
	}
	e.OriginalPages = kept
	return strange
}

// where names the file and, of a record that is a part of it, its pages or lines.
func (e *Entry) where() string {
	if n := len(e.More); n > 0 {
		return fmt.Sprintf("%s and %d more", e.Item.Key(), n)
	}
	if !e.isPart() {
		return e.Item.Key()
	}
	return e.Item.Key() + ", " + e.part()
}

// pagesWords writes pages as a reader says them: "page 4", "pages 1–3, 5".
func pagesWords(pages []int) string {
	var runs []string
	for i := 0; i < len(pages); {
		j := i
		for j+1 < len(pages) && pages[j+1] == pages[j]+1 {
			j++
		}
		if j == i {
			runs = append(runs, fmt.Sprint(pages[i]))
		} else {
			runs = append(runs, fmt.Sprintf("%d–%d", pages[i], pages[j]))
		}
		i = j + 1
	}
	word := "pages "
	if len(pages) == 1 {
		word = "page "
	}
	return word + strings.Join(runs, ", ")
}
