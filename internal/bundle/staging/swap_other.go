//go:build !linux && !darwin

package staging

import "errors"

// swap exchanges two folders in one step, which this system cannot do.
func swap(a, b string) error { return errors.ErrUnsupported }
