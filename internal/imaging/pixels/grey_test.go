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

// greys draws one row of signed 16-bit samples.
func greys(t *testing.T, a pixels.Attributes, samples ...int32) ([]uint8, *pixels.Rendered) {
	t.Helper()
	a.Columns, a.Rows, a.SamplesPerPixel, a.BitsAllocated, a.Signed = len(samples), 1, 1, 16, true
	data := nativeBytes(samples, 16, binary.LittleEndian)
	r, err := pixels.Frame(&a, bytes.NewReader(data), 0, int64(len(data)), 0)
	if err != nil {
		t.Fatal(err)
	}
	return r.Image.(*image.Gray).Pix, r
}

func window(center, width float64, function string) pixels.Attributes {
	return pixels.Attributes{WindowCenter: []float64{center}, WindowWidth: []float64{width}, VOIFunction: function}
}

func TestWindows(t *testing.T) {
	for _, c := range []struct {
		name string
		a    pixels.Attributes
		in   []int32
		want []uint8
	}{
		// PS3.3 C.11.2.1.2.1: c=2048 w=4096 maps 0 to 0 and 4095 to the top.
		{"linear, whole range", window(2048, 4096, ""), []int32{-1, 0, 2047, 2048, 4095, 4096}, []uint8{0, 0, 127, 127, 255, 255}},
		// c=2048 w=1: below 2047.5 black, else white.
		{"linear, a step", window(2048, 1, "LINEAR"), []int32{2047, 2048}, []uint8{0, 255}},
		// c=0 w=100: black up to -50, white from 49 on.
		{"linear, round zero", window(0, 100, "LINEAR"), []int32{-51, -50, -49, 48, 49, 50}, []uint8{0, 0, 2, 252, 255, 255}},
		// Exact: black up to c-w/2, white above c+w/2.
		{"linear exact", window(0, 100, "LINEAR_EXACT"), []int32{-50, -49, 0, 49, 50, 51}, []uint8{0, 2, 127, 252, 255, 255}},
		{"sigmoid", window(0, 100, "SIGMOID"), []int32{-3000, -50, 0, 50, 3000}, []uint8{0, 30, 127, 224, 255}},
		{"the first of two", pixels.Attributes{WindowCenter: []float64{2048, 5}, WindowWidth: []float64{1, 5}},
			[]int32{2047, 2048}, []uint8{0, 255}},
		{"the first that is one", pixels.Attributes{WindowCenter: []float64{0, math.NaN(), 2048}, WindowWidth: []float64{0, 5, 1}},
			[]int32{2047, 2048}, []uint8{0, 255}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, r := greys(t, c.a, c.in...)
			if !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
			if !r.Windowed {
				t.Error("the file's window is not reported")
			}
		})
	}
}

func TestWindowIsReported(t *testing.T) {
	_, r := greys(t, window(40, 400, ""), 1, 2, 3)
	if r.WindowCenter != 40 || r.WindowWidth != 400 || !r.Windowed {
		t.Errorf("%+v", r)
	}
	_, r = greys(t, pixels.Attributes{RescaleSlope: 2, RescaleIntercept: -1000}, 100, 300)
	if r.WindowCenter != -600 || r.WindowWidth != 400 || r.Windowed {
		t.Errorf("without a window: %+v", r)
	}
}

// The CT's window is in Hounsfield units, which rescaling gives.
func TestRescale(t *testing.T) {
	a := window(40, 400, "")
	a.RescaleSlope, a.RescaleIntercept = 1, -1024
	if got, _ := greys(t, a, 0, 864, 1063, 1263, 3000); !slices.Equal(got, []uint8{0, 0, 127, 255, 255}) {
		t.Error(got)
	}
}

