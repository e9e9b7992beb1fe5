package packet

import (
	_ "embed"
	"fmt"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// length is a distance on a page in thousandths of a point. Whole numbers make
// the layout the same on every processor.
type length int

const (
	point length = 1000
	mm    length = 2835
)

func (l length) points() float64 { return float64(l) / float64(point) }

//go:embed fonts/NotoSans-Regular.ttf
var regularTTF []byte

//go:embed fonts/NotoSans-SemiBold.ttf
var semiboldTTF []byte

//go:embed fonts/NotoSansMono-Regular.ttf
var monoTTF []byte

// face is one font with the advance of every rune that it can show.
type face struct {
	name     string
	ttf      []byte
	advances func() map[rune]length // thousandths of the font size
}

var (
	regular  = newFace("sans", regularTTF)
	semibold = newFace("semibold", semiboldTTF)
	mono     = newFace("mono", monoTTF)
	faces    = []*face{regular, semibold, mono}
)

func newFace(name string, ttf []byte) *face {
	return &face{name: name, ttf: ttf, advances: sync.OnceValue(func() map[rune]length {
		m, err := readAdvances(ttf)
		if err != nil {
			panic(fmt.Sprintf("packet: the embedded font %s: %v", name, err))
		}
		return m
	})}
}

// readAdvances lists the runes of the basic plane, which is all that fpdf can
// write, with their widths.
func readAdvances(ttf []byte) (map[rune]length, error) {
	f, err := sfnt.Parse(ttf)
	if err != nil {
		return nil, err
	}
	em := int(f.UnitsPerEm())
	m := make(map[rune]length, 4096)
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
		m[r] = length((a.Round()*1000 + em/2) / em)
	}
	return m, nil
}

func (f *face) has(r rune) bool { _, ok := f.advances()[r]; return ok }

// showing picks the face that shows r: f itself where it can.
func (f *face) showing(r rune) *face {
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

func (f *face) width(s string, size length) length {
	var w length
	for _, r := range s {
		w += f.showing(r).advances()[r]
	}
	return w * size / 1000
}

// colour is red, green and blue.
type colour [3]uint8

// The colours keep their order of darkness on a black-and-white fax.
var (
	ink   = colour{0x16, 0x20, 0x2a}
	soft  = colour{0x44, 0x52, 0x5e}
	grey  = colour{0x5a, 0x68, 0x73}
	teal  = colour{0x0f, 0x4c, 0x5c}
	red   = colour{0x8c, 0x1c, 0x13}
	amber = colour{0x7a, 0x52, 0x00}
	hair  = colour{0xd5, 0xdb, 0xe0}
	rim   = colour{0x9a, 0xa6, 0xb0}
	white = colour{0xff, 0xff, 0xff}
	black = colour{0, 0, 0}
)

// style is how a piece of text looks.
type style struct {
	face   *face
	size   length
	colour colour
	// track is extra space after every letter.
	track length
}

func (st style) in(c colour) style { st.colour = c; return st }
func (st style) strong() style     { st.face = semibold; return st }

// leading is the distance between the baselines of two lines.
func (st style) leading() length { return st.size * 142 / 100 }

var (
	kickerStyle  = style{face: regular, size: 7600, colour: grey, track: 600}
	titleStyle   = style{face: semibold, size: 21 * point, colour: ink}
	sectionStyle = style{face: semibold, size: 12500, colour: ink}
	bodyStyle    = style{face: regular, size: 10 * point, colour: ink}
	cellStyle    = style{face: regular, size: 9 * point, colour: ink}
	noteStyle    = style{face: regular, size: 8400, colour: grey}
	headStyle    = style{face: semibold, size: 7600, colour: grey, track: 500}
	captionStyle = style{face: regular, size: 7 * point, colour: soft}
	footStyle    = style{face: regular, size: 7600, colour: soft}
	monoStyle    = style{face: mono, size: 8400, colour: ink}
)
