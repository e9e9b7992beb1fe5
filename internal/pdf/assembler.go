package pdf

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/medbundle/medbundle/internal/pdf/cos"
	"github.com/medbundle/medbundle/internal/pdf/textlayer"
)

// Assembler writes one packet, page after page, to one stream. It holds one
// source in memory at a time. The packet's bytes depend on the sources, their
// order and the options alone.
type Assembler struct {
	w      *cos.Writer
	info   Info
	total  int
	done   int
	feet   []foot
	groups layerGroups
	// sizes of the pages written, for the first view and for Check.
	sizes []PageSize
	// tops are where they begin, for links and bookmarks.
	tops  []point
	links []link
	// inner are the bookmarks of sources, by the packet page where the source begins.
	inner map[int][]Bookmark
	err   error

	catalog, metadata, pageRoot int
	pageNodes, pageNumbers      []int
}

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
	// Text are invisible words to lay over pages that are pictures, by the
	// 1-based page of the source.
	Text map[int]*textlayer.Layer
	// Turn are degrees, clockwise, a multiple of 90, by which pages are turned, by
	// page of the source; the text lies on them as it did before.
	Turn map[int]int
	// Tag names the source for a reader of the packet's structure; unused.
	Tag string
}

// nodeWidth is how many pages one node of the page tree holds.
const nodeWidth = 100

// NewAssembler starts a packet of totalPages pages. The number is known ahead
// so that a page can link to one that is not written yet.
func NewAssembler(w io.Writer, totalPages int, info Info) *Assembler {
	a := &Assembler{w: cos.NewWriter(w), info: info, total: totalPages}
	if totalPages < 1 {
		a.err = errors.New("a packet needs at least one page")
		return a
	}
	a.catalog, a.metadata, a.pageRoot = a.w.Reserve(), a.w.Reserve(), a.w.Reserve()
	for range (totalPages + nodeWidth - 1) / nodeWidth {
		a.pageNodes = append(a.pageNodes, a.w.Reserve())
	}
	for range totalPages {
		a.pageNumbers = append(a.pageNumbers, a.w.Reserve())
	}
	return a
}

// Append copies pages of src and returns the packet's numbers of the first and
// last of them. After an error the packet cannot be finished.
//
// Only what a page shows travels: its content, resources, boxes, rotation and
// unit. Annotations that are shown (filled fields, stamps, notes with an
// appearance) become part of the page; scripts, actions, links, attachments,
// forms and structure stay behind. Layers keep the state in which they open.
func (a *Assembler) Append(ctx context.Context, src Source, opt AppendOptions) (first, last int, err error) {
	if a.err != nil {
		return 0, 0, a.err
	}
	o, err := open(ctx, src)
	if err != nil {
		a.err = err
		return 0, 0, err
	}
	defer o.close()
	first = a.done + 1
	if err := a.append(ctx, o, opt); err != nil {
		a.err = err
		return 0, 0, err
	}
	return first, a.done, nil
}

func (a *Assembler) append(ctx context.Context, o *opened, opt AppendOptions) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = refused(o.name, stumbled(r))
		}
	}()
	pages := opt.Pages
	if pages == nil {
		for i := range o.len() {
			pages = append(pages, i+1)
		}
	}
	draft, first := a.drafter(o, opt), a.done+1
	for _, n := range pages {
		if err := ctx.Err(); err != nil {
			return refused(o.name, err)
		}
		if n < 1 || n > o.len() {
			return fmt.Errorf("%s: it has no page %d", o.name, n)
		}
		if a.done == a.total {
			return fmt.Errorf("%s: its page %d is one more than the packet's %d", o.name, n, a.total)
		}
		p, err := draft(n - 1)
		if err != nil {
			return refused(o.name, err)
		}
		p.layText(a.w, opt.Text[n])
		if a.writePage(p); a.w.Err() != nil {
			return a.w.Err()
		}
	}
	if !opt.OwnLinks {
		a.keepInner(o, pages, first)
	}
	return nil
}

// drafter returns what prepares page i, counted from 0, of a source.
func (a *Assembler) drafter(o *opened, opt AppendOptions) func(i int) (*draft, error) {
	if o.pictures != nil {
		return func(i int) (*draft, error) {
			p, err := o.pictures.Page(i)
			if err != nil {
				return nil, err
			}
			return a.pictureDraft(p, opt.Turn[i+1], opt), nil
		}
	}
	c := newCopier(o.doc, a.w, &a.groups)
	return func(i int) (*draft, error) {
		d := a.copyDraft(c, o.doc.Pages()[i], opt.Turn[i+1], opt)
		return d, c.err
	}
}
