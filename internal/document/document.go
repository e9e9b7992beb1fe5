package document

import (
	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/document/ink"
	"github.com/medbundle/medbundle/internal/pdf"
	"github.com/medbundle/medbundle/internal/pdf/pdfium"
)

// File is one input file that Read is to read.
type File struct {
	// Path is where the bytes are on disk; Name is how the user knows the file.
	Path string
	Name string
	// Media is what Sniff told; "" lets Read sniff.
	Media string
	Size  int64
}

// Document is what could be read of one file. One of three holds: Source is
// set (the file's own pages go into the packet), Blocks is set (we must draw
// it), or neither (text may be known, and a placeholder page stands for the
// file; one of Troubles says why).
type Document struct {
	Media, Title string
	// Pages is the text per page, or one entry for formats without pages.
	Pages []string

	// Kind is what the format itself says that the document is; "" where its text is
	// to tell.
	Kind clinical.Kind
	// Codes, Patient, Date, Facility, Author and Language come from the coded
	// header of a structured document (C-CDA, FHIR); Structured tells that there
	// was one. A date that a program wrote into metadata is not here.
	Codes                      []clinical.Code
	Patient                    clinical.Patient
	Date                       clinical.Date
	Facility, Author, Language string
	Structured                 bool

	// Source and Sizes: copy the file's own pages.
	Source *pdf.Source
	Sizes  []pdf.PageSize
	// Original is the PDF as it was received, to compare pages with; nil where
	// the file is none, or its pages cannot be drawn. Source is another file
	// where its pages were made anew; Rung then says how.
	Original *pdf.Source
	Rung     pdfium.Rung
	// Repaired tells that the pages come of a file with faults that were
	// mended, or were made anew.
	Repaired bool
	// LaidOut tells that the pages were made of an office file by another program
	// than its own: lines may break elsewhere.
	LaidOut bool
	// Blocks and Note: draw it. Note is a sentence that says on the page what
	// was done, without naming where the original is.
	Blocks []Block
	Note   string

	// Sections are the parts of a structured document under headings of their own,
	// in its order, those inside a section after it.
	Sections []Section

	// TextCut tells that Pages and Blocks do not hold all of the file's text,
	// because it is longer than what is read of one file. Nothing can be
	// concluded from what they do not say.
	TextCut bool
	// Traces are what is written or drawn on pages of few letters or none, by page
	// from 1; nil where nobody asked (Reader.Tidy). A page of few letters that it
	// does not name could not be looked at.
	Traces map[int]ink.Traces
	// NoText tells that no text could be read: every page is a picture.
	NoText bool
	// Recognized are the pages, in order, whose text was read from their
	// pictures (OCR). It may hold misread letters.
	Recognized []Recognized
	// Parts are the files inside the document, in its order.
	Parts []Part
	// Wrapper tells that the document's own page only says that its parts are
	// inside.
	Wrapper bool
	// Troubles were not fatal.
	Troubles []Trouble

	unsure  bool     // which of its pages is which: two readers count them differently
	missing []string // languages that tesseract would need
	garbled []int    // pages whose own text makes no sense
	unread  error    // why no page was read from its picture, where that holds for all
	fields  bool     // the PDF has form fields or notes
	unshown int      // notes and filled fields that its pages do not show
	blank   []int    // pages that are blank because they could not be drawn
}

// The rules of a Trouble.
const (
	RuleLocked      = "locked"
	RuleDamaged     = "damaged"
	RuleEmpty       = "empty"
	RuleMisnamed    = "misnamed"
	RuleUnsupported = "unsupported"
	RuleNoText      = "no-text"
	RuleLanguage    = "language"
	RuleGarbled     = "garbled-text"
	RuleTurned      = "turned"
	RuleRepaired    = "repaired"
	RuleSigned      = "signed"
	RuleScripts     = "scripts-removed"
	RuleTimeout     = "timeout"
	RuleTooLarge    = "too-large"
	RuleCut         = "cut"
	RuleAttached    = "attached"
	RuleUnlocked    = "unlocked"
	RuleRedaction   = "redaction-open"
	RuleElsewhere   = "elsewhere"
)

// Trouble is one thing that was wrong with a file, and what to do about it.
type Trouble struct {
	// Name is the file as the user knows it.
	Name     string
	Rule     string
	Severity clinical.Severity
	Message  string
	Fix      string
}

// Error makes a Trouble the error of Read where there are no pages at all.
func (t *Trouble) Error() string { return t.Name + ": " + t.Message }
