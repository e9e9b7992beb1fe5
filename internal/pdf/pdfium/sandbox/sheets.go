package sandbox

import (
	"errors"
	"io"
	"math"
)

// Pages draws pages of file, counted from 1, one after another, or all of them
// where pages is nil, each at the resolution that dpi chooses for its size in
// points, and hands each to visit. A page that cannot be drawn is visited with
// its error (ErrNoPage, ErrTooLarge, ErrTrap) and the next one is tried. It
// returns the number of pages of the file; an error of visit ends it.
func (l *Library) Pages(file io.ReadSeeker, size int64, password string, pages []int,
	dpi func(width, height float64) float64, visit func(page int, d Drawing, err error) error,
) (total int, err error) {
	doc, err := l.openDocument(file, size, []string{password})
	if err != nil {
		return 0, drawError(err)
	}
	defer func() { doc.close() }()
	total = doc.pages
	if total == 0 || total > MaxPages {
		return 0, ErrNoPage
	}
	if pages == nil {
		for i := range total {
			pages = append(pages, i+1)
		}
	}
	litter := newTidy()
	failures := 0
	for _, page := range pages {
		d, err := doc.drawn(page, dpi)
		if err := visit(page, d, err); err != nil {
			return total, err
		}
		litter.up()
		if !errors.Is(err, ErrTrap) {
			continue
		}
		if failures++; failures > maxFailures {
			return total, err
		}
		doc.close()
		if doc, err = l.openDocument(file, size, []string{password}); err != nil {
			return total, drawError(err)
		}
	}
	return total, nil
}

func (d *document) drawn(page int, dpi func(width, height float64) float64) (out Drawing, err error) {
	defer func() { err = drawError(err) }()
	defer recoverInto(&err, "drawing")
	return d.draw(page, dpi)
}

// GridSide is how many cells a Grid has each way.
const GridSide = 16

// Grid is a drawing seen from far away: the mean red, green and blue, from 0 to
// 255, of each of its cells, rows from the top. Colours are kept apart, for a
// yellow mark on white is all but lost in greys.
type Grid [GridSide * GridSide * 3]uint8

// GridOf measures the upper rows of a drawing.
func GridOf(d Drawing, rows int) (g Grid) {
	for i := range GridSide * GridSide {
		mean := d.mean(i%GridSide, i/GridSide, rows)
		copy(g[3*i:], mean[:])
	}
	return g
}

func (d Drawing) mean(column, row, rows int) (mean [3]uint8) {
	x0, x1 := cell(column, d.Width)
	y0, y1 := cell(row, rows)
	var sum [3]int
	for y := y0; y < y1; y++ {
		line := d.Pixels[4*y*d.Width:]
		for x := x0; x < x1; x++ {
			for c := range sum {
				sum[c] += int(line[4*x+c])
			}
		}
	}
	for c := range sum {
		mean[c] = uint8(sum[c] / ((x1 - x0) * (y1 - y0)))
	}
	return mean
}

// cell is a part of n pixels, never empty.
func cell(i, n int) (from, to int) {
	from = i * n / GridSide
	return min(from, n-1), max((i+1)*n/GridSide, min(from, n-1)+1)
}

// Rows is how many pixels of a drawing's height are the given points.
func (d Drawing) Rows(points float64) int {
	if !(d.PageHeight > 0) || !finite(points) {
		return d.Height
	}
	n := int(math.Round(float64(d.Height) * points / d.PageHeight))
	return min(max(n, 1), d.Height)
}
