package ocr

import "slices"

// Of photos, whose paper is lit unevenly.
const (
	// tile is how wide, in pixels, a piece of the page is whose paper is looked
	// for: about two lines of print.
	tile = 40
	// paperShare is how many pixels in 100 of a tile are darker than its paper.
	paperShare = 80
	// evenLight is how bright, in 100 of the brightest, the darker part of evenly
	// lit paper is.
	evenLight = 80
	// darkest is the darkest paper; below it is the table, or the night.
	darkest = 40
	// white is what paper becomes.
	white = 240
)

// evened makes the paper white wherever on the page it is darker, as under the
// shadow of a hand: tesseract tells ink from paper by one limit for all the page.
// A page that is lit evenly, or is light print on dark, stays as it is.
func (r *raster) evened() *raster {
	across, down := r.width/tile, r.height/tile
	if across < 2 || down < 2 {
		return r
	}
	paper := make([]int, across*down)
	for i := range paper {
		paper[i] = r.paperOf(i%across, i/across)
	}
	sorted := slices.Sorted(slices.Values(paper))
	low, middle, high := sorted[len(sorted)/10], sorted[len(sorted)/2], sorted[len(sorted)*9/10]
	if low*100 >= high*evenLight || middle < 2*darkest {
		return r
	}
	out := *r
	out.pix = make([]byte, len(r.pix))
	for y := range r.height {
		for x := range r.width {
			i := y*r.width + x
			out.pix[i] = byte(min(255, int(r.pix[i])*white/max(darkest, around(paper, across, down, x, y))))
		}
	}
	return &out
}

// paperOf is how bright the paper of a tile is.
func (r *raster) paperOf(column, row int) int {
	var counts [256]int
	for y := row * tile; y < (row+1)*tile; y++ {
		for _, v := range r.pix[y*r.width+column*tile:][:tile] {
			counts[v]++
		}
	}
	left := tile * tile * paperShare / 100
	for v, n := range counts {
		if left -= n; left < 0 {
			return v
		}
	}
	return 255
}

// around is the brightness of the paper at a pixel, between the middles of the
// four tiles around it.
func around(paper []int, across, down, x, y int) int {
	x, y = max(0, x-tile/2), max(0, y-tile/2)
	column, row := min(x/tile, across-1), min(y/tile, down-1)
	right, below := min(column+1, across-1), min(row+1, down-1)
	fx, fy := min(x-column*tile, tile), min(y-row*tile, tile)
	top := paper[row*across+column]*(tile-fx) + paper[row*across+right]*fx
	low := paper[below*across+column]*(tile-fx) + paper[below*across+right]*fx
	return (top*(tile-fy) + low*fy) / (tile * tile)
}

// Of pages whose greys are patterns of dots.
const (
	// dotStep is how far a dot is from the pixels beside it.
	dotStep = 96
	// dotShare is how many pixels in 100 are dots: letters have a tenth of it.
	dotShare = 10
	// screen is how wide a pattern is, in pixels.
	screen = 4
)

// undotted makes greys of patterns of dots, as faxes and old scanners make them
// of paper that is not white: tesseract takes each dot for a mark.
func (r *raster) undotted() *raster {
	dots := 0
	for y := range r.height {
		row := r.pix[y*r.width : (y+1)*r.width]
		for x := 1; x+1 < len(row); x++ {
			a, b := int(row[x])-int(row[x-1]), int(row[x])-int(row[x+1])
			if a > dotStep && b > dotStep || a < -dotStep && b < -dotStep {
				dots++
			}
		}
	}
	if dots*100 < dotShare*len(r.pix) || min(r.width, r.height) < 2*screen {
		return r
	}
	out := *r
	out.pix = make([]byte, len(r.pix))
	for y := range r.height {
		for x := range r.width {
			left, top := min(max(0, x-screen/2), r.width-screen), min(max(0, y-screen/2), r.height-screen)
			sum := 0
			for dy := range screen {
				for _, v := range r.pix[(top+dy)*r.width+left:][:screen] {
					sum += int(v)
				}
			}
			out.pix[y*r.width+x] = byte(sum / (screen * screen))
		}
	}
	return &out
}
