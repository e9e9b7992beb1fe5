package picture

import (
	"bytes"
	"fmt"
	"math/bits"

	"github.com/medbundle/medbundle/internal/pdf/picture/tiffile"
)

// tiffReader draws the pictures of a TIFF file.
type tiffReader struct{ tiffile.Reader }

// maxPictures bounds the pages of one TIFF file.
const maxPictures = 5000

// openTIFF finds the pictures of a TIFF file; reduced copies of others are
// left out.
func openTIFF(data []byte) (*File, error) {
	r, ok := tiffile.New(data)
	t := tiffReader{r}
	if !ok {
		return nil, fmt.Errorf("%w: it does not start as a TIFF file", ErrDamaged)
	}
	f := &File{}
	seen := map[int64]bool{}
	for offset := t.First; offset != 0 && !seen[offset] && len(f.pages) < maxPictures; {
		seen[offset] = true
		d, next, ok := t.Directory(offset)
		if !ok {
			return nil, fmt.Errorf("%w: a directory of the TIFF is cut short", ErrDamaged)
		}
		if d.Int(tiffile.TagSubfile, 0)&1 == 0 {
			f.pages = append(f.pages, func() (stored, error) { return t.picture(d) })
		}
		offset = next
	}
	if len(f.pages) == 0 {
		return nil, fmt.Errorf("%w: the TIFF holds no picture", ErrDamaged)
	}
	return f, nil
}

// picture stores one picture: fax and JPEG data in one strip as it is, all
// else decoded.
func (t tiffReader) picture(d tiffile.Directory) (s stored, err error) {
	width, height := d.Int(tiffile.TagWidth, 0), d.Int(tiffile.TagHeight, 0)
	if err := checkSize(width, height, maxUnpacked); err != nil {
		return s, err
	}
	strips, tiled, err := t.blocks(d)
	if err != nil {
		return s, err
	}
	compression := d.Int(tiffile.TagCompression, 1)
	switch {
	case compression >= tiffile.CompressionRLE && compression <= tiffile.CompressionG4 && len(strips) == 1 && !tiled:
		s.image = faxImage(d, strips[0])
	case compression == tiffile.CompressionJPEG && len(strips) == 1 && !tiled:
		s, err = openJPEG(wholeJPEG(d.Tables, strips[0]))
		if d.Int(tiffile.TagPhotometric, 6) == 2 {
			s.image.Parms = []Parm{{Key: "ColorTransform", Value: 0}}
		}
	case compression == tiffile.CompressionOld:
		s, err = t.oldJPEG(d)
	default:
		s, err = t.decode(d, strips)
	}
	s.orientation = d.Orientation()
	s.dpiX, s.dpiY = d.Resolution()
	return s, err
}

// blocks returns the data of the strips or tiles.
func (t tiffReader) blocks(d tiffile.Directory) (blocks [][]byte, tiled bool, err error) {
	offsets, counts := d.Values[tiffile.TagStripOffsets], d.Values[tiffile.TagStripByteCounts]
	if tiled = d.Values[tiffile.TagTileWidth] != nil; tiled && d.Values[tiffile.TagTileOffsets] != nil {
		offsets, counts = d.Values[tiffile.TagTileOffsets], d.Values[tiffile.TagTileByteCounts]
	}
	if len(offsets) == 0 || len(offsets) != len(counts) {
		return nil, tiled, fmt.Errorf("%w: the TIFF does not say where its data is", ErrDamaged)
	}
	out := make([][]byte, len(offsets))
	for i := range out {
		from, to := int64(offsets[i]), int64(offsets[i])+int64(counts[i])
		if from < 0 || to < from || to > int64(len(t.B)) {
			return nil, tiled, fmt.Errorf("%w: the TIFF is cut short", ErrDamaged)
		}
		out[i] = t.B[from:to]
	}
	return out, tiled, nil
}

// faxImage describes fax data (ITU T.4 and T.6; ISO 32000-1, 7.4.6).
func faxImage(d tiffile.Directory, strip []byte) Image {
	img := Image{Width: d.Int(tiffile.TagWidth, 0), Height: d.Int(tiffile.TagHeight, 0), BitsPerComponent: 1,
		ColorSpace: "DeviceGray", Filter: "CCITTFaxDecode", Data: strip}
	if d.Int(tiffile.TagFillOrder, 1) == 2 {
		img.Data = make([]byte, len(strip))
		for i, b := range strip {
			img.Data[i] = bits.Reverse8(b)
		}
	}
	k := -1
	switch d.Int(tiffile.TagCompression, 1) {
	case tiffile.CompressionRLE:
		k = 0
		img.Parms = append(img.Parms, Parm{Key: "EncodedByteAlign", Value: 1, Bool: true},
			Parm{Key: "EndOfBlock", Bool: true})
	case tiffile.CompressionG3:
		k = d.Int(tiffile.TagT4Options, 0) & 1
	}
	img.Parms = append(img.Parms,
		Parm{Key: "BlackIs1", Value: d.Int(tiffile.TagPhotometric, 0) & 1, Bool: true},
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
func (t tiffReader) oldJPEG(d tiffile.Directory) (stored, error) {
	from, size := int64(d.Int(tiffile.TagJPEGAt, 0)), int64(d.Int(tiffile.TagJPEGLength, 0))
	if from < 8 || from >= int64(len(t.B)) {
		return stored{}, fmt.Errorf("%w: a JPEG in a TIFF without its tables", ErrUnsupported)
	}
	if size <= 0 || size > int64(len(t.B))-from {
		size = int64(len(t.B)) - from
	}
	s, err := openJPEG(t.B[from : from+size])
	if err != nil {
		return stored{}, fmt.Errorf("%w: a JPEG in a TIFF in parts (%w)", ErrUnsupported, err)
	}
	return s, nil
}
