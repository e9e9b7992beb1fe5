package pdfium

import (
	"errors"

	"github.com/medbundle/medbundle/internal/pdf/pdfium/sandbox"
)

// render serves one request for a picture of a page.
func (w *worker) render(req request) error {
	file, err := openContents(req.Path)
	if err != nil {
		return w.send(report{Failure: failOpen, Detail: named("", err).Error()})
	}
	defer file.close()
	if w.library == nil {
		return w.send(report{Failure: failLibrary})
	}
	var d sandbox.Drawing
	sandbox.WithoutCollector(func() {
		d, err = w.library.Draw(file, file.size, req.Password, req.Page, req.DPI)
	})
	if err != nil {
		return w.send(report{Failure: renderFailure(err), Retire: w.retire()})
	}
	if err := w.send(report{Picture: &pictureReport{d.Width, d.Height}, Retire: w.retire()}); err != nil {
		return err
	}
	return writeFrame(w.out, frame{frameBlob, d.Pixels})
}

func renderFailure(err error) failure {
	switch {
	case errors.Is(err, sandbox.ErrLocked):
		return failLocked
	case errors.Is(err, ErrTooLarge):
		return failTooLarge
	case errors.Is(err, sandbox.ErrTrap):
		return failTrap
	case errors.Is(err, sandbox.ErrRefused):
		return failRefused
	}
	return failPage
}
