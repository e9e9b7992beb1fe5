package packet

import (
	"context"
	"errors"
	"io"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/pdf"
)

var errUnwritten = errors.New("packet: not written yet")

// Layout is a packet with every page number settled.
type Layout struct {
	// Unshown are the texts, as given, that the fonts cannot show and for
	// which words stand instead.
	Unshown []string
}

// Lay settles the number of every page.
func Lay(p Packet) (*Layout, error) { return nil, errUnwritten }

// Pages returns where the record stands in the packet; the zero range if it
// has no page.
func (l *Layout) Pages(recordID string) clinical.PageRange { return clinical.PageRange{} }

// Total counts the pages of the packet.
func (l *Layout) Total() int { return 0 }

// Outline is the tree of bookmarks.
func (l *Layout) Outline() []pdf.Bookmark { return nil }

// Write writes the whole packet as one PDF.
func (l *Layout) Write(ctx context.Context, w io.Writer) error { return errUnwritten }
