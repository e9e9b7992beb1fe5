package hevc

import "github.com/medbundle/medbundle/internal/pdf/picture/hevc/canvas"

// markEdges notes which edges of a block are smoothed (8.7.2.3). All blocks of
// a still are intra, so every edge of a transform block counts, and as much.
func (c *coder) markEdges(x, y, size int) {
	if c.DeblockOff {
		return
	}
	if x&7 == 0 && c.crosses(x-1, y) {
		for i := 0; i < size; i += 4 {
			c.Flags[c.Unit(x, y+i)] |= canvas.EdgeLeft
		}
	}
	if y&7 == 0 && c.crosses(x, y-1) {
		for i := 0; i < size; i += 4 {
			c.Flags[c.Unit(x+i, y)] |= canvas.EdgeTop
		}
	}
}

// crosses tells whether smoothing goes over the edge to the block at x, y.
func (c *coder) crosses(x, y int) bool {
	if x < 0 || y < 0 {
		return false
	}
	other := y>>c.SPS.CTB*c.SPS.CTBsX + x>>c.SPS.CTB
	if other == c.ctb {
		return true
	}
	return (c.Slice.Across || int(c.SliceOf[other]) == c.Slice.Number) && (c.PPS.AcrossTiles || c.PPS.TileOf[other] == c.PPS.TileOf[c.ctb])
}
