// Package fidelity holds the pages of a written packet against the papers that
// they were copied from: both are drawn small and compared. A paper whose pages
// look different is made anew in the next way of the rescue ladder, and the
// packet is written again.
package fidelity

import (
	"context"
	"fmt"
	"slices"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/document"
	"github.com/medbundle/medbundle/internal/pdf/pdfium"
)

// Mode says which pages are compared.
type Mode string

// The modes. Auto compares all pages of papers that were repaired or made anew,
// and one page each of a sample of the others.
const (
	None Mode = "none"
	Auto Mode = "auto"
	All  Mode = "all"
)

// maxSample is how many papers without faults Auto takes a page of.
const maxSample = 40

// RulePageDiffers is the rule of the finding that a page in the packet does not
// look like the paper.
const RulePageDiffers = "page-differs"

// Comparer holds pages against their twins. *pdfium.Engine is one.
type Comparer interface {
	Compare(ctx context.Context, pairs []pdfium.Pair) ([]pdfium.Comparison, error)
}

// Ladder makes a paper anew in its next way; nil where none is left.
// *document.Reader is one.
type Ladder interface {
	NextRung(ctx context.Context, f document.File, doc *document.Document) (*document.Document, error)
}

// Paper is a record whose pages stand in the packet.
type Paper struct {
	// Shown are the pages of the document that stand in the packet, from 1, in
	// that order; nil where all do.
	Shown []int
	// Record is its id, Name the file as the user knows it.
	Record, Name string
	Document     *document.Document
	// First is its first page in the packet.
	First int
	// Moved are further pages of the document, which stand in the packet from page
	// FirstMoved on.
	Moved      []int
	FirstMoved int
}

// Outcome is what is to be done about a paper.
type Outcome struct {
	Record string
	// Document is the one whose pages are to be written in the place of those
	// that were; nil where they stay.
	Document *document.Document
	// Finding tells the user what came of it; nil where that is not known yet.
	Finding *clinical.Finding
}

// Check compares over as many rounds as papers are made anew. It serves one
// packet.
type Check struct {
	Mode   Mode
	Engine Comparer
	Ladder Ladder

	papers map[string]*progress
}

// progress is how far the comparing of one paper has come.
type progress struct {
	settled  bool
	attempts []attempt // those that looked different
	compared int
}

// attempt is one way in which a paper was packed, and how it looked.
type attempt struct {
	doc    *document.Document
	pages  []int // that differ
	worst  int
	beheld int // pages that were compared
}

// Compared is how many pages of the packet, as it was last seen, were held
// against their paper.
func (c *Check) Compared() int {
	n := 0
	if c != nil {
		for _, p := range c.papers {
			n += p.compared
		}
	}
	return n
}

// Round compares the packet at path with those papers that are not settled
// yet. Where there is an outcome, the packet is to be written again and another
// round to follow. An error is one of the run.
func (c *Check) Round(ctx context.Context, path string, papers []Paper) ([]Outcome, error) {
	if c == nil || c.Mode == None || c.Mode == "" {
		return nil, nil
	}
	if c.papers == nil {
		c.papers = map[string]*progress{}
	}
	open, pairs := c.pairs(path, papers)
	got, err := c.Engine.Compare(ctx, pairs)
	if err != nil {
		return nil, fmt.Errorf("the packet's pages could not be compared with the papers: %w", err)
	}
	var out []Outcome
	for _, p := range open {
		seen := got[:p.pairs]
		got = got[p.pairs:]
		o, err := c.judge(ctx, p.Paper, judged(p.Document, seen))
		if err != nil {
			return nil, err
		}
		if o != nil {
			out = append(out, *o)
		}
	}
	return out, nil
}

// asked is a paper that is compared in this round, by so many pairs.
type asked struct {
	Paper
	pairs int
}

func (c *Check) pairs(packet string, papers []Paper) (open []asked, pairs []pdfium.Pair) {
	twins := pdfium.PageFile{Path: packet, Name: "the packet"}
	sample := c.sample(papers)
	for i, p := range papers {
		if c.papers[p.Record] == nil {
			c.papers[p.Record] = &progress{}
		}
		if p.Document.Original == nil || c.papers[p.Record].settled {
			continue
		}
		file := pdfium.PageFile{Path: p.Document.Original.Path, Name: p.Name, Password: p.Document.Original.Password}
		pages, turns := c.pages(p, sample[i]), p.Document.Turns()
		for _, page := range pages {
			pairs = append(pairs, pdfium.Pair{File: file, Page: page, TwinFile: twins, Twin: p.twin(page), Turn: turns[page]})
		}
		open = append(open, asked{p, len(pages)})
	}
	return open, pairs
}

