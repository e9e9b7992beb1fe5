package packet

import (
	"github.com/medbundle/medbundle/internal/document"
	"github.com/medbundle/medbundle/internal/pdf"
)

// Sheets are pages that this package drew for one document. They leave room
// for the running foot.
type Sheets struct {
	PDF   []byte
	Sizes []pdf.PageSize
	// Unshown are the texts, as given, that the fonts cannot show.
	Unshown []string
}

// Typeset draws a document that has no pages of its own.
func Typeset(title, note string, blocks []document.Block) (Sheets, error) {
	return Sheets{}, errUnwritten
}

// Placeholder draws the page that stands for a document which cannot be shown.
// The lines say what it is, why it is not shown, where the original is, and
// what to do, in this order.
func Placeholder(title string, lines []string) (Sheets, error) { return Sheets{}, errUnwritten }
