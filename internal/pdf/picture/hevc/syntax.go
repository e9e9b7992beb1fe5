package hevc

import (
	"fmt"

	"github.com/medbundle/medbundle/internal/pdf/picture/hevc/canvas"
	"github.com/medbundle/medbundle/internal/pdf/picture/hevc/entropy"
	"github.com/medbundle/medbundle/internal/pdf/picture/hevc/header"
)

// coder reads the blocks of one slice segment and draws them.
type coder struct {
	*canvas.Picture
	*header.Slice
	entropy.Decoder
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
func (d *decoder) blocks(g *header.Segment) error {
	p := g.PPS
	c := &coder{Picture: d.Picture, Slice: g.Slice}
	c.B = g.Data
	c.Start(0)
	c.Reset(g.QP)
	if g.Dependent {
		c.States = d.Saved
	}
	for at, opening := p.ToTile[g.Start], true; ; opening = false {
		c.ctb = p.ToRaster[at]
		x, y := c.ctb%d.SPS.CTBsX, c.ctb/d.SPS.CTBsX
		if at != d.done {
			return fmt.Errorf("%w: slices out of order", header.ErrDamaged)
		}
		c.SliceOf[c.ctb] = uint16(g.Number)
		newTile := at == 0 || p.TileOf[c.ctb] != p.TileOf[p.ToRaster[at-1]]
		c.enter(g, x, y, newTile, opening)
		if x == 0 && d.ctx.Err() != nil {
			return d.ctx.Err()
		}
		if err := c.treeBlock(x, y); err != nil {
			return err
		}
		if p.Sync && x == c.tileLeft(x)+1 {
			d.Synced = c.States
		}
		d.done++
		at++
		if c.Terminate() {
			d.Saved = c.States
			return nil
		}
		if at >= len(p.ToRaster) || c.Over() {
			return fmt.Errorf("%w: the picture's data ends too soon", header.ErrDamaged)
		}
		next := p.ToRaster[at]
		if p.Tiles && p.TileOf[next] != p.TileOf[c.ctb] || p.Sync && next%d.SPS.CTBsX == c.tileLeft(next%d.SPS.CTBsX) {
			if !c.Terminate() {
				return fmt.Errorf("%w: a part of the picture does not end", header.ErrDamaged)
			}
			c.Start(c.Next())
		}
	}
}

// tileLeft is where the tile begins that has column x of blocks.
func (c *coder) tileLeft(x int) int {
	left := 0
	for _, at := range c.PPS.Columns {
		if at > x {
			break
		}
		left = at
	}
	return left
}

// enter sets the contexts and the quantiser for a block that begins a slice, a
// tile or a row (9.3.1), and a number for its slice and tile.
func (c *coder) enter(g *header.Segment, x, y int, newTile, opening bool) {
	if newTile || opening && !g.Dependent {
		c.Region0++
	}
	c.region = c.Region0
	row := c.PPS.Sync && x == c.tileLeft(x)
	switch {
	case newTile && !opening || newTile && g.Dependent:
		c.Reset(g.QP)
	case row && (!opening || g.Dependent):
		c.Reset(g.QP)
		above := (y - 1) << c.SPS.CTB
		if size := 1 << c.SPS.CTB; y > 0 && c.available((x+1)*size, above) {
			c.States = c.Synced
		}
	}
	if newTile || row || opening && !g.Dependent {
		c.LastQP = int8(g.QP)
	}
}

// available tells whether the pixel at x, y was decoded and belongs to the same
// slice and tile (6.4.1).
func (c *coder) available(x, y int) bool {
	return x >= 0 && y >= 0 && x < c.SPS.Width && y < c.SPS.Height && c.Picture.Region[c.Unit(x, y)] == c.region
}

func (c *coder) treeBlock(x, y int) error {
	if c.SAOLuma || c.SAOColour {
		c.readSAO(x, y)
	}
	return c.quadtree(x<<c.SPS.CTB, y<<c.SPS.CTB, c.SPS.CTB, 0)
}

// quadtree reads 7.3.8.4.
func (c *coder) quadtree(x, y int, log2 uint, depth int) error {
	size := 1 << log2
	split := log2 > c.SPS.MinCb
	if split && x+size <= c.SPS.Width && y+size <= c.SPS.Height {
		deeper := 0
		for _, n := range [2][2]int{{x - 1, y}, {x, y - 1}} {
			if c.available(n[0], n[1]) && int(c.Depth[c.Unit(n[0], n[1])]) > depth {
				deeper++
			}
		}
		split = c.Bin(entropy.CtxSplitCU+deeper) == 1
	}
	if log2 >= c.SPS.CTB-c.PPS.QPDeltaDepth {
		c.beginGroup(x, y)
	}
	if !split {
		return c.codingUnit(x, y, log2, depth)
	}
	half := size / 2
	for i := range 4 {
		cx, cy := x+i%2*half, y+i/2*half
		if cx < c.SPS.Width && cy < c.SPS.Height {
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
		if c.available(nx, ny) && nx>>c.SPS.CTB == x>>c.SPS.CTB && ny>>c.SPS.CTB == y>>c.SPS.CTB {
			return int(c.Picture.QP[c.Unit(nx, ny)])
		}
		return int(c.LastQP)
	}
	c.qpGroup = (near(x-1, y) + near(x, y-1) + 1) >> 1
	c.setQP(c.qpGroup)
}

func (c *coder) setQP(qp int) {
	c.qpNow = qp
	for i, offset := range [2]int{c.CbOffset, c.CrOffset} {
		c.chromaFor[i] = canvas.ChromaQP(c.SPS.Chroma, max(-6*int(c.SPS.Depth[1]-8), min(qp+offset, 57)))
	}
}

// codingUnit reads 7.3.8.5.
func (c *coder) codingUnit(x, y int, log2 uint, depth int) error {
	size := 1 << log2
	c.cu = unitState{x: x, y: y, log2: log2, maxDepth: c.SPS.IntraDepth}
	if c.PPS.Bypass {
		c.cu.bypass = c.Bin(entropy.CtxBypass) == 1
	}
	canvas.Fill(c.Picture, c.Depth, x, y, size, uint8(depth))
	keep := uint8(0)
	if c.cu.bypass {
		keep = canvas.Unfiltered
	}
	canvas.Fill(c.Picture, c.Flags, x, y, size, keep)
	if log2 == c.SPS.MinCb {
		c.cu.split = c.Bin(entropy.CtxPart) == 0
	}
	if !c.cu.split && c.SPS.PCM && log2 >= c.SPS.MinPCM && log2 <= c.SPS.MaxPCM && c.Terminate() {
		if c.SPS.PCMUnfiltered {
			keep = canvas.Unfiltered
		}
		canvas.Fill(c.Picture, c.Flags, x, y, size, keep|canvas.RawUnit)
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
	canvas.Fill(c.Picture, c.Picture.QP, x, y, size, int8(c.qpNow))
	c.LastQP = int8(c.qpNow)
}

// rawUnit reads samples that are stored as they are (7.3.8.7).
func (c *coder) rawUnit(x, y int, log2 uint) error {
	r := &header.BitReader{B: c.B, At: 8 * c.Next()}
	for p := range c.Components() {
		sx, sy := c.Sub(p)
		shift := c.SPS.Depth[p] - c.SPS.PCMDepth[p]
		for row := range 1 << log2 >> sy {
			at := (y>>sy+row)*c.Stride[p] + x>>sx
			for i := range 1 << log2 >> sx {
				c.Planes[p][at+i] = uint16(r.U(int(c.SPS.PCMDepth[p])) << shift)
			}
		}
	}
	if r.Short {
		return fmt.Errorf("%w: the picture's data ends too soon", header.ErrDamaged)
	}
	c.Start((r.At + 7) / 8)
	size := 1 << log2
	canvas.Fill(c.Picture, c.Mode, x, y, size, modeDC)
	canvas.Fill(c.Picture, c.Picture.Region, x, y, size, c.region)
	c.markEdges(x, y, size)
	c.closeUnit(x, y, size)
	return nil
}
