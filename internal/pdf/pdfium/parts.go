package pdfium

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Parts are the files inside one PDF.
type Parts struct {
	// Portfolio: viewers show these files instead of the PDF's own pages, which
	// are a cover.
	Portfolio bool
	// Files are those that came out, in the PDF's order.
	Files []PartFile
	// Lost counts files that are known to be there and did not come out, or not
	// whole; Problem says of the first of them why, in words that go on after a
	// colon. More tells that there may be others: a limit was reached.
	Lost    int
	Problem string
	More    bool
}

// PartFile is one file that came out.
type PartFile struct {
	// Name is its base name as the PDF has it, at most 200 letters; "" where it
	// has none.
	Name string
	// Path is where its bytes are.
	Path string
	Size int64
}

// Parts takes the files that lie inside the PDF at path out of it and writes
// them into the folder dir, which must be empty, under numbers; name is how the
// user knows the PDF, password the one that Probe found. byPDFium leaves the
// reader of objects aside, for files on which it died; PDFium finds less.
//
// Errors are ErrNoPage where neither reader opens the file, ErrTimeout,
// ErrMemory or ErrCrash where a child died, ErrUnavailable, those of opening
// and writing files, and ctx's.
func (e *Engine) Parts(ctx context.Context, path, name, password string, byPDFium bool, dir string) (*Parts, error) {
	got, err := e.parts(ctx, path, request{Op: opParts, Name: name, Password: password, SkipCheck: byPDFium}, dir)
	if err != nil {
		return nil, named(name, err)
	}
	return got, nil
}

func (e *Engine) parts(ctx context.Context, path string, req request, dir string) (*Parts, error) {
	size, err := sizeOf(path)
	if err != nil {
		return nil, err
	}
	if req.Path, err = filepath.Abs(path); err != nil {
		return nil, err
	}
	if req.Out, err = filepath.Abs(dir); err != nil {
		return nil, err
	}
	limit := e.opt.timeFor(size)
	req.CheckTime = limit
	c, err := e.acquire(ctx)
	if err != nil {
		return nil, err
	}
	defer e.release(c)
	if err := c.say(req); err != nil {
		return nil, err
	}
	rep, err := c.report(ctx, 2*limit)
	switch {
	case err != nil:
		return nil, err
	case rep.Parts == nil:
		return nil, rep.failed()
	}
	return rep.Parts, rep.Parts.verify(req.Out)
}

// verify holds what the child says against the folder.
func (p *Parts) verify(dir string) error {
	for _, f := range p.Files {
		info, err := os.Lstat(f.Path)
		if err == nil && (filepath.Dir(f.Path) != dir || !info.Mode().IsRegular() || info.Size() != f.Size) {
			err = fs.ErrInvalid
		}
		if err != nil {
			return fmt.Errorf("%w: %w", ErrCrash, withoutPath(err))
		}
	}
	return nil
}
