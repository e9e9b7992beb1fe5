// Package ebcot decodes the code-blocks of JPEG 2000: bit planes in three passes
// each, coded arithmetically or, where bypassed, plainly (ITU-T T.800 Annexes C
// and D).
package ebcot

import "errors"

// MaxPlanes is the most bit planes of a coefficient that fit 32 bits with a sign
// and half a unit.
const MaxPlanes = 30

// Orientation says where a band was high-pass filtered: horizontally (bit 0),
// vertically (bit 1).
type Orientation int

// The orientations.
const (
	LL Orientation = iota
	HL
	LH
	HH
)

// Style holds the bits of a code-block style (table A.19).
type Style int

// The styles that change decoding. Predictable termination does not.
const (
	Bypass    Style = 1
	Reset     Style = 2
	Terminate Style = 4
	Causal    Style = 8
	Segmented Style = 32
	HT        Style = 64
)

// Segment is a codeword segment: passes coded in one go.
type Segment struct {
	Data   []byte
	Passes int
}

// Block is one code-block. Planes counts its bit planes that are not all zero.
type Block struct {
	Width, Height, Planes int
	Orientation           Orientation
	Style                 Style
	Segments              []Segment
}

var errPlanes = errors.New("the JPEG 2000 codestream is damaged (a code-block of too many bit planes)")

// Decoder decodes code-blocks; it keeps its memory from one to the next.
type Decoder struct {
	mqDecoder
	width, height int
	values        []int32
	// flags have a border of one on every side.
	flags  []uint16
	zero   *[256]uint8
	causal bool
	one    int32
}

// Decode decodes a block and returns its coefficients row by row, in half units:
// the half below the last plane decoded is set. They hold until the next call.
func (b *Decoder) Decode(c *Block) ([]int32, error) {
	if c.Planes < 0 || c.Planes > MaxPlanes {
		return nil, errPlanes
	}
	b.width, b.height = c.Width, c.Height
	b.values = cleared(b.values, b.width*b.height)
	b.flags = cleared(b.flags, (b.width+2)*(b.height+2))
	b.zero = &zeroContexts[c.Orientation]
	b.causal = c.Style&Causal != 0
	b.resetContexts()
	b.decodeSegments(c)
	return b.values, nil
}

// decodeSegments runs the passes: clean-up, significance, refinement, clean-up, …
// Each plane ends with its clean-up. Passes below the last plane are left out.
func (b *Decoder) decodeSegments(c *Block) {
	plane, pass := c.Planes, 0
	for _, s := range c.Segments {
		raw := c.Style&Bypass != 0 && pass >= 10 && pass%3 != cleanUp
		if raw {
			b.startRaw(s.Data)
		} else {
			b.start(s.Data)
		}
		for range s.Passes {
			kind := pass % 3
			if kind == significance {
				plane--
			}
			if plane < 1 {
				return
			}
			b.one = 1 << plane
			b.pass(kind, raw, c.Style)
			pass++
		}
	}
}

func cleared[T int32 | uint16](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	s = s[:n]
	clear(s)
	return s
}
