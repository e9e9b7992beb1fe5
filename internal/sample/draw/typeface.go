package draw

import (
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Typeface draws text into pictures. Outlines come from the font; they are
// flattened and filled here in whole numbers, because the usual rasterisers
// work in floating point, whose last bit differs between processors.
type Typeface struct {
	font   *sfnt.Font
	size   int // pixels per em
	buffer sfnt.Buffer
	glyphs map[rune]glyph
}

type glyph struct {
	Mask
	advance int // in 1/64 pixel
}

// NewTypeface reads a TrueType font for drawing at size pixels per em.
func NewTypeface(ttf []byte, size int) (*Typeface, error) {
	f, err := sfnt.Parse(ttf)
	if err != nil {
		return nil, err
	}
	return &Typeface{font: f, size: size, glyphs: map[rune]glyph{}}, nil
}

func (t *Typeface) glyph(r rune) (glyph, error) {
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
	g := glyph{Fill(flatten(segments)...), int(advance)}
	t.glyphs[r] = g
	return g, nil
}

// flatten turns a glyph's lines and parabolas into rings of short lines.
func flatten(segments sfnt.Segments) []Ring {
	const steps = 6
	var rings []Ring
	at := func(p fixed.Point26_6) Point { return Point{int(p.X), int(p.Y)} }
	for _, s := range segments {
		if s.Op == sfnt.SegmentOpMoveTo {
			rings = append(rings, Ring{at(s.Args[0])})
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
			*r = append(*r, Point{
				(u*u*a.X + 2*u*v*b.X + v*v*c.X) / (steps * steps),
				(u*u*a.Y + 2*u*v*b.Y + v*v*c.Y) / (steps * steps)})
		}
	}
	return rings
}

// Letter is the mask of one letter that stands at 0, 0 on its baseline.
func (t *Typeface) Letter(r rune) (Mask, error) {
	g, err := t.glyph(r)
	return g.Mask, err
}
