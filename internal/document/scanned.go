package document

import (
	"context"
	"errors"
	"image"
	"runtime"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/sync/errgroup"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/ocr"
	"github.com/medbundle/medbundle/internal/pdf"
	"github.com/medbundle/medbundle/internal/pdf/pdfium"
	"github.com/medbundle/medbundle/internal/pdf/textlayer"
)

// PageReader reads the text in a picture of a page. *ocr.Engine is one.
type PageReader interface {
	Page(ctx context.Context, language string, draw ocr.Draw) (ocr.Reading, error)
}

// Renderer draws pages of a PDF, in a process of its own. *pdfium.Engine is one.
type Renderer interface {
	Render(ctx context.Context, path, name, password string, page int, dpi float64) (image.Image, error)
}

// Recognized is a page whose text was read from its picture (OCR).
type Recognized struct {
	// Page counts from 1.
	Page int
	// Confidence is how sure of the text the program is that read it, from 0 to
	// 100; Top is the same for the first lines, with the title of a paper.
	Confidence, Top int
	// Turn is by how many degrees, clockwise, the page would have to be turned
	// to stand upright. It stands in the packet as it was scanned.
	Turn int
	// Upright tells that the page is turned so in the packet, for it was read
	// surely; else it stands there as it was scanned.
	Upright bool
	// Anew tells that the page has text of its own, in the place of which this
	// was read.
	Anew bool
	// Layer are its words and where they stand, to be laid over the page in the
	// packet; nil where the page has text of its own that says as much.
	Layer *textlayer.Layer
}

// Of pages that are read from their pictures.
const (
	// scanDPI is the resolution that pages are drawn at, in dots per inch; a
	// photo is laid on a larger page than the paper in it.
	scanDPI, photoDPI = 180, 180
	// longSide bounds the drawing, in pixels.
	longSide = 3500
	// maxRecognized bounds the pages of one file, at about a second each.
	maxRecognized = 1000
	// fewLetters is how much text the picture of a page may have beside it: what
	// a fax machine or a scanning app writes.
	fewLetters = 80
)

// errOff says that nobody wants pages to be read from their pictures.
var errOff = errors.New("off")

// recognize reads the given pages of doc, counted from 1, from pictures that
// draw makes of them, and sets doc.Pages and doc.Recognized. A page that cannot
// be read stays without text; doc.unread says why where it holds for all of
// them. The error is ctx's.
func (r *Reader) recognize(ctx context.Context, doc *Document, pages []int, draw func(ctx context.Context, page int) (image.Image, error)) error {
	if r.OCR == nil {
		doc.unread = errOff
		return nil
	}
	pages = pages[:min(len(pages), maxRecognized)]
	readings := make([]ocr.Reading, len(pages))
	read := func(ctx context.Context, i int, language string) (err error) {
		readings[i], err = r.OCR.Page(ctx, language, func(ctx context.Context) (image.Image, error) { return draw(ctx, pages[i]) })
		if errors.Is(err, ocr.ErrNotInstalled) || errors.Is(err, ocr.ErrUnusable) {
			return err
		}
		return ctx.Err()
	}
	// The first page with text on it tells the language of the others.
	next, language := 0, ""
	for ; next < len(pages) && language == ""; next++ {
		if err := read(ctx, next, ""); err != nil {
			return doc.cannotRead(ctx, err)
		}
		language = readings[next].Language
	}
	g, gctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.NumCPU())
	for i := next; i < len(pages); i++ {
		g.Go(func() error { return read(gctx, i, language) })
	}
	if err := g.Wait(); err != nil {
		return doc.cannotRead(ctx, err)
	}
	for i, page := range pages {
		doc.add(page, readings[i], r.ForceOCR)
		for _, l := range readings[i].Missing {
			if !slices.Contains(doc.missing, l) {
				doc.missing = append(doc.missing, l)
			}
		}
	}
	doc.standUpright()
	return nil
}

func (d *Document) cannotRead(ctx context.Context, err error) error {
	d.unread = err
	return ctx.Err()
}

