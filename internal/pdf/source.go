package pdf

import "time"

// Format is what a Source holds.
type Format string

// The formats whose pages the assembler can copy.
const (
	FormatPDF  Format = "pdf"
	FormatJPEG Format = "jpeg"
	FormatPNG  Format = "png"
	FormatTIFF Format = "tiff"
	FormatGIF  Format = "gif"
	FormatBMP  Format = "bmp"
	FormatWebP Format = "webp"
	FormatJP2  Format = "jp2"
	FormatHEIC Format = "heic"
)

// Source is a document whose pages can be copied into a packet: a PDF file, or
// a picture that becomes one page (a TIFF: one page per picture).
type Source struct {
	// Name is how the user knows the file; errors carry it.
	Name string
	// Path is a file on disk. Data holds the bytes instead where Path is "".
	Path string
	Data []byte
	// Password opens the file; "" for none. An empty user password is always tried.
	Password string
	Format   Format
}

// PageSize is the size of a page as a reader sees it, upright, in points
// (1/72 inch), without any band that the assembler adds.
type PageSize struct{ Width, Height float64 }

// Info goes into the document information dictionary and the XMP metadata of
// the packet. Created is the only date in the file.
type Info struct {
	Title    string
	Author   string
	Subject  string
	Language string // "en"
	Producer string
	Created  time.Time
}

// Bookmark is one line of the packet's outline. Page counts from 1.
type Bookmark struct {
	Title    string
	Page     int
	Open     bool
	Children []Bookmark
}

// FootBand is the height in points of the band that the assembler adds below a
// copied page for the running foot.
const FootBand = 22.0
