package hevc

import "fmt"

// coder reads the blocks of one slice segment and draws them.
type coder struct {
	*picture
	*slice
	cabac
	ctb       int // the block being read, in raster order
	region    uint16
	qpNow     int // of the quantisation group
	qpGroup   int // what it was predicted to be
	qpRead    bool
	cu        unitState
	scratch   scratch
	chromaFor [2]int // of the current quantiser
}

// unitState is the coding unit being read.
type unitState struct {
	x, y       int
	log2       uint
	bypass     bool
	split      bool // into four parts
	mode       [4]int
	chromaMode [4]int
	maxDepth   int
}

// blocks decodes the coding tree blocks of a segment (7.3.8.1).
func (d *decoder) blocks(g *segment) error {
	p := g.pps
	c := &coder{picture: d.picture, slice: g.slice}
	c.b = g.data
	c.start(0)
	c.reset(g.qp)
	if g.dependent {
		c.states = d.saved
	}
	for at, opening := p.toTile[g.start], true; ; opening = false {
		c.ctb = p.toRaster[at]
		x, y := c.ctb%d.sps.ctbsX, c.ctb/d.sps.ctbsX
		if at != d.done {
			return fmt.Errorf("%w: slices out of order", ErrDamaged)
		}
		c.sliceOf[c.ctb] = uint16(g.number)
		newTile := at == 0 || p.tileOf[c.ctb] != p.tileOf[p.toRaster[at-1]]
		c.enter(g, x, y, newTile, opening)
		if x == 0 && d.ctx.Err() != nil {
			return d.ctx.Err()
		}
		if err := c.treeBlock(x, y); err != nil {
			return err
		}
		if p.sync && x == c.tileLeft(x)+1 {
			d.synced = c.states
		}
		d.done++
		at++
		if c.terminate() {
			d.saved = c.states
			return nil
		}
		if at >= len(p.toRaster) || c.over() {
			return fmt.Errorf("%w: the picture's data ends too soon", ErrDamaged)
		}
		next := p.toRaster[at]
		if p.tiles && p.tileOf[next] != p.tileOf[c.ctb] || p.sync && next%d.sps.ctbsX == c.tileLeft(next%d.sps.ctbsX) {
			if !c.terminate() {
				return fmt.Errorf("%w: a part of the picture does not end", ErrDamaged)
			}
			c.start(c.next())
		}
	}
}

// tileLeft is where the tile begins that has column x of blocks.
func (c *coder) tileLeft(x int) int {
	left := 0
	for _, at := range c.pps.columns {
		if at > x {
			break
		}
		left = at
	}
	return left
}

// enter sets the contexts and the quantiser for a block that begins a slice, a
// tile or a row (9.3.1), and a number for its slice and tile.
func (c *coder) enter(g *segment, x, y int, newTile, opening bool) {
	if newTile || opening && !g.dependent {
		c.region0++
	}
	c.region = c.region0
	row := c.pps.sync && x == c.tileLeft(x)
	switch {
	case newTile && !opening || newTile && g.dependent:
		c.reset(g.qp)
	case row && (!opening || g.dependent):
		c.reset(g.qp)
		above := (y - 1) << c.sps.ctb
		if size := 1 << c.sps.ctb; y > 0 && c.available((x+1)*size, above) {
			c.states = c.synced
		}
	}
	if newTile || row || opening && !g.dependent {
		c.lastQP = int8(g.qp)
	}
}

// available tells whether the pixel at x, y was decoded and belongs to the same
// slice and tile (6.4.1).
func (c *coder) available(x, y int) bool {
	return x >= 0 && y >= 0 && x < c.sps.width && y < c.sps.height && c.picture.region[c.unit(x, y)] == c.region
}

func (c *coder) treeBlock(x, y int) error {
	if c.saoLuma || c.saoColour {
		c.readSAO(x, y)
	}
	return c.quadtree(x<<c.sps.ctb, y<<c.sps.ctb, c.sps.ctb, 0)
}