func TestExtremes(t *testing.T) {
	for _, c := range []struct {
		name string
		a    pixels.Attributes
		in   []int32
		want []uint8
	}{
		{"least black, greatest white", pixels.Attributes{}, []int32{-100, 0, 100}, []uint8{0, 127, 255}},
		{"one value", pixels.Attributes{}, []int32{7, 7}, []uint8{0, 0}},
		{"falling slope", pixels.Attributes{RescaleSlope: -1}, []int32{0, 10}, []uint8{255, 0}},
		{"padding left out", pixels.Attributes{Padding: &[2]int{-2000, -2000}}, []int32{-2000, 0, 50, 100}, []uint8{0, 0, 127, 255}},
		{"padding range", pixels.Attributes{Padding: &[2]int{-1000, -2000}}, []int32{-1500, 0, 100}, []uint8{0, 0, 255}},
		{"only padding", pixels.Attributes{Padding: &[2]int{5, 5}}, []int32{5, 5}, []uint8{0, 0}},
		{"not a number", pixels.Attributes{RescaleSlope: math.NaN(), RescaleIntercept: math.Inf(1)}, []int32{0, 2}, []uint8{0, 255}},
	} {
		if got, _ := greys(t, c.a, c.in...); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

func TestTables(t *testing.T) {
	voi := &pixels.LUT{First: -1, Bits: 8, Data: []uint16{10, 20, 255}}
	modality := &pixels.LUT{First: 100, Bits: 16, Data: []uint16{0, 1, 2}}
	if got, r := greys(t, pixels.Attributes{VOILUT: voi}, -5, -1, 0, 1, 9); !slices.Equal(got, []uint8{10, 10, 20, 255, 255}) || r.Windowed {
		t.Error("VOI table", got, r.Windowed)
	}
	if got, _ := greys(t, pixels.Attributes{VOILUT: voi, ModalityLUT: modality}, 99, 100, 101, 200); !slices.Equal(got, []uint8{20, 20, 255, 255}) {
		t.Error("both tables", got)
	}
	if got, _ := greys(t, pixels.Attributes{ModalityLUT: &pixels.LUT{Data: []uint16{5, 9, 1}}}, 0, 1, 2); !slices.Equal(got, []uint8{127, 255, 0}) {
		t.Error("a modality table that turns back", got)
	}
	sixteen := &pixels.LUT{Bits: 16, Data: []uint16{0, 0x8000, 0xFFFF}}
	if got, _ := greys(t, pixels.Attributes{VOILUT: sixteen}, 0, 1, 2); !slices.Equal(got, []uint8{0, 127, 255}) {
		t.Error("16-bit table", got)
	}
}

// A MONOCHROME1 picture, or an inverse presentation, is the negative.
func TestInverse(t *testing.T) {
	in := []int32{-50, -20, 0, 20, 49}
	straight, _ := greys(t, window(0, 100, ""), in...)
	for _, change := range []func(a *pixels.Attributes){
		func(a *pixels.Attributes) { a.Photometric = "MONOCHROME1" },
		func(a *pixels.Attributes) { a.PresentationLUTShape = "INVERSE" },
		func(a *pixels.Attributes) { a.Photometric, a.PresentationLUTShape = "MONOCHROME1", "INVERSE" },
	} {
		a := window(0, 100, "")
		change(&a)
		got, _ := greys(t, a, in...)
		for i := range got {
			if d := int(got[i]) + int(straight[i]); d < 254 || d > 255 {
				t.Errorf("%d: %d is not the negative of %d", in[i], got[i], straight[i])
			}
		}
	}
}

// Whatever the window, brighter stored values are never drawn darker.
func TestWindowsRise(t *testing.T) {
	in := make([]int32, 4096)
	for i := range in {
		in[i] = int32(i*16 - 32768)
	}
	for _, function := range []string{"LINEAR", "LINEAR_EXACT", "SIGMOID"} {
		for _, width := range []float64{0.3, 1, 2, 17, 400, 65536} {
			got, _ := greys(t, window(-300, width, function), in...)
			if !slices.IsSorted(got) || got[0] > 31 || got[len(got)-1] < 224 {
				t.Errorf("%s of %v does not rise from black to white", function, width)
			}
		}
	}
}

// 32-bit samples, a radiotherapy dose for one, take the way without a table.
func TestManyBits(t *testing.T) {
	a := pixels.Attributes{Columns: 3, Rows: 1, SamplesPerPixel: 1, BitsAllocated: 32}
	data := []byte{0, 0, 0, 0, 0, 0, 0, 0x80, 0xFF, 0xFF, 0xFF, 0xFF}
	r, err := pixels.Frame(&a, bytes.NewReader(data), 0, int64(len(data)), 0)
	if err != nil {
		t.Fatal(err)
	}
	if got := r.Image.(*image.Gray).Pix; !slices.Equal(got, []uint8{0, 127, 255}) {
		t.Error(got)
	}
}
