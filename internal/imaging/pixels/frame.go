package pixels

import (
	"errors"
	"image"
	"io"
)

// ErrUnsupported says that a picture is stored in a way that this package does
// not draw. Errors that wrap it name the way in words.
var ErrUnsupported = errors.New("this picture cannot be drawn")

// Rendered is one frame as a screen shows it.
type Rendered struct {
	// Image is an *image.Gray or an *image.RGBA.
	Image image.Image
	// WindowCenter and WindowWidth are the window drawn with, in rescaled
	// units (CT: HU). Windowed says that it is the file's own; otherwise it
	// spans the frame's least and greatest value, or is 0, 0 for colour and
	// for a VOI lookup table.
	WindowCenter, WindowWidth float64
	Windowed                  bool
}

// Raw is one frame as stored: decoded, but before any lookup table.
type Raw struct {
	Columns, Rows, SamplesPerPixel int
	// Bits are the significant bits of a sample, Signed says that the samples are
	// two's complement.
	Bits   int
	Signed bool
	// Photometric says what the samples are now; a codec may have turned
	// YBR_RCT or YBR_FULL_422 into RGB.
	Photometric string
	// Samples lie pixel after pixel, row after row, colours interleaved.
	// Value reads them; 32-bit unsigned samples wrap here.
	Samples []int32
}

// Value returns sample i as a number.
func (r *Raw) Value(i int) int64 {
	if r.Bits == 32 && !r.Signed {
		return int64(uint32(r.Samples[i]))
	}
	return int64(r.Samples[i])
}

// Frame draws frame n, from 0, of the pixel data whose value starts at offset
// in data and is length bytes long; length -1 says that it is encapsulated
// (PS3.5 A.4). It never reads outside the value.
func Frame(a *Attributes, data io.ReaderAt, offset, length int64, frame int) (*Rendered, error) {
	return nil, errors.New("pixels: drawing is not built yet")
}

// Samples decodes a frame as Frame does and returns its stored samples.
func Samples(a *Attributes, data io.ReaderAt, offset, length int64, frame int) (*Raw, error) {
	return nil, errors.New("pixels: decoding is not built yet")
}
