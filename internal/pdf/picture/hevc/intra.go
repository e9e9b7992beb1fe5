package hevc

import "github.com/medbundle/medbundle/internal/pdf/picture/hevc/canvas"

// Modes of intra prediction (table 8-1); 2 to 34 are directions.
const (
	modePlanar     = 0
	modeDC         = 1
	modeHorizontal = 10
	modeVertical   = 26
)

// angles is table 8-5, by mode; inverses is table 8-6, by mode less 11.
var (
	angles = [35]int{
		0, 0, 32, 26, 21, 17, 13, 9, 5, 2, 0, -2, -5, -9, -13, -17, -21, -26,
		-32, -26, -21, -17, -13, -9, -5, -2, 0, 2, 5, 9, 13, 17, 21, 26, 32,
	}
	inverses = [15]int{-4096, -1638, -910, -630, -482, -390, -315, -256, -315, -390, -482, -630, -910, -1638, -4096}
)

// predict fills a block from the pixels around it (8.4.4.2). The reference is
// one line that runs from the lowest pixel on the left, by the corner at index
// 2n, to the rightmost pixel above.
func (c *coder) predict(plane, x, y int, log2 uint, mode int) {
	n := 1 << log2
	line := c.scratch.reference[:4*n+1]
	c.gather(line, plane, x, y, n)
	if !c.SPS.NoSmoothing && (plane == 0 || c.SPS.Chroma == 3) && c.smoothed(n, mode) {
		line = c.smooth(line, plane, n)
	}
	to := c.Planes[plane][y*c.Stride[plane]+x:]
	switch mode {
	case modePlanar:
		planar(to, c.Stride[plane], line, n, log2)
	case modeDC:
		flat(to, c.Stride[plane], line, n, log2, plane == 0)
	default:
		c.angular(to, c.Stride[plane], line, n, mode, plane)
	}
}

// gather collects the pixels around a block. Those that are not there take the
// value of the one before (8.4.4.2.2).
func (c *coder) gather(line []int32, plane, x, y, n int) {
	sx, sy := c.Sub(plane)
	pix, stride := c.Planes[plane], c.Stride[plane]
	stepX, stepY := 4>>sx, 4>>sy
	first := -1
	last := func(from, to int) { // repeats the value before from
		if first < 0 {
			return
		}
		for i := from; i < to; i++ {
			line[i] = line[from-1]
		}
	}
	found := func(at int) {
		if first < 0 {
			first = at
		}
	}
	for at := 0; at < 2*n; at += stepY {
		top := y + 2*n - at - stepY // the upper of these pixels
		if !c.available(x<<sx-1, top<<sy) {
			last(at, at+stepY)
			continue
		}
		found(at)
		for i := range stepY {
			line[at+i] = int32(pix[(top+stepY-1-i)*stride+x-1])
		}
	}
	if c.available(x<<sx-1, y<<sy-1) {
		found(2 * n)
		line[2*n] = int32(pix[(y-1)*stride+x-1])
	} else {
		last(2*n, 2*n+1)
	}
	for at := 0; at < 2*n; at += stepX {
		if !c.available((x+at)<<sx, y<<sy-1) {
			last(2*n+1+at, 2*n+1+at+stepX)
			continue
		}
		found(2*n + 1 + at)
		for i := range stepX {
			line[2*n+1+at+i] = int32(pix[(y-1)*stride+x+at+i])
		}
	}
	value := int32(1) << (c.SPS.Depth[plane] - 1)
	if first >= 0 {
		value = line[first]
	} else {
		first = len(line)
	}
	for i := range first {
		line[i] = value
	}
}

// smoothed tells whether the reference is smoothed (8.4.4.2.3).
func (c *coder) smoothed(n, mode int) bool {
	if mode == modeDC || n == 4 {
		return false
	}
	from := min(max(mode-modeVertical, modeVertical-mode), max(mode-modeHorizontal, modeHorizontal-mode))
	switch n {
	case 8:
		return from > 7
	case 16:
		return from > 1
	}
	return from > 0
}

