package ocr

import (
	"context"
	"errors"
	"fmt"
	"image"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"
)

var (
	// ErrNotInstalled says that there is no tesseract on this machine.
	ErrNotInstalled = errors.New("tesseract is not installed")
	// ErrUnusable says that tesseract is there and cannot work, mostly because
	// it has no language to read.
	ErrUnusable = errors.New("tesseract cannot be used")
	// ErrTimeout says that reading one page took too long.
	ErrTimeout = errors.New("reading the page took too long")
	// ErrFailed says that tesseract gave up on one page.
	ErrFailed = errors.New("tesseract gave up on the page")
)

// Options of an Engine.
type Options struct {
	// Program is where tesseract is; "" looks for it.
	Program string
	// Work is a private folder, in which tesseract runs; "" is the folder for
	// temporary files.
	Work string
	// Workers is how many pages are read at once; 0 means the number of CPUs.
	Workers int
	// Timeout is for one page, however often it has to be turned; 0 means 60
	// seconds.
	Timeout time.Duration
}

// Engine reads pages. It may be used by many goroutines at once. Tesseract is
// first started when the first page is to be read.
type Engine struct {
	opt   Options
	slots chan struct{}
	setup func() (installation, error)
}

// installation is the tesseract of this machine.
type installation struct {
	program string
	// languages are those that are installed, the best first guess first.
	languages []string
	// osd tells that the data is there by which tesseract tells orientation.
	osd bool
}

// New returns an engine; nothing is looked for yet.
func New(opt Options) *Engine {
	if opt.Workers <= 0 {
		opt.Workers = runtime.NumCPU()
	}
	if opt.Timeout <= 0 {
		opt.Timeout = time.Minute
	}
	e := &Engine{opt: opt, slots: make(chan struct{}, opt.Workers)}
	e.setup = sync.OnceValues(e.find)
	return e
}

// Languages are the languages that pages can be in, as tesseract names them
// ("eng", "deu"). The error is ErrNotInstalled or ErrUnusable.
func (e *Engine) Languages() ([]string, error) {
	in, err := e.setup()
	return slices.Clone(in.languages), err
}

// Reading is what was read on one page.
type Reading struct {
	// Text has a line for each line of the page and an empty line between
	// paragraphs. It is "" where nothing that makes sense was read.
	Text string
	// Words are those of Text, in its order, and where they stand on the page;
	// Frame leads from there to the picture.
	Words []Word
	Frame Frame
	// Confidence is how sure tesseract is of the text, from 0 to 100, as a mean
	// over its letters; Top is the same for the first few lines, where a paper
	// says what it is.
	Confidence, Top int
	// Language is the one that the page was read in, as tesseract names it.
	Language string
	// Missing are the languages, as tesseract names them, of which the page
	// seems to be in one, while none of them is installed.
	Missing []string
	// Turn is by how many degrees, clockwise, the page has to be turned to
	// stand upright: 0, 90, 180 or 270.
	Turn int
}

// Draw makes the picture of a page. It is called when it is the page's turn, so
// that few pictures are in memory at once.
type Draw func(ctx context.Context) (image.Image, error)

// Page reads one page. language is the one it is probably in, as an earlier
// Reading names it, or "". Beside Draw's and ctx's, the errors are those of this
// package; ErrNotInstalled and ErrUnusable hold for every other page too.
func (e *Engine) Page(ctx context.Context, language string, draw Draw) (reading Reading, err error) {
	defer func() {
		if p := recover(); p != nil {
			reading, err = Reading{}, fmt.Errorf("%w: %.80v", ErrFailed, p)
		}
	}()
	in, err := e.setup()
	if err != nil {
		return Reading{}, err
	}
	select {
	case e.slots <- struct{}{}:
		defer func() { <-e.slots }()
	case <-ctx.Done():
		return Reading{}, ctx.Err()
	}
	img, err := draw(ctx)
	if err != nil {
		return Reading{}, err
	}
	limited, cancel := context.WithTimeout(ctx, e.opt.Timeout)
	defer cancel()
	r := &reader{in: in, engine: e, page: newRaster(img).undotted().evened()}
	reading, err = r.read(limited, language)
	switch {
	case ctx.Err() != nil:
		return Reading{}, ctx.Err()
	case limited.Err() != nil:
		return Reading{}, ErrTimeout
	}
	return reading, err
}

// preferred are the languages that the rest of the program reads, English first.
var preferred = []string{"eng", "deu", "fra", "spa", "ita", "pol", "nld"}

// listed reads what `tesseract --list-langs` prints: a heading, then a name on
// each line. The preferred languages come first.
func listed(out string) (languages []string, osd bool) {
	_, names, _ := strings.Cut(out, "\n")
	all := strings.Fields(names)
	slices.Sort(all)
	for _, l := range preferred {
		if slices.Contains(all, l) {
			languages = append(languages, l)
		}
	}
	for _, l := range all {
		if !noLanguage(l) && !slices.Contains(languages, l) {
			languages = append(languages, l)
		}
	}
	return languages, slices.Contains(all, "osd")
}

// noLanguage tells trained data that is for something else than reading words.
func noLanguage(name string) bool {
	return name == "osd" || name == "equ" || name == "snum" || strings.ContainsAny(name, "/\\")
}

func (e *Engine) find() (installation, error) {
	program, err := locate(e.opt.Program)
	if err != nil {
		return installation{}, ErrNotInstalled
	}
	in := installation{program: program}
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	out, err := e.run(ctx, in, nil, "--list-langs")
	if err != nil {
		return in, fmt.Errorf("%w: it does not start", ErrUnusable)
	}
	if in.languages, in.osd = listed(out); len(in.languages) == 0 {
		return in, fmt.Errorf("%w: it has no language to read", ErrUnusable)
	}
	return in, nil
}
