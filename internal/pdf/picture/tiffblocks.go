package picture

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"

	"golang.org/x/image/ccitt"
	"golang.org/x/image/tiff/lzw"
)

// tiffLayout says how the samples of a picture lie in its strips or tiles
// (TIFF 6.0, sections 3, 8, 15).
type tiffLayout struct {
	width, height int
	samples, bits int
	apart         bool // each sample in blocks of its own (PlanarConfiguration 2)
	tiled         bool
	blockW        int
	blockH        int
	across, down  int
	compression   int
	predicted     bool
	photometric   int
}

func (d tiffDirectory) layout() (l tiffLayout, err error) {
	l = tiffLayout{
		width: d.int(tagWidth, 0), height: d.int(tagHeight, 0),
		samples: d.int(tagSamplesPerPixel, 1), bits: d.int(tagBitsPerSample, 1),
		apart: d.int(tagPlanar, 1) == 2, tiled: d.values[tagTileWidth] != nil,
		compression: d.int(tagCompression, 1), predicted: d.int(tagPredictor, 1) == 2,
		photometric: d.int(tagPhotometric, 0),
	}
	for _, bits := range d.values[tagBitsPerSample] {
		if int(bits) != l.bits {
			return l, fmt.Errorf("%w: a TIFF whose samples differ in depth", ErrUnsupported)
		}
	}
	switch l.bits {
	case 1, 2, 4, 8, 16:
	default:
		return l, fmt.Errorf("%w: a TIFF of %d bits a sample", ErrUnsupported, l.bits)
	}
	if l.samples < 1 || l.samples > 8 || d.int(tagSampleFormat, 1) != 1 || d.int(tagPredictor, 1) > 2 {
		return l, fmt.Errorf("%w: a TIFF of %d samples, or of numbers that are not whole", ErrUnsupported, l.samples)
	}
	l.blockW, l.blockH = l.width, min(l.height, max(d.int(tagRowsPerStrip, l.height), 1))
	if l.tiled {
		l.blockW, l.blockH = d.int(tagTileWidth, 0), d.int(tagTileWidth+1, 0)
		if l.blockW <= 0 || l.blockH <= 0 || l.blockW > l.width+1024 || l.blockH > l.height+1024 {
			return l, fmt.Errorf("%w: the tiles of the TIFF have no sensible size", ErrDamaged)
		}
	}
	l.across, l.down = (l.width+l.blockW-1)/l.blockW, (l.height+l.blockH-1)/l.blockH
	return l, nil
}

// together is how many samples of a pixel lie side by side in a block.
func (l tiffLayout) together() int {
	if l.apart {
		return 1
	}
	return l.samples
}

// rowBytes is the length of a row of a block.
func (l tiffLayout) rowBytes() int { return (l.blockW*l.together()*l.bits + 7) / 8 }

// rows is how many rows block i has: the last strip may be shorter.
func (l tiffLayout) rows(i int) int {
	if l.tiled {
		return l.blockH
	}
	return min(l.blockH, l.height-i%l.down*l.blockH)
}

// blockRows reads the rows of a block, one after another.
type blockRows struct {
	from io.Reader
	row  []byte
}

func (l tiffLayout) open(d tiffDirectory, i int, data []byte) (*blockRows, error) {
	from, err := l.reader(d, i, data)
	if err != nil {
		return nil, err
	}
	return &blockRows{from, make([]byte, l.rowBytes())}, nil
}

// next reads a row. One that is missing is an error: nobody could see that the
// picture is not whole.
func (r *blockRows) next(d tiffDirectory, l tiffLayout) error {
	if _, err := io.ReadFull(r.from, r.row); err != nil {
		return fmt.Errorf("%w: a part of the TIFF is cut short (%w)", ErrDamaged, err)
	}
	if l.predicted {
		l.unpredict(r.row, d)
	}
	return nil
}

func (l tiffLayout) reader(d tiffDirectory, i int, data []byte) (io.Reader, error) {
	switch l.compression {
	case 0, 1:
		return bytes.NewReader(data), nil
	case compressionG3, compressionG4:
		kind := ccitt.Group4
		if l.compression == compressionG3 {
			if kind = ccitt.Group3; d.int(tagT4Options, 0)&1 == 1 {
				return nil, fmt.Errorf("%w: a fax in two dimensions, in strips", ErrUnsupported)
			}
		}
		order := ccitt.MSB
		if d.int(tagFillOrder, 1) == 2 {
			order = ccitt.LSB
		}
		// The decoder gives 1 for white; zeros are white where TIFF says so.
		return ccitt.NewReader(bytes.NewReader(data), order, kind, l.blockW, l.rows(i), &ccitt.Options{Invert: true}), nil
	case 5:
		return lzw.NewReader(bytes.NewReader(data), lzw.MSB, 8), nil
	case 8, 32946:
		z, err := zlib.NewReader(bytes.NewReader(data))
		if err != nil {
			return nil, damaged(err)
		}
		return z, nil
	case 32773:
		return &byteRuns{b: data}, nil
	}
	return nil, fmt.Errorf("%w: a TIFF compressed in way %d", ErrUnsupported, l.compression)
}

// unpredict undoes horizontal differencing (section 14).
func (l tiffLayout) unpredict(row []byte, d tiffDirectory) {
	step := l.together()
	switch l.bits {
	case 8:
		for i := step; i < len(row); i++ {
			row[i] += row[i-step]
		}
	case 16:
		for i := 2 * step; i+1 < len(row); i += 2 {
			d.order.PutUint16(row[i:], d.order.Uint16(row[i:])+d.order.Uint16(row[i-2*step:]))
		}
	}
}

// byteRuns reads PackBits (section 9).
type byteRuns struct {
	b    []byte
	left int  // bytes of the current run
	same bool // the run repeats one byte
}

func (p *byteRuns) Read(to []byte) (n int, err error) {
	for n < len(to) {
		for p.left == 0 {
			if len(p.b) < 2 {
				return n, io.EOF
			}
			head := int(int8(p.b[0]))
			p.b = p.b[1:]
			switch {
			case head >= 0:
				p.left, p.same = head+1, false
			case head > -128:
				p.left, p.same = 1-head, true
			}
		}
		if len(p.b) == 0 {
			return n, io.EOF
		}
		to[n] = p.b[0]
		n++
		if p.left--; !p.same || p.left == 0 {
			p.b = p.b[1:]
		}
	}
	return n, nil
}
