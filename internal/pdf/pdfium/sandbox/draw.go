package sandbox

import (
	"errors"
	"fmt"
	"io"
	"math"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// MaxPixels is how many pixels a Drawing may have: an A3 page at 300 dpi.
const MaxPixels = 18_000_000

// Drawable tells whether a picture is neither empty nor over MaxPixels.
func Drawable(width, height int) bool {
	return width > 0 && height > 0 && width <= MaxPixels/height
}

// Drawing is a picture as RGBA pixels, rows from the top, without padding.
type Drawing struct {
	Width, Height int
	Pixels        []byte
	// PageWidth and PageHeight are the page's size in points, upright.
	PageWidth, PageHeight float64
}

// Draw draws one page, counted from 1, with its annotations, upright on white,
// at dpi dots per inch. Its errors are ErrLocked, ErrNoPage, ErrTooLarge and
// ErrTrap.
func (l *Library) Draw(file io.ReadSeeker, size int64, password string, page int, dpi float64) (d Drawing, err error) {
	defer func() { err = drawError(err) }()
	defer recoverInto(&err, "drawing")
	doc, err := l.openDocument(file, size, []string{password})
	if err != nil {
		return d, err
	}
	defer doc.close()
	return doc.draw(page, func(width, height float64) float64 { return dpi })
}

// draw draws one page, counted from 1, at the resolution that dpi chooses for
// its size in points.
func (d *document) draw(page int, dpi func(width, height float64) float64) (out Drawing, err error) {
	if page < 1 || page > d.pages {
		return out, ErrNoPage
	}
	loaded, err := d.instance.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: d.ref, Index: page - 1})
	if err != nil {
		return out, err
	}
	defer d.closePage(loaded.Page)
	points, err := d.instance.GetPageSize(&requests.GetPageSize{Page: requests.Page{ByReference: &loaded.Page}})
	if err != nil {
		return out, err
	}
	if !(points.Width >= 1 && points.Height >= 1) { // a crop box beside its page, which readers leave out of account
		return out, ErrNoPage
	}
	out.PageWidth, out.PageHeight = points.Width, points.Height
	at := dpi(points.Width, points.Height)
	out.Width, out.Height = pixels(points.Width, at), pixels(points.Height, at)
	if !Drawable(out.Width, out.Height) {
		return out, ErrTooLarge
	}
	return out, d.paint(loaded.Page, &out)
}

// drawError gives every failure one of the four names.
func drawError(err error) error {
	switch {
	case err == nil, errors.Is(err, ErrLocked), errors.Is(err, ErrTooLarge), errors.Is(err, ErrNoPage):
		return err
	case isTrap(err):
		return fmt.Errorf("%w: %w", ErrTrap, err)
	}
	return fmt.Errorf("%w: %w", ErrNoPage, err)
}

// pixels gives a length in points as dots, at least one.
func pixels(points, dpi float64) int {
	n := math.Round(points * dpi / 72)
	if !(n < MaxPixels) {
		return MaxPixels + 1
	}
	return max(int(n), 1)
}

// paint draws on an opaque white sheet. go-pdfium's own rendering starts from
// transparent black where a page has transparency, and blending with that
// gives other colours than paper does.
func (d *document) paint(page references.FPDF_PAGE, out *Drawing) error {
	sheet, err := d.instance.FPDFBitmap_Create(&requests.FPDFBitmap_Create{Width: out.Width, Height: out.Height})
	if err != nil {
		return err
	}
	defer func() { _, _ = d.instance.FPDFBitmap_Destroy(&requests.FPDFBitmap_Destroy{Bitmap: sheet.Bitmap}) }()
	if _, err = d.instance.FPDFBitmap_FillRect(&requests.FPDFBitmap_FillRect{
		Bitmap: sheet.Bitmap, Width: out.Width, Height: out.Height, Color: 0xFFFFFFFF,
	}); err != nil {
		return err
	}
	if _, err = d.instance.FPDF_RenderPageBitmap(&requests.FPDF_RenderPageBitmap{
		Bitmap: sheet.Bitmap, Page: requests.Page{ByReference: &page}, SizeX: out.Width, SizeY: out.Height,
		Flags: enums.FPDF_RENDER_FLAG_ANNOT | enums.FPDF_RENDER_FLAG_REVERSE_BYTE_ORDER,
	}); err != nil {
		return err
	}
	if err := d.drawFields(page, sheet.Bitmap, out.Width, out.Height); err != nil {
		return err
	}
	got, err := d.instance.FPDFBitmap_GetBuffer(&requests.FPDFBitmap_GetBuffer{Bitmap: sheet.Bitmap})
	if err != nil {
		return err
	}
	if len(got.Buffer) != 4*out.Width*out.Height {
		return errors.Join(ErrTrap, errors.New("no picture came back"))
	}
	out.Pixels = append([]byte(nil), got.Buffer...)
	for i := 3; i < len(out.Pixels); i += 4 {
		out.Pixels[i] = 0xFF // the fourth byte of this format has no meaning
	}
	return nil
}
