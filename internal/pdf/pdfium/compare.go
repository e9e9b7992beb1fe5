package pdfium

import (
	"context"
	"errors"
	"math"
	"path/filepath"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/medbundle/medbundle/internal/pdf"
	"github.com/medbundle/medbundle/internal/pdf/pdfium/sandbox"
)

// compareDPI is small enough to be quick and large enough that a line of text
// that is lost leaves a cell lighter.
const compareDPI = 36

// Alike is the largest difference of two pages that look the same: up to here
// it is how lines and letters fall onto pixels. It was measured on 2,000 files.
const Alike = 24

// maxDifference is the difference of pages that have not even the same size.
const maxDifference = 255

// maxGrids is how many pages of one file a child measures in one go, and
// maxDeaths how many children may die over them.
const (
	maxGrids  = 100
	maxDeaths = 3
)

// PageFile is a PDF whose pages are compared.
type PageFile struct {
	// Path is where it is, Name how the user knows it.
	Path, Name string
	Password   string
}

// Pair is a page of one file and the page of another, its twin, that should
// show the same, both counted from 1.
type Pair struct {
	File     PageFile
	Page     int
	TwinFile PageFile
	Twin     int
	// Turn is by how many degrees, clockwise, the twin was turned; a multiple of 90.
	Turn int
}

// Comparison says how far the two pages of a pair differ.
type Comparison struct {
	Pair
	// Drawn: the page could be drawn, so there was something to compare.
	Drawn bool
	// Difference is from 0 to 255: the largest difference in mean red, green or
	// blue of any of 16×16 cells over the page, both drawn small. It is 255 where
	// the twin has another size, or cannot be drawn.
	Difference int
}

// Differs tells whether a reader would see that the twin is not the page.
func (c Comparison) Differs() bool { return c.Drawn && c.Difference > Alike }

// Compare draws the pages of pairs small, with notes and fields, and holds each
// against its twin. A twin may be longer at its foot; what stands there is not
// compared. Pairs of the same two files should stand together. Comparisons come
// in the order of pairs. A page that cannot be drawn is no error: the errors
// are ErrUnavailable, ErrClosed, those of opening the files, and ctx's.
func (e *Engine) Compare(ctx context.Context, pairs []Pair) ([]Comparison, error) {
	was := make([]page, len(pairs))
	for i, p := range pairs {
		was[i] = page{file: p.File, number: p.Page}
	}
	if err := e.measure(ctx, was); err != nil {
		return nil, err
	}
	for i, p := range pairs {
		was[i].grid = was[i].grid.turned(p.Turn)
	}
	is := make([]page, len(pairs))
	for i, p := range pairs {
		is[i] = page{file: p.TwinFile, number: p.Twin, height: was[i].grid.Height}
	}
	if err := e.measure(ctx, is); err != nil {
		return nil, err
	}
	out := make([]Comparison, len(pairs))
	for i, p := range pairs {
		out[i] = Comparison{Pair: p, Drawn: was[i].grid.Cells != nil}
		if out[i].Drawn {
			out[i].Difference = difference(was[i].grid, is[i].grid)
		}
	}
	return out, nil
}

// sizeTolerance is how far sizes may be apart, in points, by rounding.
const sizeTolerance = 1.5

func difference(was, is gridReport) int {
	if len(was.Cells) != len(is.Cells) || math.Abs(was.Width-is.Width) > sizeTolerance || is.Height < was.Height-sizeTolerance {
		return maxDifference
	}
	most := 0
	for i := range was.Cells {
		most = max(most, int(was.Cells[i])-int(is.Cells[i]), int(is.Cells[i])-int(was.Cells[i]))
	}
	return most
}

// turned is how a page looks that is turned clockwise by degrees, a multiple of 90.
func (g gridReport) turned(degrees int) gridReport {
	const n = sandbox.GridSide
	for ; degrees > 0 && len(g.Cells) == n*n*3; degrees -= 90 {
		cells := make([]byte, len(g.Cells))
		for row := range n {
			for column := range n {
				copy(cells[3*(row*n+column):], g.Cells[3*((n-1-column)*n+row):][:3])
			}
		}
		g.Cells, g.Width, g.Height = cells, g.Height, g.Width
	}
	return g
}

// page is a page to be measured; height is how many points of it from the top,
// 0 for all.
type page struct {
	file   PageFile
	number int
	height float64
	grid   gridReport // without cells where the page could not be drawn
}

// measure fills in the grids of pages, run by run of the same file.
func (e *Engine) measure(ctx context.Context, pages []page) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(e.opt.Workers)
	for from := 0; from < len(pages); {
		to := from + 1
		for to < len(pages) && to-from < maxGrids && pages[to].file == pages[from].file {
			to++
		}
		run := pages[from:to]
		g.Go(func() error { return e.measureRun(ctx, run) })
		from = to
	}
	return g.Wait()
}

// measureRun goes on after the page on which a child died.
func (e *Engine) measureRun(ctx context.Context, run []page) error {
	name := run[0].file.Name
	for deaths := 0; len(run) > 0 && deaths < maxDeaths; deaths++ {
		done, err := e.grids(ctx, run)
		switch {
		case err == nil, errors.Is(err, ErrNoPage), errors.Is(err, pdf.ErrLocked):
			return nil
		case !fatal(err):
			return named(name, err)
		}
		run = run[min(done+1, len(run)):]
	}
	return nil
}

// grids has one child measure a run of pages of one file, and tells how many
// it measured.
func (e *Engine) grids(ctx context.Context, run []page) (done int, err error) {
	size, err := sizeOf(run[0].file.Path)
	if err != nil {
		return 0, err
	}
	req := request{Op: opGrids, Name: run[0].file.Name, Password: run[0].file.Password}
	if req.Path, err = filepath.Abs(run[0].file.Path); err != nil {
		return 0, err
	}
	for _, p := range run {
		req.Pages, req.Heights = append(req.Pages, p.number), append(req.Heights, p.height)
	}
	c, err := e.acquire(ctx)
	if err != nil {
		return 0, err
	}
	defer e.release(c)
	if err := c.say(req); err != nil {
		return 0, err
	}
	return c.grids(ctx, run, e.opt.timeFor(size))
}

func (c *child) grids(ctx context.Context, run []page, limit time.Duration) (done int, err error) {
	for {
		rep, err := c.report(ctx, limit)
		if err != nil {
			return done, err
		}
		g := rep.Grid
		switch {
		case g == nil:
			return done, rep.failed()
		case g.Last && done == len(run):
			return done, nil
		case done == len(run) || g.Page != run[done].number || g.Cells != nil && len(g.Cells) != len(sandbox.Grid{}):
			return done, c.broken(ErrCrash)
		}
		run[done].grid = *g
		done++
	}
}
