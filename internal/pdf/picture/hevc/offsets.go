package hevc

import (
	"github.com/medbundle/medbundle/internal/pdf/picture/hevc/canvas"
	"github.com/medbundle/medbundle/internal/pdf/picture/hevc/entropy"
)

// readSAO reads 7.3.8.3.
func (c *coder) readSAO(x, y int) {
	to := &c.Picture.SAO[c.ctb]
	same := func(other int) bool {
		return int(c.SliceOf[other]) == c.Slice.Number && c.PPS.TileOf[other] == c.PPS.TileOf[c.ctb]
	}
	if x > 0 && same(c.ctb-1) && c.Bin(entropy.CtxSAOMerge) == 1 {
		*to = c.Picture.SAO[c.ctb-1]
		return
	}
	if y > 0 && same(c.ctb-c.SPS.CTBsX) && c.Bin(entropy.CtxSAOMerge) == 1 {
		*to = c.Picture.SAO[c.ctb-c.SPS.CTBsX]
		return
	}
	for plane := range c.Components() {
		if plane == 0 && !c.SAOLuma || plane > 0 && !c.SAOColour {
			continue
		}
		if plane < 2 {
			to.Kind[plane] = 0
			if c.Bin(entropy.CtxSAOType) == 1 {
				to.Kind[plane] = uint8(1 + c.Bypass())
			}
		} else {
			to.Kind[2] = to.Kind[1]
		}
		if to.Kind[plane] != 0 {
			c.readOffsets(to, plane)
		}
	}
}

func (c *coder) readOffsets(to *canvas.SAO, plane int) {
	most := 1<<(min(c.SPS.Depth[plane], 10)-5) - 1
	shift := c.PPS.SaoShift[plane]
	var size [4]int
	for i := range size {
		for size[i] < most && c.Bypass() == 1 {
			size[i]++
		}
	}
	if to.Kind[plane] == 1 {
		for i := range size {
			if size[i] != 0 && c.Bypass() == 1 {
				size[i] = -size[i]
			}
		}
		to.Class[plane] = uint8(c.BypassBits(5))
	} else {
		size[2], size[3] = -size[2], -size[3]
		if plane < 2 {
			to.Class[plane] = uint8(c.BypassBits(2))
		} else {
			to.Class[2] = to.Class[1]
		}
	}
	for i := range size {
		to.Offset[plane][i] = int16(size[i] << shift)
	}
}