// add takes what was read on a page, unless its own text says as much. A text
// that is garbled, or is not to be believed, says nothing; yet it stays on the
// page in the packet, and no second one is laid over it.
func (d *Document) add(page int, got ocr.Reading, force bool) {
	own := d.Pages[page-1]
	if got.Text == "" {
		return
	}
	layer, anew := layerOf(got, own), false
	switch {
	case slices.Contains(d.garbled, page), force && letters(own) >= fewLetters:
		layer, anew = nil, true
	case letters(got.Text) <= 2*letters(own):
		return
	case strings.TrimSpace(own) != "":
		got.Text = strings.TrimRight(own, "\n") + "\n\n" + got.Text
	}
	d.Pages[page-1] = got.Text
	d.NoText = false
	d.Recognized = append(d.Recognized, Recognized{Page: page, Confidence: got.Confidence, Top: got.Top, Turn: got.Turn, Upright: turnsUpright(got), Anew: anew, Layer: layer})
}

func letters(text string) (n int) {
	for _, c := range text {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			n++
		}
	}
	return n
}

// recognized tells whether the text of a page was read from its picture.
func (d *Document) recognized(page int) bool {
	for _, r := range d.Recognized {
		if r.Page == page {
			return true
		}
	}
	return false
}

// readScans reads those pages of a PDF that are pictures, or have no more text
// than a fax machine writes on them.
func (r *Reader) readScans(ctx context.Context, f File, p *pdfium.Probe, doc *Document) error {
	var scans []int
	for i, page := range p.Pages {
		n := letters(page.Text)
		senseless := garbled(page.Text, page.Images > 0)
		if senseless {
			doc.garbled = append(doc.garbled, i+1)
		}
		if !page.Unreadable && (n == 0 || n < fewLetters && page.Images > 0 || senseless || r.ForceOCR) {
			scans = append(scans, i+1)
		}
	}
	renderer, ok := r.Engine.(Renderer)
	if len(scans) == 0 || !ok || !p.Opened {
		return nil
	}
	return r.recognize(ctx, doc, scans, func(ctx context.Context, page int) (image.Image, error) {
		size := pdf.PageSize{Width: p.Pages[page-1].Width, Height: p.Pages[page-1].Height}
		return renderer.Render(ctx, f.Path, f.Name, p.Password, page, resolution(size, scanDPI))
	})
}

// A text is garbled where fewer than so many in 100 of its longer words could be
// words, and it has enough of them to tell; on a page without a picture it takes
// more, for such a page may be a list of codes.
const (
	minPlausible, minPlausibleDrawn = 40, 20
	enoughWords                     = 20
)

// garbled tells text that no person can read: a bad reading that a scanner left
// on its page, or letters that a program stored under other numbers.
func garbled(text string, picture bool) bool {
	share, words := ocr.Plausible(text)
	return words >= enoughWords && (share < minPlausibleDrawn || share < minPlausible && picture)
}

// resolution is dpi, or as much less as longSide asks for.
func resolution(size pdf.PageSize, dpi float64) float64 {
	return max(1, min(dpi, longSide*72/max(size.Width, size.Height, 1)))
}

// readPhoto reads the text in a picture. It is laid on pages as it will be in
// the packet, upright and of any format, and those are drawn where PDFs are: so
// no picture is decoded in this process.
func (r *Reader) readPhoto(ctx context.Context, f File, doc *Document) error {
	renderer, ok := r.Engine.(Renderer)
	if r.OCR == nil || !ok || r.Work == "" {
		doc.unread = errOff
		return nil
	}
	var pages []int
	for i := range doc.Sizes {
		pages = append(pages, i+1)
	}
	draw, done, err := r.laid(f, doc, renderer)
	if err != nil {
		return err
	}
	defer done()
	return r.recognize(ctx, doc, pages, func(ctx context.Context, page int) (image.Image, error) {
		return draw(ctx, page, photoDPI)
	})
}

// CheckFiling is what is left to do about a record whose text was not read.
const CheckFiling = "Check that the record is filed as what it is."

// noText says that no page could be read, and what would help.
func (f File) noText(s clinical.Severity, message string, doc *Document) *Trouble {
	fix := CheckFiling
	switch {
	case errors.Is(doc.unread, errOff):
		fix = "Run this again with `--ocr auto`: scanned pages are then read where tesseract is installed. " + fix
	case errors.Is(doc.unread, ocr.ErrNotInstalled):
		fix = "Install tesseract-ocr, then run this again: the program can then read scanned pages by itself. " + fix
	case doc.unread != nil:
		fix = "Tesseract is installed but does not work, mostly because it has no language: install tesseract-ocr-eng, then run this again. " + fix
	}
	return f.trouble(RuleNoText, s, message, fix)
}
