package rle_test

import (
	"bytes"
	"encoding/binary"
	"testing"

	"github.com/medbundle/medbundle/internal/imaging/pixels/rle"
)

// pack is PackBits as Annex G describes it, with runs of two and more replicated.
func pack(plane []byte) (out []byte) {
	for len(plane) > 0 {
		run := 1
		for run < len(plane) && run < 128 && plane[run] == plane[0] {
			run++
		}
		if run > 1 {
			out = append(out, byte(1-run), plane[0])
			plane = plane[run:]
			continue
		}
		literal := 1
		for literal < len(plane) && literal < 128 && plane[literal] != plane[literal-1] {
			literal++
		}
		out = append(append(out, byte(literal-1)), plane[:literal]...)
		plane = plane[literal:]
	}
	if len(out)%2 == 1 {
		out = append(out, 0)
	}
	return out
}

func encode(planes ...[]byte) []byte {
	header := make([]byte, 64)
	binary.LittleEndian.PutUint32(header, uint32(len(planes)))
	out := header
	for i, plane := range planes {
		binary.LittleEndian.PutUint32(out[4+4*i:], uint32(len(out)))
		out = append(out, pack(plane)...)
	}
	return out
}

func planes(size int) [][]byte {
	flat, steps, noise := make([]byte, size), make([]byte, size), make([]byte, size)
	for i := range size {
		steps[i] = byte(i / 7)
		noise[i] = byte(i*i*31 + i>>3)
	}
	return [][]byte{flat, steps, noise}
}

func TestRoundTrip(t *testing.T) {
	for _, size := range []int{1, 2, 127, 128, 129, 1000, 4099} {
		in := planes(size)
		out, err := rle.Decode(encode(in...), len(in), size)
		if err != nil {
			t.Fatalf("%d bytes: %v", size, err)
		}
		for i := range in {
			if !bytes.Equal(in[i], out[i]) {
				t.Errorf("plane %d of %d bytes differs", i, size)
			}
		}
	}
}

func TestNoOperation(t *testing.T) {
	data := encode([]byte{1, 1, 1, 1})
	data = append(data[:64], 0x80, 0xFD, 9, 0x80)
	out, err := rle.Decode(data, 1, 4)
	if err != nil || !bytes.Equal(out[0], []byte{9, 9, 9, 9}) {
		t.Errorf("%v, %v", out, err)
	}
}

func TestDamaged(t *testing.T) {
	in := planes(500)
	whole := encode(in...)
	patch := func(at int, v uint32) []byte {
		b := bytes.Clone(whole)
		binary.LittleEndian.PutUint32(b[at:], v)
		return b
	}
	for name, data := range map[string][]byte{
		"empty": nil, "header only": whole[:64], "cut": whole[:len(whole)-20], "other count": patch(0, 2),
		"huge count": patch(0, 0xFFFFFFFF), "offset in the header": patch(4, 8), "offset outside": patch(8, 1<<31),
		"offsets that go back": patch(8, 64<<20),
	} {
		if _, err := rle.Decode(data, 3, 500); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if _, err := rle.Decode(whole, 3, 1<<30); err == nil {
		t.Error("a gigabyte from nothing: no error")
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(encode(planes(300)...), uint8(3), uint16(300))
	f.Add(encode(planes(16)[1]), uint8(1), uint16(16))
	f.Fuzz(func(t *testing.T, data []byte, segments uint8, size uint16) {
		out, err := rle.Decode(data, int(segments), int(size))
		if err != nil {
			return
		}
		for _, plane := range out {
			if len(plane) != int(size) {
				t.Fatalf("%d bytes for %d", len(plane), size)
			}
		}
	})
}
