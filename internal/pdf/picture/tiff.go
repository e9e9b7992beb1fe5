package picture

import (
	"bytes"
	"fmt"
	"math/bits"
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
	seen := map[int64]bool{}
	for offset := t.first; offset != 0 && !seen[offset] && len(f.pages) < maxPictures; {
		seen[offset] = true
		d, next, ok := t.directory(offset)
		if !ok {
			return nil, fmt.Errorf("%w: a directory of the TIFF is cut short", ErrDamaged)
		}
		if d.int(tagSubfile, 0)&1 == 0 {
			f.pages = append(f.pages, func() (stored, error) { return t.picture(d) })
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
	compressionOld  = 6 // JPEG as TIFF 6.0 had it, section 22
	compressionJPEG = 7
)

// picture stores one picture: fax and JPEG data in one strip as it is, all
// else decoded.
func (t tiffReader) picture(d tiffDirectory) (s stored, err error) {
	width, height := d.int(tagWidth, 0), d.int(tagHeight, 0)
	if err := checkSize(width, height, maxUnpacked); err != nil {
		return s, err
	}
	strips, tiled, err := t.blocks(d)
	if err != nil {
		return s, err
	}
	compression := d.int(tagCompression, 1)
	switch {
	case compression >= compressionRLE && compression <= compressionG4 && len(strips) == 1 && !tiled:
		s.image = faxImage(d, strips[0])
	case compression == compressionJPEG && len(strips) == 1 && !tiled:
		s, err = openJPEG(wholeJPEG(d.tables, strips[0]))
		if d.int(tagPhotometric, 6) == 2 {
			s.image.Parms = []Parm{{Key: "ColorTransform", Value: 0}}
		}
	case compression == compressionOld:
		s, err = t.oldJPEG(d)
	default:
		s, err = t.decode(d, strips)
	}
	s.orientation = d.orientation()
	s.dpiX, s.dpiY = d.resolution()
	return s, err
}

// blocks returns the data of the strips or tiles.
func (t tiffReader) blocks(d tiffDirectory) (blocks [][]byte, tiled bool, err error) {
	offsets, counts := d.values[tagStripOffsets], d.values[tagStripByteCounts]
	if tiled = d.values[tagTileWidth] != nil; tiled && d.values[tagTileOffsets] != nil {
		offsets, counts = d.values[tagTileOffsets], d.values[tagTileByteCounts]
	}
	if len(offsets) == 0 || len(offsets) != len(counts) {
		return nil, tiled, fmt.Errorf("%w: the TIFF does not say where its data is", ErrDamaged)
	}
	out := make([][]byte, len(offsets))
	for i := range out {
		from, to := int64(offsets[i]), int64(offsets[i])+int64(counts[i])
		if from < 0 || to < from || to > int64(len(t.b)) {
			return nil, tiled, fmt.Errorf("%w: the TIFF is cut short", ErrDamaged)
		}
		out[i] = t.b[from:to]
	}
	return out, tiled, nil
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

// oldJPEG passes on a JPEG that a TIFF file holds whole, which is how most
// programs wrote it before TIFF knew JPEG well.
func (t tiffReader) oldJPEG(d tiffDirectory) (stored, error) {
	from, size := int64(d.int(tagJPEGAt, 0)), int64(d.int(tagJPEGLength, 0))
	if from < 8 || from >= int64(len(t.b)) {
		return stored{}, fmt.Errorf("%w: a JPEG in a TIFF without its tables", ErrUnsupported)
	}
	if size <= 0 || size > int64(len(t.b))-from {
		size = int64(len(t.b)) - from
	}
	s, err := openJPEG(t.b[from : from+size])
	if err != nil {
		return stored{}, fmt.Errorf("%w: a JPEG in a TIFF in parts (%w)", ErrUnsupported, err)
	}
	return s, nil
}
