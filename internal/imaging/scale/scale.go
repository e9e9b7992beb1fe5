// Package scale changes the size of pictures in whole numbers only, so that
// every machine gives the same bytes.
package scale

import (
	"image"
	"image/color"
)

// Fit is the size of a picture of columns by rows whose pixels are as high to
// wide as given, with no side above maxSide. A picture is not enlarged, except
// where its pixels are not square.
func Fit(columns, rows int, aspectHeight, aspectWidth int64, maxSide int) (width, height int) {
	w, h := int64(columns)*aspectWidth, int64(rows)*aspectHeight
	// The side whose pixels are the shorter keeps its size.
	unit := min(aspectWidth, aspectHeight)
	if longest := max(w, h); longest > int64(maxSide)*unit {
		return int(max(1, w*int64(maxSide)/longest)), int(max(1, h*int64(maxSide)/longest))
	}
	return int(max(1, w/unit)), int(max(1, h/unit))
}

// Area scales a picture by area: each new pixel is the mean of what it
// covers, in whole numbers, so that every machine gives the same bytes.
func Area(src image.Image, width, height int) image.Image {
	b := src.Bounds()
	if b.Dx() == width && b.Dy() == height {
		return src
	}
	if g, ok := src.(*image.Gray); ok {
		dst := image.NewGray(image.Rect(0, 0, width, height))
		scalePlane(g.Pix[g.PixOffset(b.Min.X, b.Min.Y):], g.Stride, 1, b.Dx(), b.Dy(), dst.Pix, width, height)
		return dst
	}
	rgba := toRGBA(src)
	dst := image.NewRGBA(image.Rect(0, 0, width, height))
	for c := range 4 {
		scalePlane(rgba.Pix[c:], rgba.Stride, 4, b.Dx(), b.Dy(), dst.Pix[c:], width, height)
	}
	return dst
}

func toRGBA(src image.Image) *image.RGBA {
	b := src.Bounds()
	if rgba, ok := src.(*image.RGBA); ok && b.Min == (image.Point{}) {
		return rgba
	}
	out := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	for y := range b.Dy() {
		for x := range b.Dx() {
			out.SetRGBA(x, y, color.RGBAModel.Convert(src.At(b.Min.X+x, b.Min.Y+y)).(color.RGBA))
		}
	}
	return out
}

// coverage is the run of source pixels that a new pixel covers; the weights count
// in parts of the new size, so that they add up to the old size exactly.
type coverage struct {
	first  int
	weight []uint64
}

func covers(from, to int) []coverage {
	out := make([]coverage, to)
	for i := range out {
		start, end := i*from, (i+1)*from // in units of 1/to
		c := coverage{first: start / to}
		for p := c.first; p*to < end; p++ {
			c.weight = append(c.weight, uint64(min(end, (p+1)*to)-max(start, p*to)))
		}
		out[i] = c
	}
	return out
}

// scalePlane scales one channel whose samples are step bytes apart.
func scalePlane(src []byte, stride, step, w, h int, dst []byte, width, height int) {
	columns, rows := covers(w, width), covers(h, height)
	area := uint64(w) * uint64(h)
	sums := make([]uint64, width)
	for y, row := range rows {
		clear(sums)
		for j, wy := range row.weight {
			line := src[(row.first+j)*stride:]
			for x, column := range columns {
				var sum uint64
				for i, wx := range column.weight {
					sum += wx * uint64(line[(column.first+i)*step])
				}
				sums[x] += wy * sum
			}
		}
		for x, sum := range sums {
			dst[(y*width+x)*step] = byte((sum + area/2) / area)
		}
	}
}
