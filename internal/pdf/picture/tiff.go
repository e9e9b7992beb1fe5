package picture

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"image/jpeg"
	"math/bits"

	"golang.org/x/image/tiff"
)

// maxPictures bounds the pages of one TIFF file.
const maxPictures = 5000

// openTIFF finds the pictures of a TIFF file; reduced copies of others are
// left out.
func openTIFF(data []byte) (*File, error) {
	t, ok := newTIFFReader(data)
	if !ok {
		return nil, fmt.Errorf("%w: it does not start as a TIFF file", ErrDamaged)
	}
	f := &File{}
	seen := map[uint32]bool{}
	for offset := t.first; offset != 0 && !seen[offset] && len(f.pages) < maxPictures; {
		seen[offset] = true
		d, next, ok := t.directory(offset)
		if !ok {
			return nil, fmt.Errorf("%w: a directory of the TIFF is cut short", ErrDamaged)
		}
		if d.int(tagSubfile, 0)&1 == 0 {
			at := offset
			f.pages = append(f.pages, func() (stored, error) { return t.picture(d, at) })
		}
		offset = next
	}
	if len(f.pages) == 0 {
		return nil, fmt.Errorf("%w: the TIFF holds no picture", ErrDamaged)
	}
	return f, nil
}

// Values of the Compression tag.
const (
	compressionRLE  = 2
	compressionG3   = 3
	compressionG4   = 4
	compressionJPEG = 7
)

// picture stores one picture: fax and JPEG data in one strip as it is, all
// else decoded.
func (t tiffReader) picture(d tiffDirectory, offset uint32) (s stored, err error) {
	width, height := d.int(tagWidth, 0), d.int(tagHeight, 0)
	if err := checkSize(width, height, maxUnpacked); err != nil {
		return s, err
	}
	strips, err := t.strips(d)
	if err != nil {
		return s, err
	}
	compression := d.int(tagCompression, 1)
	switch {
	case compression >= compressionRLE && compression <= compressionG4 && len(strips) == 1:
		s.image = faxImage(d, strips[0])
	case compression == compressionJPEG && len(strips) == 1:
		s, err = openJPEG(wholeJPEG(d.tables, strips[0]))
		if d.int(tagPhotometric, 6) == 2 {
			s.image.Parms = []Parm{{Key: "ColorTransform", Value: 0}}
		}
	case compression == compressionJPEG:
		s, err = joinJPEG(d, strips)
	default:
		s, err = t.decode(d, offset)
	}
	s.orientation = d.orientation()
	s.dpiX, s.dpiY = d.resolution()
	return s, err
}

// strips returns the data of the strips; nil for a picture in tiles.
func (t tiffReader) strips(d tiffDirectory) ([][]byte, error) {
	offsets, counts := d.values[tagStripOffsets], d.values[tagStripByteCounts]
	if d.values[tagTileWidth] != nil {
		return nil, nil
	}
	if len(offsets) == 0 || len(offsets) != len(counts) {
		return nil, fmt.Errorf("%w: the TIFF does not say where its data is", ErrDamaged)
	}
	out := make([][]byte, len(offsets))
	for i := range out {
		from, to := int64(offsets[i]), int64(offsets[i])+int64(counts[i])
		if to > int64(len(t.b)) {
			return nil, fmt.Errorf("%w: the TIFF is cut short", ErrDamaged)
		}
		out[i] = t.b[from:to]
	}
	return out, nil
}

// faxImage describes fax data (ITU T.4 and T.6; ISO 32000-1, 7.4.6).
func faxImage(d tiffDirectory, strip []byte) Image {
	img := Image{Width: d.int(tagWidth, 0), Height: d.int(tagHeight, 0), BitsPerComponent: 1,
		ColorSpace: "DeviceGray", Filter: "CCITTFaxDecode", Data: strip}
	if d.int(tagFillOrder, 1) == 2 {
		img.Data = make([]byte, len(strip))
		for i, b := range strip {
			img.Data[i] = bits.Reverse8(b)
		}
	}
	k := -1
	switch d.int(tagCompression, 1) {
	case compressionRLE:
		k = 0
		img.Parms = append(img.Parms, Parm{Key: "EncodedByteAlign", Value: 1, Bool: true},
			Parm{Key: "EndOfBlock", Bool: true})
	case compressionG3:
		k = d.int(tagT4Options, 0) & 1
	}
	img.Parms = append(img.Parms,
		Parm{Key: "BlackIs1", Value: d.int(tagPhotometric, 0) & 1, Bool: true},
		Parm{Key: "Columns", Value: img.Width}, Parm{Key: "K", Value: k}, Parm{Key: "Rows", Value: img.Height})
	return img
}

