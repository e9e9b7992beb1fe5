package pdfium

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"math"

	"github.com/medbundle/medbundle/internal/pdf/cos"
	"github.com/medbundle/medbundle/internal/pdf/pdfium/sandbox"
)

// How pages are drawn that travel as pictures: small print can be read at 150
// dots per inch, and a wall chart need not have more than maxRasterPixels. A book
// would take minutes; behind its first sharpPages a page is as sharp as a fax.
const (
	rasterDPI       = 150
	faxDPI          = 100
	sharpPages      = 50
	maxRasterPixels = 8_000_000
	maxRasterPages  = 2000
	rasterQuality   = 82
)

// maxPageSide bounds the sides of a page that is drawn as a picture, in
// points: 200 inches (ISO 32000-1, Annex C.2).
const maxPageSide = 14400

func rasterResolution(width, height float64) float64 {
	inches := float64(width*height) / (72 * 72)
	if inches > 0 && float64(inches*(rasterDPI*rasterDPI)) > maxRasterPixels {
		return math.Floor(math.Sqrt(maxRasterPixels / inches))
	}
	return rasterDPI
}

// raster writes a file of pictures of pages. A page that cannot be drawn is
// blank there, and Lost names it; a file without one page that can be is
// ErrNoPage.
func (w *worker) raster(file *contents, password string, out io.Writer) (*rescueReport, error) {
	made := &rescueReport{}
	album := newAlbum(out)
	var err error
	sandbox.WithoutCollector(func() {
		dpi := func(width, height float64) float64 {
			if made.Pages >= sharpPages {
				return min(faxDPI, rasterResolution(width, height))
			}
			return rasterResolution(width, height)
		}
		_, err = w.library.Pages(file, file.size, password, nil, dpi, func(page int, d sandbox.Drawing, err error) error {
			if page > maxRasterPages {
				return fmt.Errorf("%w: it has more than %d pages", ErrTooLarge, maxRasterPages)
			}
			if made.Pages++; err != nil {
				made.Lost = append(made.Lost, page)
				album.blank(d.PageWidth, d.PageHeight)
			} else if err := album.add(d); err != nil {
				return err
			}
			return w.alive()
		})
	})
	if err == nil && len(made.Lost) == made.Pages {
		err = ErrNoPage
	}
	if err != nil {
		return nil, err
	}
	return made, album.finish()
}

// album writes a PDF whose every page is one picture.
type album struct {
	w             *cos.Writer
	catalog, tree int
	pages         []int
}

func newAlbum(out io.Writer) *album {
	a := &album{w: cos.NewWriter(out)}
	a.catalog, a.tree = a.w.Reserve(), a.w.Reserve()
	return a
}

// blank adds an empty page; letter size where the size is not known.
func (a *album) blank(width, height float64) {
	if !(width >= 1 && width <= maxPageSide && height >= 1 && height <= maxPageSide) {
		width, height = 612, 792
	}
	a.page(width, height, nil)
}

// add adds a drawing as a page of its size.
func (a *album) add(d sandbox.Drawing) error {
	dict, data, err := packPicture(d)
	if err != nil {
		return err
	}
	picture := a.w.Once(fmt.Appendf(nil, "/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8%s", d.Width, d.Height, dict), data, true)
	content := fmt.Appendf(cos.SpellNumber(nil, d.PageWidth), " 0 0 ")
	content = append(cos.SpellNumber(content, d.PageHeight), " 0 0 cm/P Do"...)
	stream := a.w.Once(nil, content, true)
	a.page(d.PageWidth, d.PageHeight, fmt.Appendf(nil, "/Contents %d 0 R/Resources<</XObject<</P %d 0 R>>>>", stream, picture))
	return a.w.Err()
}

func (a *album) page(width, height float64, more []byte) {
	number := a.w.Reserve()
	a.pages = append(a.pages, number)
	b := cos.SpellRect(fmt.Appendf(nil, "<</Type/Page/Parent %d 0 R/MediaBox", a.tree), cos.Rect{X1: width, Y1: height})
	a.w.Object(number, append(append(b, more...), ">>"...))
}

func (a *album) finish() error {
	kids := []byte("<</Type/Pages/Count ")
	kids = fmt.Appendf(kids, "%d/Kids[", len(a.pages))
	for _, n := range a.pages {
		kids = fmt.Appendf(kids, "%d 0 R ", n)
	}
	a.w.Object(a.tree, append(kids, "]>>"...))
	a.w.Object(a.catalog, fmt.Appendf(nil, "<</Type/Catalog/Pages %d 0 R>>", a.tree))
	return a.w.Finish(fmt.Appendf(nil, "/Root %d 0 R", a.catalog))
}

// packPicture packs a drawing without loss where that is not much larger than
// JPEG: it keeps print sharp. dict has the entries that tell how.
func packPicture(d sandbox.Drawing) (dict string, data []byte, err error) {
	img, raw, space := rgb(d)
	if grey(d) {
		img, raw, space = greys(d)
	}
	flat := cos.Deflate(raw)
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, img, &jpeg.Options{Quality: rasterQuality}); err != nil {
		return "", nil, err
	}
	if len(flat) <= photo.Len()/2*3 {
		return space + "/Filter/FlateDecode", flat, nil
	}
	return space + "/Filter/DCTDecode", photo.Bytes(), nil
}

// greyTolerance is how far the colours of a grey pixel may be apart.
const greyTolerance = 8

func grey(d sandbox.Drawing) bool {
	for i := 0; i+3 < len(d.Pixels); i += 4 {
		p := d.Pixels[i : i+3]
		if max(p[0], p[1], p[2])-min(p[0], p[1], p[2]) > greyTolerance {
			return false
		}
	}
	return true
}

func greys(d sandbox.Drawing) (image.Image, []byte, string) {
	img := image.NewGray(image.Rect(0, 0, d.Width, d.Height))
	for i := range img.Pix {
		p := d.Pixels[4*i : 4*i+3]
		img.Pix[i] = color.GrayModel.Convert(color.RGBA{p[0], p[1], p[2], 255}).(color.Gray).Y
	}
	return img, img.Pix, "/ColorSpace/DeviceGray"
}

func rgb(d sandbox.Drawing) (image.Image, []byte, string) {
	raw := make([]byte, 0, 3*d.Width*d.Height)
	for i := 0; i+3 < len(d.Pixels); i += 4 {
		raw = append(raw, d.Pixels[i:i+3]...)
	}
	img := &image.RGBA{Pix: d.Pixels, Stride: 4 * d.Width, Rect: image.Rect(0, 0, d.Width, d.Height)}
	return img, raw, "/ColorSpace/DeviceRGB"
}
