package canvas

import "slices"

// SAO is the sample adaptive offset of a coding tree block (7.4.9.3), by plane.
type SAO struct {
	Kind   [3]uint8 // 1 is by band, 2 by edge
	Class  [3]uint8 // the direction of an edge, or the first band
	Offset [3][4]int16
}

// Adapt adds the offsets, looking at samples as deblocking left them (8.7.3).
func (p *Picture) Adapt() {
	if !p.SPS.SAO {
		return
	}
	for c := range p.Components() {
		if !slices.ContainsFunc(p.SAO, func(s SAO) bool { return s.Kind[c] != 0 }) {
			continue
		}
		before := slices.Clone(p.Planes[c])
		for ctb := range p.SAO {
			s := &p.SAO[ctb]
			switch s.Kind[c] {
			case 1:
				p.adaptBands(c, ctb, s, before)
			case 2:
				p.adaptEdges(c, ctb, s, before)
			}
		}
	}
}

// span is the part of plane c that a coding tree block covers.
func (p *Picture) span(c, ctb int) (x0, y0, x1, y1 int) {
	sx, sy := p.Sub(c)
	w, h := p.size(c)
	x0, y0 = ctb%p.SPS.CTBsX<<p.SPS.CTB>>sx, ctb/p.SPS.CTBsX<<p.SPS.CTB>>sy
	return x0, y0, min(x0+1<<p.SPS.CTB>>sx, w), min(y0+1<<p.SPS.CTB>>sy, h)
}

// kept tells whether the sample at x, y of plane c stays as it was decoded.
func (p *Picture) kept(c, x, y int) bool {
	sx, sy := p.Sub(c)
	return p.Flags[p.Unit(x<<sx, y<<sy)]&Unfiltered != 0
}

func (p *Picture) adaptBands(c, ctb int, s *SAO, before []uint16) {
	shift, most := p.SPS.Depth[c]-5, int32(1)<<p.SPS.Depth[c]-1
	var add [32]int32
	for i, v := range s.Offset[c] {
		add[(int(s.Class[c])+i)&31] = int32(v)
	}
	x0, y0, x1, y1 := p.span(c, ctb)
	for y := y0; y < y1; y++ {
		for x := x0; x < x1; x++ {
			at := y*p.Stride[c] + x
			if v := before[at]; add[v>>shift] != 0 && !p.kept(c, x, y) {
				p.Planes[c][at] = uint16(Clip(int32(v)+add[v>>shift], 0, most))
			}
		}
	}
}

// steps are the neighbours that each class of edge looks at (table 8-13); the
// other one lies opposite.
var steps = [4][2]int{{1, 0}, {0, 1}, {1, 1}, {-1, 1}}

func (p *Picture) adaptEdges(c, ctb int, s *SAO, before []uint16) {
	most := int32(1)<<p.SPS.Depth[c] - 1
	// By the sum of the two signs, plus 2: valley, corner of one, none, ...
	o := s.Offset[c]
	add := [5]int32{int32(o[0]), int32(o[1]), 0, int32(o[2]), int32(o[3])}
	dx, dy := steps[s.Class[c]][0], steps[s.Class[c]][1]
	x0, y0, x1, y1 := p.span(c, ctb)
	w, h := p.size(c)
	stride := p.Stride[c]
	near := p.neighbours(ctb)
	for y := y0; y < y1; y++ {
		for x := x0; x < x1; x++ {
			if x+dx < 0 || x-dx < 0 || x+dx >= w || x-dx >= w || y-dy < 0 || y+dy >= h {
				continue
			}
			if !near[side(y+dy, y0, y1)][side(x+dx, x0, x1)] || !near[side(y-dy, y0, y1)][side(x-dx, x0, x1)] {
				continue
			}
			at := y*stride + x
			v := int32(before[at])
			kind := 2 + sign(v-int32(before[at+dy*stride+dx])) + sign(v-int32(before[at-dy*stride-dx]))
			if add[kind] != 0 && !p.kept(c, x, y) {
				p.Planes[c][at] = uint16(Clip(v+add[kind], 0, most))
			}
		}
	}
}

func sign(v int32) int {
	switch {
	case v > 0:
		return 1
	case v < 0:
		return -1
	}
	return 0
}

// side is 0 before a span, 1 in it, and 2 behind it.
func side(at, from, to int) int {
	switch {
	case at < from:
		return 0
	case at >= to:
		return 2
	}
	return 1
}

// neighbours tells, by row and column around a block, where samples may be
// looked at: not across the border of a slice or tile that forbids it.
func (p *Picture) neighbours(ctb int) (ok [3][3]bool) {
	x, y := ctb%p.SPS.CTBsX, ctb/p.SPS.CTBsX
	own := p.Slices[p.SliceOf[ctb]]
	for dy := -1; dy <= 1; dy++ {
		for dx := -1; dx <= 1; dx++ {
			if x+dx < 0 || y+dy < 0 || x+dx >= p.SPS.CTBsX || y+dy >= p.SPS.CTBsY {
				continue
			}
			at := (y+dy)*p.SPS.CTBsX + x + dx
			other := p.Slices[p.SliceOf[at]]
			later := own
			if own.PPS.ToTile[at] > own.PPS.ToTile[ctb] {
				later = other
			}
			ok[dy+1][dx+1] = (other == own || later.Across) &&
				(own.PPS.AcrossTiles || own.PPS.TileOf[at] == own.PPS.TileOf[ctb])
		}
	}
	return ok
}
