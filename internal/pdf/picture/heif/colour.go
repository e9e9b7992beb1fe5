package heif

import "github.com/medbundle/medbundle/internal/pdf/picture/hevc"

// converted says how samples of a frame become JPEG's: tables by sample, and
// what changes luma and the colour differences afterwards, in 1/2¹⁴.
type converted struct {
	luma, chroma []uint8
	matrix       *[9]int32
}

// conversion goes by what the file says, else by what the bitstream says, else
// by what phones do: full range, BT.601 (H.273, table 4).
func conversion(said hevc.Colour, f *hevc.Frame) converted {
	if !said.Known {
		said = f.Colour
	}
	if !said.Known {
		said = hevc.Colour{FullRange: true, Matrix: 6}
	}
	k := converted{luma: table(f.Depth[0], said.FullRange, false)}
	if len(f.Planes) > 1 {
		k.chroma = table(f.Depth[1], said.FullRange, true)
	}
	switch said.Matrix {
	case 1:
		k.matrix = remixed(0.2126, 0.0722)
	case 9, 10:
		k.matrix = remixed(0.2627, 0.0593)
	}
	return k
}

// table maps samples of so many bits to eight bits of full range, rounding to
// the nearest (H.273, 8.3, equations for YCbCr).
func table(depth uint, full, chroma bool) []uint8 {
	out := make([]uint8, 1<<depth)
	shift := depth - 8
	for i := range out {
		v := i >> shift
		switch {
		case full:
		case chroma:
			v = 128 + rounded((i-128<<shift)*255, 224<<shift)
		default:
			v = rounded((i-16<<shift)*255, 219<<shift)
		}
		out[i] = uint8(min(max(v, 0), 255))
	}
	return out
}

func rounded(over, under int) int {
	if over < 0 {
		return -((-over + under/2) / under)
	}
	return (over + under/2) / under
}

// remixed is the matrix from luma and colour differences by kr and kb to those
// of BT.601.
func remixed(kr, kb float64) *[9]int32 {
	kg := 1 - kr - kb
	// Red, green and blue of one step of each colour difference.
	rgb := func(cb, cr float64) [3]float64 {
		return [3]float64{
			float64(2*(1-kr)) * cr,
			-float64(float64(2*kb*(1-kb)/kg)*cb) - float64(float64(2*kr*(1-kr)/kg)*cr),
			float64(2*(1-kb)) * cb,
		}
	}
	var m [9]int32
	m[0] = 1 << 14
	for i, c := range [2][3]float64{rgb(1, 0), rgb(0, 1)} {
		y := float64(0.299*c[0]) + float64(0.587*c[1]) + float64(0.114*c[2])
		m[1+i] = fixed(y)
		m[4+i] = fixed(float64(c[2]-y) / 1.772)
		m[7+i] = fixed(float64(c[0]-y) / 1.402)
	}
	return &m
}

// fixed rounds to 1/2¹⁴.
func fixed(v float64) int32 {
	if v < 0 {
		return -int32(-v*(1<<14) + 0.5)
	}
	return int32(v*(1<<14) + 0.5)
}
