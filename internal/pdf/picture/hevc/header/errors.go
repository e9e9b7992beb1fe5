// Package header reads what stands before the coded blocks of an HEVC picture:
// parameter sets and the headers of slices (H.265, 7.3). Every number is held to
// the range that the standard gives it, and sizes to what memory is there for.
package header

import "errors"

// ErrDamaged says that the data is not what the standard allows, or ends too soon.
var ErrDamaged = errors.New("damaged HEVC data")

// ErrUnsupported says that the picture uses a part of the standard that is not
// decoded here.
var ErrUnsupported = errors.New("a kind of HEVC picture that is not supported")

// MaxPixels bounds one coded picture. Photos of phones are coded in tiles of
// their own, far smaller than this.
const MaxPixels = 100_000_000

// Colour says how samples become colours (H.273). The zero value says nothing.
type Colour struct {
	Known     bool
	FullRange bool
	// Matrix is the code of the matrix coefficients; 2 is "unspecified".
	Matrix int
}
