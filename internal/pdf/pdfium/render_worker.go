package pdfium

import (
	"errors"
	"math"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// render serves one request for a picture of a page.
func (w *worker) render(req request) error {
	file, err := openContents(req.Path)
	if err != nil {
		return w.send(report{Failure: failOpen, Detail: named("", err).Error()})
	}
	defer file.close()
	if w.library == nil {
		return w.send(report{Failure: failLibrary})
	}
	var d drawing
	withoutCollector(func() { d, err = w.library.draw(file, req) })
	if err != nil {
		return w.send(report{Failure: renderFailure(err), Retire: w.retire()})
	}
	if err := w.send(report{Picture: &pictureReport{d.width, d.height}, Retire: w.retire()}); err != nil {
		return err
	}
	return writeFrame(w.out, frame{frameBlob, d.pixels})
}

func renderFailure(err error) failure {
	switch {
	case errors.Is(err, errLocked):
		return failLocked
	case errors.Is(err, ErrTooLarge):
		return failTooLarge
	case isTrap(err):
		return failTrap
	}
	return failPage
}

// drawing is a picture as RGBA pixels, rows from the top, without padding.
type drawing struct {
	width, height int
	pixels        []byte
}

func (l *library) draw(file *contents, req request) (d drawing, err error) {
	defer recoverInto(&err, "drawing")
	doc, err := l.openDocument(file, file.size, req.Passwords)
	if err != nil {
		return d, err
	}
	defer doc.close()
	if req.Page < 1 || req.Page > doc.pages {
		return d, ErrNoPage
	}
	loaded, err := doc.instance.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: doc.ref, Index: req.Page - 1})
	if err != nil {
		return d, err
	}
	size, err := doc.instance.GetPageSize(&requests.GetPageSize{Page: requests.Page{ByReference: &loaded.Page}})
	if err != nil {
		return d, err
	}
	d.width, d.height = pixels(size.Width, req.DPI), pixels(size.Height, req.DPI)
	if !drawable(d.width, d.height) {
		return d, ErrTooLarge
	}
	return d, doc.paint(loaded.Page, &d)
}

// pixels gives a length in points as dots, at least one.
func pixels(points, dpi float64) int {
	n := math.Round(points * dpi / 72)
	if !(n < maxRenderPixels) {
		return maxRenderPixels + 1
	}
	return max(int(n), 1)
}

// paint draws on an opaque white sheet. go-pdfium's own rendering starts from
// transparent black where a page has transparency, and blending with that
// gives other colours than paper does.
func (d *document) paint(page references.FPDF_PAGE, out *drawing) error {
	sheet, err := d.instance.FPDFBitmap_Create(&requests.FPDFBitmap_Create{Width: out.width, Height: out.height})
	if err != nil {
		return err
	}
	if _, err = d.instance.FPDFBitmap_FillRect(&requests.FPDFBitmap_FillRect{
		Bitmap: sheet.Bitmap, Width: out.width, Height: out.height, Color: 0xFFFFFFFF,
	}); err != nil {
		return err
	}
	if _, err = d.instance.FPDF_RenderPageBitmap(&requests.FPDF_RenderPageBitmap{
		Bitmap: sheet.Bitmap, Page: requests.Page{ByReference: &page}, SizeX: out.width, SizeY: out.height,
		Flags: enums.FPDF_RENDER_FLAG_ANNOT | enums.FPDF_RENDER_FLAG_REVERSE_BYTE_ORDER,
	}); err != nil {
		return err
	}
	got, err := d.instance.FPDFBitmap_GetBuffer(&requests.FPDFBitmap_GetBuffer{Bitmap: sheet.Bitmap})
	if err != nil {
		return err
	}
	if len(got.Buffer) != 4*out.width*out.height {
		return errors.Join(errTrap, errors.New("no picture came back"))
	}
	out.pixels = append([]byte(nil), got.Buffer...)
	for i := 3; i < len(out.pixels); i += 4 {
		out.pixels[i] = 0xFF // the fourth byte of this format has no meaning
	}
	return nil
}
