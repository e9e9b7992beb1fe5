package header

import "fmt"

// Slice is the header of a slice (7.3.6). Dependent segments share it.
type Slice struct {
	PPS                *PPS
	address            int // of its first block, in raster order
	Number             int // among the slices of the picture
	SAOLuma, SAOColour bool
	QP                 int
	CbOffset, CrOffset int
	DeblockOff         bool
	BetaOffset         int
	TcOffset           int
	Across             bool
}

// Segment is a part of a slice: where it starts, and its coded data.
type Segment struct {
	*Slice
	Start     int // in raster order
	Dependent bool
	Data      []byte
}

// Slice types (table 7-7).
const SliceI = 2

// ParseSegment reads a slice segment header; before is the slice that a
// Dependent segment belongs to.
func ParseSegment(b []byte, sets map[int]*PPS, before *Slice) (g *Segment, first bool, err error) {
	r := &BitReader{B: b, At: 16}
	kind := int(b[0] >> 1 & 63)
	first = r.flag()
	r.skip(1) // no output of prior pictures
	p := sets[r.atMost(63)]
	if p == nil || r.Short {
		return nil, false, fmt.Errorf("%w: a slice without parameters", ErrDamaged)
	}
	g = &Segment{}
	blocks := p.SPS.CTBsX * p.SPS.CTBsY
	if !first {
		g.Dependent = p.dependent && r.flag()
		g.Start = r.U(BitsFor(blocks))
	}
	if g.Start >= blocks {
		return nil, false, fmt.Errorf("%w: a slice outside the picture", ErrDamaged)
	}
	if g.Dependent {
		if before == nil || before.PPS != p {
			return nil, false, fmt.Errorf("%w: a part of a slice that is missing", ErrDamaged)
		}
		g.Slice = before
	} else {
		g.Slice = &Slice{PPS: p, address: g.Start}
		if err := g.Slice.parse(r, kind); err != nil {
			return nil, false, err
		}
	}
	if p.Tiles || p.Sync {
		if n := r.atMost(blocks); n > 0 {
			r.skip(n * (1 + r.atMost(31)))
		}
	}
	if p.sliceExtension {
		r.skip(8 * r.atMost(256))
	}
	if !r.flag() || r.Short || r.At > 8*len(b) {
		return nil, false, fmt.Errorf("%w: the header of a slice is cut short or out of range", ErrDamaged)
	}
	g.Data = b[(r.At+7)/8:]
	return g, first, nil
}

func (s *Slice) parse(r *BitReader, kind int) error {
	p := s.PPS
	r.skip(p.extraBits)
	if r.ue() != SliceI {
		return fmt.Errorf("%w: a picture that is predicted from others", ErrUnsupported)
	}
	if p.outputFlag {
		r.skip(1)
	}
	if kind != NALIDR && kind != nalIDRNoLeading {
		s.skipReferences(r)
	}
	if p.SPS.SAO {
		s.SAOLuma = r.flag()
		s.SAOColour = p.SPS.Chroma != 0 && r.flag()
	}
	s.QP = p.qp + r.se()
	if s.QP < -6*int(p.SPS.Depth[0]-8) || s.QP > 51 {
		return fmt.Errorf("%w: a quantiser of %d", ErrDamaged, s.QP)
	}
	s.CbOffset, s.CrOffset = p.CbOffset, p.CrOffset
	if p.sliceOffsets {
		s.CbOffset += r.within(-12, 12)
		s.CrOffset += r.within(-12, 12)
	}
	s.DeblockOff, s.BetaOffset, s.TcOffset = p.deblockOff, p.betaOffset, p.tcOffset
	if p.deblockOverride && r.flag() {
		s.BetaOffset, s.TcOffset = 0, 0
		if s.DeblockOff = r.flag(); !s.DeblockOff {
			s.BetaOffset, s.TcOffset = 2*r.within(-6, 6), 2*r.within(-6, 6)
		}
	}
	s.Across = p.acrossSlices
	if p.acrossSlices && (s.SAOLuma || s.SAOColour || !s.DeblockOff) {
		s.Across = r.flag()
	}
	return nil
}

// skipReferences passes over what a random access picture says of others.
func (s *Slice) skipReferences(r *BitReader) {
	sps := s.PPS.SPS
	r.skip(sps.pocBits)
	switch n := len(sps.refSets); {
	case !r.flag():
		parseRefSet(r, n, sps.refSets, true)
	case n > 1:
		r.skip(BitsFor(n))
	}
	if sps.longTerm {
		known := 0
		if sps.longTermSets > 0 {
			known = r.atMost(32)
		}
		own := r.atMost(32)
		for i := range known + own {
			switch {
			case i >= known:
				r.skip(sps.pocBits + 1)
			case sps.longTermSets > 1:
				r.skip(BitsFor(sps.longTermSets))
			}
			if r.flag() {
				r.ue()
			}
		}
	}
	if sps.temporalMVP {
		r.skip(1)
	}
}
