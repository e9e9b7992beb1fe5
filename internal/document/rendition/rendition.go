package rendition

import (
	"errors"
	"fmt"
	"strings"
)

// Rendition is what one file says, in blocks.
type Rendition struct {
	// Title and Language are what the file's own metadata say; Language is a
	// BCP 47 tag.
	Title, Language string
	Blocks          []Block
	// Losses says, a phrase each, what the file holds and Blocks does not:
	// "2 pictures are not drawn".
	Losses []string
	// Hidden says in the same way what the file hides from its readers, or keeps
	// beside its pages: no program would print it.
	Hidden []string
	// Cut tells that text is among them: Blocks does not hold all of it.
	Cut bool
	// Damaged says in a phrase where the file broke off; "" where it was whole.
	Damaged string
	// Clock tells that the file asks its program for the day on which it is
	// opened. Blocks hold the day that was saved with it; its program would show
	// another.
	Clock bool
	// Tracked tells that the file holds text that was deleted and can be brought
	// back. Blocks do not hold it; its program would print it, struck out.
	Tracked bool
	// Parts are the files inside, in their order. They become inputs of their
	// own, and are no loss.
	Parts []Part
}

// ErrLocked says that the file needs a password.
var ErrLocked = errors.New("needs a password")

// ErrSealed says that the file is encrypted for its receiver: no password
// opens it, but the program that it was sent to.
var ErrSealed = errors.New("encrypted for its receiver")

// ErrVersion says that the file is of a version of its format that is not read.
var ErrVersion = errors.New("of a version that is not read")

// ErrDamaged says that the file is not what its format asks for.
var ErrDamaged = errors.New("damaged")

// ErrTooLarge says that the file holds more than the limits of this package
// allow, unpacked or nested.
var ErrTooLarge = errors.New("too large")

// MaxFile bounds the bytes of one file that this package reads. Of a text file
// the first maxInput bytes are read, of a web page the first maxPage, and of the
// result maxText bytes are kept; where that cuts something, Losses says so.
const (
	MaxFile  = 64 << 20
	maxInput = 8 << 20
	maxPage  = 16 << 20
	maxText  = 8 << 20
	// MaxHead is how much of a text file, a table or a web page tells all that
	// these limits let in, and whether there is more.
	MaxHead   = maxPage + 1
	maxBlocks = 200_000
	maxTags   = 300_000 // of a web page
	maxCell   = 1 << 20
)

// PicturesNotDrawn says that n pictures of a file are not drawn.
func PicturesNotDrawn(n int) string {
	if n == 1 {
		return "1 picture is not drawn"
	}
	return fmt.Sprintf("%d pictures are not drawn", n)
}

// AsksClock tells whether the instruction of a field of a word processor shows
// the day or time at which the file is opened.
func AsksClock(instruction string) bool {
	f := strings.Fields(strings.ToUpper(instruction))
	return len(f) > 0 && (f[0] == "DATE" || f[0] == "TIME")
}

const endIsCut = "the end is cut, for the text is very long"

// head is the beginning of data, and whether anything was cut.
func head(data []byte, limit int) ([]byte, bool) {
	return data[:min(len(data), limit)], len(data) > limit
}
