package sample

import (
	"strings"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// typeface draws text into pictures. Outlines come from the font; they are
// flattened and filled here in whole numbers, because the usual rasterisers
// work in floating point, whose last bit differs between processors.
type typeface struct {
	font   *sfnt.Font
	size   int // pixels per em
	buffer sfnt.Buffer
	glyphs map[rune]glyph
}

type glyph struct {
	mask
	advance int // in 1/64 pixel
}

func newTypeface(ttf []byte, size int) (*typeface, error) {
	f, err := sfnt.Parse(ttf)
	if err != nil {
		return nil, err
	}
	return &typeface{font: f, size: size, glyphs: map[rune]glyph{}}, nil
}

func (t *typeface) glyph(r rune) (glyph, error) {
	if g, ok := t.glyphs[r]; ok {
		return g, nil
	}
	index, err := t.font.GlyphIndex(&t.buffer, r)
	if err != nil {
		return glyph{}, err
	}
	ppem := fixed.I(t.size)
	advance, err := t.font.GlyphAdvance(&t.buffer, index, ppem, font.HintingNone)
	if err != nil {
		return glyph{}, err
	}
	segments, err := t.font.LoadGlyph(&t.buffer, index, ppem, nil)
	if err != nil {
		return glyph{}, err
	}
	g := glyph{fillRings(flatten(segments)...), int(advance)}
	t.glyphs[r] = g
	return g, nil
}

// flatten turns a glyph's lines and parabolas into rings of short lines.
func flatten(segments sfnt.Segments) []ring {
	const steps = 6
	var rings []ring
	at := func(p fixed.Point26_6) point { return point{int(p.X), int(p.Y)} }
	for _, s := range segments {
		if s.Op == sfnt.SegmentOpMoveTo {
			rings = append(rings, ring{at(s.Args[0])})
			continue
		}
		r := &rings[len(rings)-1]
		if s.Op == sfnt.SegmentOpLineTo {
			*r = append(*r, at(s.Args[0]))
			continue
		}
		a, b, c := (*r)[len(*r)-1], at(s.Args[0]), at(s.Args[1])
		for i := 1; i <= steps; i++ {
			u, v := steps-i, i
			*r = append(*r, point{
				(u*u*a.x + 2*u*v*b.x + v*v*c.x) / (steps * steps),
				(u*u*a.y + 2*u*v*b.y + v*v*c.y) / (steps * steps)})
		}
	}
	return rings
}

// grey8 is a picture of 8-bit greys, 0 black.
type grey8 struct {
	w, h int
	pix  []byte
}

func newGrey8(w, h int, paper byte) *grey8 {
	g := &grey8{w, h, make([]byte, w*h)}
	for i := range g.pix {
		g.pix[i] = paper
	}
	return g
}

func (g *grey8) ink(m mask, ink int) {
	m.each(g.w, g.h, func(i, cover int) {
		p := int(g.pix[i])
		g.pix[i] = byte(p + (ink-p)*min(cover, 256)/256)
	})
}

// write draws s with its baseline at y.
func (g *grey8) write(t *typeface, x, y int, s string) error {
	at := x * 64
	for _, r := range s {
		l, err := t.glyph(r)
		if err != nil {
			return err
		}
		m := l.mask
		m.x, m.y = m.x+(at>>6), m.y+y
		g.ink(m, 25)
		at += l.advance
	}
	return nil
}

// typed draws text line by line from the top.
func (g *grey8) typed(t *typeface, x, y, leading int, text string) error {
	for _, s := range strings.Split(text, "\n") {
		if err := g.write(t, x, y, s); err != nil {
			return err
		}
		y += leading
	}
	return nil
}

func (g *grey8) rule(x, y, w, h int) {
	g.ink(fillRings(ring{{x * 64, y * 64}, {(x + w) * 64, y * 64}, {(x + w) * 64, (y + h) * 64}, {x * 64, (y + h) * 64}}), 40)
}