// sample chooses a page of papers without faults, spread evenly over the
// packet: as many first pages as second ones and so on.
func (c *Check) sample(papers []Paper) []int {
	var clean []int
	for i, p := range papers {
		if p.Document.Original != nil && !p.Document.Repaired {
			clean = append(clean, i)
		}
	}
	chosen := make([]int, len(papers))
	n := min(len(clean), maxSample)
	for k := range n {
		i := clean[k*len(clean)/n]
		shown := papers[i].shown()
		chosen[i] = shown[k%len(shown)]
	}
	return chosen
}

// pages are those of a paper that are compared; sampled is the one that stands
// for a paper without faults, 0 for none.
func (c *Check) pages(p Paper, sampled int) (pages []int) {
	if c.Mode == Auto && !p.Document.Repaired && len(c.papers[p.Record].attempts) == 0 {
		if sampled > 0 {
			pages = append(pages, sampled)
		}
		return pages
	}
	return p.shown()
}

// twin is where a page of the document stands in the packet.
func (p Paper) twin(page int) int {
	if i := slices.Index(p.Moved, page); i >= 0 {
		return p.FirstMoved + i
	}
	return p.First + slices.Index(p.shown(), page)
}

// shown are the pages of the paper that stand in the packet.
func (p Paper) shown() []int {
	if p.Shown != nil {
		return slices.Concat(p.Shown, p.Moved)
	}
	all := make([]int, len(p.Document.Sizes))
	for i := range all {
		all[i] = i + 1
	}
	return all
}

func judged(doc *document.Document, seen []pdfium.Comparison) attempt {
	a := attempt{doc: doc}
	for _, s := range seen {
		if s.Drawn {
			a.beheld++
		}
		if s.Differs() {
			a.pages = append(a.pages, s.Page)
			a.worst = max(a.worst, s.Difference)
		}
	}
	return a
}

// judge decides what becomes of a paper after one attempt.
func (c *Check) judge(ctx context.Context, p Paper, now attempt) (*Outcome, error) {
	state := c.papers[p.Record]
	state.compared = now.beheld
	if len(now.pages) == 0 {
		state.settled = true
		if len(state.attempts) == 0 {
			return nil, nil
		}
		return &Outcome{Record: p.Record, Finding: c.mended(p, state.attempts[0])}, nil
	}
	state.attempts = append(state.attempts, now)
	next, err := c.Ladder.NextRung(ctx, document.File{Path: p.Document.Original.Path, Name: p.Name}, now.doc)
	if err != nil {
		return nil, err
	}
	if next != nil {
		return &Outcome{Record: p.Record, Document: next}, nil
	}
	state.settled = true
	best := state.best()
	state.compared = best.beheld
	o := &Outcome{Record: p.Record, Finding: c.differs(p, best)}
	if best.doc != now.doc {
		o.Document = best.doc
	}
	return o, nil
}

// best is the attempt that differs least; the earlier of two, for it changes
// less.
func (s *progress) best() attempt {
	best := s.attempts[0]
	for _, a := range s.attempts[1:] {
		if len(a.pages) < len(best.pages) || len(a.pages) == len(best.pages) && a.worst < best.worst {
			best = a
		}
	}
	return best
}

func (c *Check) mended(p Paper, first attempt) *clinical.Finding {
	return &clinical.Finding{
		Rule: document.RuleRepaired, Severity: clinical.SeverityInfo, Record: p.Record, Path: p.Name,
		Message: fmt.Sprintf("Copied as they are, %s would not look like the original; the pages were made anew, and now they do. The original goes along untouched", pagesAre(first.pages)),
	}
}

func (c *Check) differs(p Paper, best attempt) *clinical.Finding {
	return &clinical.Finding{
		Rule: RulePageDiffers, Severity: clinical.SeverityWarning, Record: p.Record, Path: p.Name,
		Message: fmt.Sprintf("In the packet, %s may not look like the original", pagesAre(best.pages)),
		Fix:     "Compare with the original, which goes along untouched; if the packet is wrong, print the file to a new PDF and add that.",
	}
}

// pagesAre names pages of a paper.
func pagesAre(pages []int) string {
	if len(pages) == 1 {
		return fmt.Sprintf("page %d", pages[0])
	}
	return fmt.Sprintf("%d pages (the first is page %d)", len(pages), pages[0])
}
