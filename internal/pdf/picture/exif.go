package picture

import (
	"encoding/binary"
	"math"
)

// exif is what a photo says about looking at it; the zero value where it says nothing.
type exif struct {
	orientation int
	dpiX, dpiY  float64
}

// Tags of TIFF 6.0 and of its fax and JPEG extensions.
const (
	tagSubfile         = 254
	tagWidth           = 256
	tagHeight          = 257
	tagBitsPerSample   = 258
	tagCompression     = 259
	tagPhotometric     = 262
	tagFillOrder       = 266
	tagStripOffsets    = 273
	tagOrientation     = 274
	tagSamplesPerPixel = 277
	tagRowsPerStrip    = 278
	tagStripByteCounts = 279
	tagXResolution     = 282
	tagYResolution     = 283
	tagT4Options       = 292
	tagResolutionUnit  = 296
	tagTileWidth       = 322
	tagJPEGTables      = 347
)

// readEXIF reads the first directory of an EXIF block, which is a TIFF file.
func readEXIF(b []byte) exif {
	t, ok := newTIFFReader(b)
	if !ok {
		return exif{}
	}
	d, _, ok := t.directory(t.first)
	if !ok {
		return exif{}
	}
	e := exif{orientation: d.orientation()}
	e.dpiX, e.dpiY = d.resolution()
	return e
}

// tiffReader reads directories of a TIFF file.
type tiffReader struct {
	b     []byte
	order binary.ByteOrder
	first uint32
}

func newTIFFReader(b []byte) (tiffReader, bool) {
	if len(b) < 8 {
		return tiffReader{}, false
	}
	t := tiffReader{b: b}
	switch string(b[:4]) {
	case "II*\x00":
		t.order = binary.LittleEndian
	case "MM\x00*":
		t.order = binary.BigEndian
	default:
		return tiffReader{}, false
	}
	t.first = t.order.Uint32(b[4:])
	return t, true
}

// tiffDirectory holds the values of the tags above.
type tiffDirectory struct {
	values map[uint16][]float64
	tables []byte // JPEGTables
}

// maxValues bounds the values of one tag: the strips of the tallest picture.
const maxValues = 1 << 17

// directory reads the directory at offset and says where the next one is.
func (t tiffReader) directory(offset uint32) (d tiffDirectory, next uint32, ok bool) {
	at := int64(offset)
	if at < 8 || at+2 > int64(len(t.b)) {
		return d, 0, false
	}
	n := int64(t.order.Uint16(t.b[at:]))
	if at+2+12*n > int64(len(t.b)) {
		return d, 0, false
	}
	d.values = map[uint16][]float64{}
	for i := range n {
		t.entry(&d, t.b[at+2+12*i:at+14+12*i])
	}
	if end := at + 2 + 12*n; end+4 <= int64(len(t.b)) {
		next = t.order.Uint32(t.b[end:])
	}
	return d, next, true
}

// sizes in bytes of the TIFF types by their codes; 0 for those that are not read.
var tiffSizes = [...]int64{1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1}

func (t tiffReader) entry(d *tiffDirectory, e []byte) {
	tag, kind, count := t.order.Uint16(e), t.order.Uint16(e[2:]), int64(t.order.Uint32(e[4:]))
	if int(kind) >= len(tiffSizes) || tiffSizes[kind] == 0 || count == 0 || count > maxValues {
		return
	}
	size := tiffSizes[kind] * count
	value := e[8:]
	if size > 4 {
		at := int64(t.order.Uint32(e[8:]))
		if at+size > int64(len(t.b)) {
			return
		}
		value = t.b[at : at+size]
	}
	switch {
	case tag == tagJPEGTables:
		d.tables = value[:size]
	case tag >= tagSubfile && tag <= tagTileWidth+3:
		d.values[tag] = t.numbers(kind, int(count), value)
	}
}

func (t tiffReader) numbers(kind uint16, count int, b []byte) []float64 {
	out := make([]float64, count)
	for i := range out {
		switch kind {
		case 3:
			out[i] = float64(t.order.Uint16(b[2*i:]))
		case 4:
			out[i] = float64(t.order.Uint32(b[4*i:]))
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

// int is the first value of a tag, or otherwise when it is absent.
func (d tiffDirectory) int(tag uint16, otherwise int) int {
	v := d.values[tag]
	if len(v) == 0 || v[0] > math.MaxInt32 {
		return otherwise
	}
	return int(v[0])
}

func (d tiffDirectory) orientation() int {
	if o := d.int(tagOrientation, 1); o >= 1 && o <= 8 {
		return o
	}
	return 1
}

// resolution is in dots per inch; 0 where the file does not say.
func (d tiffDirectory) resolution() (x, y float64) {
	vx, vy := d.values[tagXResolution], d.values[tagYResolution]
	if len(vx) == 0 || len(vy) == 0 {
		return 0, 0
	}
	switch d.int(tagResolutionUnit, 2) {
	case 2:
		return vx[0], vy[0]
	case 3:
		return vx[0] * 2.54, vy[0] * 2.54
	}
	return 0, 0
}
