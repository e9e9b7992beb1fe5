package pixels_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"slices"
	"testing"

	"github.com/medbundle/medbundle/internal/imaging/pixels"
)

const (
	littleEndian = "1.2.840.10008.1.2.1"
	bigEndian    = "1.2.840.10008.1.2.2"
)

func samplesOf(t *testing.T, a pixels.Attributes, data []byte, frame int) *pixels.Raw {
	t.Helper()
	raw, err := pixels.Samples(&a, bytes.NewReader(data), 0, int64(len(data)), frame)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func TestNativeSamples(t *testing.T) {
	for _, c := range []struct {
		name string
		a    pixels.Attributes
		data []byte
		want []int32
	}{
		{"8 bits", pixels.Attributes{BitsAllocated: 8}, []byte{0, 127, 128, 255}, []int32{0, 127, 128, 255}},
		{"8 bits signed", pixels.Attributes{BitsAllocated: 8, Signed: true}, []byte{0, 127, 128, 255}, []int32{0, 127, -128, -1}},
		{"16 bits", pixels.Attributes{BitsAllocated: 16},
			[]byte{1, 0, 0, 1, 0xFF, 0x7F, 0, 0x80}, []int32{1, 256, 32767, 32768}},
		{"16 bits signed", pixels.Attributes{BitsAllocated: 16, Signed: true},
			[]byte{1, 0, 0, 1, 0xFF, 0x7F, 0, 0x80}, []int32{1, 256, 32767, -32768}},
		{"16 bits big endian", pixels.Attributes{TransferSyntax: bigEndian, BitsAllocated: 16, VR: "OW"},
			[]byte{0, 1, 1, 0, 0x7F, 0xFF, 0x80, 0}, []int32{1, 256, 32767, 32768}},
		{"12 of 16 bits with overlay bits above", pixels.Attributes{BitsAllocated: 16, BitsStored: 12, HighBit: 11},
			[]byte{0xFF, 0xFF, 0, 0xF0, 1, 0x18, 0, 8}, []int32{4095, 0, 2049, 2048}},
		{"12 of 16 bits signed", pixels.Attributes{BitsAllocated: 16, BitsStored: 12, HighBit: 11, Signed: true},
			[]byte{0xFF, 0x0F, 0, 8, 0xFF, 7, 1, 0}, []int32{-1, -2048, 2047, 1}},
		{"high bit at the top", pixels.Attributes{BitsAllocated: 16, BitsStored: 12, HighBit: 15},
			[]byte{0xFF, 0xFF, 0x1F, 0, 0, 0x80, 0xEF, 0xFF}, []int32{4095, 1, 2048, 4094}},
		{"32 bits", pixels.Attributes{BitsAllocated: 32, Signed: true},
			[]byte{1, 0, 0, 0, 0, 0, 1, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0x80}, []int32{1, 65536, -1, -1 << 31}},
		{"8 bits in big endian words", pixels.Attributes{TransferSyntax: bigEndian, BitsAllocated: 8, VR: "OW"},
			[]byte{2, 1, 4, 3}, []int32{1, 2, 3, 4}},
		{"8 bits in big endian bytes", pixels.Attributes{TransferSyntax: bigEndian, BitsAllocated: 8, VR: "OB"},
			[]byte{1, 2, 3, 4}, []int32{1, 2, 3, 4}},
		{"1 bit", pixels.Attributes{BitsAllocated: 1, BitsStored: 1}, []byte{0b1010}, []int32{0, 1, 0, 1}},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.a.Columns, c.a.Rows, c.a.SamplesPerPixel = 2, 2, 1
			if raw := samplesOf(t, c.a, c.data, 0); !slices.Equal(raw.Samples, c.want) {
				t.Errorf("got %v, want %v", raw.Samples, c.want)
			}
		})
	}
}

