package camera

import "github.com/medbundle/medbundle/internal/sample/draw"

// Scan turns the sheet by about half a degree, as a feeder does, and makes
// each pixel black or white, with specks and a dark left edge; eight pixels to
// a byte, white 1.
func Scan(g *draw.Grey) []byte {
	stride := (g.W + 7) / 8
	bits := make([]byte, stride*g.H)
	for y := range g.H {
		for x := range g.W {
			if turned(g, x, y) > 96+draw.Grain(x, y, 5)/2 {
				bits[y*stride+x/8] |= 0x80 >> (x % 8)
			}
		}
	}
	return bits
}

func turned(g *draw.Grey, x, y int) int {
	if draw.Grain(x/2, y/2, 9) == 7 && draw.Grain(x/2, y/2, 10) < 6 || x < 9+draw.Grain(0, y/40, 3)/64 {
		return 0
	}
	u, v := x+(y-g.H/2)*9/1000, y-(x-g.W/2)*9/1000
	if u < 0 || v < 0 || u >= g.W || v >= g.H {
		return 255
	}
	return int(g.Pix[v*g.W+u])
}
