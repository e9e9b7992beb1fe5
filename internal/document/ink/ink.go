// Package ink finds what is written or drawn in the picture of a page. It passes
// over what paper and scanners leave: specks, holes of a punch, shadows at the
// edge, the other side showing through. What it is not sure of counts as
// written.
package ink

import (
	"image"
	"image/draw"
	"slices"
)

// Traces is what is written on a page.
type Traces struct {
	// Bands are the lines of writing, and drawings, from top to bottom.
	Bands []Band
}

// Band is a part of the page, as high as what is written there.
type Band struct {
	// Top and Bottom are parts of the page's height, from 0 at the top to 1.
	Top, Bottom float64
	// Height and Width are in millimetres.
	Height, Width float64
}

// Of pages, in millimetres where nothing else is said.
const (
	// contrast is by how much, of 255, ink is darker than the paper around it:
	// more than the other side of a sheet that shows through.
	contrast = 40
	// darkPage is the lightness of the paper below which it is no paper.
	darkPage = 120
	// joins is how near two strokes belong together: letters of a word.
	joins = 0.5
	// speck is the size up to which a lone spot is dirt; maxSpecks are so many
	// that they may be dots of a print.
	speck, maxSpecks = 1.3, 150
	// A hole of a punch lies near an edge; four holes on either side of a sheet.
	holeMin, holeMax, holeFromEdge, holeFill, maxHoles = 3.5, 9.5, 24.0, 0.68, 8
	// A shadow begins at the edge and runs along it, or is no deeper than thin.
	shadowDeep, shadowThin, shadowFromEdge, shadowPart = 12.0, 4.0, 1.5, 0.25
	// lineGap is the white between two lines of writing.
	lineGap = 1.0
)

// Find finds what is written in a picture of a page drawn at dpi dots per inch.
func Find(img image.Image, dpi float64) Traces {
	p := lightness(img)
	if p.w == 0 || p.h == 0 {
		return Traces{}
	}
	p.mm = dpi / 25.4
	if !p.mark() {
		return Traces{Bands: []Band{p.band(0, 0, p.w-1, p.h-1)}}
	}
	specks, holes := 0, 0
	var written []spot
	for _, s := range p.spots() {
		switch {
		case p.long(s.width()) <= speck && p.long(s.height()) <= speck:
			specks++
		case p.shadow(s):
		case p.hole(s):
			if holes++; holes > maxHoles {
				written = append(written, s)
			}
		default:
			written = append(written, s)
		}
	}
	if specks > maxSpecks {
		written = append(written, spot{x1: p.w - 1, y1: p.h - 1})
	}
	return p.bands(written)
}

// page is a picture of a page: how light each pixel is in its darkest colour,
// and then which of them are ink.
type page struct {
	w, h  int
	mm    float64 // pixels
	light []uint8
	ink   []bool
}

func (p *page) long(pixels int) float64 { return float64(pixels) / p.mm }

func lightness(img image.Image) *page {
	b := img.Bounds()
	rgba, ok := img.(*image.RGBA)
	if !ok || b.Min != (image.Point{}) {
		rgba = image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
		draw.Draw(rgba, rgba.Rect, img, b.Min, draw.Src)
	}
	p := &page{w: b.Dx(), h: b.Dy(), light: make([]uint8, b.Dx()*b.Dy())}
	for y := range p.h {
		row := rgba.Pix[y*rgba.Stride:]
		for x := range p.w {
			p.light[y*p.w+x] = min(row[4*x], row[4*x+1], row[4*x+2])
		}
	}
	return p
}

// mark finds the pixels that are darker than the paper around them. It is false
// where there is no paper.
func (p *page) mark() bool {
	p.ink = make([]bool, len(p.light))
	var all histogram
	all.add(p.light)
	paper := all.below(75)
	if paper < darkPage {
		return false
	}
	side := max(8, int(8*p.mm))
	for y := 0; y < p.h; y += side {
		for x := 0; x < p.w; x += side {
			var tile histogram
			for ty := y; ty < min(y+side, p.h); ty++ {
				tile.add(p.light[ty*p.w+x : ty*p.w+min(x+side, p.w)])
			}
			around := max(tile.below(50), paper-contrast)
			for ty := y; ty < min(y+side, p.h); ty++ {
				for i := ty*p.w + x; i < ty*p.w+min(x+side, p.w); i++ {
					p.ink[i] = around-int(p.light[i]) > contrast
				}
			}
		}
	}
	return true
}

type histogram [256]int

func (h *histogram) add(pixels []uint8) {
	for _, v := range pixels {
		h[v]++
	}
}

// below is the lightness that so many in 100 pixels do not exceed.
func (h *histogram) below(percent int) int {
	n, sum := 0, 0
	for _, c := range h {
		n += c
	}
	for v, c := range h {
		if sum += c; sum*100 >= n*percent {
			return v
		}
	}
	return 255
}

// shadow tells whether a spot comes from the edge of the sheet.
func (p *page) shadow(s spot) bool {
	if p.long(s.near) > shadowFromEdge || p.long(s.far) > shadowDeep {
		return false
	}
	return p.long(s.far) <= shadowThin || float64(s.width()) >= shadowPart*float64(p.w) || float64(s.height()) >= shadowPart*float64(p.h)
}

// hole tells whether a spot is a filled round one near an edge.
func (p *page) hole(s spot) bool {
	w, h := p.long(s.width()), p.long(s.height())
	return min(w, h) >= holeMin && max(w, h) <= holeMax && max(w, h) <= 1.35*min(w, h) && p.long(s.far) <= holeFromEdge &&
		float64(s.ink) >= holeFill*float64(s.width()*s.height())
}

// bands joins spots that stand in one line.
func (p *page) bands(written []spot) (t Traces) {
	slices.SortStableFunc(written, func(a, b spot) int { return a.y0 - b.y0 })
	var line spot
	for i, s := range written {
		if i > 0 && p.long(s.y0-line.y1) <= lineGap {
			line = spot{x0: min(line.x0, s.x0), y0: line.y0, x1: max(line.x1, s.x1), y1: max(line.y1, s.y1)}
			continue
		}
		if i > 0 {
			t.Bands = append(t.Bands, p.band(line.x0, line.y0, line.x1, line.y1))
		}
		line = s
	}
	if len(written) > 0 {
		t.Bands = append(t.Bands, p.band(line.x0, line.y0, line.x1, line.y1))
	}
	return t
}

func (p *page) band(x0, y0, x1, y1 int) Band {
	return Band{
		Top: float64(y0) / float64(p.h), Bottom: float64(y1+1) / float64(p.h),
		Height: p.long(y1 - y0 + 1), Width: p.long(x1 - x0 + 1),
	}
}
