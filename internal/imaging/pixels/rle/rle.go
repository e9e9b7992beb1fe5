// Package rle decodes DICOM's run-length encoding (PS3.5 Annex G): byte planes,
// each packed as TIFF's PackBits are.
package rle

import (
	"encoding/binary"
	"errors"
	"fmt"
)

const (
	headerSize  = 64
	maxSegments = 15
)

var errShort = errors.New("RLE data end early")

// Decode unpacks a frame of exactly the given number of segments, each of size
// bytes. Bytes that a segment holds beyond its size are dropped.
func Decode(data []byte, segments, size int) ([][]byte, error) {
	if len(data) < headerSize {
		return nil, errShort
	}
	if n := binary.LittleEndian.Uint32(data); int64(n) != int64(segments) || n > maxSegments {
		return nil, fmt.Errorf("RLE data with %d segments where %d are needed", n, segments)
	}
	planes := make([][]byte, segments)
	for i := range planes {
		packed, err := segment(data, i, segments)
		if err != nil {
			return nil, err
		}
		if planes[i], err = unpack(packed, size); err != nil {
			return nil, fmt.Errorf("RLE segment %d: %w", i+1, err)
		}
	}
	return planes, nil
}

// segment cuts segment i out of the frame; it ends where the next begins.
func segment(data []byte, i, segments int) ([]byte, error) {
	start := int64(binary.LittleEndian.Uint32(data[4+4*i:]))
	end := int64(len(data))
	if i+1 < segments {
		end = int64(binary.LittleEndian.Uint32(data[8+4*i:]))
	}
	if start < headerSize || start > end || end > int64(len(data)) {
		return nil, fmt.Errorf("RLE segment %d lies outside the frame", i+1)
	}
	return data[start:end], nil
}

// unpack expands PackBits: a count n from 0 to 127 is followed by n+1 bytes, from
// -127 to -1 by one byte that stands 1-n times; -128 does nothing.
func unpack(in []byte, size int) ([]byte, error) {
	// A packed byte pair makes at most 128 bytes, so a frame that claims more
	// than its data can hold is refused before it is allocated.
	if size/64 > len(in) {
		return nil, errShort
	}
	out := make([]byte, 0, size)
	for len(out) < size {
		if len(in) < 2 {
			return nil, errShort
		}
		n := int(int8(in[0]))
		in = in[1:]
		switch {
		case n >= 0:
			literal := in[:min(n+1, len(in), size-len(out))]
			out = append(out, literal...)
			in = in[len(literal):]
		case n > -128:
			for range min(1-n, size-len(out)) {
				out = append(out, in[0])
			}
			in = in[1:]
		}
	}
	return out, nil
}
