// Package typeset sets text, tables and pictures on pages and paints the pages
// as a PDF. It owns fpdf and the fonts, and knows nothing about medicine.
// Pages are lists of marks until they are painted, so that a layout can be
// measured, compared and repeated before one byte is written.
package typeset

import (
	_ "embed"
	"fmt"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Length is a distance on a page in thousandths of a point. Whole numbers make
// the layout the same on every processor.
type Length int

const (
	Point Length = 1000
	MM    Length = 2835
)

// Points is l in points.
func (l Length) Points() float64 { return float64(l) / float64(Point) }

//go:embed fonts/NotoSans-Regular.ttf
var regularTTF []byte

//go:embed fonts/NotoSans-SemiBold.ttf
var semiboldTTF []byte

//go:embed fonts/NotoSansMono-Regular.ttf
var monoTTF []byte

// Face is one font with the advance of every rune that it can show.
type Face struct {
	name     string
	ttf      []byte
	advances func() map[rune]Length // thousandths of the font size
}

var (
	regular  = newFace("sans", regularTTF)
	Semibold = newFace("semibold", semiboldTTF)
	mono     = newFace("mono", monoTTF)
	faces    = []*Face{regular, Semibold, mono}
)

func newFace(name string, ttf []byte) *Face {
	return &Face{name: name, ttf: ttf, advances: sync.OnceValue(func() map[rune]Length {
		m, err := readAdvances(ttf)
		if err != nil {
			panic(fmt.Sprintf("typeset: the embedded font %s: %v", name, err))
		}
		return m
	})}
}

// readAdvances lists the runes of the basic plane, which is all that fpdf can
// write, with their widths.
func readAdvances(ttf []byte) (map[rune]Length, error) {
	f, err := sfnt.Parse(ttf)
	if err != nil {
		return nil, err
	}
	em := int(f.UnitsPerEm())
	m := make(map[rune]Length, 4096)
	var buf sfnt.Buffer
	for r := rune(0x20); r <= 0xFFFD; r++ {
		g, err := f.GlyphIndex(&buf, r)
		if err != nil || g == 0 {
			continue
		}
		// Asked at one em of em pixels, advances come in whole font units.
		a, err := f.GlyphAdvance(&buf, g, fixed.I(em), font.HintingNone)
		if err != nil {
			return nil, err
		}
		m[r] = Length((a.Round()*1000 + em/2) / em)
	}
	return m, nil
}

func (f *Face) has(r rune) bool { _, ok := f.advances()[r]; return ok }

// showing picks the face that shows r: f itself where it can.
func (f *Face) showing(r rune) *Face {
	if f.has(r) {
		return f
	}
	for _, g := range faces {
		if g.has(r) {
			return g
		}
	}
	return f
}

// Width is the width of s, set in f where f can show it.
func (f *Face) Width(s string, size Length) Length {
	var w Length
	for _, r := range s {
		w += f.showing(r).advances()[r]
	}
	return w * size / 1000
}

// Colour is red, green and blue.
type Colour [3]uint8

// The colours keep their order of darkness on a black-and-white fax.
var (
	Ink   = Colour{0x16, 0x20, 0x2a}
	soft  = Colour{0x44, 0x52, 0x5e}
	Grey  = Colour{0x5a, 0x68, 0x73}
	Teal  = Colour{0x0f, 0x4c, 0x5c}
	Red   = Colour{0x8c, 0x1c, 0x13}
	Amber = Colour{0x7a, 0x52, 0x00}
	Hair  = Colour{0xd5, 0xdb, 0xe0}
	Rim   = Colour{0x9a, 0xa6, 0xb0}
	White = Colour{0xff, 0xff, 0xff}
	black = Colour{0, 0, 0}
)

// Style is how a piece of text looks.
type Style struct {
	Face   *Face
	Size   Length
	Colour Colour
	// Track is extra space after every letter.
	Track Length
}

// In is st in the colour c.
func (st Style) In(c Colour) Style { st.Colour = c; return st }

// Strong is st in the semibold face.
func (st Style) Strong() Style { st.Face = Semibold; return st }

// Leading is the distance between the baselines of two lines.
func (st Style) Leading() Length { return st.Size * 142 / 100 }

// The styles of the packet: one family, few sizes.
var (
	KickerStyle  = Style{Face: regular, Size: 7600, Colour: Grey, Track: 600}
	TitleStyle   = Style{Face: Semibold, Size: 21 * Point, Colour: Ink}
	sectionStyle = Style{Face: Semibold, Size: 12500, Colour: Ink}
	BodyStyle    = Style{Face: regular, Size: 10 * Point, Colour: Ink}
	CellStyle    = Style{Face: regular, Size: 9 * Point, Colour: Ink}
	NoteStyle    = Style{Face: regular, Size: 8400, Colour: Grey}
	headStyle    = Style{Face: Semibold, Size: 7600, Colour: Grey, Track: 500}
	captionStyle = Style{Face: regular, Size: 7 * Point, Colour: soft}
	FootStyle    = Style{Face: regular, Size: 7600, Colour: soft}
	MonoStyle    = Style{Face: mono, Size: 8400, Colour: Ink}
)