func TestValueOf32Bits(t *testing.T) {
	a := pixels.Attributes{Columns: 1, Rows: 1, SamplesPerPixel: 1, BitsAllocated: 32}
	if v := samplesOf(t, a, []byte{0, 0, 0, 0x80}, 0).Value(0); v != 1<<31 {
		t.Errorf("unsigned: %d", v)
	}
	a.Signed = true
	if v := samplesOf(t, a, []byte{0, 0, 0, 0x80}, 0).Value(0); v != -1<<31 {
		t.Errorf("signed: %d", v)
	}
}

// Big endian, little endian, planes and pixels are ways to write the same picture.
func TestNativeLayoutsAgree(t *testing.T) {
	const columns, rows = 13, 7
	samples := phantom(columns, rows, 3, 8, false)
	a := pixels.Attributes{TransferSyntax: littleEndian, Columns: columns, Rows: rows, SamplesPerPixel: 3,
		Photometric: "RGB", BitsAllocated: 16, BitsStored: 8}
	planes := make([]int32, 0, len(samples))
	for c := range 3 {
		for i := c; i < len(samples); i += 3 {
			planes = append(planes, samples[i])
		}
	}
	planar := a
	planar.Planar = 1
	big := a
	big.TransferSyntax = bigEndian
	for name, got := range map[string][]int32{
		"by pixel":   samplesOf(t, a, nativeBytes(samples, 16, binary.LittleEndian), 0).Samples,
		"by plane":   samplesOf(t, planar, nativeBytes(planes, 16, binary.LittleEndian), 0).Samples,
		"big endian": samplesOf(t, big, nativeBytes(samples, 16, binary.BigEndian), 0).Samples,
	} {
		if !slices.Equal(got, samples) {
			t.Errorf("%s: another picture", name)
		}
	}
}

// Frames of one-bit pixels begin inside bytes; frames of odd length in swapped
// words begin inside words.
func TestFramesInsideUnits(t *testing.T) {
	bits := pixels.Attributes{Columns: 3, Rows: 1, Frames: 3, BitsAllocated: 1, BitsStored: 1}
	words := pixels.Attributes{TransferSyntax: bigEndian, VR: "OW", Columns: 3, Rows: 1, Frames: 2, BitsAllocated: 8}
	for _, c := range []struct {
		a     pixels.Attributes
		data  []byte
		frame int
		want  []int32
	}{
		{bits, []byte{0b11_010_001, 0b0}, 0, []int32{1, 0, 0}},
		{bits, []byte{0b11_010_001, 0b0}, 1, []int32{0, 1, 0}},
		{bits, []byte{0b11_010_001, 0b0}, 2, []int32{1, 1, 0}},
		{words, []byte{2, 1, 4, 3, 6, 5}, 0, []int32{1, 2, 3}},
		{words, []byte{2, 1, 4, 3, 6, 5}, 1, []int32{4, 5, 6}},
	} {
		if raw := samplesOf(t, c.a, c.data, c.frame); !slices.Equal(raw.Samples, c.want) {
			t.Errorf("frame %d: got %v, want %v", c.frame, raw.Samples, c.want)
		}
	}
}

func TestSubsampledNative(t *testing.T) {
	a := pixels.Attributes{Columns: 2, Rows: 1, Photometric: "YBR_FULL_422", SamplesPerPixel: 3, BitsAllocated: 8}
	if raw := samplesOf(t, a, []byte{10, 20, 30, 40}, 0); !slices.Equal(raw.Samples, []int32{10, 30, 40, 20, 30, 40}) {
		t.Errorf("half the chroma: %v", raw.Samples)
	}
	if raw := samplesOf(t, a, []byte{1, 2, 3, 4, 5, 6}, 0); !slices.Equal(raw.Samples, []int32{1, 2, 3, 4, 5, 6}) {
		t.Errorf("a header that claims half the chroma: %v", raw.Samples)
	}
}