// wholeJPEG puts the shared tables of a TIFF file in front of a strip.
func wholeJPEG(tables, strip []byte) []byte {
	tables = bytes.TrimSuffix(tables, []byte{0xFF, eoi})
	if len(tables) < 2 || len(strip) < 2 {
		return strip
	}
	return append(append([]byte{}, tables...), strip[2:]...)
}

// joinJPEG decodes the strips of a picture and puts them under each other.
func joinJPEG(d tiffDirectory, strips [][]byte) (stored, error) {
	if len(strips) == 0 {
		return stored{}, fmt.Errorf("%w: JPEG tiles in a TIFF", ErrUnsupported)
	}
	width, height := d.int(tagWidth, 0), d.int(tagHeight, 0)
	release, err := reserve(width, height, 4, 0)
	if err != nil {
		return stored{}, err
	}
	defer release()
	whole := image.NewRGBA(image.Rect(0, 0, width, height))
	for i, strip := range strips {
		data := wholeJPEG(d.tables, strip)
		c, err := jpeg.DecodeConfig(bytes.NewReader(data))
		if err != nil {
			return stored{}, damaged(err)
		}
		if c.Width > width+stripPad || c.Height > min(height, d.int(tagRowsPerStrip, height))+stripPad || c.Width*c.Height > maxStrip {
			return stored{}, fmt.Errorf("%w: a strip of the TIFF is larger than said", ErrDamaged)
		}
		img, err := jpeg.Decode(bytes.NewReader(data))
		if err != nil {
			return stored{}, damaged(err)
		}
		at := image.Pt(0, i*d.int(tagRowsPerStrip, 0))
		draw.Draw(whole, img.Bounds().Add(at), img, img.Bounds().Min, draw.Src)
	}
	return redraw(whole), nil
}

// What a strip of JPEG may have beyond the picture's edge, and in pixels
// altogether: a decoder takes up to 16 bytes for each, beside the whole picture.
const (
	stripPad = 64
	maxStrip = 4 << 20
)

// memory is what the decoder takes: for a pixel of the picture, and for the
// largest of its strips or tiles, of which it takes up to eight bytes a pixel
// for granted.
func (d tiffDirectory) memory(width, height int) (perPixel int, more int64) {
	perPixel = 1
	if len(d.values[tagBitsPerSample]) >= 3 {
		perPixel = 4
	}
	if d.int(tagBitsPerSample, 1) == 16 {
		perPixel *= 2
	}
	blockWidth, blockHeight := width, height
	if rows := d.int(tagRowsPerStrip, 0); rows > 0 {
		blockHeight = min(height, rows)
	}
	if w := d.int(tagTileWidth, 0); w > 0 { // the decoder refuses tiles much larger than the picture
		blockWidth, blockHeight = min(w, width+1024), min(d.int(tagTileWidth+1, height), height+1024)
	}
	return perPixel, 8 * int64(blockWidth) * int64(blockHeight)
}

// decode reads the picture whose directory is at offset. The decoder only
// knows the first picture of a file: it is shown a header that names this one.
func (t tiffReader) decode(d tiffDirectory, offset uint32) (stored, error) {
	width, height := d.int(tagWidth, 0), d.int(tagHeight, 0)
	perPixel, more := d.memory(width, height)
	release, err := reserve(width, height, perPixel, more)
	if err != nil {
		return stored{}, err
	}
	defer release()
	header := bytes.Clone(t.b[:8])
	t.order.PutUint32(header[4:], offset)
	img, err := tiff.Decode(&headed{header: header, b: t.b})
	if unsupported := tiff.UnsupportedError(""); errors.As(err, &unsupported) {
		return stored{}, fmt.Errorf("%w: %w", ErrUnsupported, err)
	}
	if err != nil {
		return stored{}, damaged(err)
	}
	return redraw(img), nil
}

// headed is a file with another header.
type headed struct {
	header, b []byte
	at        int64
}

func (h *headed) ReadAt(p []byte, off int64) (int, error) {
	n, err := bytes.NewReader(h.b).ReadAt(p, off)
	if off < int64(len(h.header)) && n > 0 {
		copy(p[:n], h.header[off:])
	}
	return n, err
}

func (h *headed) Read(p []byte) (int, error) {
	n, err := h.ReadAt(p, h.at)
	h.at += int64(n)
	return n, err
}
