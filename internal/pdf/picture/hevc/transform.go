package hevc

import (
	"github.com/medbundle/medbundle/internal/pdf/picture/hevc/canvas"
	"github.com/medbundle/medbundle/internal/pdf/picture/hevc/header"
)

// quantiser scales the levels of one block (8.6.4.2).
type quantiser struct {
	scale  int64
	shift  uint
	lists  []uint8 // nil where all factors are 16
	bypass bool
}

var levelScale = [6]int64{40, 45, 51, 57, 64, 72}

func (c *coder) quantiser(b *residualBlock) quantiser {
	if c.cu.bypass {
		return quantiser{bypass: true}
	}
	qp := c.qpNow
	if b.plane > 0 {
		qp = c.chromaFor[b.plane-1]
	}
	qp += 6 * int(c.SPS.Depth[b.plane]-8)
	q := quantiser{scale: levelScale[qp%6] << (qp / 6), shift: c.SPS.Depth[b.plane] + b.log2 - 5}
	if c.PPS.Scaling != nil {
		q.lists = c.PPS.Scaling[b.log2-2][b.plane]
	}
	return q
}

// put stores a coefficient, scaled.
func (c *coder) put(s *groupState, place int, level int32) {
	at := header.Scans[s.scan][2][place]
	x, y := 4*s.x+int(at.X), 4*s.y+int(at.Y)
	i := y<<s.b.log2 + x
	if !s.q.bypass {
		factor := int64(16)
		if s.q.lists != nil {
			factor = int64(s.q.lists[i])
		}
		scaled := (int64(level)*factor*s.q.scale + 1<<(s.q.shift-1)) >> s.q.shift
		level = int32(min(max(scaled, -1<<15), 1<<15-1))
	}
	s.b.levels[i] = level
	s.b.maxX, s.b.maxY = max(s.b.maxX, x), max(s.b.maxY, y)
}

// restore turns coefficients into residuals (8.6.2).
func (c *coder) restore(b *residualBlock) {
	if c.cu.bypass {
		return
	}
	shift := 20 - c.SPS.Depth[b.plane]
	if b.skip {
		for i, v := range b.levels {
			b.levels[i] = (v<<7 + 1<<(shift-1)) >> shift
		}
		return
	}
	basis := cosines[b.log2-2]
	if b.plane == 0 && b.log2 == 2 {
		basis = sines[:]
	}
	c.inverse(b, basis, shift)
}

// inverse undoes the transform (8.6.4.2): columns first, then rows. basis has a
// row of n for each frequency. Frequencies that are all zero are left out.
func (c *coder) inverse(b *residualBlock, basis []int32, shift uint) {
	n := 1 << b.log2
	middle := c.scratch.middle[:n*n]
	for x := range b.maxX + 1 {
		var sum [32]int32
		for k := range b.maxY + 1 {
			v := b.levels[k<<b.log2+x]
			if v == 0 {
				continue
			}
			for y, w := range basis[k<<b.log2 : k<<b.log2+n] {
				sum[y] += v * w
			}
		}
		for y := range n {
			middle[y<<b.log2+x] = canvas.Clip((sum[y]+64)>>7, -1<<15, 1<<15-1)
		}
	}
	round := int32(1) << (shift - 1)
	for y := range n {
		var sum [32]int32
		row := middle[y<<b.log2 : y<<b.log2+b.maxX+1]
		for k, v := range row {
			if v == 0 {
				continue
			}
			for x, w := range basis[k<<b.log2 : k<<b.log2+n] {
				sum[x] += v * w
			}
		}
		out := b.levels[y<<b.log2 : y<<b.log2+n]
		for x := range out {
			out[x] = (sum[x] + round) >> shift
		}
	}
}

// sines is the transform of small luma blocks (8.6.4.2, equation for DST).
var sines = [16]int32{
	29, 55, 74, 84,
	74, 74, 0, -74,
	84, -29, -74, 55,
	55, -84, 74, -29,
}

// cosines are the transforms of 4 to 32 points, made of the standard's
// magnitudes: those of cos(iπ/64) for i from 0 to 32.
var cosines = func() (out [4][]int32) {
	magnitudes := [33]int32{
		64, 90, 90, 90, 89, 88, 87, 85, 83, 82, 80, 78, 75, 73, 70, 67, 64,
		61, 57, 54, 50, 46, 43, 38, 36, 31, 25, 22, 18, 13, 9, 4, 0,
	}
	for size := range out {
		n := 4 << size
		out[size] = make([]int32, n*n)
		for k := range n {
			for i := range n {
				angle := k * (32 / n) * (2*i + 1) % 128
				if angle > 64 {
					angle = 128 - angle
				}
				v := magnitudes[min(angle, 64-angle)]
				if angle > 32 {
					v = -v
				}
				out[size][k*n+i] = v
			}
		}
	}
	return out
}()
