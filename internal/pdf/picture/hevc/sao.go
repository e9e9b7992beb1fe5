package hevc

import "slices"

// sao is the sample adaptive offset of a coding tree block (7.4.9.3), by plane.
type sao struct {
	kind   [3]uint8 // 1 is by band, 2 by edge
	class  [3]uint8 // the direction of an edge, or the first band
	offset [3][4]int16
}

// readSAO reads 7.3.8.3.
func (c *coder) readSAO(x, y int) {
	to := &c.picture.sao[c.ctb]
	same := func(other int) bool {
		return int(c.sliceOf[other]) == c.slice.number && c.pps.tileOf[other] == c.pps.tileOf[c.ctb]
	}
	if x > 0 && same(c.ctb-1) && c.bin(ctxSAOMerge) == 1 {
		*to = c.picture.sao[c.ctb-1]
		return
	}
	if y > 0 && same(c.ctb-c.sps.ctbsX) && c.bin(ctxSAOMerge) == 1 {
		*to = c.picture.sao[c.ctb-c.sps.ctbsX]
		return
	}
	for plane := range c.components() {
		if plane == 0 && !c.saoLuma || plane > 0 && !c.saoColour {
			continue
		}
		if plane < 2 {
			to.kind[plane] = 0
			if c.bin(ctxSAOType) == 1 {
				to.kind[plane] = uint8(1 + c.bypass())
			}
		} else {
			to.kind[2] = to.kind[1]
		}
		if to.kind[plane] != 0 {
			c.readOffsets(to, plane)
		}
	}
}

func (c *coder) readOffsets(to *sao, plane int) {
	most := 1<<(min(c.sps.depth[plane], 10)-5) - 1
	shift := c.pps.saoShift[plane]
	var size [4]int
	for i := range size {
		for size[i] < most && c.bypass() == 1 {
			size[i]++
		}
	}
	if to.kind[plane] == 1 {
		for i := range size {
			if size[i] != 0 && c.bypass() == 1 {
				size[i] = -size[i]
			}
		}
		to.class[plane] = uint8(c.bypassBits(5))
	} else {
		size[2], size[3] = -size[2], -size[3]
		if plane < 2 {
			to.class[plane] = uint8(c.bypassBits(2))
		} else {
			to.class[2] = to.class[1]
		}
	}
	for i := range size {
		to.offset[plane][i] = int16(size[i] << shift)
	}
}

// adapt adds the offsets, looking at samples as deblocking left them (8.7.3).
func (p *picture) adapt() {
	if !p.sps.sao {
		return
	}
	for c := range p.components() {
		if !slices.ContainsFunc(p.sao, func(s sao) bool { return s.kind[c] != 0 }) {
			continue
		}
		before := slices.Clone(p.planes[c])
		for ctb := range p.sao {
			s := &p.sao[ctb]
			switch s.kind[c] {
			case 1:
				p.adaptBands(c, ctb, s, before)
			case 2:
				p.adaptEdges(c, ctb, s, before)
			}
		}
	}
}

// span is the part of plane c that a coding tree block covers.
func (p *picture) span(c, ctb int) (x0, y0, x1, y1 int) {
	sx, sy := p.sub(c)
	w, h := p.size(c)
	x0, y0 = ctb%p.sps.ctbsX<<p.sps.ctb>>sx, ctb/p.sps.ctbsX<<p.sps.ctb>>sy
	return x0, y0, min(x0+1<<p.sps.ctb>>sx, w), min(y0+1<<p.sps.ctb>>sy, h)
}

// kept tells whether the sample at x, y of plane c stays as it was decoded.
func (p *picture) kept(c, x, y int) bool {
	sx, sy := p.sub(c)
	return p.flags[p.unit(x<<sx, y<<sy)]&unfiltered != 0
}

func (p *picture) adaptBands(c, ctb int, s *sao, before []uint16) {
	shift, most := p.sps.depth[c]-5, int32(1)<<p.sps.depth[c]-1
	var add [32]int32
	for i, v := range s.offset[c] {
		add[(int(s.class[c])+i)&31] = int32(v)
	}
	x0, y0, x1, y1 := p.span(c, ctb)
	for y := y0; y < y1; y++ {
		for x := x0; x < x1; x++ {
			at := y*p.stride[c] + x
			if v := before[at]; add[v>>shift] != 0 && !p.kept(c, x, y) {
				p.planes[c][at] = uint16(clip(int32(v)+add[v>>shift], 0, most))
			}
		}
	}
}

// steps are the neighbours that each class of edge looks at (table 8-13); the
// other one lies opposite.
var steps = [4][2]int{{1, 0}, {0, 1}, {1, 1}, {-1, 1}}

func (p *picture) adaptEdges(c, ctb int, s *sao, before []uint16) {
	most := int32(1)<<p.sps.depth[c] - 1
	// By the sum of the two signs, plus 2: valley, corner of one, none, ...
	o := s.offset[c]
	add := [5]int32{int32(o[0]), int32(o[1]), 0, int32(o[2]), int32(o[3])}
	dx, dy := steps[s.class[c]][0], steps[s.class[c]][1]
	x0, y0, x1, y1 := p.span(c, ctb)
	w, h := p.size(c)
	stride := p.stride[c]
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
				p.planes[c][at] = uint16(clip(v+add[kind], 0, most))
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
func (p *picture) neighbours(ctb int) (ok [3][3]bool) {
	x, y := ctb%p.sps.ctbsX, ctb/p.sps.ctbsX
	own := p.slices[p.sliceOf[ctb]]
	for dy := -1; dy <= 1; dy++ {
		for dx := -1; dx <= 1; dx++ {
			if x+dx < 0 || y+dy < 0 || x+dx >= p.sps.ctbsX || y+dy >= p.sps.ctbsY {
				continue
			}
			at := (y+dy)*p.sps.ctbsX + x + dx
			other := p.slices[p.sliceOf[at]]
			later := own
			if own.pps.toTile[at] > own.pps.toTile[ctb] {
				later = other
			}
			ok[dy+1][dx+1] = (other == own || later.across) &&
				(own.pps.acrossTiles || own.pps.tileOf[at] == own.pps.tileOf[ctb])
		}
	}
	return ok
}
