package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/medbundle/medbundle/internal/pdf/cos"
	"github.com/medbundle/medbundle/internal/pdf/picture"
)

var (
	// ErrLocked says that a file needs a password that the source does not carry.
	ErrLocked = errors.New("needs a password")
	// ErrDamaged says that a file cannot be read as what it claims to be, or is
	// refused because reading it would cost too much.
	ErrDamaged = errors.New("damaged")
	// ErrSwamped says, beside ErrDamaged, that no other reader is to open the file
	// either: it would take too much time and memory.
	ErrSwamped = cos.ErrSwamped
	// ErrUnsupported says that a file may be whole but is stored in a way that
	// cannot become pages, such as a CMYK TIFF.
	ErrUnsupported = errors.New("not supported")
)

// maxFile and maxPicture bound, in bytes, the files that are read: they are
// held in memory, pictures twice.
const (
	maxFile    = 1 << 30
	maxPicture = 256 << 20
)

// opened is a source whose pages can be written: a PDF or pictures.
type opened struct {
	name     string
	doc      *cos.Document
	pictures *picture.File
	close    func()
}

func open(ctx context.Context, src Source) (o *opened, err error) {
	o = &opened{name: src.Name, close: func() {}}
	r, size, err := o.reader(src)
	if err != nil {
		return nil, err
	}
	switch {
	case size > maxFile:
		err = fmt.Errorf("it is larger than %d MB", maxFile>>20)
	case src.Format == FormatPDF || src.Format == "":
		o.doc, err = cos.Open(ctx, r, size, src.Password)
	case size > maxPicture:
		err = fmt.Errorf("it is larger than %d MB", maxPicture>>20)
	default:
		o.pictures, err = openPictures(r, size, string(src.Format))
	}
	if err != nil {
		o.close()
		return nil, refused(src.Name, err)
	}
	return o, nil
}

func (o *opened) reader(src Source) (io.ReadSeeker, int64, error) {
	if src.Path == "" {
		return bytes.NewReader(src.Data), int64(len(src.Data)), nil
	}
	f, err := os.Open(src.Path)
	if err != nil {
		return nil, 0, refused(src.Name, err)
	}
	o.close = func() { f.Close() }
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = errors.New("it is not a file")
	}
	if err != nil {
		f.Close()
		return nil, 0, refused(src.Name, err)
	}
	return f, info.Size(), nil
}

func openPictures(r io.Reader, size int64, format string) (*picture.File, error) {
	data := make([]byte, size)
	if _, err := io.ReadFull(r, data); err != nil {
		return nil, err
	}
	return picture.Open(format, data)
}

func (o *opened) len() int {
	if o.doc != nil {
		return len(o.doc.Pages())
	}
	return o.pictures.Len()
}

// refused names the file and the kind of trouble.
func refused(name string, err error) error {
	var path *fs.PathError
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return fmt.Errorf("%s: %w", name, err)
	case errors.As(err, &path):
		return fmt.Errorf("%s: %w", name, path.Err)
	case errors.Is(err, cos.ErrLocked):
		return fmt.Errorf("%s: %w", name, ErrLocked)
	case errors.Is(err, picture.ErrUnsupported):
		return fmt.Errorf("%s: %w: %w", name, ErrUnsupported, err)
	}
	return fmt.Errorf("%s: %w: %w", name, ErrDamaged, err)
}

// stumbled makes an error of a panic.
func stumbled(p any) error { return fmt.Errorf("the reader stumbled: %.200v", p) }
