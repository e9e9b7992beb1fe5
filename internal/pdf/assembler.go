package pdf

import (
	"context"
	"errors"
	"fmt"
	"io"
)

// Assembler writes one packet, page after page, to one stream.
type Assembler struct{ w io.Writer }

// AppendOptions say how the pages of a source travel into the packet.
type AppendOptions struct {
	// Pages are the 1-based pages of the source to take, in this order; nil takes all.
	Pages []int
	// Band grows every page by FootBand at its visual bottom, so that the
	// running foot never covers what the source shows.
	Band bool
	// OwnLinks marks a source that this program drew: link annotations with
	// the URI "mb:<page>" become links to that page of the packet. All other
	// annotations are dropped.
	OwnLinks bool
	// Tag names the source for a reader of the packet's structure; unused.
	Tag string
}

// NewAssembler starts a packet of totalPages pages.
func NewAssembler(w io.Writer, totalPages int, info Info) *Assembler { return &Assembler{w: w} }

var errUnwritten = errors.New("the assembler is not written yet")

// SetFeet takes the running feet: a PDF with exactly totalPages pages, whose
// page k is drawn at the visual bottom of packet page k. Call it before Append.
func (a *Assembler) SetFeet(src Source) error { return fmt.Errorf("%s: %w", src.Name, errUnwritten) }

// Append copies pages of src and returns the packet's numbers of the first and
// last of them.
func (a *Assembler) Append(ctx context.Context, src Source, opt AppendOptions) (first, last int, err error) {
	return 0, 0, fmt.Errorf("%s: %w", src.Name, errUnwritten)
}

// Close writes the outline, the page labels and the rest of the file. It fails
// when the pages written are not as many as were announced.
func (a *Assembler) Close(outline []Bookmark) error { return errUnwritten }
