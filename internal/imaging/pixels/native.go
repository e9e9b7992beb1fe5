package pixels

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

var errShort = errors.New("the pixel data end before the frame does")

// native reads a frame of unencapsulated pixel data (PS3.5 8.1 and 8.2).
func native(s *shape, a *Attributes, src io.ReaderAt, offset, length int64, frame int) (*Raw, error) {
	if s.subsampled(length) {
		return native422(s, src, offset, length, frame)
	}
	if s.allocated == 1 {
		return nativeBits(s, src, offset, length, frame)
	}
	size := int64(s.count()) * int64(s.allocated/8)
	read := readWithin
	if s.bigEndian && s.allocated == 8 && a.VR == "OW" {
		read = readSwapped
	}
	b, err := read(src, offset, length, int64(frame)*size, size)
	if err != nil {
		return nil, err
	}
	return s.raw(s.interleave(s.cells(b))), nil
}

// cells turns the bytes of a frame into samples, in the order of the bytes.
func (s *shape) cells(b []byte) []int32 {
	var order binary.ByteOrder = binary.LittleEndian
	if s.bigEndian {
		order = binary.BigEndian
	}
	out := make([]int32, s.count())
	switch s.allocated {
	case 8:
		for i := range out {
			out[i] = s.extract(uint32(b[i]))
		}
	case 16:
		for i := range out {
			out[i] = s.extract(uint32(order.Uint16(b[2*i:])))
		}
	case 32:
		for i := range out {
			out[i] = s.extract(order.Uint32(b[4*i:]))
		}
	}
	return out
}

// interleave turns colour-by-plane (PlanarConfiguration 1) into colour-by-pixel.
func (s *shape) interleave(in []int32) []int32 {
	if s.samples == 1 || !s.planar {
		return in
	}
	n := s.pixels()
	out := make([]int32, len(in))
	for c := range s.samples {
		for i, v := range in[c*n : (c+1)*n] {
			out[i*s.samples+c] = v
		}
	}
	return out
}

// nativeBits reads one-bit pixels. They are packed from the least significant
// bit on, and a frame may begin inside a byte (PS3.5 8.1.1).
func nativeBits(s *shape, src io.ReaderAt, offset, length int64, frame int) (*Raw, error) {
	first := int64(frame) * int64(s.count())
	last := first + int64(s.count())
	b, err := readWithin(src, offset, length, first/8, (last+7)/8-first/8)
	if err != nil {
		return nil, err
	}
	out := make([]int32, s.count())
	for i := range out {
		bit := int(first%8) + i
		out[i] = int32(b[bit/8] >> (bit % 8) & 1)
	}
	flat := *s
	flat.signed = false
	return flat.raw(out), nil
}

// subsampled says whether the chroma of a native frame has half the columns. Some
// writers say YBR_FULL_422 and store every sample; the length tells.
func (s *shape) subsampled(length int64) bool {
	if s.photometric != "YBR_FULL_422" && s.photometric != "YBR_PARTIAL_422" {
		return false
	}
	full := int64(s.count()) * int64(s.frames)
	return s.samples == 3 && s.allocated == 8 && s.columns%2 == 0 && length < full
}

// native422 reads Y Y Cb Cr for every two pixels (PS3.3 C.7.6.3.1.2).
func native422(s *shape, src io.ReaderAt, offset, length int64, frame int) (*Raw, error) {
	size := int64(s.pixels()) * 2
	b, err := readWithin(src, offset, length, int64(frame)*size, size)
	if err != nil {
		return nil, err
	}
	out := make([]int32, 0, s.count())
	for ; len(b) >= 4; b = b[4:] {
		cb, cr := int32(b[2]), int32(b[3])
		out = append(out, int32(b[0]), cb, cr, int32(b[1]), cb, cr)
	}
	return s.raw(out), nil
}

// readWithin reads size bytes at position from of a value that starts at offset.
func readWithin(src io.ReaderAt, offset, length, from, size int64) ([]byte, error) {
	if offset < 0 || from < 0 || from+size > length {
		return nil, errShort
	}
	return readExactly(src, offset+from, size)
}

// readSwapped is readWithin for bytes that were written as 16-bit words of the
// other byte order.
func readSwapped(src io.ReaderAt, offset, length, from, size int64) ([]byte, error) {
	start, end := from&^1, (from+size+1)&^1
	b, err := readWithin(src, offset, length, start, end-start)
	if err != nil {
		return nil, err
	}
	for i := 0; i+1 < len(b); i += 2 {
		b[i], b[i+1] = b[i+1], b[i]
	}
	return b[from-start:][:size], nil
}

// readExactly allocates as bytes arrive, so that a length that lies costs no
// more memory than the file has bytes.
func readExactly(src io.ReaderAt, at, size int64) ([]byte, error) {
	const trusted = 4 << 20
	if size > trusted {
		var last [1]byte
		if _, err := src.ReadAt(last[:], at+size-1); err != nil {
			return nil, shortOr(err)
		}
	}
	b := make([]byte, size)
	n, err := src.ReadAt(b, at)
	if int64(n) < size {
		return nil, shortOr(err)
	}
	return b, nil
}

func shortOr(err error) error {
	if err == nil || errors.Is(err, io.EOF) {
		return errShort
	}
	return fmt.Errorf("reading pixel data: %w", err)
}
