package document

import "image"

// spoilt are the ways in which a page comes to be hard to read.
var spoilt = map[string]struct {
	spoil func(*image.RGBA) *image.RGBA
	dpi   float64
}{
	"as printed":      {func(img *image.RGBA) *image.RGBA { return img }, 300},
	"at 100 dpi":      {func(img *image.RGBA) *image.RGBA { return img }, 100},
	"at 75 dpi":       {func(img *image.RGBA) *image.RGBA { return img }, 75},
	"faint and noisy": {noisy, 300},
	"upside down": {func(img *image.RGBA) *image.RGBA {
		return each(img, func(x, y int) (int, int) { return img.Rect.Dx() - 1 - x, img.Rect.Dy() - 1 - y })
	}, 300},
	"slanted by 3 degrees": {func(img *image.RGBA) *image.RGBA {
		return each(img, func(x, y int) (int, int) { return x - y/19 + 90, y + x/19 - 60 })
	}, 300},
	"photo with shadow and perspective": {photographed, 300},
	"hard shadow of a hand":             {shaded, 300},
	"fax, 204 by 98 dots":               {faxed, 300},
	"dithered to black and white":       {dithered, 300},
	"white on black":                    {inverted, 300},
}

func noisy(img *image.RGBA) *image.RGBA {
	seed := uint32(1)
	for i := range img.Pix {
		seed = seed*1664525 + 1013904223
		img.Pix[i] = byte(min(max(int(img.Pix[i])*3/4+20+int(seed>>26), 0), 255))
	}
	return img
}

// lit makes every pixel as bright as light says, in parts of 256.
func lit(img *image.RGBA, light func(x, y int) int) *image.RGBA {
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			l := light(x, y)
			for i := img.PixOffset(x, y); i%4 != 3; i++ {
				img.Pix[i] = byte(int(img.Pix[i]) * l / 256)
			}
		}
	}
	return img
}

// photographed is taken from below: the far edge is a seventh shorter, and light
// falls off to a quarter towards one corner.
func photographed(img *image.RGBA) *image.RGBA {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	bent := each(img, func(x, y int) (int, int) {
		scale := 1024 - (h-y)*146/h // of the width, in parts of 1024, at this height
		return w/2 + (x-w/2)*1024/scale, y * (1024 + 60*(h-y)/h) / 1024
	})
	return lit(bent, func(x, y int) int { return 240 - 180*(x*h+y*w)/(2*w*h) })
}

// shaded has the sharp shadow of a hand over a third of it.
func shaded(img *image.RGBA) *image.RGBA {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	return lit(img, func(x, y int) int {
		if x+y/3 > w*2/3 && y > h/4 {
			return 90
		}
		return 235
	})
}

// faxed has 98 rows of black and white to the inch; img has 180.
func faxed(img *image.RGBA) *image.RGBA {
	out := each(img, func(x, y int) (int, int) { return x, y * 98 / 180 * 180 / 98 })
	for i := range out.Pix {
		if i%4 != 3 {
			out.Pix[i] = byte(255 * (int(out.Pix[i]) / 150))
		}
	}
	return out
}

// dithered makes greys of patterns of dots (a Bayer matrix of 4 by 4), after the
// print was made grey on grey paper.
func dithered(img *image.RGBA) *image.RGBA {
	matrix := [16]int{0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5}
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			i := img.PixOffset(x, y)
			v := byte(0)
			if 60+int(img.Pix[i])*160/255 > matrix[y%4*4+x%4]*16+8 {
				v = 255
			}
			img.Pix[i], img.Pix[i+1], img.Pix[i+2] = v, v, v
		}
	}
	return img
}

func inverted(img *image.RGBA) *image.RGBA {
	for i := range img.Pix {
		if i%4 != 3 {
			img.Pix[i] = 255 - img.Pix[i]
		}
	}
	return img
}
