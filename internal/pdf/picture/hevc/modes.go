package hevc

import (
	"github.com/medbundle/medbundle/internal/pdf/picture/hevc/canvas"
	"github.com/medbundle/medbundle/internal/pdf/picture/hevc/entropy"
)

// lumaModes reads and derives the directions of luma prediction (8.4.2).
func (c *coder) lumaModes() {
	parts, size := 1, 1<<c.cu.log2
	if c.cu.split {
		parts, size = 4, size/2
	}
	var likely [4]bool
	for i := range parts {
		likely[i] = c.Bin(entropy.CtxPrevIntra) == 1
	}
	for i := range parts {
		x, y := c.cu.x+i%2*size, c.cu.y+i/2*size
		a, b := c.modeAt(x-1, y), modeDC
		if y&(1<<c.SPS.CTB-1) != 0 {
			b = c.modeAt(x, y-1)
		}
		candidates := candidateModes(a, b)
		var mode int
		if likely[i] {
			if c.Bypass() == 1 {
				mode = 1 + c.Bypass()
			}
			mode = candidates[mode]
		} else {
			mode = remaining(c.BypassBits(5), candidates)
		}
		c.cu.mode[i] = mode
		canvas.Fill(c.Picture, c.Mode, x, y, size, uint8(mode))
	}
}

// modeAt is the mode of a neighbour, in the same unit or decoded before.
func (c *coder) modeAt(x, y int) int {
	inside := x >= c.cu.x && y >= c.cu.y
	if !inside && !c.available(x, y) {
		return modeDC
	}
	return int(c.Mode[c.Unit(x, y)])
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
	if c.SPS.Chroma == 0 {
		return
	}
	if c.SPS.Chroma == 3 && c.cu.split {
		parts = 4
	}
	for i := range parts {
		mode := c.cu.mode[i]
		if c.Bin(entropy.CtxChromaMode) == 1 {
			named := [4]int{modePlanar, modeVertical, modeHorizontal, modeDC}[c.BypassBits(2)]
			if named == mode {
				named = 34
			}
			mode = named
		}
		if c.SPS.Chroma == 2 {
			mode = int(modes422[mode])
		}
		c.cu.chromaMode[i] = mode
	}
}

// modes422 is table 8-3.
var modes422 = [35]uint8{0, 1, 2, 2, 2, 2, 3, 5, 7, 8, 10, 12, 13, 15, 17, 18, 19, 20, 21, 22, 23, 23, 24, 24, 25, 25, 26, 27, 27, 28, 28, 29, 29, 30, 31}
