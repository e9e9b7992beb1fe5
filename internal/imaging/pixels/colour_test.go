package pixels_test

import (
	"bytes"
	"slices"
	"testing"

	"github.com/medbundle/medbundle/internal/imaging/pixels"
)

func drawn(t *testing.T, a pixels.Attributes, data ...byte) []byte {
	t.Helper()
	r, err := pixels.Frame(&a, bytes.NewReader(data), 0, int64(len(data)), 0)
	if err != nil {
		t.Fatal(err)
	}
	return rgb(r.Image)
}

func TestColours(t *testing.T) {
	for _, c := range []struct {
		photometric string
		allocated   int
		data        []byte
		want        []byte
	}{
		{"RGB", 8, []byte{1, 2, 3}, []byte{1, 2, 3}},
		{"", 8, []byte{1, 2, 3}, []byte{1, 2, 3}},
		{"RGB", 16, []byte{0, 1, 0xFF, 0x80, 0xFF, 0xFF}, []byte{1, 0x80, 0xFF}},
		// The primaries of ITU-R BT.601.
		{"YBR_FULL", 8, []byte{76, 85, 255}, []byte{254, 0, 0}},
		{"YBR_FULL", 8, []byte{150, 44, 21}, []byte{0, 255, 1}},
		{"YBR_FULL", 8, []byte{29, 255, 107}, []byte{0, 0, 254}},
		{"YBR_FULL", 8, []byte{200, 128, 128}, []byte{200, 200, 200}},
		{"YBR_PARTIAL_420", 8, []byte{16, 128, 128}, []byte{0, 0, 0}},
		{"YBR_PARTIAL_420", 8, []byte{235, 128, 128}, []byte{255, 255, 255}},
	} {
		a := pixels.Attributes{Columns: 1, Rows: 1, SamplesPerPixel: 3, Photometric: c.photometric, BitsAllocated: c.allocated}
		if got := drawn(t, a, c.data...); !slices.Equal(got, c.want) {
			t.Errorf("%s in %d bits: %v gives %v, want %v", c.photometric, c.allocated, c.data, got, c.want)
		}
	}
}

func palette(bits, first int, red, green, blue []uint16) *[3]pixels.LUT {
	return &[3]pixels.LUT{{First: first, Bits: bits, Data: red}, {First: first, Bits: bits, Data: green},
		{First: first, Bits: bits, Data: blue}}
}

func TestPalette(t *testing.T) {
	for _, c := range []struct {
		name    string
		palette *[3]pixels.LUT
		want    []byte
	}{
		{"8 bits", palette(8, 0, []uint16{1, 2}, []uint16{3, 4}, []uint16{5, 6}), []byte{1, 3, 5, 2, 4, 6, 2, 4, 6}},
		{"16 bits", palette(16, 0, []uint16{0x100, 0x2FF}, []uint16{0, 0xFFFF}, []uint16{0, 5}), []byte{1, 0, 0, 2, 255, 0, 2, 255, 0}},
		{"16 bits declared, 8 filled", palette(16, 0, []uint16{1, 2}, []uint16{3, 4}, []uint16{5, 255}), []byte{1, 3, 5, 2, 4, 255, 2, 4, 255}},
		{"begins at 1", palette(8, 1, []uint16{1, 2}, []uint16{3, 4}, []uint16{5, 6}), []byte{1, 3, 5, 1, 3, 5, 2, 4, 6}},
	} {
		a := pixels.Attributes{Columns: 3, Rows: 1, SamplesPerPixel: 1, Photometric: "PALETTE COLOR", BitsAllocated: 8, Palette: c.palette}
		if got := drawn(t, a, 0, 1, 2); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}
