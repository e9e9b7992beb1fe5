package document

import (
	"context"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"sync"

	"github.com/medbundle/medbundle/internal/pdf"
)

// laid lays a picture on pages as it will be in the packet, once the first of
// them is drawn; done removes them.
func (r *Reader) laid(f File, doc *Document, renderer Renderer) (draw func(ctx context.Context, page int, dpi float64) (image.Image, error), done func(), err error) {
	dir, err := os.MkdirTemp(r.Work, "photo-")
	if err != nil {
		return nil, nil, fmt.Errorf("cannot write into the work folder: %w", withoutPath(err))
	}
	path := filepath.Join(dir, "pages.pdf")
	var once sync.Once
	var failed error
	draw = func(ctx context.Context, page int, dpi float64) (image.Image, error) {
		once.Do(func() { failed = layPages(ctx, path, doc) })
		if failed != nil {
			return nil, failed
		}
		return renderer.Render(ctx, path, f.Name, "", page, resolution(doc.Sizes[page-1], dpi))
	}
	return draw, func() { os.RemoveAll(dir) }, nil
}

// layPages writes the pages that the packet will show of a picture.
func layPages(ctx context.Context, path string, doc *Document) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer file.Close()
	a := pdf.NewAssembler(file, len(doc.Sizes), pdf.Info{})
	if _, _, err := a.Append(ctx, *doc.Source, pdf.AppendOptions{}); err != nil {
		return err
	}
	if err := a.Close(nil); err != nil {
		return err
	}
	return file.Close()
}
