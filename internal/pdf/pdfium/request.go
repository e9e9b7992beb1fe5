package pdfium

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/medbundle/medbundle/internal/pdf/pdfium/sandbox"
)

// maxFileSize is the largest file that is read; a packet of one gigabyte
// cannot be handed to anyone.
const maxFileSize = 1 << 30

// maxPasswords bounds how many passwords are tried on one file.
const maxPasswords = 1000

// Probe reads the PDF at path; name is how the user knows it, and what errors
// call it. The empty password is tried first, then the given ones in order.
//
// A file that is locked, damaged or no PDF at all is no error: the Probe says
// so. Errors are those of this package, those of opening the file, and ctx's.
// When a child dies while pdf.Check reads, another goes on with PDFium alone
// and the Probe is not Assemblable. When it dies while PDFium reads, the error
// is ErrTimeout, ErrMemory or ErrCrash, and a Probe with what pdf.Check found
// comes with it; so it does with ErrUnavailable where only PDFium is missing.
func (e *Engine) Probe(ctx context.Context, path, name string, passwords []string) (*Probe, error) {
	size, err := sizeOf(path)
	if err != nil {
		return nil, named(name, err)
	}
	if len(passwords) > maxPasswords {
		passwords = passwords[:maxPasswords]
	}
	limit := e.opt.timeFor(size)
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, named(name, err)
	}
	req := request{Op: opProbe, Path: abs, Name: name, Passwords: passwords, CheckTime: limit}
	probe, err := e.probe(ctx, req, limit)
	if err != nil {
		return probe, named(name, err)
	}
	return probe, nil
}

// sizeOf refuses what is not a file, or is over maxFileSize, without opening it.
func sizeOf(path string) (int64, error) {
	info, err := os.Stat(path)
	if err != nil {
		return 0, err
	}
	if !info.Mode().IsRegular() {
		return 0, fmt.Errorf("not a file: %w", fs.ErrInvalid)
	}
	if info.Size() > maxFileSize {
		return 0, fmt.Errorf("%w: it has %d MB, and %d MB are read at most", ErrTooLarge, info.Size()>>20, maxFileSize>>20)
	}
	return info.Size(), nil
}

func (e *Engine) probe(ctx context.Context, req request, limit time.Duration) (*Probe, error) {
	check, read, err := e.converse(ctx, req, limit)
	if check != nil || !fatal(err) {
		return concluded(check, read, err)
	}
	dead := checkReport{TimedOut: errors.Is(err, ErrTimeout), Problem: err.Error()}
	req.SkipCheck = true
	_, read, err = e.converse(ctx, req, limit)
	return concluded(&dead, read, err)
}

func concluded(check *checkReport, read *sandbox.Reading, err error) (*Probe, error) {
	if check == nil || err != nil && !fatal(err) && !errors.Is(err, ErrUnavailable) {
		return nil, err
	}
	return judge(*check, read), err
}

// converse has one child serve req, and returns as much as it said.
func (e *Engine) converse(ctx context.Context, req request, limit time.Duration) (check *checkReport, read *sandbox.Reading, err error) {
	c, err := e.acquire(ctx)
	if err != nil {
		return nil, nil, err
	}
	defer e.release(c)
	if err := c.say(req); err != nil {
		return nil, nil, err
	}
	for {
		// The child's own clock comes first where pdf.Check heeds it.
		rep, err := c.report(ctx, limit+time.Second)
		if err != nil {
			return check, nil, err
		}
		switch {
		case rep.Failure == failOpen:
			return nil, nil, errors.New(rep.Detail)
		case rep.Failure == failLibrary:
			return check, rep.Read, ErrUnavailable
		case rep.Check != nil && check == nil && !req.SkipCheck:
			if check = rep.Check; req.SkipRead {
				return check, nil, nil
			}
		case rep.Read != nil && (check != nil || req.SkipCheck):
			return check, rep.Read, nil
		default:
			return nil, nil, c.broken(ErrCrash)
		}
	}
}
