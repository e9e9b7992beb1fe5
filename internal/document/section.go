package document

import (
	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/document/hl7"
	"github.com/medbundle/medbundle/internal/document/rendition"
)

// Section is a part of a structured document under a heading of its own.
type Section struct {
	// Lines are those of the document's text; see Lines.
	Lines clinical.LineRange
	// Code is its LOINC code, Title what stands above it; either may be empty.
	Code, Title string
	// Date is the last day of which its entries tell; zero where none does.
	Date   clinical.Date
	Author string
}

// Lines are the lines of what a document without pages of its own says, by which
// parts of it are named.
func (d *Document) Lines() []string { return rendition.Lines(d.Blocks) }

// Take gives the blocks that stand on the given lines, counted from 1, in rising
// runs; all where none is given.
func (d *Document) Take(lines []clinical.LineRange) []Block {
	if lines == nil {
		return d.Blocks
	}
	return rendition.Take(d.Blocks, lines)
}

// Breaks are the lines, counted from 0, before which a new page begins, and those
// with which a block begins.
func (d *Document) Breaks() (pages, blocks map[int]bool) {
	pages, blocks = map[int]bool{}, map[int]bool{}
	at := 0
	for _, b := range d.Blocks {
		if b.Kind == PageBreak {
			pages[at] = true
		} else {
			blocks[at] = true
		}
		at += rendition.LineCount(b)
	}
	return pages, blocks
}

// sectionsOf tells which lines are those of each section.
func sectionsOf(d *hl7.Document) []Section {
	list := d.Sections
	if list == nil {
		list = d.HeadedSections()
	}
	starts := make([]int, len(d.Blocks)+1) // the line on which each block begins
	starts[0] = 1
	for i, b := range d.Blocks {
		starts[i+1] = starts[i] + rendition.LineCount(b)
	}
	var out []Section
	for _, s := range list {
		if s.First >= s.End || s.End > len(d.Blocks) {
			continue
		}
		lines := clinical.LineRange{First: starts[s.First], Last: starts[s.End] - 1}
		out = append(out, Section{Lines: lines, Code: s.Code, Title: s.Title, Date: s.Date, Author: s.Author})
	}
	return out
}

// Text is what blocks say as plain text.
func Text(blocks []Block) string { return rendition.Text(blocks) }
