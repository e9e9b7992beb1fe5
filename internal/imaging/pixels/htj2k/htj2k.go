// Package htj2k decodes High-Throughput JPEG 2000 (ITU-T T.814 | ISO/IEC 15444-15)
// with a library that it trusts with no more than it has vetted: the library takes
// 27 s and 2.7 GB for a small picture that is cut into tiny precincts. Decision 0022
// says what was measured.
package htj2k

import (
	"bytes"
	"errors"
	"fmt"
	"math"

	jpeg2000 "github.com/mrjoshuak/go-jpeg2000"
)

// Header is what a codestream says about its picture.
type Header struct {
	Width, Height, Components, Precision int
	Signed                               bool
	// Transformed says that RGB was turned into luma and chroma, which Decode undoes.
	Transformed bool
}

// Image is a decoded picture; samples lie pixel after pixel, components interleaved.
type Image struct {
	Header
	Samples []int32
}

// ErrUnsupported says that the codestream is larger or of another make than this
// package lets the library decode.
var ErrUnsupported = errors.New("an unsupported kind of High-Throughput JPEG 2000")

var errDamaged = errors.New("the High-Throughput JPEG 2000 codestream is damaged")

// ReadHeader vets a codestream, bare, up to its last tile-part header, and decodes
// nothing.
func ReadHeader(data []byte) (Header, error) {
	v := vetting{data: data}
	err := v.vet()
	return v.header, err
}

// Decode decodes a picture. The caller has read its header and can bear its size.
func Decode(data []byte) (img *Image, err error) {
	h, err := ReadHeader(data)
	if err != nil {
		return nil, err
	}
	defer func() {
		if p := recover(); p != nil {
			img, err = nil, fmt.Errorf("%w (%v)", errDamaged, p)
		}
	}()
	decoded, err := jpeg2000.DecodeFloat(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%w (%w)", errDamaged, err)
	}
	if decoded.Width != h.Width || decoded.Height != h.Height || len(decoded.Components) != h.Components {
		return nil, errDamaged
	}
	img = &Image{Header: h, Samples: make([]int32, h.Width*h.Height*h.Components)}
	low, high := 0.0, float64(int(1)<<h.Precision-1)
	if h.Signed {
		low, high = -float64(int(1)<<(h.Precision-1)), float64(int(1)<<(h.Precision-1)-1)
	}
	for c, plane := range decoded.Components {
		if len(plane) < h.Width*h.Height {
			return nil, errDamaged
		}
		for i := range h.Width * h.Height {
			v := math.Floor(float64(plane[i]) + 0.5)
			if !(v >= low) { // no number, too
				v = low
			}
			img.Samples[i*h.Components+c] = int32(min(v, high))
		}
	}
	return img, nil
}
