package jpeg

// assemble brings every component to full size and interleaves them.
func (d *decoder) assemble() []int32 {
	out := make([]int32, d.Width*d.Height*d.Components)
	for i := range d.components {
		c := &d.components[i]
		row := d.upsampler(c)
		for y := range d.Height {
			line := row(y)
			for x := range d.Width {
				out[(y*d.Width+x)*d.Components+i] = int32(line[x])
			}
		}
		c.plane = plane{}
	}
	return out
}

// upsampler gives the rows of a component in full size. Halved chroma is
// interpolated with the weights 3:1, sample centres as in JFIF; other ratios are
// repeated.
func (d *decoder) upsampler(c *component) func(y int) []uint16 {
	across, down := d.hMax/c.h, d.vMax/c.v
	width, height := ceilDiv(d.Width*c.h, d.hMax), ceilDiv(d.Height*c.v, d.vMax)
	line := func(y int) []uint16 { return c.plane.pix[y*c.plane.stride:][:width] }
	wide := make([]uint16, width*across)
	switch {
	case across == 1 && down == 1:
		return line
	case across == 2 && down == 1 && width > 2:
		return func(y int) []uint16 { widen(wide, line(y)); return wide }
	case across == 2 && down == 2 && width > 2:
		return func(y int) []uint16 {
			near := y / 2
			far := near - 1 + 2*(y%2)
			widenTwo(wide, line(near), line(min(max(far, 0), height-1)))
			return wide
		}
	}
	return func(y int) []uint16 {
		for x, v := range line(y / down) {
			for i := range across {
				wide[x*across+i] = v
			}
		}
		return wide
	}
}

// widen doubles a row. The two roundings alternate so that no drift arises.
func widen(out, in []uint16) {
	last := len(in) - 1
	for x, v := range in {
		left, right := in[max(x-1, 0)], in[min(x+1, last)]
		out[2*x] = (3*v + left + 1) >> 2
		out[2*x+1] = (3*v + right + 2) >> 2
	}
}

// widenTwo doubles a row that lies between two rows of samples, three parts of
// the near one and one of the far.
func widenTwo(out, near, far []uint16) {
	last := len(near) - 1
	sum := func(x int) uint32 { return 3*uint32(near[x]) + uint32(far[x]) }
	for x := range near {
		v, left, right := sum(x), sum(max(x-1, 0)), sum(min(x+1, last))
		out[2*x] = uint16((3*v + left + 8) >> 4)
		out[2*x+1] = uint16((3*v + right + 7) >> 4)
	}
}
