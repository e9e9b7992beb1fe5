package sandbox

import (
	"errors"
	"fmt"
	"io"

	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// ErrRefused: PDFium opens the file but cannot do what was asked with it.
var ErrRefused = errors.New("PDFium cannot write it anew")

// Import writes to out a new file into which the pages of file were imported:
// of a damaged file only what its pages need goes along. It returns the number
// of pages.
func (l *Library) Import(file io.ReadSeeker, size int64, password string, out io.Writer) (pages int, err error) {
	return l.rewrite(file, size, password, func(doc *document) error {
		made, err := doc.instance.FPDF_CreateNewDocument(&requests.FPDF_CreateNewDocument{})
		if err != nil {
			return err
		}
		if _, err := doc.instance.FPDF_ImportPages(&requests.FPDF_ImportPages{Source: doc.ref, Destination: made.Document}); err != nil {
			return err
		}
		return doc.save(made.Document, out)
	})
}

// Copy writes file to out as PDFium understood it, whole and without
// encryption.
func (l *Library) Copy(file io.ReadSeeker, size int64, password string, out io.Writer) (pages int, err error) {
	return l.rewrite(file, size, password, func(doc *document) error {
		return doc.save(doc.ref, out)
	})
}

// Appearances writes file to out with an appearance for each field and note
// that had none, as PDFium draws it. alive is called after each page.
func (l *Library) Appearances(file io.ReadSeeker, size int64, password string, out io.Writer, alive func() error) (pages int, err error) {
	return l.rewrite(file, size, password, func(doc *document) error {
		for i := range doc.pages {
			if err := doc.makeAppearances(i); err != nil {
				return err
			}
			if err := alive(); err != nil {
				return err
			}
		}
		return doc.save(doc.ref, out)
	})
}

// rewrite opens a file for f. Its errors are ErrLocked, ErrNoPage, ErrRefused
// and ErrTrap.
func (l *Library) rewrite(file io.ReadSeeker, size int64, password string, f func(*document) error) (pages int, err error) {
	defer func() { err = rewriteError(err) }()
	defer recoverInto(&err, "writing anew")
	doc, err := l.openDocument(file, size, []string{password})
	if err != nil {
		return 0, drawError(err)
	}
	defer doc.close()
	if doc.pages == 0 || doc.pages > MaxPages {
		return 0, ErrNoPage
	}
	return doc.pages, f(doc)
}

func rewriteError(err error) error {
	switch {
	case err == nil, errors.Is(err, ErrLocked), errors.Is(err, ErrNoPage), errors.Is(err, ErrTooLarge), errors.Is(err, ErrTrap):
		return err
	case isTrap(err):
		return fmt.Errorf("%w: %w", ErrTrap, err)
	}
	return fmt.Errorf("%w: %w", ErrRefused, err)
}

func (d *document) save(made references.FPDF_DOCUMENT, out io.Writer) error {
	w := &failing{to: out}
	_, err := d.instance.FPDF_SaveAsCopy(&requests.FPDF_SaveAsCopy{
		Document: made, FileWriter: w, Flags: requests.SaveFlagRemoveSecurity,
	})
	return errors.Join(w.err, err)
}

// failing remembers why writing failed; PDFium only says that it did.
type failing struct {
	to  io.Writer
	err error
}

func (w *failing) Write(b []byte) (int, error) {
	if w.err != nil {
		return 0, w.err
	}
	n, err := w.to.Write(b)
	w.err = err
	return n, err
}

// makeAppearances draws page index, tiny: PDFium then leaves the appearances
// that it makes in the document. (Its own flattening is not used: it takes a
// page's inherited box for letter size, and loses highlights.)
func (d *document) makeAppearances(index int) error {
	loaded, err := d.instance.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: d.ref, Index: index})
	if err != nil {
		return err
	}
	defer d.closePage(loaded.Page)
	if has, err := d.annotated(loaded.Page); err != nil || !has {
		return err
	}
	if err := d.placeMarks(loaded.Page); err != nil {
		return err
	}
	return d.paint(loaded.Page, &Drawing{Width: 32, Height: 32})
}
