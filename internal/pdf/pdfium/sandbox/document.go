package sandbox

import (
	"context"
	"errors"
	"io"
	"strings"
	"unicode"

	gopdfium "github.com/klippa-app/go-pdfium"
	pdfiumerrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// maxInfoRunes bounds a title or producer taken from a file.
const maxInfoRunes = 500

// document is one file open in one PDFium instance.
type document struct {
	instance gopdfium.Pdfium
	ref      references.FPDF_DOCUMENT
	password string
	pages    int
	form     *form // begun when a page with fields or notes is first drawn
}

// openDocument tries the empty password and then the given ones.
func (l *Library) openDocument(file io.ReadSeeker, size int64, passwords []string) (doc *document, err error) {
	defer recoverInto(&err, "opening")
	if size == 0 {
		return nil, pdfiumerrors.ErrFormat
	}
	ctx, cancel := context.WithTimeout(context.Background(), instanceWait)
	defer cancel()
	instance, err := l.pool.GetInstanceWithContext(ctx)
	if err != nil {
		return nil, errors.Join(ErrTrap, err)
	}
	doc = &document{instance: instance}
	if err := doc.unlock(file, size, passwords); err != nil {
		doc.close()
		return nil, err
	}
	return doc, nil
}

// Unlock finds the password that opens the file: the empty one or the first of
// passwords that fits. Its errors are those of Draw.
func (l *Library) Unlock(file io.ReadSeeker, size int64, passwords []string) (password string, err error) {
	doc, err := l.openDocument(file, size, passwords)
	if err != nil {
		return "", drawError(err)
	}
	defer doc.close()
	return doc.password, nil
}

func (d *document) unlock(file io.ReadSeeker, size int64, passwords []string) error {
	for _, password := range append([]string{""}, passwords...) {
		open := &requests.OpenDocument{FileReader: file, FileReaderSize: size}
		if password != "" {
			open.Password = &password
		}
		got, err := d.instance.OpenDocument(open)
		if errors.Is(err, pdfiumerrors.ErrPassword) {
			continue
		}
		if err != nil {
			return err
		}
		d.ref, d.password = got.Document, password
		return d.count()
	}
	return ErrLocked
}

func (d *document) count() error {
	got, err := d.instance.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: d.ref})
	if err != nil {
		return err
	}
	d.pages = got.PageCount
	return nil
}

// close gives the instance and its memory back. After a trap go-pdfium's own
// closing may panic, and there is nothing left to save.
func (d *document) close() {
	defer func() { _ = recover() }()
	defer d.instance.Close()
	if d.form != nil {
		_, _ = d.instance.FPDFDOC_ExitFormFillEnvironment(&requests.FPDFDOC_ExitFormFillEnvironment{FormHandle: d.form.handle})
	}
}

// info reads one entry of the document information dictionary, such as
// "Title"; "" where there is none.
func (d *document) info(tag string) (text string, err error) {
	defer recoverInto(&err, "reading "+tag)
	got, err := d.instance.FPDF_GetMetaText(&requests.FPDF_GetMetaText{Document: d.ref, Tag: tag})
	if err != nil {
		if isTrap(err) {
			return "", err
		}
		return "", nil
	}
	return OneLine(got.Value, maxInfoRunes), nil
}

// OneLine makes foreign words fit to be shown: it drops control characters, folds white space and cuts at max runes.
func OneLine(s string, max int) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		if unicode.IsControl(r) || r == unicode.ReplacementChar {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	s = strings.Join(strings.Fields(s), " ")
	if runes := []rune(s); len(runes) > max {
		s = string(runes[:max])
	}
	return s
}
