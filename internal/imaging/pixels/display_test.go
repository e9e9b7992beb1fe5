package pixels_test

import (
	"bytes"
	"encoding/binary"
	"image"
	"math"
	"slices"
	"testing"

	"github.com/medbundle/medbundle/internal/imaging/pixels"
)

// bodyWithHotSpot is a row of background, a body of values round 1000, and a
// few very hot pixels.
func bodyWithHotSpot() (samples []int32) {
	for i := range 2000 {
		switch {
		case i < 1000:
			samples = append(samples, int32(i%5))
		case i < 1990:
			samples = append(samples, 800+int32(i%400))
		default:
			samples = append(samples, 30000)
		}
	}
	return samples
}

func TestDisplay(t *testing.T) {
	hidden := window(15000, 30000, "") // the file's own: one hot pixel fills it
	ct := window(2000, 10, "")
	for _, c := range []struct {
		name           string
		a              pixels.Attributes
		display        pixels.Display
		origin         pixels.WindowOrigin
		least, mostMid uint8 // the grey of the body lies between
		dark           bool
	}{
		{"the file is believed", hidden, pixels.Display{}, pixels.FileWindow, 6, 11, false},
		{"counts are shown from nought to what is ordinary, dark", hidden, pixels.Display{Counts: true, Dark: true}, pixels.FoundWindow, 0, 110, true},
		{"a window too wide is mended", window(0, 60000, ""), pixels.Display{Mend: true, Robust: true}, pixels.FoundWindow, 150, 255, false},
		{"a window beyond the body is mended by the usual one", ct, pixels.Display{Mend: true, Center: 1000, Width: 1000}, pixels.UsualWindow, 70, 190, false},
		{"a window that shows the body stays", window(1000, 1500, ""), pixels.Display{Mend: true, Robust: true}, pixels.FileWindow, 80, 170, false},
		{"none in the file, a usual one", pixels.Attributes{}, pixels.Display{Center: 1000, Width: 1000}, pixels.UsualWindow, 70, 190, false},
		{"none in the file, the rare extremes left out", pixels.Attributes{}, pixels.Display{Robust: true}, pixels.FoundWindow, 150, 255, false},
		{"none in the file, no wish", pixels.Attributes{}, pixels.Display{}, pixels.FoundWindow, 6, 11, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := c.a
			a.Display = c.display
			got, r := greys(t, a, bodyWithHotSpot()...)
			body := got[1000:1990]
			if r.Origin != c.origin || r.Dark != c.dark || slices.Min(body) < c.least || slices.Max(body) > c.mostMid {
				t.Errorf("origin %d, dark %v, body from %d to %d, window %v/%v",
					r.Origin, r.Dark, slices.Min(body), slices.Max(body), r.WindowCenter, r.WindowWidth)
			}
			if air := got[0]; (air > 128) != c.dark {
				t.Errorf("the background is %d", air)
			}
		})
	}
}

// Padding is no picture: it does not count when a window is judged.
func TestDisplayLeavesPaddingOut(t *testing.T) {
	samples := bodyWithHotSpot()
	for i := range 600 {
		samples[i] = -2000
	}
	a := pixels.Attributes{Padding: &[2]int{-2000, -2000}, Display: pixels.Display{Robust: true}}
	if _, r := greys(t, a, samples...); r.WindowCenter-r.WindowWidth/2 < 0 {
		t.Errorf("the window begins at %v", r.WindowCenter-r.WindowWidth/2)
	}
}

func TestFloatPixels(t *testing.T) {
	values := []float64{-1, 0, 0.5, 1, math.NaN(), math.Inf(1)}
	var f32, f64, big []byte
	for _, v := range values {
		f32 = binary.LittleEndian.AppendUint32(f32, math.Float32bits(float32(v)))
		f64 = binary.LittleEndian.AppendUint64(f64, math.Float64bits(v))
		big = binary.BigEndian.AppendUint32(big, math.Float32bits(float32(v)))
	}
	for _, c := range []struct {
		name   string
		syntax string
		bits   int
		data   []byte
		change func(a *pixels.Attributes)
		want   []uint8
	}{
		{"32 bits, the whole range", littleEndian, 32, f32, nil, []uint8{0, 127, 191, 255, 0, 255}},
		{"64 bits", littleEndian, 64, f64, nil, []uint8{0, 127, 191, 255, 0, 255}},
		{"big endian", bigEndian, 32, big, nil, []uint8{0, 127, 191, 255, 0, 255}},
		{"a window", littleEndian, 32, f32, func(a *pixels.Attributes) {
			a.WindowCenter, a.WindowWidth, a.VOIFunction = []float64{0.5}, []float64{1}, "LINEAR_EXACT"
		}, []uint8{0, 0, 127, 255, 0, 255}},
		{"dark", littleEndian, 64, f64, func(a *pixels.Attributes) { a.Display.Dark = true }, []uint8{255, 127, 63, 0, 255, 0}},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := pixels.Attributes{TransferSyntax: c.syntax, Columns: 6, Rows: 1, Photometric: "MONOCHROME2", FloatBits: c.bits}
			if c.change != nil {
				c.change(&a)
			}
			r, err := pixels.Frame(&a, bytes.NewReader(c.data), 0, int64(len(c.data)), 0)
			if err != nil {
				t.Fatal(err)
			}
			if got := r.Image.(*image.Gray).Pix; !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
			if _, err := pixels.Frame(&a, bytes.NewReader(c.data), 0, int64(len(c.data))-1, 0); err == nil {
				t.Error("a value that ends early is drawn")
			}
			if _, err := pixels.Frame(&a, bytes.NewReader(c.data), 0, int64(len(c.data)), 1); err == nil {
				t.Error("a frame beyond the last is drawn")
			}
		})
	}
}
