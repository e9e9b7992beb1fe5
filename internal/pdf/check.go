package pdf

import (
	"context"
	"errors"
	"fmt"
)

// ErrLocked says that a file needs a password that the source does not carry.
var ErrLocked = errors.New("needs a password")

// ErrDamaged says that a file cannot be read as what it claims to be, or is
// refused because reading it would cost too much.
var ErrDamaged = errors.New("damaged")

// CheckResult is what Check learnt about a source.
type CheckResult struct {
	Pages []PageSize
	// Repairs are what the reader mended without being asked, in its own words.
	Repairs []string
	// Encrypted, Signed, Forms, Scripts and HasAttachments tell what the file
	// holds that does not travel into a packet as it is.
	Encrypted, Signed, Forms, Scripts bool
	HasAttachments                    bool
}

// Check reads src whole, exactly as Assembler.Append would, writing nowhere,
// and returns the sizes of its pages as a reader sees them (upright, cropped,
// UserUnit applied). If Check succeeds, Append of the same bytes succeeds.
func Check(ctx context.Context, src Source) (CheckResult, error) {
	return CheckResult{}, fmt.Errorf("%s: reading is not written yet", src.Name)
}
