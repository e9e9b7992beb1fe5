package ocr

// Slopes are in rows per skewUnit columns, so that a page is straightened in
// integers and all machines make the same pixels.
const (
	skewUnit = 200
	// maxSkew is what a hurried photo has: nine degrees.
	maxSkew = 32
	// minSkew is what tesseract copes with by itself: less than half a degree.
	minSkew = 2
	// skewWidth is how wide a page is looked at.
	skewWidth = 600
)

// straightened turns the page by the few degrees by which its lines are
// slanted. Tesseract loses half the lines of a page that is slanted by three.
// The slope is what was taken out.
func (r *raster) straightened() (straight *raster, slope int) {
	slope = r.slope()
	if slope > -minSkew && slope < minSkew {
		return r, 0
	}
	return r.leaned(slope), slope
}

// slope tells how slanted the lines of print are: with the right slope, ink and
// the white between lines fall into rows of their own.
func (r *raster) slope() int {
	small := r
	if n := r.width / skewWidth; n > 1 {
		small = r.shrunk(n)
	}
	ink := small.ink()
	best, bestSharp, flat := 0, 0, small.sharpness(ink, 0)
	for slope := -maxSkew; slope <= maxSkew; slope++ {
		if s := small.sharpness(ink, slope); s > bestSharp {
			best, bestSharp = slope, s
		}
	}
	if bestSharp*5 < flat*6 {
		return 0 // no lines to go by
	}
	return best
}

// ink lists the pixels darker than their surroundings to the left and right, so
// that shadows over a photo do not count.
func (r *raster) ink() []int {
	const reach, darker = 12, 24
	var out []int
	for y := range r.height {
		row := r.pix[y*r.width : (y+1)*r.width]
		for x := reach; x < r.width-reach; x++ {
			if int(row[x])+darker < max(int(row[x-reach]), int(row[x+reach])) {
				out = append(out, y*r.width+x)
			}
		}
	}
	return out
}

// sharpness is the sum of squares of the ink in each slanted row.
func (r *raster) sharpness(ink []int, slope int) int {
	margin := r.width * maxSkew / skewUnit
	rows := make([]int, r.height+2*margin+1)
	for _, i := range ink {
		x, y := i%r.width, i/r.width
		rows[y+margin-x*slope/skewUnit]++
	}
	sum := 0
	for _, n := range rows {
		sum += n * n
	}
	return sum
}

// leaned turns the page by slope about its middle; what comes in from beyond
// the edge repeats the edge. It grows by the square of the slope, at most a
// hundredth.
func (r *raster) leaned(slope int) *raster {
	const one = 16 // steps in a pixel
	out := &raster{width: r.width, height: r.height, pix: make([]byte, len(r.pix))}
	for y := range r.height {
		for x := range r.width {
			dx, dy := x-r.width/2, y-r.height/2
			out.pix[y*r.width+x] = r.between(x*one-slope*dy*one/skewUnit, y*one+slope*dx*one/skewUnit, one)
		}
	}
	return out
}

// between is the grey at a point given in parts of a pixel.
func (r *raster) between(x, y, one int) byte {
	x, y = min(max(x, 0), (r.width-1)*one), min(max(y, 0), (r.height-1)*one)
	x0, y0, fx, fy := x/one, y/one, x%one, y%one
	x1, y1 := min(x0+1, r.width-1), min(y0+1, r.height-1)
	top := int(r.pix[y0*r.width+x0])*(one-fx) + int(r.pix[y0*r.width+x1])*fx
	low := int(r.pix[y1*r.width+x0])*(one-fx) + int(r.pix[y1*r.width+x1])*fx
	return byte((top*(one-fy) + low*fy + one*one/2) / (one * one))
}
