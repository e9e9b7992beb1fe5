package pdfium

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/medbundle/medbundle/internal/pdf"
)

// Rung is one way of making a file anew so that its pages can be copied.
type Rung string

// The rungs of the ladder, from the one that changes least.
const (
	// Appearances gives fields and notes the appearance that they lack, so that
	// the assembler can make them part of the page.
	Appearances Rung = "appearances"
	// Import takes the pages over into a new file; the broken rest stays behind.
	Import Rung = "import"
	// Copy writes the file as PDFium understood it, whole.
	Copy Rung = "copy"
	// Raster makes a picture of every page.
	Raster Rung = "raster"

	// salvaged is no rung that a caller asks for: Salvage is.
	salvaged Rung = "salvage"
)

// Rescued is what came of a file that was made anew. Its pages can be copied:
// pdf.Check read it, in a child, after it was written.
type Rescued struct {
	Rung Rung
	// Check is pdf.Check's result for the new file, which needs no password.
	Check pdf.CheckResult
	// Lost are the pages, counted from 1, that could not be drawn: they are
	// blank in the new file. Only Raster can lose pages.
	Lost []int
}

// maxRescue is how many times the time for one file a rescue may take, as long
// as a page is finished within that time again and again.
const maxRescue = 10

// Rescue makes the PDF at path anew by one rung, as the file out, which must
// not be there yet and is gone again after an error; name is how the user
// knows the file, password the one that Probe found. path is only read.
//
// Errors are those of this package: ErrRefused where the rung does not help,
// ErrNoPage where PDFium cannot open the file, ErrTimeout, ErrMemory or ErrCrash
// where a child died, ErrTooLarge; pdf.ErrLocked, those of opening and writing
// files, and ctx's.
func (e *Engine) Rescue(ctx context.Context, path, name, password string, rung Rung, out string) (*Rescued, error) {
	if _, err := os.Lstat(out); err == nil {
		return nil, named(name, fmt.Errorf("cannot write the rescued file: %w", fs.ErrExist))
	}
	got, err := e.rescue(ctx, path, request{Op: opRescue, Name: name, Password: password, Rung: rung}, out)
	if err != nil {
		os.Remove(out)
		return nil, named(name, err)
	}
	return got, nil
}

func (e *Engine) rescue(ctx context.Context, path string, req request, out string) (*Rescued, error) {
	size, err := sizeOf(path)
	if err != nil {
		return nil, err
	}
	if req.Path, err = filepath.Abs(path); err != nil {
		return nil, err
	}
	if req.Out, err = filepath.Abs(out); err != nil {
		return nil, err
	}
	made, err := e.rewrite(ctx, req, e.opt.timeFor(size))
	if err != nil {
		return nil, err
	}
	check, err := e.check(ctx, req.Out, req.Name)
	if err != nil {
		return nil, err
	}
	if len(check.Pages) != made.Pages {
		return nil, fmt.Errorf("%w: it came out with %d pages instead of %d", ErrRefused, len(check.Pages), made.Pages)
	}
	return &Rescued{Rung: req.Rung, Check: check, Lost: made.Lost}, nil
}

// Salvage looks for pages in a file that no reader opens, in most cases because
// its end is gone, and writes what it finds as the file out, which must not be
// there yet. out is to be probed like any file: it may still be unreadable, and
// pages may be missing from it. Errors are those of Rescue; ErrRefused where
// there is nothing to be found.
func (e *Engine) Salvage(ctx context.Context, path, name, out string) error {
	if _, err := os.Lstat(out); err == nil {
		return named(name, fmt.Errorf("cannot write the rescued file: %w", fs.ErrExist))
	}
	req := request{Op: opRescue, Name: name, Rung: salvaged}
	size, err := sizeOf(path)
	if err == nil {
		req.Path, err = filepath.Abs(path)
	}
	if err == nil {
		req.Out, err = filepath.Abs(out)
	}
	if err == nil {
		_, err = e.rewrite(ctx, req, e.opt.timeFor(size))
	}
	if err != nil {
		os.Remove(out)
		return named(name, err)
	}
	return nil
}

// rewrite has a child write the new file.
func (e *Engine) rewrite(ctx context.Context, req request, limit time.Duration) (*rescueReport, error) {
	c, err := e.acquire(ctx)
	if err != nil {
		return nil, err
	}
	defer e.release(c)
	if err := c.say(req); err != nil {
		return nil, err
	}
	end := time.Now().Add(maxRescue * limit)
	for {
		rep, err := c.report(ctx, min(limit, time.Until(end)))
		switch {
		case err != nil:
			return nil, err
		case rep.Rescued != nil:
			return rep.Rescued, nil
		case !rep.Alive:
			return nil, rep.failed()
		}
	}
}

// check runs pdf.Check alone on a file that needs no password, in a child.
func (e *Engine) check(ctx context.Context, path, name string) (pdf.CheckResult, error) {
	size, err := sizeOf(path)
	if err != nil {
		return pdf.CheckResult{}, err
	}
	limit := e.opt.timeFor(size)
	check, _, err := e.converse(ctx, request{Op: opProbe, Path: path, Name: name, CheckTime: limit, SkipRead: true}, limit)
	if err != nil {
		return pdf.CheckResult{}, err
	}
	if !check.OK {
		return pdf.CheckResult{}, fmt.Errorf("%w: %s", ErrRefused, check.Problem)
	}
	return check.Result, nil
}
