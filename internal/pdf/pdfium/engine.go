package pdfium

import (
	"context"
	"errors"
	"image"
	"time"
)

// Options bound what one Engine may use.
type Options struct {
	// Workers is how many child processes may run at once; 0 means
	// min(runtime.NumCPU(), 4).
	Workers int
	// Timeout is for one file, before it is scaled by size; 0 means 60 seconds.
	Timeout time.Duration
	// MemoryLimit is in bytes and for one child; 0 means 1 GiB.
	MemoryLimit int64
	// CacheDir holds compiled PDFium; "" means os.UserCacheDir()/medbundle/wazero.
	CacheDir string
}

// Engine runs PDFium in child processes of this binary.
type Engine struct{ opt Options }

// Page is what PDFium found on one page.
type Page struct {
	Text          string
	Width, Height float64
	ImageOnly     bool
	Images        int
}

// Probe is what was learned of one PDF file.
type Probe struct {
	Pages       []Page
	Password    string
	Locked      bool
	Assemblable bool
	Problem     string
	Title       string
	Producer    string
	Opened      bool
}

var errNotYet = errors.New("pdfium: not built yet")

// RunWorkerIfAsked serves as a worker, and does not return, in a process that
// an Engine started; in any other it returns at once.
func RunWorkerIfAsked() {}

// New returns an engine that starts its children when they are first needed.
func New(opt Options) *Engine { return &Engine{opt: opt} }

// Close ends the children.
func (e *Engine) Close() error { return nil }

// Probe reads the PDF at path; name is how the user knows it.
func (e *Engine) Probe(ctx context.Context, path, name string, passwords []string) (*Probe, error) {
	return nil, errNotYet
}

// Render draws one page, counted from 1.
func (e *Engine) Render(ctx context.Context, path, name, password string, page int, dpi float64) (image.Image, error) {
	return nil, errNotYet
}
