package pixels

import (
	"errors"
	"fmt"
	"image"
	"io"
	"strings"
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
	// Origin says where the window comes from.
	Origin WindowOrigin
	// Dark says that great values are dark.
	Dark bool
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
// (PS3.5 A.4). Its errors do not name the file, which it does not know; they wrap
// ErrUnsupported where the file may be whole but this package cannot draw it.
func Frame(a *Attributes, data io.ReaderAt, offset, length int64, frame int) (r *Rendered, err error) {
	defer recovered(&err)
	if a.FloatBits != 0 {
		return renderFloat(a, data, offset, length, frame)
	}
	raw, err := Samples(a, data, offset, length, frame)
	if err != nil {
		return nil, err
	}
	switch {
	case raw.SamplesPerPixel == 3:
		return renderColour(raw)
	case raw.Photometric == "PALETTE COLOR":
		return renderPalette(a, raw)
	case raw.Photometric == "MONOCHROME1" || raw.Photometric == "MONOCHROME2":
		return renderGrey(a, raw), nil
	}
	return nil, fmt.Errorf("%w (one sample per pixel of %s)", ErrUnsupported, raw.Photometric)
}

// Samples decodes a frame as Frame does and returns its stored samples.
func Samples(a *Attributes, data io.ReaderAt, offset, length int64, frame int) (raw *Raw, err error) {
	defer recovered(&err)
	s, err := newShape(a)
	if err != nil {
		return nil, err
	}
	if frame < 0 || frame >= s.frames {
		return nil, errNoFrame(frame, s.frames)
	}
	uid := strings.TrimRight(a.TransferSyntax, " \x00")
	big, plain := nativeSyntaxes[uid]
	decode, known := codecs[uid]
	switch {
	case plain && length < 0:
		return nil, errors.New("encapsulated pixel data under an unencapsulated transfer syntax")
	case plain:
		s.bigEndian = big
		return native(&s, a, data, offset, length, frame)
	case !known:
		return nil, unsupported(uid)
	case length >= 0:
		return nil, errors.New("compressed pixel data that are not encapsulated")
	}
	e, err := readEncapsulated(data, offset)
	if err != nil {
		return nil, err
	}
	compressed, err := e.frame(&s, a, frame)
	if err != nil {
		return nil, err
	}
	if err := s.checkPacking(len(compressed)); err != nil {
		return nil, err
	}
	return decode(&s, compressed)
}

// recovered turns a panic into an error. None is known; pixels of strangers are
// no place to rely on that.
func recovered(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("drawing the picture failed: %v", p)
	}
}

func errNoFrame(frame, frames int) error { return fmt.Errorf("frame %d of %d", frame+1, frames) }
