package hevc

import (
	"context"
	"fmt"
)

// Types of NAL units (table 7-1).
const (
	nalFirstIRAP    = 16
	nalIDR          = 19
	nalIDRNoLeading = 20
	nalLastIRAP     = 21
	nalSPS          = 33
	nalPPS          = 34
)

// Decode decodes one still picture: nals are its NAL units without start codes
// or lengths, parameter sets first. ctx is looked at once for each row of
// blocks; its error comes back as it is.
func Decode(ctx context.Context, nals [][]byte) (f *Frame, err error) {
	defer func() {
		if r := recover(); r != nil {
			f, err = nil, fmt.Errorf("%w: the decoder stumbled: %.200v", ErrDamaged, r)
		}
	}()
	d := &decoder{ctx: ctx, spss: map[int]*sps{}, ppss: map[int]*pps{}}
	for _, nal := range nals {
		if len(nal) < 3 || nal[0]>>7 != 0 || nal[0]&1 != 0 || nal[1]>>3 != 0 {
			continue // other layers, and what is no NAL unit
		}
		if err := d.nal(nal); err != nil {
			return nil, err
		}
	}
	if d.done == 0 {
		return nil, fmt.Errorf("%w: no picture in the data", ErrDamaged)
	}
	if d.done < d.sps.ctbsX*d.sps.ctbsY {
		return nil, fmt.Errorf("%w: a part of the picture is missing", ErrDamaged)
	}
	return d.finish()
}

// Size is the size of the picture whose parameters are among nals, cropped,
// and the bytes that decoding it takes at most.
func Size(nals [][]byte) (width, height int, memory int64, err error) {
	for _, nal := range nals {
		if len(nal) > 2 && nal[0]>>1&63 == nalSPS {
			s, err := parseSPS(unescape(nal))
			if err != nil {
				return 0, 0, 0, err
			}
			return s.width - s.left - s.right, s.height - s.top - s.low, s.memory(), nil
		}
	}
	return 0, 0, 0, fmt.Errorf("%w: no sequence parameters", ErrDamaged)
}

// memory is for the planes twice, two bytes a sample, and half a byte for each
// pixel of what is remembered of blocks.
func (s *sps) memory() int64 {
	n := int64(s.width) * int64(s.height)
	planes := n
	if s.chroma > 0 {
		planes += 2 * (n >> s.subX >> s.subY)
	}
	return 4*planes + n/2
}

type decoder struct {
	ctx  context.Context
	spss map[int]*sps
	ppss map[int]*pps

	*picture
	slice *slice
	done  int // coding tree blocks
}

func (d *decoder) nal(nal []byte) error {
	kind := int(nal[0] >> 1 & 63)
	b := unescape(nal)
	switch {
	case kind == nalSPS:
		if d.picture != nil {
			return nil
		}
		s, err := parseSPS(b)
		if err != nil {
			return err
		}
		d.spss[spsID(b)] = s
	case kind == nalPPS:
		id, p, err := parsePPS(b, d.spss)
		if err != nil {
			return err
		}
		d.ppss[id] = p
	case kind >= nalFirstIRAP && kind <= nalLastIRAP:
		return d.segment(b)
	case kind < nalFirstIRAP && d.picture == nil:
		return fmt.Errorf("%w: a picture that is predicted from others", ErrUnsupported)
	}
	return nil
}

// spsID reads the number of a sequence parameter set that was parsed.
func spsID(b []byte) int {
	r := &bitReader{b: b, at: 20}
	layers := r.u(3)
	r.skip(1)
	profileTierLevel(r, layers)
	return r.atMost(15)
}

