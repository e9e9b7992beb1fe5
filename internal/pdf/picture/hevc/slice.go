package hevc

import "fmt"

// slice is the header of a slice (7.3.6). Dependent segments share it.
type slice struct {
	pps                *pps
	address            int // of its first block, in raster order
	number             int // among the slices of the picture
	saoLuma, saoColour bool
	qp                 int
	cbOffset, crOffset int
	deblockOff         bool
	betaOffset         int
	tcOffset           int
	across             bool
}

// segment is a part of a slice: where it starts, and its coded data.
type segment struct {
	*slice
	start     int // in raster order
	dependent bool
	data      []byte
}

// slice types (table 7-7).
const sliceI = 2

// parseSegment reads a slice segment header; before is the slice that a
// dependent segment belongs to.
func parseSegment(b []byte, sets map[int]*pps, before *slice) (g *segment, first bool, err error) {
	r := &bitReader{b: b, at: 16}
	kind := int(b[0] >> 1 & 63)
	first = r.flag()
	r.skip(1) // no output of prior pictures
	p := sets[r.atMost(63)]
	if p == nil || r.short {
		return nil, false, fmt.Errorf("%w: a slice without parameters", ErrDamaged)
	}
	g = &segment{}
	blocks := p.sps.ctbsX * p.sps.ctbsY
	if !first {
		g.dependent = p.dependent && r.flag()
		g.start = r.u(log2up(blocks))
	}
	if g.start >= blocks {
		return nil, false, fmt.Errorf("%w: a slice outside the picture", ErrDamaged)
	}
	if g.dependent {
		if before == nil || before.pps != p {
			return nil, false, fmt.Errorf("%w: a part of a slice that is missing", ErrDamaged)
		}
		g.slice = before
	} else {
		g.slice = &slice{pps: p, address: g.start}
		if err := g.slice.parse(r, kind); err != nil {
			return nil, false, err
		}
	}
	if p.tiles || p.sync {
		if n := r.atMost(blocks); n > 0 {
			r.skip(n * (1 + r.atMost(31)))
		}
	}
	if p.sliceExtension {
		r.skip(8 * r.atMost(256))
	}
	if !r.flag() || r.short || r.at > 8*len(b) {
		return nil, false, fmt.Errorf("%w: the header of a slice is cut short or out of range", ErrDamaged)
	}
	g.data = b[(r.at+7)/8:]
	return g, first, nil
}

func (s *slice) parse(r *bitReader, kind int) error {
	p := s.pps
	r.skip(p.extraBits)
	if r.ue() != sliceI {
		return fmt.Errorf("%w: a picture that is predicted from others", ErrUnsupported)
	}
	if p.outputFlag {
		r.skip(1)
	}
	if kind != nalIDR && kind != nalIDRNoLeading {
		s.skipReferences(r)
	}
	if p.sps.sao {
		s.saoLuma = r.flag()
		s.saoColour = p.sps.chroma != 0 && r.flag()
	}
	s.qp = p.qp + r.se()
	if s.qp < -6*int(p.sps.depth[0]-8) || s.qp > 51 {
		return fmt.Errorf("%w: a quantiser of %d", ErrDamaged, s.qp)
	}
	s.cbOffset, s.crOffset = p.cbOffset, p.crOffset
	if p.sliceOffsets {
		s.cbOffset += r.within(-12, 12)
		s.crOffset += r.within(-12, 12)
	}
	s.deblockOff, s.betaOffset, s.tcOffset = p.deblockOff, p.betaOffset, p.tcOffset
	if p.deblockOverride && r.flag() {
		s.betaOffset, s.tcOffset = 0, 0
		if s.deblockOff = r.flag(); !s.deblockOff {
			s.betaOffset, s.tcOffset = 2*r.within(-6, 6), 2*r.within(-6, 6)
		}
	}
	s.across = p.acrossSlices
	if p.acrossSlices && (s.saoLuma || s.saoColour || !s.deblockOff) {
		s.across = r.flag()
	}
	return nil
}

// skipReferences passes over what a random access picture says of others.
func (s *slice) skipReferences(r *bitReader) {
	sps := s.pps.sps
	r.skip(sps.pocBits)
	switch n := len(sps.refSets); {
	case !r.flag():
		parseRefSet(r, n, sps.refSets, true)
	case n > 1:
		r.skip(log2up(n))
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
				r.skip(log2up(sps.longTermSets))
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
