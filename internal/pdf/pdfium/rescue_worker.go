package pdfium

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/medbundle/medbundle/internal/pdf/pdfium/sandbox"
	"github.com/medbundle/medbundle/internal/pdf/salvage"
)

// A file made anew may have as many bytes as the old one, a few times, and
// some more; pictures of pages have a bound of their own.
const (
	rescueGrowth  = 4
	rescueAllowed = 64 << 20
	maxRaster     = 400 << 20
)

// rescue serves one request to make a file anew.
func (w *worker) rescue(req request) error {
	if w.library == nil {
		return w.send(report{Failure: failLibrary})
	}
	file, err := openContents(req.Path)
	if err != nil {
		return w.send(report{Failure: failOpen, Detail: named("", err).Error()})
	}
	defer file.close()
	made, err := w.makeAnew(file, req)
	if err != nil {
		rep := report{Failure: renderFailure(err), Retire: w.retire()}
		if errors.Is(err, errWriting) {
			rep.Failure, rep.Detail = failWrite, err.Error()
		}
		return w.send(rep)
	}
	return w.send(report{Rescued: made, Retire: w.retire()})
}

// errWriting: the disk, and not the file that is read, is the trouble.
var errWriting = errors.New("cannot write the rescued file")

func (w *worker) makeAnew(file *contents, req request) (*rescueReport, error) {
	f, err := os.OpenFile(req.Out, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errWriting, withoutPath(err))
	}
	limit := rescueGrowth*file.size + rescueAllowed
	if req.Rung == Raster {
		limit = maxRaster
	}
	out := &bounded{to: f, left: limit}
	buffered := bufio.NewWriterSize(out, 256<<10)
	made, err := w.climb(file, req, buffered)
	if ferr := buffered.Flush(); err == nil {
		err = ferr
	}
	if cerr := f.Close(); err == nil && cerr != nil {
		err = fmt.Errorf("%w: %w", errWriting, withoutPath(cerr))
	}
	if out.err != nil {
		err = out.err // PDFium's own word on it is only that saving failed
	}
	return made, err
}

func withoutPath(err error) error {
	var perr *os.PathError
	if errors.As(err, &perr) {
		return perr.Err
	}
	return err
}

func (w *worker) climb(file *contents, req request, out io.Writer) (made *rescueReport, err error) {
	made = &rescueReport{}
	switch req.Rung {
	case Raster:
		return w.raster(file, req.Password, out)
	case salvaged:
		return made, salvageTo(out, file)
	}
	sandbox.WithoutCollector(func() {
		switch req.Rung {
		case Import:
			made.Pages, err = w.library.Import(file, file.size, req.Password, out)
		case Copy:
			made.Pages, err = w.library.Copy(file, file.size, req.Password, out)
		case Appearances:
			made.Pages, err = w.library.Appearances(file, file.size, req.Password, out, w.alive)
		default:
			err = fmt.Errorf("%w: there is no rung %q", ErrRefused, req.Rung)
		}
	})
	return made, err
}

func salvageTo(out io.Writer, file *contents) error {
	if file.data == nil {
		return fmt.Errorf("%w: it is larger than %d MB", ErrTooLarge, maxInMemory>>20)
	}
	whole, err := salvage.Salvage(file.data)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrRefused, err)
	}
	_, err = out.Write(whole)
	return err
}

func (w *worker) alive() error { return w.send(report{Alive: true}) }

// bounded refuses to write more than a limit and tells the disk's trouble from
// the file's.
type bounded struct {
	to   io.Writer
	left int64
	err  error
}

func (b *bounded) Write(p []byte) (int, error) {
	if b.err != nil {
		return 0, b.err
	}
	if b.left -= int64(len(p)); b.left < 0 {
		b.err = fmt.Errorf("%w: what came out grew too much", ErrTooLarge)
		return 0, b.err
	}
	n, err := b.to.Write(p)
	if err != nil {
		b.err = fmt.Errorf("%w: %w", errWriting, withoutPath(err))
	}
	return n, b.err
}
