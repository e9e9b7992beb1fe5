package sample

import (
	"fmt"

	"golang.org/x/image/font/gofont/gomono"
)

// The scanned letter: US Letter at 200 pixels to the inch, black and white.
const scanWide, scanHigh = 1700, 2200

// scannedLetter is a PDF that holds nothing but the picture of a typed letter.
func scannedLetter() ([]byte, error) {
	sheet, err := typedSheet(scanWide, scanHigh, 36, referral, 230, 230)
	if err != nil {
		return nil, err
	}
	sheet.scrawl(235, 1840)
	w := &pdfWriter{}
	catalog, tree := w.reserve(), w.reserve()
	picture := w.stream(fmt.Sprintf("/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 1",
		scanWide, scanHigh), sheet.scanned())
	content := w.stream("", []byte("q 612 0 0 792 0 0 cm /Im0 Do Q\n"))
	leaf := w.add("<< /Type /Page /Parent %d 0 R /MediaBox [0 0 612 792] /Resources << /XObject << /Im0 %d 0 R >> >> /Contents %d 0 R >>",
		tree, picture, content)
	w.set(tree, "<< /Type /Pages /Kids [%d 0 R] /Count 1 >>", leaf)
	w.set(catalog, "<< /Type /Catalog /Pages %d 0 R >>", tree)
	return w.finish("1.4", catalog), nil
}

// typedSheet is a white sheet with a text in typewriter letters.
func typedSheet(w, h, size int, text string, x, y int) (*grey8, error) {
	t, err := newTypeface(gomono.TTF, size)
	if err != nil {
		return nil, err
	}
	g := newGrey8(w, h, 255)
	return g, g.typed(t, x, y, size*13/10, text)
}

// scrawl is a signature.
func (g *grey8) scrawl(x, y int) {
	path := px([2]int{0, 40}, [2]int{30, -50}, [2]int{60, -10}, [2]int{20, 20}, [2]int{70, 40}, [2]int{95, 5}, [2]int{115, 40},
		[2]int{140, 0}, [2]int{150, 40}, [2]int{200, -60}, [2]int{205, 40}, [2]int{235, 10}, [2]int{260, 35}, [2]int{330, 15}, [2]int{420, 30})
	for i := range path {
		path[i].x, path[i].y = path[i].x+x*64, path[i].y+y*64
	}
	g.ink(fillRings(stroke(curve(path, 8), 5*64)), 40)
}

// scanned turns the sheet by about half a degree, as a feeder does, and makes
// each pixel black or white, with specks and a dark left edge; eight pixels to
// a byte, white 1.
func (g *grey8) scanned() []byte {
	stride := (g.w + 7) / 8
	bits := make([]byte, stride*g.h)
	for y := range g.h {
		for x := range g.w {
			if g.turned(x, y) > 96+grain(x, y, 5)/2 {
				bits[y*stride+x/8] |= 0x80 >> (x % 8)
			}
		}
	}
	return bits
}

func (g *grey8) turned(x, y int) int {
	if grain(x/2, y/2, 9) == 7 && grain(x/2, y/2, 10) < 6 || x < 9+grain(0, y/40, 3)/64 {
		return 0
	}
	u, v := x+(y-g.h/2)*9/1000, y-(x-g.w/2)*9/1000
	if u < 0 || v < 0 || u >= g.w || v >= g.h {
		return 255
	}
	return int(g.pix[v*g.w+u])
}
