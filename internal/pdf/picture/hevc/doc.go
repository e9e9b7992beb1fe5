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

import "github.com/medbundle/medbundle/internal/pdf/picture/hevc/header"

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
	Colour header.Colour
}

// Colour says how samples become colours.
type Colour = header.Colour

// The errors of this package, beside those of the context.
var (
	ErrDamaged     = header.ErrDamaged
	ErrUnsupported = header.ErrUnsupported
)
