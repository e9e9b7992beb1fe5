package pixels_test

import (
	"bytes"
	"encoding/binary"
	"slices"
	"testing"

	"github.com/medbundle/medbundle/internal/imaging/pixels"
)

func item(data []byte) []byte {
	b := []byte{0xFE, 0xFF, 0x00, 0xE0}
	return append(binary.LittleEndian.AppendUint32(b, uint32(len(data))), data...)
}

// encapsulate writes an offset table and fragments as PS3.5 A.4 says.
func encapsulate(offsets []uint32, fragments ...[]byte) []byte {
	var table []byte
	for _, o := range offsets {
		table = binary.LittleEndian.AppendUint32(table, o)
	}
	out := item(table)
	for _, f := range fragments {
		out = append(out, item(f)...)
	}
	return append(out, 0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0)
}

// halves cuts a codestream in two fragments of even length.
func halves(b []byte) (first, second []byte) {
	n := len(b) / 4 * 2
	return b[:n], b[n:]
}

// codestream is a fixture's JPEG codestream, without the file round it.
func codestream(t *testing.T, name string) ([]byte, *dicomFile) {
	t.Helper()
	f, err := readDICOM(t, "testdata/"+name+".dcm")
	if err != nil {
		t.Fatal(err)
	}
	b := f.data[bytes.Index(f.data, []byte{0xFF, 0xD8, 0xFF}):]
	end := (bytes.LastIndex(b, []byte{0xFF, 0xD9}) + 3) &^ 1
	return slices.Clone(b[:end]), f
}

// Two pictures of one size, in every way that fragments can be told apart.
func TestFragments(t *testing.T) {
	one, f := codestream(t, "jpeg-lossless-signed")
	a := f.attributes
	a.Frames = 2
	first, second := halves(one)
	other := slices.Clone(one)
	// Another predictor makes another picture from the same bits.
	sos := bytes.Index(other, []byte{0xFF, 0xDA})
	other[sos+7] = 2
	otherFirst, otherSecond := halves(other)
	size := func(parts ...[]byte) (n uint32) {
		for _, p := range parts {
			n += uint32(len(p)) + 8
		}
		return n
	}
	want := [2][]int32{decodeAlone(t, f, one), decodeAlone(t, f, other)}
	if slices.Equal(want[0], want[1]) {
		t.Fatal("the two pictures are the same")
	}
	extended := a
	extended.ExtendedOffsets = []uint64{0, uint64(size(one))}
	extended.ExtendedLengths = []uint64{uint64(len(one)), uint64(len(other))}
	wrong := a
	wrong.ExtendedOffsets, wrong.ExtendedLengths = []uint64{3, 5}, []uint64{1, 1 << 60}
	for _, c := range []struct {
		name string
		a    pixels.Attributes
		data []byte
	}{
		{"one fragment a frame", a, encapsulate(nil, one, other)},
		{"offset table", a, encapsulate([]uint32{0, size(first, second)}, first, second, otherFirst, otherSecond)},
		{"start markers", a, encapsulate(nil, first, second, otherFirst, otherSecond)},
		{"start markers, uneven", a, encapsulate(nil, one, otherFirst, otherSecond)},
		{"a wrong offset table", a, encapsulate([]uint32{0, 12345}, first, second, otherFirst, otherSecond)},
		{"an offset table that goes back", a, encapsulate([]uint32{0, 0}, first, second, otherFirst, otherSecond)},
		{"extended offset table", extended, encapsulate(nil, one, other)},
		{"a wrong extended offset table", wrong, encapsulate([]uint32{0, size(first, second)}, first, second, other)},
		{"empty fragments", a, encapsulate(nil, nil, first, second, nil, otherFirst, otherSecond)},
	} {
		t.Run(c.name, func(t *testing.T) {
			for frame := range 2 {
				raw, err := pixels.Samples(&c.a, bytes.NewReader(c.data), 0, -1, frame)
				if err != nil {
					t.Fatal(err)
				}
				if !slices.Equal(raw.Samples, want[frame]) {
					t.Errorf("frame %d is another picture", frame)
				}
			}
		})
	}
}

func decodeAlone(t *testing.T, f *dicomFile, codestream []byte) []int32 {
	t.Helper()
	raw, err := pixels.Samples(&f.attributes, bytes.NewReader(encapsulate(nil, codestream)), 0, -1, 0)
	if err != nil {
		t.Fatal(err)
	}
	return raw.Samples
}

func TestFragmentsRefused(t *testing.T) {
	one, f := codestream(t, "jpeg-lossless-signed")
	three := f.attributes
	three.Frames = 3
	other := f.attributes
	other.Columns++
	first, second := halves(one)
	for _, c := range []struct {
		name string
		a    pixels.Attributes
		data []byte
	}{
		{"nothing", f.attributes, nil},
		{"no fragments", f.attributes, encapsulate(nil)},
		{"not an item", f.attributes, []byte("this is no item sequence")},
		{"fewer starts than frames", three, encapsulate(nil, first, second, one, one[:4])[:len(one)]},
		{"a fragment that is cut", f.attributes, encapsulate(nil, one)[:100]},
		{"a fragment of 4 GB", f.attributes, append(item(nil), 0xFE, 0xFF, 0x00, 0xE0, 0xFE, 0xFF, 0xFF, 0xFF)},
		{"another size than the header's", other, encapsulate(nil, one)},
	} {
		if _, err := pixels.Samples(&c.a, bytes.NewReader(c.data), 0, -1, 0); err == nil {
			t.Errorf("%s: no error", c.name)
		}
	}
}

// A hundred thousand empty fragments are read once, not once for each.
func TestManyFragments(t *testing.T) {
	one, f := codestream(t, "jpeg-lossless-signed")
	many := make([][]byte, 100_000)
	many[99_998] = one
	a := f.attributes
	a.Frames = 1
	if _, err := pixels.Samples(&a, bytes.NewReader(encapsulate(nil, many...)), 0, -1, 0); err != nil {
		t.Error(err)
	}
}
