package hevc

import (
	"fmt"

	"github.com/medbundle/medbundle/internal/pdf/picture/hevc/canvas"
	"github.com/medbundle/medbundle/internal/pdf/picture/hevc/entropy"
	"github.com/medbundle/medbundle/internal/pdf/picture/hevc/header"
)

// transformNode is a node of the residual quadtree (7.3.8.8). parent has the
// coded block flags of colour of the node above: a bit for each of the blocks
// that lie under each other where colour has half resolution sideways only.
type transformNode struct {
	x, y, baseX, baseY int
	log2               uint
	depth, index       int
	parent             [2]uint8
}

func (c *coder) transformTree(t transformNode) error {
	split := t.log2 > c.SPS.MaxTb || c.cu.split && t.depth == 0
	if t.log2 <= c.SPS.MaxTb && t.log2 > c.SPS.MinTb && t.depth < c.cu.maxDepth && !(c.cu.split && t.depth == 0) {
		split = c.Bin(entropy.CtxSplitTransform+5-int(t.log2)) == 1
	}
	var coded [2]uint8
	if t.log2 > 2 && c.SPS.Chroma != 0 || c.SPS.Chroma == 3 {
		two := c.SPS.Chroma == 2 && (!split || t.log2 == 3)
		for i := range coded {
			if t.parent[i] == 0 {
				continue
			}
			coded[i] = uint8(c.Bin(entropy.CtxCbfChroma + t.depth))
			if two {
				coded[i] |= uint8(c.Bin(entropy.CtxCbfChroma+t.depth)) << 1
			}
		}
	} else if t.depth > 0 && t.log2 == 2 && c.SPS.Chroma != 0 {
		coded = t.parent
	}
	if !split {
		luma := c.Bin(entropy.CtxCbfLuma+b2i(t.depth == 0)) == 1
		return c.transformUnit(t, luma, coded)
	}
	half := 1 << t.log2 / 2
	for i := range 4 {
		child := transformNode{
			x: t.x + i%2*half, y: t.y + i/2*half, baseX: t.x, baseY: t.y,
			log2: t.log2 - 1, depth: t.depth + 1, index: i, parent: coded,
		}
		if err := c.transformTree(child); err != nil {
			return err
		}
	}
	return nil
}

// transformUnit reads 7.3.8.10 and draws what it reads.
func (c *coder) transformUnit(t transformNode, luma bool, coded [2]uint8) error {
	part := 0
	if c.cu.split {
		half := 1 << c.cu.log2 / 2
		part = b2i(t.x >= c.cu.x+half) + 2*b2i(t.y >= c.cu.y+half)
	}
	if luma || coded[0]|coded[1] != 0 {
		if err := c.readQP(); err != nil {
			return err
		}
	}
	size := 1 << t.log2
	c.markEdges(t.x, t.y, size)
	if err := c.block(0, t.x, t.y, t.log2, c.cu.mode[part], luma); err != nil {
		return err
	}
	canvas.Fill(c.Picture, c.Picture.Region, t.x, t.y, size, c.region)
	return c.colour(t, part, coded)
}

// colour draws the colour of a transform unit; that of four small ones stands
// with the last of them.
func (c *coder) colour(t transformNode, part int, coded [2]uint8) error {
	x, y, log2 := t.x, t.y, t.log2
	switch {
	case c.SPS.Chroma == 0:
		return nil
	case c.SPS.Chroma == 3:
	case t.log2 > 2:
		log2, part = log2-1, 0
	case t.index == 3:
		x, y, part = t.baseX, t.baseY, 0
	default:
		return nil
	}
	for i := range 2 {
		px, py := x>>c.SPS.SubX, y>>c.SPS.SubY
		for n := range 1 + b2i(c.SPS.Chroma == 2) {
			if err := c.block(i+1, px, py+n<<log2, log2, c.cu.chromaMode[part], coded[i]>>n&1 == 1); err != nil {
				return err
			}
		}
	}
	return nil
}

// readQP reads the difference of the quantiser, once in a group (7.3.8.14).
func (c *coder) readQP() error {
	if !c.PPS.QPDelta || c.qpRead {
		return nil
	}
	c.qpRead = true
	n := 0
	for n < 5 && c.Bin(entropy.CtxQPDelta+b2i(n > 0)) == 1 {
		n++
	}
	if n == 5 {
		k := 0
		for c.Bypass() == 1 {
			n += 1 << k
			if k++; k > 8 {
				return fmt.Errorf("%w: a quantiser out of range", header.ErrDamaged)
			}
		}
		n += c.BypassBits(k)
	}
	if n > 0 && c.Bypass() == 1 {
		n = -n
	}
	offset := 6 * int(c.SPS.Depth[0]-8)
	if n < -(26+offset/2) || n > 25+offset/2 {
		return fmt.Errorf("%w: a quantiser out of range", header.ErrDamaged)
	}
	c.setQP((c.qpGroup+n+52+2*offset)%(52+offset) - offset)
	return nil
}

// block predicts one block of a plane and adds its residual; x and y are in
// samples of the plane.
func (c *coder) block(plane, x, y int, log2 uint, mode int, coded bool) error {
	c.predict(plane, x, y, log2, mode)
	if !coded {
		return nil
	}
	n := 1 << log2
	levels := c.scratch.levels[:n*n]
	clear(levels)
	b := &residualBlock{plane: plane, log2: log2, mode: mode, levels: levels}
	if err := c.residual(b); err != nil {
		return err
	}
	c.restore(b)
	at := y*c.Stride[plane] + x
	most := int32(1)<<c.SPS.Depth[plane] - 1
	for row := range n {
		to := c.Planes[plane][at : at+n]
		for i, r := range levels[row*n : row*n+n] {
			to[i] = uint16(canvas.Clip(int32(to[i])+r, 0, most))
		}
		at += c.Stride[plane]
	}
	return nil
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}
