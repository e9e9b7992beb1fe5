package pixels

import (
	"encoding/binary"
	"errors"
	"image"
	"io"
	"math"
)

// renderFloat draws Float Pixel Data and Double Float Pixel Data (PS3.3 C.7.6.24 and
// C.7.6.25): values that are what they measure, without rescaling. What is no
// number is black.
func renderFloat(a *Attributes, src io.ReaderAt, offset, length int64, frame int) (*Rendered, error) {
	one := *a
	one.BitsAllocated, one.BitsStored, one.SamplesPerPixel = 32, 32, 1
	s, err := newShape(&one)
	switch {
	case err != nil:
		return nil, err
	case frame < 0 || frame >= s.frames:
		return nil, errNoFrame(frame, s.frames)
	case length < 0:
		return nil, errors.New("encapsulated floating-point pixel data")
	}
	size := int64(s.pixels()) * int64(a.FloatBits/8)
	b, err := readWithin(src, offset, length, int64(frame)*size, size)
	if err != nil {
		return nil, err
	}
	value := floatsIn(b, a.FloatBits, nativeSyntaxes[a.TransferSyntax])
	values := judge(a, s.pixels(), func(i int) (float64, bool) { v := value(i); return v, finite(v) })
	file, has := firstWindow(a)
	w, from := a.Display.chosen(file, has, func() judged { return values })
	if from == NoWindow {
		low, high := values.at(0), values.at(1)
		w, from = window{low + float64((high-low)/2), high - low, "LINEAR_EXACT"}, FoundWindow
	}
	inverse := a.Display.Dark || a.PresentationLUTShape == "INVERSE" || s.photometric == "MONOCHROME1"
	return &Rendered{Image: drawFloats(&s, value, w.curve(), inverse),
		WindowCenter: w.center, WindowWidth: w.width, Windowed: from == FileWindow, Origin: from, Dark: inverse}, nil
}

func drawFloats(s *shape, value func(int) float64, voi curve, inverse bool) *image.Gray {
	img := image.NewGray(image.Rect(0, 0, s.columns, s.rows))
	for i := range img.Pix {
		brightness := 0.0
		if v := value(i); v == v {
			brightness = voi(v)
		}
		if inverse {
			brightness = white - brightness
		}
		img.Pix[i] = level(brightness)
	}
	return img
}

// floatsIn reads IEEE numbers of 32 or 64 bits.
func floatsIn(b []byte, bits int, big bool) func(i int) float64 {
	var order binary.ByteOrder = binary.LittleEndian
	if big {
		order = binary.BigEndian
	}
	if bits == 64 {
		return func(i int) float64 { return math.Float64frombits(order.Uint64(b[8*i:])) }
	}
	return func(i int) float64 { return float64(math.Float32frombits(order.Uint32(b[4*i:]))) }
}
