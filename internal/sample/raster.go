package sample

import "slices"

// point is a place in a picture, in 1/64 of a pixel.
type point struct{ x, y int }

// ring is a closed outline.
type ring []point

// mask is how much of each pixel of a rectangle an outline covers, from 0 to 256.
type mask struct {
	x, y, w, h int
	cover      []int
}

// fillRings computes what rings cover by the non-zero winding rule, in whole
// numbers: four scan lines to a pixel row, 1/64 pixel along each.
func fillRings(rings ...ring) mask {
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
				if a.y > b.y {
					a, b, turn = b, a, -1
				}
				if a.y <= y && y < b.y {
					cross = append(cross, crossing{a.x + (b.x-a.x)*(y-a.y)/(b.y-a.y), turn})
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
func bounds(rings []ring) mask {
	const far = 1 << 30
	lo, hi := point{far, far}, point{-far, -far}
	for _, r := range rings {
		for _, p := range r {
			lo = point{min(lo.x, p.x), min(lo.y, p.y)}
			hi = point{max(hi.x, p.x), max(hi.y, p.y)}
		}
	}
	if hi.x < lo.x {
		return mask{}
	}
	m := mask{x: lo.x >> 6, y: lo.y >> 6}
	m.w, m.h = hi.x>>6-m.x+1, hi.y>>6-m.y+1
	m.cover = make([]int, m.w*m.h)
	return m
}

// span adds one scan line from xa to xb to a row's cover.
func (m mask) span(row, xa, xb int) {
	for px := xa >> 6; px <= xb>>6 && px-m.x < m.w; px++ {
		m.cover[row*m.w+px-m.x] += max(0, min(xb, px*64+64)-max(xa, px*64))
	}
}

// each calls paint for the pixels of a picture w wide and h high that m covers.
func (m mask) each(w, h int, paint func(i, cover int)) {
	for row := range m.h {
		y := m.y + row
		if y < 0 || y >= h {
			continue
		}
		for col := range m.w {
			x, c := m.x+col, m.cover[row*m.w+col]
			if c > 0 && x >= 0 && x < w {
				paint(y*w+x, c)
			}
		}
	}
}

// smooth turns a few points into a closed curve through them (Catmull-Rom),
// with steps straight pieces between two neighbours.
func smooth(through ring, steps int) ring {
	n := len(through)
	out := make(ring, 0, n*steps)
	for i := range through {
		a, b, c, d := through[(i+n-1)%n], through[i], through[(i+1)%n], through[(i+2)%n]
		for s := range steps {
			out = append(out, point{spline(a.x, b.x, c.x, d.x, s, steps), spline(a.y, b.y, c.y, d.y, s, steps)})
		}
	}
	return out
}

// spline is the value at s/n of the way from b to c.
func spline(a, b, c, d, s, n int) int {
	return b + (s*(c-a)*n*n+s*s*(2*a-5*b+4*c-d)*n+s*s*s*(3*b-a-3*c+d))/(2*n*n*n)
}

// stroke is the outline of a line of the given width (1/64 pixel) through points.
func stroke(through []point, width int) ring {
	var left, right ring
	for i, p := range through {
		a, b := through[max(i-1, 0)], through[min(i+1, len(through)-1)]
		dx, dy := b.x-a.x, b.y-a.y
		length := max(1, squareRoot(dx*dx+dy*dy))
		nx, ny := -dy*width/(2*length), dx*width/(2*length)
		left = append(left, point{p.x + nx, p.y + ny})
		right = append(right, point{p.x - nx, p.y - ny})
	}
	slices.Reverse(right)
	return append(left, right...)
}

// curve is an open line through a few points.
func curve(through []point, steps int) []point {
	n := len(through)
	first, last := through[0], through[n-1]
	var out []point
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
			out = append(out, point{spline(a.x, b.x, c.x, d.x, s, steps), spline(a.y, b.y, c.y, d.y, s, steps)})
		}
	}
	return append(out, last)
}

// squareRoot is the whole part of the root of n.
func squareRoot(n int) int {
	r := 0
	for bit := 1 << 30; bit > 0; bit >>= 1 {
		if (r+bit)*(r+bit) <= n {
			r += bit
		}
	}
	return r
}

// grain is a repeatable value between 0 and 255 that looks like chance.
func grain(x, y, seed int) int {
	h := uint32(x)*0x9E3779B1 ^ uint32(y)*0x85EBCA77 ^ uint32(seed)*0xC2B2AE3D
	h ^= h >> 15
	h *= 0x2C1B3C6D
	h ^= h >> 12
	h *= 0x297A2D39
	return int((h ^ h>>15) & 255)
}

// boxBlur replaces each value by the mean of the square of the given radius
// around it, edges repeated.
func boxBlur(v []int32, w, h, radius int) {
	column := make([]int32, max(w, h))
	for y := range h {
		blurLine(v[y*w:], 1, w, radius, column)
	}
	for x := range w {
		blurLine(v[x:], w, h, radius, column)
	}
}

func blurLine(v []int32, step, n, radius int, before []int32) {
	for i := range n {
		before[i] = v[i*step]
	}
	at := func(i int) int32 { return before[min(max(i, 0), n-1)] }
	var sum int32
	for i := -radius; i <= radius; i++ {
		sum += at(i)
	}
	for i := range n {
		v[i*step] = sum / int32(2*radius+1)
		sum += at(i+radius+1) - at(i-radius)
	}
}
