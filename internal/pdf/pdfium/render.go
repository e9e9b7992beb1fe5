package pdfium

import (
	"context"
	"fmt"
	"image"
	"path/filepath"
	"time"

	"github.com/medbundle/medbundle/internal/pdf"
	"github.com/medbundle/medbundle/internal/pdf/pdfium/sandbox"
)

// Resolutions, in dots per inch, that Render draws at.
const (
	minDPI = 1
	maxDPI = 1200
)

// Render draws one page, counted from 1, with its annotations, upright on
// white, at dpi dots per inch; password is the one that Probe found. The image
// is an *image.RGBA. A page that would have more than 18 million pixels is
// ErrTooLarge; one that does not exist, or cannot be opened, is ErrNoPage; a
// password that does not fit is pdf.ErrLocked.
func (e *Engine) Render(ctx context.Context, path, name, password string, page int, dpi float64) (image.Image, error) {
	img, err := e.renderPage(ctx, path, request{
		Op: opRender, Name: name, Password: password, Page: page, DPI: dpi,
	})
	if err != nil {
		return nil, named(name, fmt.Errorf("page %d: %w", page, err))
	}
	return img, nil
}

func (e *Engine) renderPage(ctx context.Context, path string, req request) (*image.RGBA, error) {
	if !(req.DPI >= minDPI && req.DPI <= maxDPI) {
		return nil, fmt.Errorf("cannot draw at %g dpi", req.DPI)
	}
	size, err := sizeOf(path)
	if err != nil {
		return nil, err
	}
	if req.Path, err = filepath.Abs(path); err != nil {
		return nil, err
	}
	c, err := e.acquire(ctx)
	if err != nil {
		return nil, err
	}
	defer e.release(c)
	if err := c.say(req); err != nil {
		return nil, err
	}
	rep, err := c.report(ctx, e.opt.timeFor(size))
	if err != nil {
		return nil, err
	}
	if rep.Picture == nil {
		return nil, rep.failed()
	}
	return c.picture(ctx, *rep.Picture, e.opt.timeFor(size))
}

// picture takes the pixels that follow a pictureReport.
func (c *child) picture(ctx context.Context, p pictureReport, limit time.Duration) (*image.RGBA, error) {
	if !sandbox.Drawable(p.Width, p.Height) {
		return nil, c.broken(ErrCrash)
	}
	f, err := c.next(ctx, limit)
	if err != nil {
		return nil, err
	}
	if f.kind != frameBlob || len(f.payload) != 4*p.Width*p.Height {
		return nil, c.broken(ErrCrash)
	}
	return &image.RGBA{Pix: f.payload, Stride: 4 * p.Width, Rect: image.Rect(0, 0, p.Width, p.Height)}, nil
}

func (r report) failed() error {
	switch r.Failure {
	case failLocked:
		return pdf.ErrLocked
	case failTooLarge:
		return ErrTooLarge
	case failLibrary:
		return ErrUnavailable
	case failPage:
		return ErrNoPage
	case failRefused:
		return ErrRefused
	case failOpen, failWrite:
		return fmt.Errorf("%s", r.Detail)
	}
	return ErrCrash
}
