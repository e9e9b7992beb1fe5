package draw

import "strings"

// Grey is a picture of 8-bit greys, 0 black, row by row.
type Grey struct {
	W, H int
	Pix  []byte
}

// NewGrey is a picture of one grey.
func NewGrey(w, h int, paper byte) *Grey {
	g := &Grey{w, h, make([]byte, w*h)}
	for i := range g.Pix {
		g.Pix[i] = paper
	}
	return g
}

// Ink lays a grey over what m covers.
func (g *Grey) Ink(m Mask, ink int) {
	m.Each(g.W, g.H, func(i, cover int) {
		p := int(g.Pix[i])
		g.Pix[i] = byte(p + (ink-p)*cover/256)
	})
}

// Text draws lines of text, the first with its baseline at y. Errors are the
// font's.
func (g *Grey) Text(t *Typeface, x, y int, text string) error {
	for _, line := range strings.Split(text, "\n") {
		at := x * 64
		for _, r := range line {
			l, err := t.glyph(r)
			if err != nil {
				return err
			}
			g.Ink(l.Moved(at>>6, y), 25)
			at += l.advance
		}
		y += t.size * 13 / 10
	}
	return nil
}

// Rule draws a straight bar.
func (g *Grey) Rule(x, y, w, h int) {
	g.Ink(Fill(Ring{{x * 64, y * 64}, {(x + w) * 64, y * 64}, {(x + w) * 64, (y + h) * 64}, {x * 64, (y + h) * 64}}), 40)
}

// At is the grey at a place given in 1/16 pixel, mixed from its four neighbours.
func (g *Grey) At(u, v int) int {
	x, y, fx, fy := min(u/16, g.W-2), min(v/16, g.H-2), u%16, v%16
	p := g.Pix[y*g.W+x:]
	a := int(p[0])*(16-fx) + int(p[1])*fx
	b := int(p[g.W])*(16-fx) + int(p[g.W+1])*fx
	return (a*(16-fy) + b*fy) / 256
}

// Grain is a repeatable value between 0 and 255 that looks like chance.
func Grain(x, y, seed int) int {
	h := uint32(x)*0x9E3779B1 ^ uint32(y)*0x85EBCA77 ^ uint32(seed)*0xC2B2AE3D
	h ^= h >> 15
	h *= 0x2C1B3C6D
	h ^= h >> 12
	h *= 0x297A2D39
	return int((h ^ h>>15) & 255)
}

// BoxBlur replaces each value by the mean of the square of the given radius
// around it, edges repeated.
func BoxBlur(v []int32, w, h, radius int) {
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
