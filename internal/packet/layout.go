package packet

import (
	"fmt"
	"slices"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/packet/stated"
	"github.com/medbundle/medbundle/internal/packet/statement"
	"github.com/medbundle/medbundle/internal/packet/typeset"
)

// Layout is a packet with every page number settled. Page 1 is the cover, and
// the number at the foot of a page is its number in the PDF.
type Layout struct {
	// Unshown are the texts, as given, that the fonts cannot show and for
	// which words stand instead, in the order in which they come.
	Unshown []string

	p       Packet
	entries []*entry            // the rows of the index
	byID    map[string]*entry   // by record id
	scansOf map[string][]*entry // the scans that a report is about, by its record id
	counts  []int               // pages of each front section
	front   []*typeset.Page
	total   int
	alike   map[string]int // index rows that say the same
	// own are the pages that the patient wrote, which name no other page, and said
	// are their parts.
	own  []*typeset.Page
	said []statement.Start
}

// The front sections in their order; the scans follow. A section has no page where
// there is nothing to say.
const (
	coverSection = iota
	statementSection
	statedSection
	medicinesSection
	timelineSection
	indexSection
	missingSection
	firstScanSection
)

// sectionTitles name those of one part in the bookmarks and the manifest; the
// statement names its own parts.
var sectionTitles = map[int]string{coverSection: "Cover", statedSection: stated.DiagnosisTitle, medicinesSection: stated.MedicinesTitle, timelineSection: "Timeline", indexSection: "Index", missingSection: "What is missing"}

// passes bounds how often the front pages are laid out. Their page count
// depends on page numbers only through the width of digits, so that two or
// three passes are the rule; from lastFreePass on sections may only grow.
const (
	passes       = 12
	lastFreePass = 4
)

// longest and longestTitle are how many runes are shown of one text that comes
// from outside, and of a bookmark. A question of two thousand is a page of its
// own; a case file can hold one of megabytes.
const (
	longest      = 2000
	longestTitle = 300
)

// Lay settles the number of every page. It fails on a packet that contradicts
// itself: a record without id, two with the same one, a document without pages,
// or fates that do not add up to the number of files.
func Lay(p Packet) (*Layout, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	l := &Layout{p: p, counts: slices.Repeat([]int{1}, firstScanSection+len(p.Scans))}
	words := &typeset.Speller{Longest: longest}
	l.own, l.said = statement.Draw(words, p.Case)
	l.counts[statementSection] = len(l.own)
	l.number()
	for pass := range passes {
		l.settle()
		sp := &typeset.Speller{Longest: longest}
		drawn := l.draw(sp)
		if pass >= lastFreePass {
			fill(drawn, l.counts)
		}
		got := make([]int, len(drawn))
		for i, pages := range drawn {
			got[i] = len(pages)
		}
		if slices.Equal(got, l.counts) {
			l.front, l.Unshown = slices.Concat(drawn...), sp.With(words.Unshown)
			return l, nil
		}
		l.counts = got
	}
	return nil, fmt.Errorf("packet: the front pages do not settle after %d passes", passes)
}

// check tells what in p contradicts itself.
func (p *Packet) check() error {
	seen := map[string]bool{}
	record := func(r *clinical.Record, what string) error {
		switch {
		case r == nil || r.ID == "":
			return fmt.Errorf("packet: %s has no record", what)
		case seen[r.ID]:
			return fmt.Errorf("packet: %s: record %s stands twice in the packet", what, r.ID)
		}
		seen[r.ID] = true
		return nil
	}
	for _, d := range p.Documents {
		if err := record(d.Record, d.Original); err != nil {
			return err
		}
		if len(d.Sizes) == 0 && len(d.Appendix.Sizes) == 0 {
			return fmt.Errorf("packet: %s has no pages", d.Original)
		}
	}
	for _, s := range p.Scans {
		if err := record(s.Record, s.Folder); err != nil {
			return err
		}
	}
	return p.checkTotals()
}

func (p *Packet) checkTotals() error {
	sum := 0
	for _, n := range p.Totals {
		sum += n
	}
	if sum != p.Inputs {
		return fmt.Errorf("packet: %d files, but their fates add up to %d", p.Inputs, sum)
	}
	return nil
}

// settle gives every record its pages, from the page counts of the sections.
func (l *Layout) settle() {
	next := 1
	for i, n := range l.counts {
		if i >= firstScanSection {
			l.byID[l.p.Scans[i-firstScanSection].Record.ID].pages = clinical.PageRange{First: next, Last: next + n - 1}
		}
		next += n
	}
	for i := range l.p.Documents {
		if d := &l.p.Documents[i]; len(d.Sizes) > 0 {
			l.byID[d.Record.ID].pages = clinical.PageRange{First: next, Last: next + len(d.Sizes) - 1}
			next += len(d.Sizes)
		}
	}
	next = l.settleAppendix(next)
	l.total = next - 1
}

// sectionPage is the first page of a front section.
func (l *Layout) sectionPage(section int) int {
	page := 1
	for _, n := range l.counts[:section] {
		page += n
	}
	return page
}

// draw sets the front sections with the page numbers as they stand.
func (l *Layout) draw(sp *typeset.Speller) [][]*typeset.Page {
	drawn := [][]*typeset.Page{l.cover(sp), l.own, stated.Diagnosis(sp, l.quotes()), l.medicines(sp), l.timeline(sp), l.index(sp), l.missing(sp)}
	for i := range l.p.Scans {
		drawn = append(drawn, l.scan(sp, i))
	}
	return drawn
}

// saidOn is the page on which a part of the statement begins.
func (l *Layout) saidOn(s statement.Start) int { return l.sectionPage(statementSection) + s.Page }

// FrontPart is where a part of the packet begins that is no record.
type FrontPart struct {
	Title string
	Page  int
}

// Parts lists what stands before the records.
func (l *Layout) Parts() []FrontPart {
	var parts []FrontPart
	for section := range firstScanSection {
		if section == statementSection {
			for _, s := range l.said {
				parts = append(parts, FrontPart{s.Title, l.saidOn(s)})
			}
		} else if l.counts[section] > 0 {
			parts = append(parts, FrontPart{sectionTitles[section], l.sectionPage(section)})
		}
	}
	return parts
}

// fill adds blank pages to sections that have become shorter, so that page
// numbers settle whatever happens.
func fill(drawn [][]*typeset.Page, counts []int) {
	for i := range drawn {
		for len(drawn[i]) < counts[i] && len(drawn[i]) > 0 {
			section := drawn[i][0].Section
			drawn[i] = append(drawn[i], &typeset.Page{Width: typeset.PaperWidth, Height: typeset.PaperHeight, Section: section})
		}
	}
}

// Pages returns where the record stands in the packet: its document, or the
// pages of its scan; where it stands in the appendix alone, its pages there. It
// is the zero range if the record has no page.
func (l *Layout) Pages(recordID string) clinical.PageRange {
	if e := l.byID[recordID]; e != nil {
		return e.pages
	}
	return clinical.PageRange{}
}

// Total counts the pages of the packet.
func (l *Layout) Total() int { return l.total }
