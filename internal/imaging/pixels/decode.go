package pixels

import (
	"bytes"
	"compress/flate"
	"errors"
	"io"

	"github.com/medbundle/medbundle/internal/imaging/pixels/rle"
)

// decodeRLE puts the byte planes of run-length encoding together: for every
// sample its bytes from the most significant on (PS3.5 G.2).
func decodeRLE(s *shape, data []byte) (*Raw, error) {
	if s.allocated == 1 {
		planes, err := rle.Decode(data, s.samples, (s.pixels()+7)/8)
		if err != nil {
			return nil, err
		}
		return nativeBits(s, bytes.NewReader(planes[0]), 0, int64(len(planes[0])), 0)
	}
	width := s.allocated / 8
	planes, err := rle.Decode(data, s.samples*width, s.pixels())
	if err != nil {
		return nil, err
	}
	out := make([]int32, s.count())
	for c := range s.samples {
		of := planes[c*width : (c+1)*width]
		for i := range s.pixels() {
			var cell uint32
			for _, plane := range of {
				cell = cell<<8 | uint32(plane[i])
			}
			out[i*s.samples+c] = s.extract(cell)
		}
	}
	return s.raw(out), nil
}

// decodeDeflated inflates a frame that is otherwise native (PS3.5 A.4.14).
func decodeDeflated(s *shape, data []byte) (*Raw, error) {
	size := s.count() * s.allocated / 8
	if s.allocated == 1 {
		size = (s.count() + 7) / 8
	}
	inflate := flate.NewReader(bytes.NewReader(data))
	b, err := io.ReadAll(io.LimitReader(inflate, int64(size)))
	if err != nil || len(b) < size {
		return nil, errors.New("the deflated frame is damaged")
	}
	one := *s
	one.frames = 1
	return native(&one, &Attributes{}, bytes.NewReader(b), 0, int64(size), 0)
}
