// Package canvas holds an HEVC picture while it is decoded, and what is known of
// its blocks; and it smooths the picture when all blocks are drawn (H.265, 8.7).
package canvas

import (
	"github.com/medbundle/medbundle/internal/pdf/picture/hevc/entropy"
	"github.com/medbundle/medbundle/internal/pdf/picture/hevc/header"
)

// Picture is what is known of the picture being decoded.
type Picture struct {
	SPS    *header.SPS
	Planes [3][]uint16
	Stride [3]int
	Slices []*header.Slice

	// By units of four by four pixels, row by row.
	wide   int // units in a row
	tall   int
	Region []uint16 // of what is decoded: a number for its slice and tile; 0 for nothing
	Mode   []uint8  // of luma prediction
	Depth  []uint8  // of the coding quadtree
	QP     []int8
	Flags  []uint8

	// By coding tree blocks, row by row.
	SliceOf []uint16
	SAO     []SAO

	Saved   [entropy.Contexts]uint8 // at the end of a slice segment
	Synced  [entropy.Contexts]uint8 // after the second block of a row
	Region0 uint16
	LastQP  int8 // of the unit decoded last
}

// What is true of a unit.
const (
	EdgeLeft   = 1 << iota // it begins a block whose left edge is smoothed
	EdgeTop                // … its upper edge
	Unfiltered             // its samples stay as they were decoded
	RawUnit
)

// NewPicture takes the memory of a picture; see SPS.Memory.
func NewPicture(s *header.SPS) *Picture {
	p := &Picture{SPS: s, wide: (s.Width + 3) / 4, tall: (s.Height + 3) / 4}
	for c := range p.Components() {
		w, h := p.size(c)
		p.Stride[c] = w
		p.Planes[c] = make([]uint16, w*h)
	}
	n := p.wide * p.tall
	p.Region, p.Mode, p.Depth, p.QP, p.Flags = make([]uint16, n), make([]uint8, n), make([]uint8, n), make([]int8, n), make([]uint8, n)
	p.SliceOf, p.SAO = make([]uint16, s.CTBsX*s.CTBsY), make([]SAO, s.CTBsX*s.CTBsY)
	return p
}

// Components is 1 for grey pictures, else 3.
func (p *Picture) Components() int {
	if p.SPS.Chroma == 0 {
		return 1
	}
	return 3
}

// size is that of a plane, in samples.
func (p *Picture) size(c int) (width, height int) {
	sx, sy := p.Sub(c)
	return p.SPS.Width >> sx, p.SPS.Height >> sy
}

// Sub tells by how many bits plane c is smaller than luma, each way.
func (p *Picture) Sub(c int) (x, y uint) {
	if c == 0 {
		return 0, 0
	}
	return p.SPS.SubX, p.SPS.SubY
}

// Unit is the index of the unit at x, y.
func (p *Picture) Unit(x, y int) int { return y>>2*p.wide + x>>2 }

// Fill sets the units of a square.
func Fill[T any](p *Picture, to []T, x, y, size int, v T) {
	for row := y >> 2; row < min((y+size+3)>>2, p.tall); row++ {
		for i := row*p.wide + x>>2; i < row*p.wide+min((x+size+3)>>2, p.wide); i++ {
			to[i] = v
		}
	}
}

// Clip is v, held between least and most.
func Clip(v, least, most int32) int32 { return min(max(v, least), most) }