func TestRefused(t *testing.T) {
	good := pixels.Attributes{Columns: 2, Rows: 2, SamplesPerPixel: 1, BitsAllocated: 8}
	data := []byte{1, 2, 3, 4}
	change := func(f func(a *pixels.Attributes)) pixels.Attributes { a := good; f(&a); return a }
	for _, c := range []struct {
		name        string
		a           pixels.Attributes
		length      int64
		frame       int
		unsupported bool
	}{
		{"short", good, 3, 0, false},
		{"length beyond the file", change(func(a *pixels.Attributes) { a.Columns = 4 }), 8, 0, false},
		{"frame beyond the last", good, 4, 1, false},
		{"frame before the first", good, 4, -1, false},
		{"no rows", change(func(a *pixels.Attributes) { a.Rows = 0 }), 4, 0, false},
		{"negative columns", change(func(a *pixels.Attributes) { a.Columns = -2 }), 4, 0, false},
		{"65535 × 65535", change(func(a *pixels.Attributes) { a.Rows, a.Columns = 65535, 65535 }), 4, 0, true},
		{"28 million pixels and no file", change(func(a *pixels.Attributes) { a.Rows, a.Columns = 5000, 5800 }), 58e6, 0, false},
		{"four samples", change(func(a *pixels.Attributes) { a.SamplesPerPixel = 4 }), 4, 0, true},
		{"12 bits allocated", change(func(a *pixels.Attributes) { a.BitsAllocated = 12 }), 4, 0, true},
		{"encapsulated", good, -1, 0, false},
		{"HSV", change(func(a *pixels.Attributes) { a.Photometric, a.SamplesPerPixel, a.Columns, a.Rows = "HSV", 3, 1, 1 }), 3, 0, true},
		{"no palette", change(func(a *pixels.Attributes) { a.Photometric = "PALETTE COLOR" }), 4, 0, true},
		{"MPEG-4", change(func(a *pixels.Attributes) { a.TransferSyntax = "1.2.840.10008.1.2.4.102" }), -1, 0, true},
		{"unknown syntax", change(func(a *pixels.Attributes) { a.TransferSyntax = "1.2.3" }), -1, 0, true},
		{"RLE without items", change(func(a *pixels.Attributes) { a.TransferSyntax = "1.2.840.10008.1.2.5" }), -1, 0, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := pixels.Frame(&c.a, bytes.NewReader(data), 0, c.length, c.frame)
			if err == nil || errors.Is(err, pixels.ErrUnsupported) != c.unsupported {
				t.Errorf("error %v, want unsupported %v", err, c.unsupported)
			}
		})
	}
}

// What cannot be drawn is named in words that a patient's helper can look up.
func TestUnsupportedInWords(t *testing.T) {
	for uid, words := range map[string]string{
		"1.2.840.10008.1.2.4.53":    "this picture cannot be drawn (JPEG spectral selection, retired in 2001)",
		"1.2.840.10008.1.2.4.55":    "this picture cannot be drawn (JPEG full progression, retired in 2001)",
		"1.2.840.10008.1.2.4.58":    "this picture cannot be drawn (a retired kind of JPEG)",
		"1.2.840.10008.1.2.4.92":    "this picture cannot be drawn (JPEG 2000 with multi-component extensions or JPIP)",
		"1.2.840.10008.1.2.4.100":   "this picture cannot be drawn (MPEG-2 video)",
		"1.2.840.10008.1.2.4.102.1": "this picture cannot be drawn (MPEG-4 video)",
		"1.2.840.10008.1.2.4.107":   "this picture cannot be drawn (HEVC video)",
		"1.2.840.10008.1.2.4.110":   "this picture cannot be drawn (JPEG XL)",
		"1.2.840.10008.1.2.4.204":   "this picture cannot be drawn (High-Throughput JPEG 2000 over JPIP)",
		"1.2.840.10008.1.2.7.1":     "this picture cannot be drawn (uncompressed SMPTE video)",
	} {
		a := pixels.Attributes{TransferSyntax: uid, Columns: 1, Rows: 1, BitsAllocated: 8}
		if _, err := pixels.Frame(&a, bytes.NewReader(nil), 0, -1, 0); err == nil || err.Error() != words {
			t.Errorf("%s: %v", uid, err)
		}
	}
}
