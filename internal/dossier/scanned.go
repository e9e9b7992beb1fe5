package dossier

import (
	"fmt"
	"slices"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/document"
)

// clearTitle is the confidence, of 100, at which the first lines of a page are
// read as well as from a file: print scanned at 100 dots per inch or more.
const clearTitle = 85

// doubtReading makes a kind that is certain likely where it was told from the
// picture of a page, unless the title stands in lines that were read clearly.
func (e *Entry) doubtReading() {
	doc := e.Document()
	if doc == nil || len(doc.Recognized) == 0 || e.Confidence != clinical.Certain {
		return
	}
	told := false
	for _, ev := range e.Evidence {
		if ev.Claim != clinical.ClaimKind || ev.Page == 0 {
			continue
		}
		r, recognized := recognizedPage(doc, ev.Page)
		switch {
		case !recognized:
			return // a page of the file itself says so
		case ev.Source == "title" && r.Top >= clearTitle:
			return
		}
		told = true
	}
	if told {
		e.Confidence = clinical.Likely
	}
}

func recognizedPage(doc *document.Document, page int) (document.Recognized, bool) {
	i := slices.IndexFunc(doc.Recognized, func(r document.Recognized) bool { return r.Page == page })
	if i < 0 {
		return document.Recognized{}, false
	}
	return doc.Recognized[i], true
}

// readingRemark says in the index how pages came about that are not those of the
// file: that a text was read from pictures, or that another program laid it out.
func (e *Entry) readingRemark() string {
	doc := e.Document()
	if doc.LaidOut && len(doc.Recognized) == 0 && !doc.NoText {
		return "laid out by LibreOffice"
	}
	var read []int
	anew := 0
	for _, r := range doc.Recognized {
		if e.has(r.Page) {
			read = append(read, r.Page)
			if r.Anew {
				anew++
			}
		}
	}
	switch pages := e.ownPages(); {
	case e.AllMoved():
		return ""
	case doc.NoText:
		return "picture only, its text was not read"
	case len(read) == 0:
		return ""
	case anew == len(read):
		return "its text was read anew by OCR"
	case len(read) == len(pages):
		return "scanned, read by OCR"
	case len(read) == 1:
		return fmt.Sprintf("page %d scanned, read by OCR", read[0])
	default:
		return fmt.Sprintf("%d of %d pages scanned, read by OCR", len(read), len(pages))
	}
}
