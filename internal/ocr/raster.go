package ocr

import (
	"bytes"
	"fmt"
	"image"
	"io"
)

// maxSide bounds the longer side of a picture that is read, in pixels: A4 at
// 300 dots per inch.
const maxSide = 3508

// raster is a page in grey, one byte a pixel, from 0 (black) to 255.
type raster struct {
	width, height int
	pix           []byte
	// scale is how many pixels of the picture that was drawn one of these is
	// wide; that picture was fullWidth by fullHeight.
	scale                 int
	fullWidth, fullHeight float64
}

// newRaster takes a picture over, scaled down by a whole number where it is
// larger than maxSide.
func newRaster(img image.Image) *raster {
	b := img.Bounds()
	r := &raster{width: b.Dx(), height: b.Dy(), pix: make([]byte, b.Dx()*b.Dy())}
	r.scale, r.fullWidth, r.fullHeight = 1, float64(r.width), float64(r.height)
	for y := range r.height {
		grey(r.pix[y*r.width:(y+1)*r.width], img, y)
	}
	if over := (max(r.width, r.height) + maxSide - 1) / maxSide; over > 1 {
		return r.shrunk(over)
	}
	return r
}

// grey fills row with the grey of img's row y: ITU-R BT.601's weights, in
// integers.
func grey(row []byte, img image.Image, y int) {
	if rgba, ok := img.(*image.RGBA); ok {
		p := rgba.Pix[y*rgba.Stride:]
		for x := range row {
			row[x] = byte((299*int(p[4*x]) + 587*int(p[4*x+1]) + 114*int(p[4*x+2]) + 500) / 1000)
		}
		return
	}
	b := img.Bounds()
	for x := range row {
		r, g, bl, _ := img.At(b.Min.X+x, b.Min.Y+y).RGBA()
		row[x] = byte((299*int(r>>8) + 587*int(g>>8) + 114*int(bl>>8) + 500) / 1000)
	}
}

// shrunk makes one pixel of n by n.
func (r *raster) shrunk(n int) *raster {
	out := &raster{width: r.width / n, height: r.height / n, scale: r.scale * n, fullWidth: r.fullWidth, fullHeight: r.fullHeight}
	out.pix = make([]byte, out.width*out.height)
	for y := range out.height {
		for x := range out.width {
			sum := 0
			for dy := range n {
				from := (y*n+dy)*r.width + x*n
				for _, v := range r.pix[from : from+n] {
					sum += int(v)
				}
			}
			out.pix[y*out.width+x] = byte(sum / (n * n))
		}
	}
	return out
}

// turned turns the page clockwise by 0, 90, 180 or 270 degrees.
func (r *raster) turned(degrees int) *raster {
	if degrees == 0 {
		return r
	}
	out := &raster{width: r.width, height: r.height, pix: make([]byte, len(r.pix))}
	if degrees != 180 {
		out.width, out.height = r.height, r.width
	}
	for i, v := range r.pix {
		x, y := i%r.width, i/r.width
		switch degrees {
		case 90:
			x, y = r.height-1-y, x
		case 180:
			x, y = r.width-1-x, r.height-1-y
		default:
			x, y = y, r.width-1-x
		}
		out.pix[y*out.width+x] = v
	}
	return out
}

const (
	// inkStep is how much darker or lighter than the paper ink is.
	inkStep = 48
	// minInk is how many pixels of ink, in 10,000, the emptiest page with
	// words on it has: a single line of print covers three times as much.
	minInk = 2
	// minSide is too narrow for a word.
	minSide = 24
)

// blank tells that there is nothing on the page that could be a line of text.
func (r *raster) blank() bool {
	if min(r.width, r.height) < minSide {
		return true
	}
	var counts [256]int
	for _, v := range r.pix {
		counts[v]++
	}
	paper := 0
	for v, n := range counts {
		if n > counts[paper] {
			paper = v
		}
	}
	ink := 0
	for v, n := range counts {
		if v < paper-inkStep || v > paper+inkStep {
			ink += n
		}
	}
	return ink*10_000 < minInk*len(r.pix)
}

// pgm is the page as a portable graymap, the plainest format that tesseract reads.
func (r *raster) pgm() io.Reader {
	return io.MultiReader(bytes.NewReader(fmt.Appendf(nil, "P5\n%d %d\n255\n", r.width, r.height)), bytes.NewReader(r.pix))
}
