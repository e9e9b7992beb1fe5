// Package draw makes pictures out of outlines and letters in whole numbers, so
// that every processor makes the same ones: the usual rasterisers work in
// floating point, whose last bit differs.
package draw

import "slices"

// Point is a place in a picture, in 1/64 of a pixel.
type Point struct{ X, Y int }

// Ring is a closed outline.
type Ring []Point

// Pixels makes a ring of places given in whole pixels.
func Pixels(places ...[2]int) Ring {
	r := make(Ring, len(places))
	for i, p := range places {
		r[i] = Point{p[0] * 64, p[1] * 64}
	}
	return r
}

// Mask is how much of each pixel of a rectangle an outline covers, from 0 to 256.
type Mask struct {
	x, y, w, h int
	cover      []int
}

// Fill computes what rings cover by the non-zero winding rule, in whole
// numbers: four scan lines to a pixel row, 1/64 pixel along each.
func Fill(rings ...Ring) Mask {
	m := bounds(rings)
	type crossing struct{ x, turn int }
	var cross []crossing
	for line := range m.h * 4 {
		y := m.y*64 + line*16 + 8
		cross = cross[:0]
		for _, r := range rings {
			for i, a := range r {
				b := r[(i+1)%len(r)]
				turn := 1
				if a.Y > b.Y {
					a, b, turn = b, a, -1
				}
				if a.Y <= y && y < b.Y {
					cross = append(cross, crossing{a.X + (b.X-a.X)*(y-a.Y)/(b.Y-a.Y), turn})
				}
			}
		}
		slices.SortFunc(cross, func(a, b crossing) int { return a.x - b.x })
		winding := 0
		for i := range cross {
			if winding != 0 {
				m.span(line/4, cross[i-1].x, cross[i].x)
			}
			winding += cross[i].turn
		}
	}
	return m
}

// bounds is the empty mask that holds every ring.
func bounds(rings []Ring) Mask {
	const far = 1 << 30
	lo, hi := Point{far, far}, Point{-far, -far}
	for _, r := range rings {
		for _, p := range r {
			lo = Point{min(lo.X, p.X), min(lo.Y, p.Y)}
			hi = Point{max(hi.X, p.X), max(hi.Y, p.Y)}
		}
	}
	if hi.X < lo.X {
		return Mask{}
	}
	m := Mask{x: lo.X >> 6, y: lo.Y >> 6}
	m.w, m.h = hi.X>>6-m.x+1, hi.Y>>6-m.y+1
	m.cover = make([]int, m.w*m.h)
	return m
}

// span adds one scan line from xa to xb to a row's cover.
func (m Mask) span(row, xa, xb int) {
	for px := xa >> 6; px <= xb>>6 && px-m.x < m.w; px++ {
		m.cover[row*m.w+px-m.x] += max(0, min(xb, px*64+64)-max(xa, px*64))
	}
}

// Moved is the mask shifted by whole pixels.
func (m Mask) Moved(dx, dy int) Mask {
	m.x, m.y = m.x+dx, m.y+dy
	return m
}

// Each calls paint for the pixels of a picture w wide and h high that m covers,
// with the index of the pixel and its cover.
func (m Mask) Each(w, h int, paint func(i, cover int)) {
	for row := range m.h {
		y := m.y + row
		if y < 0 || y >= h {
			continue
		}
		for col := range m.w {
			x, c := m.x+col, m.cover[row*m.w+col]
			if c > 0 && x >= 0 && x < w {
				paint(y*w+x, min(c, 256))
			}
		}
	}
}

// Smooth turns a few points into a closed curve through them (Catmull-Rom),
// with steps straight pieces between two neighbours.
func Smooth(through Ring, steps int) Ring {
	n := len(through)
	out := make(Ring, 0, n*steps)
	for i := range through {
		a, b, c, d := through[(i+n-1)%n], through[i], through[(i+1)%n], through[(i+2)%n]
		for s := range steps {
			out = append(out, Point{spline(a.X, b.X, c.X, d.X, s, steps), spline(a.Y, b.Y, c.Y, d.Y, s, steps)})
		}
	}
	return out
}

// spline is the value at s/n of the way from b to c.
func spline(a, b, c, d, s, n int) int {
	return b + (s*(c-a)*n*n+s*s*(2*a-5*b+4*c-d)*n+s*s*s*(3*b-a-3*c+d))/(2*n*n*n)
}

// Stroke is the outline of a line of the given width (1/64 pixel) through points.
func Stroke(through []Point, width int) Ring {
	var left, right Ring
	for i, p := range through {
		a, b := through[max(i-1, 0)], through[min(i+1, len(through)-1)]
		dx, dy := b.X-a.X, b.Y-a.Y
		length := max(1, SquareRoot(dx*dx+dy*dy))
		nx, ny := -dy*width/(2*length), dx*width/(2*length)
		left = append(left, Point{p.X + nx, p.Y + ny})
		right = append(right, Point{p.X - nx, p.Y - ny})
	}
	slices.Reverse(right)
	return append(left, right...)
}

// Curve is an open line through a few points.
func Curve(through []Point, steps int) []Point {
	n := len(through)
	first, last := through[0], through[n-1]
	var out []Point
	for i := range n - 1 {
		a, d := first, last
		if i > 0 {
			a = through[i-1]
		}
		if i+2 < n {
			d = through[i+2]
		}
		b, c := through[i], through[i+1]
		for s := range steps {
			out = append(out, Point{spline(a.X, b.X, c.X, d.X, s, steps), spline(a.Y, b.Y, c.Y, d.Y, s, steps)})
		}
	}
	return append(out, last)
}

// SquareRoot is the whole part of the root of n.
func SquareRoot(n int) int {
	r := 0
	for bit := 1 << 30; bit > 0; bit >>= 1 {
		if (r+bit)*(r+bit) <= n {
			r += bit
		}
	}
	return r
}
