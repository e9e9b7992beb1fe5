package pdfium

import (
	"errors"
	"fmt"
	"io/fs"

	"github.com/medbundle/medbundle/internal/pdf/pdfium/sandbox"
)

// What can become of a file beside being read. Every error of this package
// carries the name of the file; use errors.Is to tell them apart.
var (
	// ErrTimeout: the child did not answer in time and was ended.
	ErrTimeout = errors.New("reading took too long and was stopped")
	// ErrMemory: the child reached its memory limit and ended.
	ErrMemory = errors.New("reading needed more memory than is allowed and was stopped")
	// ErrCrash: the child ended, or spoke out of turn, while it read the file.
	ErrCrash = errors.New("the reader crashed on this file")
	// ErrTooLarge: the file, or the picture asked for, is over the size that is read.
	ErrTooLarge = sandbox.ErrTooLarge
	// ErrUnavailable: no child could be started; the file may be fine.
	ErrUnavailable = errors.New("the PDF reader could not be started")
	// ErrNoPage: the file cannot be opened by PDFium, or has no such page.
	ErrNoPage = sandbox.ErrNoPage
	// ErrRefused: PDFium opens the file but cannot write it anew, or what it
	// wrote cannot be read.
	ErrRefused = sandbox.ErrRefused
	// ErrClosed: the Engine was closed.
	ErrClosed = errors.New("the PDF reader is closed")
)

// fatal tells whether err is the death of a child, after which another child
// may still do part of the work.
func fatal(err error) bool {
	return errors.Is(err, ErrTimeout) || errors.Is(err, ErrMemory) || errors.Is(err, ErrCrash)
}

// named puts the name that the user knows before err, in place of the path
// that an operating system error carries.
func named(name string, err error) error {
	var perr *fs.PathError
	if errors.As(err, &perr) {
		err = perr.Err
	}
	return fmt.Errorf("%s: %w", name, err)
}
