package dossier

import (
	"fmt"
	"strings"

	"github.com/medbundle/medbundle/internal/classify/joints"
	"github.com/medbundle/medbundle/internal/classify/sections"
	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/collect"
	"github.com/medbundle/medbundle/internal/document"
)

// undivided are the formats without pages that are one paper whatever they hold:
// tables and slides.
var undivided = map[string]bool{
	"text/csv": true,
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": true,
	"application/vnd.ms-excel":                                                  true,
	"application/vnd.oasis.opendocument.spreadsheet":                            true,
	"application/vnd.openxmlformats-officedocument.presentationml.presentation": true,
	"application/vnd.ms-powerpoint":                                             true,
	"application/vnd.oasis.opendocument.presentation":                           true,
	"application/vnd.oasis.opendocument.graphics":                               true,
}

// passages makes the records of a file without pages of its own: its text may hold
// several papers one after another, and a structured document papers as sections.
func passages(it *collect.Item, word collect.CaseWord) []*Entry {
	doc := it.Document
	whole := []*Entry{{Item: it, Packed: true, word: word}}
	if len(word.Records) == 0 && undivided[it.Media] {
		return whole
	}
	text := doc.Lines()
	if len(text) == 0 {
		return whole
	}
	cut := func() []*Entry { return cutText(it, word, text) }
	if doc.Structured {
		cut = func() []*Entry { return cutSections(it, word, text) }
	}
	if len(word.Records) > 0 {
		return statedPassages(it, word, text, cut)
	}
	if out := cut(); len(out) > 1 {
		return out
	}
	return whole
}

func cutText(it *collect.Item, word collect.CaseWord, text []string) []*Entry {
	pages, blocks := it.Document.Breaks()
	var out []*Entry
	for _, s := range joints.SplitText(text, pages, blocks) {
		e := &Entry{Item: it, Packed: true, word: word}
		e.OriginalLines = []clinical.LineRange{{First: s.First, Last: s.Last}}
		out = append(out, e)
	}
	return out
}

func cutSections(it *collect.Item, word collect.CaseWord, text []string) []*Entry {
	var list []sections.Section
	for _, s := range it.Document.Sections {
		list = append(list, sections.Section(s))
	}
	kind, _, _ := sections.OfCodes(it.Document.Codes)
	papers := sections.Papers(kind, list, text)
	rest := &Entry{Item: it, Packed: true, word: word}
	rest.OriginalLines = sections.Rest(papers, len(text))
	out := []*Entry{rest}
	for _, p := range papers {
		e := &Entry{Item: it, Packed: true, word: word, section: &p}
		e.OriginalLines = []clinical.LineRange{p.Lines}
		out = append(out, e)
	}
	return out
}

// statedPassages divides a text as a person says, and the lines of which nothing
// is said as any other file.
func statedPassages(it *collect.Item, word collect.CaseWord, text []string, cut func() []*Entry) []*Entry {
	said := word.Records
	taken := make([]bool, len(text)+1)
	var out []*Entry
	for _, r := range said {
		first, last, _ := r.Run() // checked when read
		var own []clinical.LineRange
		for n := first; n <= min(last, len(text)); n++ {
			if !taken[n] {
				taken[n] = true
				own = addLine(own, n)
			}
		}
		if len(own) > 0 {
			w := r.CaseWord()
			w.SamePatient = w.SamePatient || word.SamePatient
			w.LeaveOut = w.LeaveOut || word.LeaveOut
			e := &Entry{Item: it, Packed: true, word: w}
			e.OriginalLines = own
			out = append(out, e)
		}
	}
	for _, e := range cut() {
		var left []clinical.LineRange
		for _, r := range e.OriginalLines {
			for n := r.First; n <= r.Last; n++ {
				if !taken[n] {
					left = addLine(left, n)
				}
			}
		}
		if len(left) > 0 {
			e.OriginalLines = left
			e.word = collect.CaseWord{SamePatient: word.SamePatient, LeaveOut: word.LeaveOut}
			out = append(out, e)
		}
	}
	if len(out) == 1 {
		out[0].OriginalLines = nil
	}
	return out
}

// addLine adds a line to rising runs.
func addLine(runs []clinical.LineRange, n int) []clinical.LineRange {
	if k := len(runs) - 1; k >= 0 && runs[k].Last == n-1 {
		runs[k].Last = n
		return runs
	}
	return append(runs, clinical.LineRange{First: n, Last: n})
}

// Blocks are those of the record, of a document that is drawn.
func (e *Entry) Blocks() []document.Block {
	if e.OriginalLines == nil {
		return e.Document().Blocks
	}
	if e.blocks == nil {
		e.blocks = e.Document().Take(e.OriginalLines)
	}
	return e.blocks
}

// isPart tells whether the record is a part of its file.
func (e *Entry) isPart() bool { return e.OriginalPages != nil || e.OriginalLines != nil }

// starts is the page or line of its file with which the record begins.
func (e *Entry) starts() int {
	switch {
	case len(e.OriginalPages) > 0:
		return e.OriginalPages[0]
	case len(e.OriginalLines) > 0:
		return e.OriginalLines[0].First
	}
	return 0
}

// OneRun is the run of pages or lines of its file that the record is, as the case
// file writes them: "pages" or "lines", first and last. The unit is "" where it is
// all of the file, first is 0 where it is several runs.
func (e *Entry) OneRun() (unit string, first, last int) {
	switch n := len(e.OriginalPages); {
	case n > 0:
		if unit, last = "pages", e.OriginalPages[n-1]; last-e.OriginalPages[0] == n-1 {
			first = e.OriginalPages[0]
		}
	case len(e.OriginalLines) > 0:
		if unit = "lines"; len(e.OriginalLines) == 1 {
			first, last = e.OriginalLines[0].First, e.OriginalLines[0].Last
		}
	}
	return unit, first, last
}

// part names the part of its file that the record is: "pages 1–3", "lines 4–20";
// "" where it is all of it.
func (e *Entry) part() string {
	switch {
	case e.OriginalPages != nil:
		return pagesWords(e.OriginalPages)
	case e.OriginalLines != nil:
		return linesWords(e.OriginalLines)
	}
	return ""
}

// linesWords writes runs of lines as a reader says them: "line 4", "lines 1–3, 5".
func linesWords(runs []clinical.LineRange) string {
	var out []string
	for _, r := range runs {
		if r.First == r.Last {
			out = append(out, fmt.Sprint(r.First))
		} else {
			out = append(out, fmt.Sprintf("%d–%d", r.First, r.Last))
		}
	}
	if len(runs) == 1 && runs[0].First == runs[0].Last {
		return "line " + out[0]
	}
	return "lines " + strings.Join(out, ", ")
}
