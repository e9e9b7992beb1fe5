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
	tagPlanar          = 284
	tagPredictor       = 317
	tagColorMap        = 320
	tagTileWidth       = 322
	tagTileOffsets     = 324
	tagTileByteCounts  = 325
	tagExtraSamples    = 338
	tagSampleFormat    = 339
	tagJPEGTables      = 347
	tagJPEGAt          = 513
	tagJPEGLength      = 514
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

// tiffReader reads directories of a TIFF file, or of a BigTIFF file, whose
// places and counts have eight bytes.
type tiffReader struct {
	b     []byte
	order binary.ByteOrder
	big   bool
	first int64
}

func newTIFFReader(b []byte) (tiffReader, bool) {
	if len(b) < 8 {
		return tiffReader{}, false
	}
	t := tiffReader{b: b}
	switch string(b[:4]) {
	case "II*\x00", "II+\x00":
		t.order = binary.LittleEndian
	case "MM\x00*", "MM\x00+":
		t.order = binary.BigEndian
	default:
		return tiffReader{}, false
	}
	if t.big = t.order.Uint16(b[2:]) == 43; !t.big {
		t.first = int64(t.order.Uint32(b[4:]))
		return t, true
	}
	if len(b) < 16 || t.order.Uint16(b[4:]) != 8 {
		return tiffReader{}, false
	}
	t.first = t.place(b[8:])
	return t, true
}

// place reads a place or a count; one that cannot be is far behind the end.
func (t tiffReader) place(b []byte) int64 {
	if !t.big {
		return int64(t.order.Uint32(b))
	}
	return int64(min(t.order.Uint64(b), 1<<40))
}

// tiffDirectory holds the values of the tags above.
type tiffDirectory struct {
	order  binary.ByteOrder
	values map[uint16][]float64
	tables []byte // JPEGTables
}

// maxValues bounds the values of one tag: the strips of the tallest picture.
const maxValues = 1 << 17

// directory reads the directory at offset and says where the next one is.
func (t tiffReader) directory(at int64) (d tiffDirectory, next int64, ok bool) {
	count, entry, link := int64(2), int64(12), int64(4)
	if t.big {
		count, entry, link = 8, 20, 8
	}
	if at < 8 || at+count > int64(len(t.b)) {
		return d, 0, false
	}
	n := int64(t.order.Uint16(t.b[at:]))
	if t.big {
		n = t.place(t.b[at:])
	}
	if at += count; n > 1<<16 || at+entry*n > int64(len(t.b)) {
		return d, 0, false
	}
	d.values, d.order = map[uint16][]float64{}, t.order
	for i := range n {
		t.entry(&d, t.b[at+entry*i:at+entry*(i+1)])
	}
	if end := at + entry*n; end+link <= int64(len(t.b)) {
		next = t.place(t.b[end:])
	}
	return d, next, true
}

// sizes in bytes of the TIFF types by their codes; 0 for those that are not read.
var tiffSizes = [...]int64{1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 16: 8}

func (t tiffReader) entry(d *tiffDirectory, e []byte) {
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
		if at+size > int64(len(t.b)) {
			return
		}
		value = t.b[at : at+size]
	}
	switch {
	case tag == tagJPEGTables:
		d.tables = value[:size]
	case tag >= tagSubfile && tag <= tagSampleFormat, tag == tagJPEGAt, tag == tagJPEGLength:
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