func (c *coder) smooth(line []int32, plane, n int) []int32 {
	out := c.scratch.smooth[:len(line)]
	end := 4 * n
	out[0], out[end] = line[0], line[end]
	near := int32(1) << (c.SPS.Depth[plane] - 5)
	if c.SPS.StrongSmoothing && plane == 0 && n == 32 &&
		canvas.Abs(line[64]+line[128]-2*line[96]) < near && canvas.Abs(line[64]+line[0]-2*line[32]) < near {
		for i := range int32(64) {
			out[i] = ((64-i)*line[0] + i*line[64] + 32) >> 6
			out[64+i] = ((64-i)*line[64] + i*line[128] + 32) >> 6
		}
		return out
	}
	for i := 1; i < end; i++ {
		out[i] = (line[i-1] + 2*line[i] + line[i+1] + 2) >> 2
	}
	return out
}

func planar(to []uint16, stride int, line []int32, n int, log2 uint) {
	left, above := line[:2*n], line[2*n+1:]
	for y := range n {
		l, low := left[2*n-1-y], left[n-1]
		for x := range n {
			v := int32(n-1-x)*l + int32(x+1)*above[n] + int32(n-1-y)*above[x] + int32(y+1)*low + int32(n)
			to[y*stride+x] = uint16(v >> (log2 + 1))
		}
	}
}

func flat(to []uint16, stride int, line []int32, n int, log2 uint, luma bool) {
	left, above := line[:2*n], line[2*n+1:]
	sum := int32(n)
	for i := range n {
		sum += left[2*n-1-i] + above[i]
	}
	mean := sum >> (log2 + 1)
	for y := range n {
		for x := range n {
			to[y*stride+x] = uint16(mean)
		}
	}
	if !luma || n == 32 {
		return
	}
	to[0] = uint16((left[2*n-1] + 2*mean + above[0] + 2) >> 2)
	for i := 1; i < n; i++ {
		to[i] = uint16((above[i] + 3*mean + 2) >> 2)
		to[i*stride] = uint16((left[2*n-1-i] + 3*mean + 2) >> 2)
	}
}

// angular predicts along a direction (8.4.4.2.6). Modes below 18 are those
// above it with rows and columns changed about.
func (c *coder) angular(to []uint16, stride int, line []int32, n, mode, plane int) {
	upright := mode >= 18
	angle := angles[mode]
	// ahead(i) is the pixel i steps from the corner along the side that the
	// direction starts from, aside(i) along the other.
	corner := 2 * n
	way := 1
	if !upright {
		way = -1
	}
	ref := c.scratch.line[:]
	zero := n // where index 0 of the standard's ref is
	for i := range 2*n + 1 {
		ref[zero+i] = line[corner+way*i]
	}
	if least := n * angle >> 5; least < -1 {
		for i := least; i < 0; i++ {
			ref[zero+i] = line[corner-way*((i*inverses[mode-11]+128)>>8)]
		}
	}
	stepX, stepY := 1, stride
	if !upright {
		stepX, stepY = stride, 1
	}
	for y := range n {
		whole, part := (y+1)*angle>>5, int32((y+1)*angle&31)
		from := ref[zero+whole+1:]
		at := y * stepY
		for x := range n {
			v := from[x]
			if part != 0 {
				v = ((32-part)*v + part*from[x+1] + 16) >> 5
			}
			to[at] = uint16(v)
			at += stepX
		}
	}
	if angle == 0 && plane == 0 && n < 32 {
		most := int32(1)<<c.SPS.Depth[plane] - 1
		for i := range n {
			v := line[corner+way] + (line[corner-way*(i+1)]-line[corner])>>1
			to[i*stepY] = uint16(canvas.Clip(v, 0, most))
		}
	}
}
