package document

import (
	"context"
	"image"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/medbundle/medbundle/internal/document/ink"
	"github.com/medbundle/medbundle/internal/pdf"
	"github.com/medbundle/medbundle/internal/pdf/pdfium"
)

// lookDPI is the resolution at which pages are looked at for what is drawn on
// them: a thin pen is then a pixel wide.
const lookDPI = 100

// maxLooked bounds the pages of one file that are looked at.
const maxLooked = 2000

// lookAtPDF looks at the pages of a PDF that have few letters or none. Those of a
// file in which the place of a broken page may be empty are left alone: there a
// page that shows nothing may have held something.
func (r *Reader) lookAtPDF(ctx context.Context, f File, p *pdfium.Probe, doc *Document) error {
	renderer, ok := r.Engine.(Renderer)
	if !r.Tidy || !ok || !p.Opened || doc.Source == nil || doc.unsure || len(p.Pages) != len(doc.Sizes) {
		return nil
	}
	broken := slices.ContainsFunc(p.Check.Repairs, func(s string) bool { return strings.Contains(s, "blank page") })
	return doc.look(ctx, func(ctx context.Context, page int) (image.Image, float64, error) {
		if broken || p.Pages[page-1].Unreadable || slices.Contains(doc.blank, page) {
			return nil, 0, pdfium.ErrNoPage
		}
		dpi := resolution(pdf.PageSize{Width: p.Pages[page-1].Width, Height: p.Pages[page-1].Height}, lookDPI)
		img, err := renderer.Render(ctx, f.Path, f.Name, p.Password, page, dpi)
		return img, dpi, err
	})
}

// lookAtPhoto looks at the pages of a picture.
func (r *Reader) lookAtPhoto(ctx context.Context, f File, doc *Document) error {
	renderer, ok := r.Engine.(Renderer)
	if !r.Tidy || !ok || r.Work == "" {
		return nil
	}
	draw, done, err := r.laid(f, doc, renderer)
	if err != nil {
		return err
	}
	defer done()
	return doc.look(ctx, func(ctx context.Context, page int) (image.Image, float64, error) {
		img, err := draw(ctx, page, lookDPI)
		return img, resolution(doc.Sizes[page-1], lookDPI), err
	})
}

// look sets d.Traces. A page that cannot be drawn is left out. The error is ctx's.
func (d *Document) look(ctx context.Context, draw func(ctx context.Context, page int) (image.Image, float64, error)) error {
	d.Traces = map[int]ink.Traces{}
	found := make([]*ink.Traces, len(d.Pages))
	g, gctx := errgroup.WithContext(ctx)
	g.SetLimit(2)
	for i, text := range d.Pages[:min(len(d.Pages), maxLooked)] {
		if letters(text) >= fewLetters {
			continue
		}
		g.Go(func() error {
			if img, dpi, err := draw(gctx, i+1); err == nil {
				t := ink.Find(img, dpi)
				found[i] = &t
			}
			return gctx.Err()
		})
	}
	if err := g.Wait(); err != nil {
		return err
	}
	for i, t := range found {
		if t != nil {
			d.Traces[i+1] = *t
		}
	}
	return nil
}