// quadtree reads 7.3.8.4.
func (c *coder) quadtree(x, y int, log2 uint, depth int) error {
	size := 1 << log2
	split := log2 > c.sps.minCb
	if split && x+size <= c.sps.width && y+size <= c.sps.height {
		deeper := 0
		for _, n := range [2][2]int{{x - 1, y}, {x, y - 1}} {
			if c.available(n[0], n[1]) && int(c.depth[c.unit(n[0], n[1])]) > depth {
				deeper++
			}
		}
		split = c.bin(ctxSplitCU+deeper) == 1
	}
	if log2 >= c.sps.ctb-c.pps.qpDeltaDepth {
		c.beginGroup(x, y)
	}
	if !split {
		return c.codingUnit(x, y, log2, depth)
	}
	half := size / 2
	for i := range 4 {
		cx, cy := x+i%2*half, y+i/2*half
		if cx < c.sps.width && cy < c.sps.height {
			if err := c.quadtree(cx, cy, log2-1, depth+1); err != nil {
				return err
			}
		}
	}
	return nil
}

// beginGroup predicts the quantiser of a group (8.6.1).
func (c *coder) beginGroup(x, y int) {
	c.qpRead = false
	near := func(nx, ny int) int {
		if c.available(nx, ny) && nx>>c.sps.ctb == x>>c.sps.ctb && ny>>c.sps.ctb == y>>c.sps.ctb {
			return int(c.picture.qp[c.unit(nx, ny)])
		}
		return int(c.lastQP)
	}
	c.qpGroup = (near(x-1, y) + near(x, y-1) + 1) >> 1
	c.setQP(c.qpGroup)
}

func (c *coder) setQP(qp int) {
	c.qpNow = qp
	for i, offset := range [2]int{c.cbOffset, c.crOffset} {
		c.chromaFor[i] = chromaQP(c.sps.chroma, max(-6*int(c.sps.depth[1]-8), min(qp+offset, 57)))
	}
}

// chromaQP is table 8-10.
func chromaQP(chroma, q int) int {
	switch {
	case chroma != 1:
		return min(q, 51)
	case q < 30:
		return q
	case q >= 43:
		return q - 6
	}
	return [13]int{29, 30, 31, 32, 33, 33, 34, 34, 35, 35, 36, 36, 37}[q-30]
}

// codingUnit reads 7.3.8.5.
func (c *coder) codingUnit(x, y int, log2 uint, depth int) error {
	size := 1 << log2
	c.cu = unitState{x: x, y: y, log2: log2, maxDepth: c.sps.intraDepth}
	if c.pps.bypass {
		c.cu.bypass = c.bin(ctxBypass) == 1
	}
	fill(c.picture, c.depth, x, y, size, uint8(depth))
	keep := uint8(0)
	if c.cu.bypass {
		keep = unfiltered
	}
	fill(c.picture, c.flags, x, y, size, keep)
	if log2 == c.sps.minCb {
		c.cu.split = c.bin(ctxPart) == 0
	}
	if !c.cu.split && c.sps.pcm && log2 >= c.sps.minPCM && log2 <= c.sps.maxPCM && c.terminate() {
		if c.sps.pcmUnfiltered {
			keep = unfiltered
		}
		fill(c.picture, c.flags, x, y, size, keep|flagPCM)
		return c.rawUnit(x, y, log2)
	}
	c.lumaModes()
	c.chromaModes()
	if c.cu.split {
		c.cu.maxDepth++
	}
	t := transformNode{x: x, y: y, baseX: x, baseY: y, log2: log2, parent: [2]uint8{3, 3}}
	if err := c.transformTree(t); err != nil {
		return err
	}
	c.closeUnit(x, y, size)
	return nil
}

func (c *coder) closeUnit(x, y, size int) {
	fill(c.picture, c.picture.qp, x, y, size, int8(c.qpNow))
	c.lastQP = int8(c.qpNow)
}

