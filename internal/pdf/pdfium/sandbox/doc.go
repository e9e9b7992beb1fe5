// Package sandbox runs PDFium as WebAssembly: without a file system, a network,
// randomness or output, in a memory of its own that has a limit. It reads the
// text, sizes and pictures of pages, and draws pages. It cannot be interrupted;
// package pdfium runs it in a child process that can be.
package sandbox

import "errors"

// Why a file was not read. None of these errors names the file; the caller does.
var (
	// ErrLocked: none of the passwords opens the file.
	ErrLocked = errors.New("no password fits")
	// ErrNoPage: the file cannot be opened, or has no such page.
	ErrNoPage = errors.New("PDFium cannot open this page")
	// ErrTooLarge: the picture asked for is over MaxPixels.
	ErrTooLarge = errors.New("too large to be read")
	// ErrTrap: PDFium failed inside its sandbox.
	ErrTrap = errors.New("PDFium failed inside its sandbox")
)
