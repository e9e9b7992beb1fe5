// Package fault has the two ways in which a picture file cannot be shown, and
// what is asked of the size of any picture.
package fault

import (
	"errors"
	"fmt"
)

// ErrUnsupported says that a file may be whole but is stored in a way that
// cannot be drawn here, or would take too much memory to decode.
var ErrUnsupported = errors.New("a kind of picture that is not supported")

// ErrDamaged says that a file is not what it claims to be, is cut short, or is
// refused for its size.
var ErrDamaged = errors.New("a damaged picture")

// The bounds of a picture in pixels: of one that is passed on as it is, and of
// one whose pixels are looked at.
const (
	MaxPixels   = 400_000_000
	MaxUnpacked = 100_000_000
)

// Size refuses pictures of no size or more than limit pixels.
func Size(width, height, limit int) error {
	if width <= 0 || height <= 0 {
		return fmt.Errorf("%w: it is %d by %d pixels", ErrDamaged, width, height)
	}
	if width > limit/height {
		return fmt.Errorf("%w: %d by %d pixels are too many", ErrDamaged, width, height)
	}
	return nil
}

// Damaged wraps the error of a decoder.
func Damaged(err error) error { return fmt.Errorf("%w: %w", ErrDamaged, err) }
