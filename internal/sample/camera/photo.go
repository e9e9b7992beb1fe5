// Package camera takes the pictures of paper that patients have: a phone's
// photo and a scanner's page.
package camera

import (
	"bytes"
	"image"
	"image/jpeg"

	"github.com/medbundle/medbundle/internal/sample/draw"
)

// The photo as a person holds it: upright, taken with the phone turned, so
// that the camera stores it lying on its side with EXIF orientation 6.
const photoWide, photoHigh = 1080, 1440

// Photo is a phone's JPEG of a sheet of paper on a table, with the EXIF of
// exif.go.
func Photo(sheet *draw.Grey) ([]byte, error) {
	picture := image.NewRGBA(image.Rect(0, 0, photoHigh, photoWide))
	for y := range photoHigh {
		for x := range photoWide {
			c := photographed(sheet, x, y)
			i := picture.PixOffset(y, photoWide-1-x)
			picture.Pix[i], picture.Pix[i+1], picture.Pix[i+2], picture.Pix[i+3] = c[0], c[1], c[2], 255
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, picture, &jpeg.Options{Quality: 72}); err != nil {
		return nil, err
	}
	return withExif(b.Bytes()), nil
}

// photographed is the colour of the picture at a place: the paper, seen a
// little from below so that its far edge is shorter, or the table around it.
func photographed(sheet *draw.Grey, x, y int) [3]byte {
	const top, bottom = 110, 1350      // where the paper's edges lie
	const farWide, nearWide = 790, 930 // their lengths
	const farLeft, nearLeft = 170, 62  // and where they begin
	const whole = 1 << 20
	t := (y-top)*whole/(bottom-top) + (x-photoWide/2)*whole/40/1024 // the paper lies a little askew
	wide := farWide*16 + (nearWide-farWide)*t/(whole/16)            // in 1/16 pixel
	left := farLeft*16 + (nearLeft-farLeft)*t/(whole/16)
	light := 1010 - (x*90+y*150)/photoHigh - shadow(x, y) + draw.Grain(x, y, 21)/12
	if t >= 0 && t < whole && x*16 >= left && x*16 < left+wide {
		v := sheet.At((x*16-left)*sheet.W*16/wide, t*nearWide/wide*16*sheet.H*16/whole)
		return lit([3]int{v, v * 250 / 256, v * 236 / 256}, light)
	}
	if t < 0 || t >= whole {
		return lit(tabletop(x, y), light)
	}
	return lit(tabletop(x, y), light-edgeShadow(x-(left+wide)/16))
}

// shadow is that of the hand that holds the phone.
func shadow(x, y int) int {
	dx, dy := x-photoWide, y-photoHigh
	return max(0, 300-draw.SquareRoot(dx*dx*2+dy*dy)*300/900)
}

// edgeShadow is what the raised right edge of the paper throws on the table.
func edgeShadow(beyond int) int {
	if beyond < 0 {
		return 0
	}
	return max(0, 260-beyond*14)
}

// tabletop is wood: boards, each with its own shade, and a long grain.
func tabletop(x, y int) [3]int {
	board := (y + x/30) / 260
	shade := draw.Grain(board, 0, 31)/6 + draw.Grain(0, (y+x/30)/3, 32)/9 + draw.Grain(x/23, (y+x/30)/2, 33)/30
	if (y+x/30)%260 < 3 {
		shade -= 40
	}
	return [3]int{118 + shade, 82 + shade*3/4, 52 + shade/2}
}

func lit(c [3]int, light int) [3]byte {
	var out [3]byte
	for i, v := range c {
		out[i] = byte(min(max(v*light/1024, 0), 255))
	}
	return out
}
