package pdfium

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/medbundle/medbundle/internal/pdf/attached"
	"github.com/medbundle/medbundle/internal/pdf/cos"
	"github.com/medbundle/medbundle/internal/pdf/pdfium/sandbox"
)

// parts serves one request for the files inside a PDF: by the reader of
// objects, and by PDFium where that one cannot open it.
func (w *worker) parts(req request) error {
	file, err := openContents(req.Path)
	if err != nil {
		return w.send(report{Failure: failOpen, Detail: named("", err).Error()})
	}
	defer file.close()
	got := &keeper{dir: req.Out, left: attached.DefaultLimits}
	err = errors.New("not asked")
	if !req.SkipCheck {
		err = got.byObjects(file, req)
	}
	if err != nil && got.failed == nil {
		if w.library == nil {
			return w.send(report{Failure: failLibrary})
		}
		got.parts = Parts{}
		sandbox.WithoutCollector(func() { err = w.library.Attachments(file, file.size, req.Password, got.keep) })
	}
	switch {
	case got.failed != nil:
		return w.send(report{Failure: failWrite, Detail: got.failed.Error(), Retire: w.retire()})
	case err != nil:
		return w.send(report{Failure: renderFailure(err), Retire: w.retire()})
	}
	return w.send(report{Parts: &got.parts, Retire: w.retire()})
}

// keeper writes what is found into a folder.
type keeper struct {
	dir    string
	parts  Parts
	left   attached.Limits
	number int
	failed error // of the disk
}

func (k *keeper) byObjects(file *contents, req request) error {
	ctx, cancel := context.WithTimeout(context.Background(), req.CheckTime)
	defer cancel()
	doc, err := cos.Open(ctx, file, file.size, req.Password)
	if err != nil {
		return err
	}
	k.parts.Portfolio = attached.Portfolio(doc)
	return attached.Find(ctx, doc, k.left, func(f attached.File) error {
		if f.Err != nil {
			k.lost(f.Err)
			if f.Data == nil {
				return nil
			}
		}
		return k.keep(f.Name, f.Data)
	})
}

func (k *keeper) lost(err error) {
	switch {
	case errors.Is(err, attached.ErrTooMany):
		k.parts.More = true
	default:
		k.parts.Lost++
		k.parts.More = k.parts.More || errors.Is(err, attached.ErrTooLarge)
	}
	if k.parts.Problem == "" {
		k.parts.Problem = err.Error()
	}
}

// keep writes one file. PDFium hands out files without limits of its own, and
// nil for one that it cannot read.
func (k *keeper) keep(name string, data []byte) error {
	if data == nil {
		k.lost(attached.ErrDamaged)
		return nil
	}
	if len(k.parts.Files) >= attached.DefaultLimits.Files {
		k.lost(attached.ErrTooMany)
		return nil
	}
	if k.left.Bytes -= int64(len(data)); k.left.Bytes < 0 {
		k.lost(attached.ErrTooLarge)
		return nil
	}
	k.number++
	path := filepath.Join(k.dir, fmt.Sprintf("%04d", k.number))
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err == nil {
		_, err = f.Write(data)
		if cerr := f.Close(); err == nil {
			err = cerr
		}
	}
	if err != nil {
		k.failed = fmt.Errorf("cannot write an attached file: %w", withoutPath(err))
		return k.failed
	}
	k.parts.Files = append(k.parts.Files, PartFile{Name: attached.Base(name), Path: path, Size: int64(len(data))})
	return nil
}
