// Package tiffile reads the directories of TIFF files and of EXIF blocks, which
// are such files, and unpacks the strips and tiles that they name (TIFF 6.0, and
// BigTIFF, whose places and counts have eight bytes).
package tiffile

import (
	"encoding/binary"
	"math"
)

// EXIF is what a photo says about looking at it; the zero value where it says nothing.
type EXIF struct {
	Orientation int
	DPIX, DPIY  float64
}

// Tags of TIFF 6.0 and of its fax and JPEG extensions.
const (
	TagSubfile         = 254
	TagWidth           = 256
	TagHeight          = 257
	TagBitsPerSample   = 258
	TagCompression     = 259
	TagPhotometric     = 262
	TagFillOrder       = 266
	TagStripOffsets    = 273
	TagOrientation     = 274
	TagSamplesPerPixel = 277
	TagRowsPerStrip    = 278
	TagStripByteCounts = 279
	tagXResolution     = 282
	tagYResolution     = 283
	TagT4Options       = 292
	tagResolutionUnit  = 296
	TagPlanar          = 284
	TagPredictor       = 317
	TagColorMap        = 320
	TagTileWidth       = 322
	TagTileOffsets     = 324
	TagTileByteCounts  = 325
	TagExtraSamples    = 338
	tagSampleFormat    = 339
	tagJPEGTables      = 347
	TagJPEGAt          = 513
	TagJPEGLength      = 514
)

// Values of the Compression tag.
const (
	CompressionRLE  = 2
	CompressionG3   = 3
	CompressionG4   = 4
	CompressionOld  = 6 // JPEG as TIFF 6.0 had it, section 22
	CompressionJPEG = 7
)

// Values of PhotometricInterpretation.
const (
	WhiteIsZero = 0
	BlackIsZero = 1
	IsRGB       = 2
	IsPalette   = 3
	IsCMYK      = 5
	IsYCbCr     = 6
)

// ReadEXIF reads the first directory of an EXIF block, which is a TIFF file.
func ReadEXIF(b []byte) EXIF {
	t, ok := New(b)
	if !ok {
		return EXIF{}
	}
	d, _, ok := t.Directory(t.First)
	if !ok {
		return EXIF{}
	}
	e := EXIF{Orientation: d.Orientation()}
	e.DPIX, e.DPIY = d.Resolution()
	return e
}

// Reader reads directories of a TIFF file, or of a BigTIFF file, whose
// places and counts have eight bytes.
type Reader struct {
	B     []byte
	order binary.ByteOrder
	big   bool
	First int64
}

// New reads the header of a file, and tells whether it is one.
func New(b []byte) (Reader, bool) {
	if len(b) < 8 {
		return Reader{}, false
	}
	t := Reader{B: b}
	switch string(b[:4]) {
	case "II*\x00", "II+\x00":
		t.order = binary.LittleEndian
	case "MM\x00*", "MM\x00+":
		t.order = binary.BigEndian
	default:
		return Reader{}, false
	}
	if t.big = t.order.Uint16(b[2:]) == 43; !t.big {
		t.First = int64(t.order.Uint32(b[4:]))
		return t, true
	}
	if len(b) < 16 || t.order.Uint16(b[4:]) != 8 {
		return Reader{}, false
	}
	t.First = t.place(b[8:])
	return t, true
}

// place reads a place or a count; one that cannot be is far behind the end.
func (t Reader) place(b []byte) int64 {
	if !t.big {
		return int64(t.order.Uint32(b))
	}
	return int64(min(t.order.Uint64(b), 1<<40))
}

// Directory holds the values of the tags above.
type Directory struct {
	Order  binary.ByteOrder
	Values map[uint16][]float64
	Tables []byte // JPEGTables
}

// maxValues bounds the values of one tag: the strips of the tallest picture.
const maxValues = 1 << 17

// Directory reads the directory at offset and says where the next one is.
func (t Reader) Directory(at int64) (d Directory, next int64, ok bool) {
	count, entry, link := int64(2), int64(12), int64(4)
	if t.big {
		count, entry, link = 8, 20, 8
	}
	if at < 8 || at+count > int64(len(t.B)) {
		return d, 0, false
	}
	n := int64(t.order.Uint16(t.B[at:]))
	if t.big {
		n = t.place(t.B[at:])
	}
	if at += count; n > 1<<16 || at+entry*n > int64(len(t.B)) {
		return d, 0, false
	}
	d.Values, d.Order = map[uint16][]float64{}, t.order
	for i := range n {
		t.entry(&d, t.B[at+entry*i:at+entry*(i+1)])
	}
	if end := at + entry*n; end+link <= int64(len(t.B)) {
		next = t.place(t.B[end:])
	}
	return d, next, true
}

// sizes in bytes of the TIFF types by their codes; 0 for those that are not read.
var tiffSizes = [...]int64{1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 16: 8}

func (t Reader) entry(d *Directory, e []byte) {
	tag, kind, count, value := t.order.Uint16(e), t.order.Uint16(e[2:]), t.place(e[4:]), e[8:]
	if t.big {
		value = e[12:]
	}
	if int(kind) >= len(tiffSizes) || tiffSizes[kind] == 0 || count == 0 || count > maxValues {
		return
	}
	size := tiffSizes[kind] * count
	if size > int64(len(value)) {
		at := t.place(value)
		if at+size > int64(len(t.B)) {
			return
		}
		value = t.B[at : at+size]
	}
	switch {
	case tag == tagJPEGTables:
		d.Tables = value[:size]
	case tag >= TagSubfile && tag <= tagSampleFormat, tag == TagJPEGAt, tag == TagJPEGLength:
		d.Values[tag] = t.numbers(kind, int(count), value)
	}
}

func (t Reader) numbers(kind uint16, count int, b []byte) []float64 {
	out := make([]float64, count)
	for i := range out {
		switch kind {
		case 3:
			out[i] = float64(t.order.Uint16(b[2*i:]))
		case 4:
			out[i] = float64(t.order.Uint32(b[4*i:]))
		case 16:
			out[i] = float64(t.order.Uint64(b[8*i:]))
		case 5:
			over, under := t.order.Uint32(b[8*i:]), t.order.Uint32(b[8*i+4:])
			if under != 0 {
				out[i] = float64(over) / float64(under)
			}
		default:
			out[i] = float64(b[i])
		}
	}
	return out
}

// Int is the first value of a tag, or otherwise when it is absent.
func (d Directory) Int(tag uint16, otherwise int) int {
	v := d.Values[tag]
	if len(v) == 0 || v[0] > math.MaxInt32 {
		return otherwise
	}
	return int(v[0])
}

// Orientation is EXIF's: 1 to 8; 1 is upright.
func (d Directory) Orientation() int {
	if o := d.Int(TagOrientation, 1); o >= 1 && o <= 8 {
		return o
	}
	return 1
}

// Resolution is in dots per inch; 0 where the file does not say.
func (d Directory) Resolution() (x, y float64) {
	vx, vy := d.Values[tagXResolution], d.Values[tagYResolution]
	if len(vx) == 0 || len(vy) == 0 {
		return 0, 0
	}
	switch d.Int(tagResolutionUnit, 2) {
	case 2:
		return vx[0], vy[0]
	case 3:
		return vx[0] * 2.54, vy[0] * 2.54
	}
	return 0, 0
}