// segment decodes one slice segment of the first picture; others are left.
func (d *decoder) segment(b []byte) error {
	g, first, err := parseSegment(b, d.ppss, d.slice)
	if err != nil {
		return err
	}
	if first {
		if d.picture != nil {
			if d.done >= d.sps.ctbsX*d.sps.ctbsY {
				return nil
			}
			return fmt.Errorf("%w: a part of the picture is missing", ErrDamaged)
		}
		d.picture = newPicture(g.pps.sps)
	}
	if d.picture == nil || g.pps.sps != d.sps {
		return fmt.Errorf("%w: a slice of no picture", ErrDamaged)
	}
	if g.slice != d.slice {
		if len(d.slices) >= 1<<15 {
			return fmt.Errorf("%w: too many slices", ErrDamaged)
		}
		g.number = len(d.slices)
		d.slices = append(d.slices, g.slice)
	}
	d.slice = g.slice
	return d.blocks(g)
}

// picture is what is known of the picture being decoded.
type picture struct {
	sps    *sps
	planes [3][]uint16
	stride [3]int
	slices []*slice

	// By units of four by four pixels, row by row.
	wide   int // units in a row
	tall   int
	region []uint16 // of what is decoded: a number for its slice and tile; 0 for nothing
	mode   []uint8  // of luma prediction
	depth  []uint8  // of the coding quadtree
	qp     []int8
	flags  []uint8

	// By coding tree blocks, row by row.
	sliceOf []uint16
	sao     []sao

	saved   [contexts]uint8 // at the end of a slice segment
	synced  [contexts]uint8 // after the second block of a row
	region0 uint16
	lastQP  int8 // of the unit decoded last
}

// What is true of a unit.
const (
	edgeLeft   = 1 << iota // it begins a block whose left edge is smoothed
	edgeTop                // … its upper edge
	unfiltered             // its samples stay as they were decoded
	flagPCM
)

func newPicture(s *sps) *picture {
	p := &picture{sps: s, wide: (s.width + 3) / 4, tall: (s.height + 3) / 4}
	for c := range p.components() {
		w, h := p.size(c)
		p.stride[c] = w
		p.planes[c] = make([]uint16, w*h)
	}
	n := p.wide * p.tall
	p.region, p.mode, p.depth, p.qp, p.flags = make([]uint16, n), make([]uint8, n), make([]uint8, n), make([]int8, n), make([]uint8, n)
	p.sliceOf, p.sao = make([]uint16, s.ctbsX*s.ctbsY), make([]sao, s.ctbsX*s.ctbsY)
	return p
}

func (p *picture) components() int {
	if p.sps.chroma == 0 {
		return 1
	}
	return 3
}

// size is that of a plane, in samples.
func (p *picture) size(c int) (width, height int) {
	sx, sy := p.sub(c)
	return p.sps.width >> sx, p.sps.height >> sy
}

func (p *picture) sub(c int) (x, y uint) {
	if c == 0 {
		return 0, 0
	}
	return p.sps.subX, p.sps.subY
}

// unit is the index of the unit at x, y.
func (p *picture) unit(x, y int) int { return y>>2*p.wide + x>>2 }

// fill sets the units of a square.
func fill[T any](p *picture, to []T, x, y, size int, v T) {
	for row := y >> 2; row < min((y+size+3)>>2, p.tall); row++ {
		for i := row*p.wide + x>>2; i < row*p.wide+min((x+size+3)>>2, p.wide); i++ {
			to[i] = v
		}
	}
}

// finish smooths the picture and crops it.
func (d *decoder) finish() (*Frame, error) {
	d.deblock()
	d.adapt()
	s := d.sps
	f := &Frame{
		Width: s.width - s.left - s.right, Height: s.height - s.top - s.low,
		SubX: s.subX, SubY: s.subY, Colour: s.colour,
	}
	for c := range d.components() {
		sx, sy := d.sub(c)
		from := s.top>>sy*d.stride[c] + s.left>>sx
		f.Planes = append(f.Planes, d.planes[c][from:])
		f.Stride = append(f.Stride, d.stride[c])
		f.Depth = append(f.Depth, s.depth[c])
	}
	return f, nil
}
