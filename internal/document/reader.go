package document

import (
	"context"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/pdf/pdfium"
)

// Prober learns what one PDF holds, in a process of its own. *pdfium.Engine is one.
type Prober interface {
	Probe(ctx context.Context, path, name string, passwords []string) (*pdfium.Probe, error)
}

// Reader reads documents. It is safe for use by several goroutines if its
// Engine is.
type Reader struct {
	Engine Prober
	// Passwords are tried on locked files, after the empty one.
	Passwords []string
}

// Read reads one file. The error is a *Trouble where the file has no pages that
// could be shown (the caller then makes a placeholder page), and another error
// only where the run itself failed: ctx has ended, or the file cannot be opened.
func (r *Reader) Read(ctx context.Context, f File) (*Document, error) {
	return nil, &Trouble{Name: f.Name, Rule: RuleUnsupported, Severity: clinical.SeverityError, Message: "reading is not written yet"}
}
