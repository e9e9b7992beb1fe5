package pixels

import (
	"fmt"
	"strings"
)

// A frame beyond these bounds is refused before anything is allocated. The
// largest pictures on patients' discs are mammograms of 50 µm a pixel, 28 Mpx.
const (
	maxPixels  = 28 << 20
	maxSamples = 48 << 20
)

// A large picture that a few bytes unpack to is a trap: what is on discs is packed
// to a fifth, and to a fortieth where loss was allowed.
const (
	largePixels = 8 << 20
	maxPacking  = 50
)

// checkPacking refuses a large frame of which only n bytes are stored.
func (s *shape) checkPacking(n int) error {
	if bytes := s.count() * max(1, s.allocated/8); s.pixels() > largePixels && bytes > maxPacking*n {
		return fmt.Errorf("%w (%d × %d pixels in %d bytes are no picture)", ErrUnsupported, s.columns, s.rows, n)
	}
	return nil
}

// shape is what the attributes say about the samples, checked and with the
// gaps filled as PS3.3 C.7.6.3.1 allows.
type shape struct {
	columns, rows, samples    int
	allocated, stored, high   int
	frames                    int
	signed, planar, bigEndian bool
	photometric               string
}

func newShape(a *Attributes) (shape, error) {
	s := shape{
		columns: a.Columns, rows: a.Rows, samples: a.SamplesPerPixel,
		allocated: a.BitsAllocated, stored: a.BitsStored, high: a.HighBit,
		frames: max(a.Frames, 1), signed: a.Signed, planar: a.Planar == 1,
		photometric: strings.ToUpper(strings.TrimSpace(a.Photometric)),
	}
	s.fillPhotometric()
	if err := s.checkSize(); err != nil {
		return shape{}, err
	}
	return s, s.fillBits()
}

func (s *shape) fillPhotometric() {
	switch {
	case s.photometric == "" && s.samples == 3:
		s.photometric = "RGB"
	case s.photometric == "":
		s.photometric = "MONOCHROME2"
	}
	if s.samples == 0 {
		s.samples = 1
		if !s.grey() && s.photometric != "PALETTE COLOR" {
			s.samples = 3
		}
	}
}

func (s *shape) grey() bool { return strings.HasPrefix(s.photometric, "MONOCHROME") }

func (s *shape) checkSize() error {
	switch {
	case s.rows < 1 || s.columns < 1 || s.rows > 65535 || s.columns > 65535:
		return fmt.Errorf("a picture of %d columns and %d rows", s.columns, s.rows)
	case s.samples != 1 && s.samples != 3, s.samples == 3 && s.allocated == 1:
		return fmt.Errorf("%w (%d samples per pixel, %s)", ErrUnsupported, s.samples, s.photometric)
	case s.pixels() > maxPixels || s.count() > maxSamples:
		return fmt.Errorf("%w (%d × %d pixels are more than %d million)",
			ErrUnsupported, s.columns, s.rows, maxPixels>>20)
	}
	return nil
}

func (s *shape) fillBits() error {
	switch s.allocated {
	case 1, 8, 16, 32:
	default:
		return fmt.Errorf("%w (%d bits allocated)", ErrUnsupported, s.allocated)
	}
	if s.stored < 1 || s.stored > s.allocated {
		s.stored = s.allocated
	}
	if s.high < s.stored-1 || s.high >= s.allocated {
		s.high = s.stored - 1
	}
	return nil
}

func (s *shape) pixels() int { return s.rows * s.columns }

// count is the number of samples of one frame.
func (s *shape) count() int { return s.pixels() * s.samples }

func (s *shape) raw(samples []int32) *Raw {
	return &Raw{Columns: s.columns, Rows: s.rows, SamplesPerPixel: s.samples,
		Bits: s.stored, Signed: s.signed, Photometric: s.photometric, Samples: samples}
}

// extract turns a pixel cell into the sample it stores: the bits up to the high
// bit, with their sign.
func (s *shape) extract(cell uint32) int32 {
	return signExtend(cell>>(s.high+1-s.stored), s.stored, s.signed)
}

func signExtend(v uint32, bits int, signed bool) int32 {
	shift := 32 - bits
	if signed {
		return int32(v<<shift) >> shift
	}
	return int32(v << shift >> shift)
}
