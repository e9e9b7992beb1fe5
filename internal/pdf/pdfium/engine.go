package pdfium

import (
	"context"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	"github.com/medbundle/medbundle/internal/pdf/pdfium/sandbox"
)

// Options bound what one Engine may use.
type Options struct {
	// Workers is how many child processes may run at once; 0 means the number
	// of CPUs, at most 4.
	Workers int
	// Timeout is for one file of up to 50 MB or so, and grows with its size;
	// half of it is for pdf.Check and half for PDFium. 0 means 60 seconds.
	Timeout time.Duration
	// MemoryLimit is in bytes, for one child; 0 means 1 GiB. Below 256 MiB
	// PDFium cannot be compiled.
	MemoryLimit int64
	// CacheDir holds PDFium's compiled code between runs, some 20 MB; "" means
	// os.UserCacheDir()/medbundle/wazero. It is made with mode 0700; one that
	// another user could write to is not used, and starting takes longer.
	CacheDir string
}

func (o Options) withDefaults() Options {
	if o.Workers <= 0 {
		o.Workers = min(runtime.NumCPU(), 4)
	}
	if o.Timeout <= 0 {
		o.Timeout = 60 * time.Second
	}
	if o.MemoryLimit <= 0 {
		o.MemoryLimit = 1 << 30
	}
	if o.CacheDir == "" {
		o.CacheDir = sandbox.DefaultCacheDir()
	} else if abs, err := filepath.Abs(o.CacheDir); err == nil {
		o.CacheDir = abs
	}
	return o
}

// timeFor is how long each of the two readers may take over a file of so many
// bytes.
func (o Options) timeFor(size int64) time.Duration {
	half := o.Timeout / 2
	return half + half*time.Duration(size>>20)/50
}

// Engine runs PDFium in child processes of this binary. Children start when
// they are first needed, serve many files, and are replaced when one dies. An
// Engine may be used by many goroutines at once.
type Engine struct {
	opt   Options
	slots chan struct{} // one for each child in use
	start chan struct{} // held while a child starts

	mu     sync.Mutex
	idle   []*child
	closed bool

	env []string // more environment for children, for tests
}

// New returns an engine; no child runs yet. The program must call
// RunWorkerIfAsked first thing.
func New(opt Options) *Engine {
	opt = opt.withDefaults()
	return &Engine{
		opt:   opt,
		slots: make(chan struct{}, opt.Workers),
		start: make(chan struct{}, 1),
	}
}

// Close ends the children that wait for work; one that is reading a file ends
// when it is done. Afterwards every call fails with ErrClosed.
func (e *Engine) Close() error {
	e.mu.Lock()
	idle := e.idle
	e.idle, e.closed = nil, true
	e.mu.Unlock()
	for _, c := range idle {
		c.end(closeTime)
	}
	return nil
}

// acquire gives a child to the caller alone, who must release it.
func (e *Engine) acquire(ctx context.Context) (*child, error) {
	select {
	case e.slots <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	c, err := e.waiting()
	if c == nil && err == nil {
		c, err = e.startOne(ctx)
	}
	if err != nil {
		<-e.slots
		return nil, err
	}
	return c, nil
}

func (e *Engine) waiting() (*child, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closed {
		return nil, ErrClosed
	}
	n := len(e.idle)
	if n == 0 {
		return nil, nil
	}
	c := e.idle[n-1]
	e.idle = e.idle[:n-1]
	return c, nil
}

// startOne starts children one after another, so that the first fills the
// cache of compiled code and the others find it.
func (e *Engine) startOne(ctx context.Context) (*child, error) {
	select {
	case e.start <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-e.start }()
	return startChild(ctx, e.opt, e.env)
}

// release takes a child back; one that is dead, or too big, is not kept.
func (e *Engine) release(c *child) {
	e.mu.Lock()
	keep := !e.closed && !c.spent
	if keep {
		e.idle = append(e.idle, c)
	}
	e.mu.Unlock()
	if !keep {
		c.end(closeTime)
	}
	<-e.slots
}
