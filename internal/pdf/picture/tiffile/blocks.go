package tiffile

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"

	"golang.org/x/image/ccitt"
	"golang.org/x/image/tiff/lzw"

	"github.com/medbundle/medbundle/internal/pdf/picture/fault"
)

// Layout says how the samples of a picture lie in its strips or tiles
// (TIFF 6.0, sections 3, 8, 15).
type Layout struct {
	Width, Height int
	Samples, Bits int
	Apart         bool // each sample in blocks of its own (PlanarConfiguration 2)
	tiled         bool
	BlockW        int
	BlockH        int
	Across, Down  int
	Compression   int
	predicted     bool
	Photometric   int
}

// Layout tells how the samples of the directory's picture lie. Errors are those
// of fault.
func (d Directory) Layout() (l Layout, err error) {
	l = Layout{
		Width: d.Int(TagWidth, 0), Height: d.Int(TagHeight, 0),
		Samples: d.Int(TagSamplesPerPixel, 1), Bits: d.Int(TagBitsPerSample, 1),
		Apart: d.Int(TagPlanar, 1) == 2, tiled: d.Values[TagTileWidth] != nil,
		Compression: d.Int(TagCompression, 1), predicted: d.Int(TagPredictor, 1) == 2,
		Photometric: d.Int(TagPhotometric, 0),
	}
	for _, bits := range d.Values[TagBitsPerSample] {
		if int(bits) != l.Bits {
			return l, fmt.Errorf("%w: a TIFF whose samples differ in depth", fault.ErrUnsupported)
		}
	}
	switch l.Bits {
	case 1, 2, 4, 8, 16:
	default:
		return l, fmt.Errorf("%w: a TIFF of %d bits a sample", fault.ErrUnsupported, l.Bits)
	}
	if l.Samples < 1 || l.Samples > 8 || d.Int(tagSampleFormat, 1) != 1 || d.Int(TagPredictor, 1) > 2 {
		return l, fmt.Errorf("%w: a TIFF of %d samples, or of numbers that are not whole", fault.ErrUnsupported, l.Samples)
	}
	l.BlockW, l.BlockH = l.Width, min(l.Height, max(d.Int(TagRowsPerStrip, l.Height), 1))
	if l.tiled {
		l.BlockW, l.BlockH = d.Int(TagTileWidth, 0), d.Int(TagTileWidth+1, 0)
		if l.BlockW <= 0 || l.BlockH <= 0 || l.BlockW > l.Width+1024 || l.BlockH > l.Height+1024 {
			return l, fmt.Errorf("%w: the tiles of the TIFF have no sensible size", fault.ErrDamaged)
		}
	}
	l.Across, l.Down = (l.Width+l.BlockW-1)/l.BlockW, (l.Height+l.BlockH-1)/l.BlockH
	return l, nil
}

// Together is how many samples of a pixel lie side by side in a block.
func (l Layout) Together() int {
	if l.Apart {
		return 1
	}
	return l.Samples
}

// RowBytes is the length of a row of a block.
func (l Layout) RowBytes() int { return (l.BlockW*l.Together()*l.Bits + 7) / 8 }

// Rows is how many rows block i has: the last strip may be shorter.
func (l Layout) Rows(i int) int {
	if l.tiled {
		return l.BlockH
	}
	return min(l.BlockH, l.Height-i%l.Down*l.BlockH)
}

// BlockRows reads the rows of a block, one after another.
type BlockRows struct {
	from io.Reader
	Row  []byte
}

// Open begins to read block i, whose bytes are data.
func (l Layout) Open(d Directory, i int, data []byte) (*BlockRows, error) {
	from, err := l.reader(d, i, data)
	if err != nil {
		return nil, err
	}
	return &BlockRows{from, make([]byte, l.RowBytes())}, nil
}

// Next reads a row. One that is missing is an error: nobody could see that the
// picture is not whole.
func (r *BlockRows) Next(d Directory, l Layout) error {
	if _, err := io.ReadFull(r.from, r.Row); err != nil {
		return fmt.Errorf("%w: a part of the TIFF is cut short (%w)", fault.ErrDamaged, err)
	}
	if l.predicted {
		l.unpredict(r.Row, d)
	}
	return nil
}

func (l Layout) reader(d Directory, i int, data []byte) (io.Reader, error) {
	switch l.Compression {
	case 0, 1:
		return bytes.NewReader(data), nil
	case CompressionG3, CompressionG4:
		kind := ccitt.Group4
		if l.Compression == CompressionG3 {
			if kind = ccitt.Group3; d.Int(TagT4Options, 0)&1 == 1 {
				return nil, fmt.Errorf("%w: a fax in two dimensions, in strips", fault.ErrUnsupported)
			}
		}
		order := ccitt.MSB
		if d.Int(TagFillOrder, 1) == 2 {
			order = ccitt.LSB
		}
		// The decoder gives 1 for white; zeros are white where TIFF says so.
		return ccitt.NewReader(bytes.NewReader(data), order, kind, l.BlockW, l.Rows(i), &ccitt.Options{Invert: true}), nil
	case 5:
		return lzw.NewReader(bytes.NewReader(data), lzw.MSB, 8), nil
	case 8, 32946:
		z, err := zlib.NewReader(bytes.NewReader(data))
		if err != nil {
			return nil, fault.Damaged(err)
		}
		return z, nil
	case 32773:
		return &byteRuns{b: data}, nil
	}
	return nil, fmt.Errorf("%w: a TIFF compressed in way %d", fault.ErrUnsupported, l.Compression)
}

// unpredict undoes horizontal differencing (section 14).
func (l Layout) unpredict(row []byte, d Directory) {
	step := l.Together()
	switch l.Bits {
	case 8:
		for i := step; i < len(row); i++ {
			row[i] += row[i-step]
		}
	case 16:
		for i := 2 * step; i+1 < len(row); i += 2 {
			d.Order.PutUint16(row[i:], d.Order.Uint16(row[i:])+d.Order.Uint16(row[i-2*step:]))
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
