// Package packet draws the doctor's PDF: the cover, the index, what is missing,
// a page or more for every scan, and the running foot of every page. It does
// all page arithmetic, so that index rows, links, bookmarks and feet cannot
// disagree. It knows nothing about folders, discs or commands.
package packet

import (
	"time"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/document/rendition"
	"github.com/medbundle/medbundle/internal/packet/plain"
	"github.com/medbundle/medbundle/internal/packet/scans"
	"github.com/medbundle/medbundle/internal/packet/timeline"
	"github.com/medbundle/medbundle/internal/packet/typeset"
	"github.com/medbundle/medbundle/internal/pdf"
	"github.com/medbundle/medbundle/internal/pdf/textlayer"
)

// Packet is everything that the packet of a case shows.
type Packet struct {
	Case clinical.Case
	// Created is the day on the cover and the only date in the file.
	Created time.Time
	// Draft tells that this is not the final bundle, which every page says.
	Draft bool
	// Nameless says what became of the dates where the name was taken out; the
	// patient of the case then has a code for a name. "" for any other packet.
	Nameless string
	// Tool is the program's name and version: "medbundle 0.1.0".
	Tool      string
	Checklist clinical.ChecklistResult
	Findings  []clinical.Finding
	LeftOut   []LeftOut
	// Unread are the ids of records whose pages are pictures of text that was
	// not read.
	Unread []string
	// Inputs counts the files found; Totals counts them by fate. They must add
	// up, or Lay refuses. Inputs 0 leaves the account of files out.
	Inputs int
	Totals map[clinical.Fate]int
	// Documents stand in the order of the packet.
	Documents []Document
	Scans     []Scan
	// Timeline is what happened when.
	Timeline []timeline.Event
}

// LeftOut is something that was set aside or could not be read. It must never
// carry the name of another person.
type LeftOut struct {
	// What it is ("a letter about another person", "scan0013.pdf"), and Why it
	// is not here as pages, each in a few words.
	What, Why string
	// Count is how many files it stands for; 0 counts as 1.
	Count int
}

// Document is a record whose pages stand in the packet.
type Document struct {
	Record *clinical.Record
	Source pdf.Source
	// Take lists the pages of Source to show, from 1; nil shows all. It is empty
	// where all that is shown stands in the appendix.
	Take []int
	// Appendix are pages of Source that stand at the end of the packet.
	Appendix Appendix
	// More are sources whose pages follow, all of them.
	More []Pages
	// Sizes are the sizes of the pages shown, upright, in points.
	Sizes []pdf.PageSize
	// Text are invisible words to lay over pages that are pictures, by page of
	// Source from 1.
	Text map[int]*textlayer.Layer
	// Turn are degrees, clockwise, by which pages are turned to stand upright, by
	// page of Source; Sizes are those of the turned pages.
	Turn map[int]int
	// Own tells that this package drew the pages (Typeset, Placeholder): they
	// leave room for the running foot. Other pages grow by a band for it.
	Own bool
	// Words are the words of its pages where this package drew them.
	Words []string
	// File is the document's place in the bundle: "RECORDS/PATH0001.PDF".
	File string
	// Original is the name under which it was received.
	Original string
}

// Appendix is what of a document stands in the last section of the packet, the
// blank pages and cover sheets.
type Appendix struct {
	// What says what the pages are: "Blank page", "2 blank pages".
	What string
	// Pages are those of the source, from 1, each with its own words, "Blank
	// page", and its size.
	Pages []int
	Whats []string
	Sizes []pdf.PageSize
}

// Pages are all pages of a source, and the invisible words to lay over those
// that are pictures, by page from 1.
type Pages struct {
	Source pdf.Source
	Text   map[int]*textlayer.Layer
	Turn   map[int]int
}

// Scan is an imaging study, which gets one or more pages of its own.
type Scan = scans.Scan

// ScanSeries is one line of a study's table.
type ScanSeries = scans.Series

// Picture is a preview of one image of a scan.
type Picture = typeset.Picture

// Sheets are pages drawn for a document that has none of its own.
type Sheets = plain.Sheets

// Typeset draws a document that has no pages of its own; see plain.Typeset.
func Typeset(title, note string, blocks []rendition.Block) (Sheets, error) {
	return plain.Typeset(title, note, blocks)
}

// Placeholder draws the page that stands for a document which cannot be shown;
// see plain.Placeholder.
func Placeholder(title string, lines []string) (Sheets, error) {
	return plain.Placeholder(title, lines)
}
