package archive

import (
	"errors"
	"io"
	"strings"

	"github.com/medbundle/medbundle/internal/collect/archive/sevenzip"
)

func walkSevenZip(w *walk) error {
	a, err := sevenzip.Open(w.ctx, w, w.Size, sevenzip.Options{Passwords: w.opt.Passwords, MaxFiles: w.opt.MaxMembers})
	if err != nil {
		return fromSevenZip(err)
	}
	for i, f := range a.Files {
		if f.Dir || f.Size == 0 && strings.HasSuffix(f.Name, "/") {
			if err := w.count(); err != nil {
				return err
			}
			continue
		}
		m := &Member{Name: cleanPath(f.Name), Size: f.Size}
		switch {
		case f.Link:
			m.Kind = Link
		case f.Device:
			m.Kind = Device
		}
		m.open = func() (io.Reader, error) {
			r, err := a.Content(i)
			return sevenReader{r}, fromSevenZip(err)
		}
		if err := w.member(m); err != nil {
			return err
		}
	}
	return nil
}

type sevenReader struct{ r io.Reader }

func (s sevenReader) Read(p []byte) (int, error) {
	n, err := s.r.Read(p)
	return n, fromSevenZip(err)
}

func fromSevenZip(err error) error {
	switch {
	case errors.Is(err, sevenzip.ErrLocked):
		return ErrLocked
	case errors.Is(err, sevenzip.ErrUnsupported):
		return ErrUnsupported
	case errors.Is(err, sevenzip.ErrTooMany):
		return ErrTooMany
	case errors.Is(err, sevenzip.ErrDamaged):
		return ErrDamaged
	}
	return err
}