// rawUnit reads samples that are stored as they are (7.3.8.7).
func (c *coder) rawUnit(x, y int, log2 uint) error {
	r := &bitReader{b: c.b, at: 8 * c.next()}
	for p := range c.components() {
		sx, sy := c.sub(p)
		shift := c.sps.depth[p] - c.sps.pcmDepth[p]
		for row := range 1 << log2 >> sy {
			at := (y>>sy+row)*c.stride[p] + x>>sx
			for i := range 1 << log2 >> sx {
				c.planes[p][at+i] = uint16(r.u(int(c.sps.pcmDepth[p])) << shift)
			}
		}
	}
	if r.short {
		return fmt.Errorf("%w: the picture's data ends too soon", ErrDamaged)
	}
	c.start((r.at + 7) / 8)
	size := 1 << log2
	fill(c.picture, c.mode, x, y, size, modeDC)
	fill(c.picture, c.picture.region, x, y, size, c.region)
	c.markEdges(x, y, size)
	c.closeUnit(x, y, size)
	return nil
}

// lumaModes reads and derives the directions of luma prediction (8.4.2).
func (c *coder) lumaModes() {
	parts, size := 1, 1<<c.cu.log2
	if c.cu.split {
		parts, size = 4, size/2
	}
	var likely [4]bool
	for i := range parts {
		likely[i] = c.bin(ctxPrevIntra) == 1
	}
	for i := range parts {
		x, y := c.cu.x+i%2*size, c.cu.y+i/2*size
		a, b := c.modeAt(x-1, y), modeDC
		if y&(1<<c.sps.ctb-1) != 0 {
			b = c.modeAt(x, y-1)
		}
		candidates := candidateModes(a, b)
		var mode int
		if likely[i] {
			if c.bypass() == 1 {
				mode = 1 + c.bypass()
			}
			mode = candidates[mode]
		} else {
			mode = remaining(c.bypassBits(5), candidates)
		}
		c.cu.mode[i] = mode
		fill(c.picture, c.mode, x, y, size, uint8(mode))
	}
}

// modeAt is the mode of a neighbour, in the same unit or decoded before.
func (c *coder) modeAt(x, y int) int {
	inside := x >= c.cu.x && y >= c.cu.y
	if !inside && !c.available(x, y) {
		return modeDC
	}
	return int(c.mode[c.unit(x, y)])
}

func candidateModes(a, b int) [3]int {
	switch {
	case a == b && a < 2:
		return [3]int{modePlanar, modeDC, modeVertical}
	case a == b:
		return [3]int{a, 2 + (a+29)%32, 2 + (a-2+1)%32}
	case a != modePlanar && b != modePlanar:
		return [3]int{a, b, modePlanar}
	case a != modeDC && b != modeDC:
		return [3]int{a, b, modeDC}
	}
	return [3]int{a, b, modeVertical}
}

// remaining is the mode with that number among those that are no candidates.
func remaining(mode int, c [3]int) int {
	if c[0] > c[1] {
		c[0], c[1] = c[1], c[0]
	}
	if c[0] > c[2] {
		c[0], c[2] = c[2], c[0]
	}
	if c[1] > c[2] {
		c[1], c[2] = c[2], c[1]
	}
	for _, candidate := range c {
		if mode >= candidate {
			mode++
		}
	}
	return mode
}

// chromaModes reads and derives the modes of colour (8.4.3).
func (c *coder) chromaModes() {
	parts := 1
	if c.sps.chroma == 0 {
		return
	}
	if c.sps.chroma == 3 && c.cu.split {
		parts = 4
	}
	for i := range parts {
		mode := c.cu.mode[i]
		if c.bin(ctxChromaMode) == 1 {
			named := [4]int{modePlanar, modeVertical, modeHorizontal, modeDC}[c.bypassBits(2)]
			if named == mode {
				named = 34
			}
			mode = named
		}
		if c.sps.chroma == 2 {
			mode = int(modes422[mode])
		}
		c.cu.chromaMode[i] = mode
	}
}

// modes422 is table 8-3.
var modes422 = [35]uint8{0, 1, 2, 2, 2, 2, 3, 5, 7, 8, 10, 12, 13, 15, 17, 18, 19, 20, 21, 22, 23, 23, 24, 24, 25, 25, 26, 27, 27, 28, 28, 29, 29, 30, 31}
