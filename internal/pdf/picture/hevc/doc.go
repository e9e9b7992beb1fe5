// Package hevc decodes still pictures coded in HEVC (ITU-T H.265), as phones
// store photos: intra pictures of 8 to 16 bits a sample, in grey or with
// colour at full, half or quarter resolution. What a still photo does not use
// (prediction from other pictures, and the range extensions that change how
// residuals are coded) is refused.
//
// It is written for bytes from strangers: every size is checked before memory
// is taken for it, the work is bounded by the number of pixels, for a decoder
// that runs out of data is stopped, and nothing is executed or loaded. The
// numbers of sections and tables are those of H.265 (08/2021).
package hevc

import "errors"

// ErrDamaged says that the data is not what the standard allows, or ends too soon.
var ErrDamaged = errors.New("damaged HEVC data")

// ErrUnsupported says that the picture uses a part of the standard that is not
// decoded here.
var ErrUnsupported = errors.New("a kind of HEVC picture that is not supported")

// MaxPixels bounds one coded picture. Photos of phones are coded in tiles of
// their own, far smaller than this.
const MaxPixels = 100_000_000

// Frame is a decoded picture, cropped to its conformance window.
type Frame struct {
	// Width and Height are of the first plane (luma).
	Width, Height int
	// SubX and SubY tell by how many bits the colour planes are smaller than
	// luma, each way. Grey pictures have one plane.
	SubX, SubY uint
	// Planes are luma and the two colour differences; Stride is in samples, and
	// Depth in bits, of each.
	Planes [][]uint16
	Stride []int
	Depth  []uint
	// Colour is what the bitstream says of its colours.
	Colour Colour
}

// Colour says how samples become colours (H.273). The zero value says nothing.
type Colour struct {
	Known     bool
	FullRange bool
	// Matrix is the code of the matrix coefficients; 2 is "unspecified".
	Matrix int
}
