// Package picture turns picture files into pages: what is stored of the
// picture, how a PDF image object decodes it, and where it lies on an upright
// page of sensible size. Compressed data is kept as it is wherever PDF can
// decode it. The package imports nothing of ours but what lies under it.
//
// Metadata does not travel. A photo carries where it was taken, by whom and
// with what; of a JPEG file only the segments that decoding needs are kept
// (JFIF header without its thumbnail, colour profile, Adobe colour transform),
// and whatever follows the end of the picture is dropped. The entropy-coded
// data stays as it is, byte for byte.
package picture

import "github.com/medbundle/medbundle/internal/pdf/picture/fault"

// Why a file cannot become pages; fault says more.
var (
	ErrUnsupported = fault.ErrUnsupported
	ErrDamaged     = fault.ErrDamaged
)

// The bounds of a picture in pixels: of a JPEG, which is passed on as it is,
// and of all others, whose pixels are looked at. Those that are decoded here
// are bounded by the memory that they take as well.
const (
	maxPixels   = fault.MaxPixels
	maxUnpacked = fault.MaxUnpacked
)

// Image is a stored picture, as the dictionary of an image XObject tells it
// (ISO 32000-1, 8.9.5).
type Image struct {
	Width, Height    int
	BitsPerComponent int
	// ColorSpace is DeviceGray, DeviceRGB, DeviceCMYK, or Indexed over
	// DeviceRGB with Palette; "" where the data itself says (JPXDecode).
	ColorSpace string
	Palette    []byte
	// Inverted tells that every component counts from the other end.
	Inverted bool
	// Filter is DCTDecode, JPXDecode, FlateDecode or CCITTFaxDecode; Parms are
	// its parameters.
	Filter string
	Parms  []Parm
	Data   []byte
}

// Parm is one decoding parameter; booleans are 0 and 1.
type Parm struct {
	Key   string
	Value int
	Bool  bool
}

// Page is an upright page with one picture on it.
type Page struct {
	// Width and Height are in points.
	Width, Height float64
	Image         Image
	// Matrix maps the unit square of the image onto the page (8.3.4).
	Matrix [6]float64
}

// File is an open picture file.
type File struct {
	// Moving tells that only the first picture of a moving one becomes a page.
	Moving bool
	// CutShort tells, once Page has made it, that a page's data ends before the
	// picture does: a viewer leaves the rest grey, or guesses it.
	CutShort bool

	pages []func() (stored, error)
}

// Len is the number of pages.
func (f *File) Len() int { return len(f.pages) }

// Page makes page i, counted from 0. It decodes what has to be decoded.
func (f *File) Page(i int) (p Page, err error) {
	defer recovered(&err)
	s, err := f.pages[i]()
	if err != nil {
		return Page{}, err
	}
	f.CutShort = f.CutShort || s.cutShort
	return s.page(), nil
}
