package ink

import (
	"image"
	"image/color"
	"testing"
)

const dpi = 100

// sheet is white A4 at 100 dots per inch, drawn on in millimetres.
type sheet struct{ *image.RGBA }

func blank(paper uint8) sheet {
	s := sheet{image.NewRGBA(image.Rect(0, 0, 827, 1169))}
	for y := range 1169 {
		for x := range 827 {
			noise := uint8((x*7 + y*13 + x*y) % 9)
			s.SetRGBA(x, y, color.RGBA{paper - noise, paper - noise, paper - noise, 255})
		}
	}
	return s
}

func (s sheet) fill(x, y, w, h float64, c color.RGBA) sheet {
	for py := int(y * dpi / 25.4); py < int((y+h)*dpi/25.4); py++ {
		for px := int(x * dpi / 25.4); px < int((x+w)*dpi/25.4); px++ {
			s.SetRGBA(px, py, c)
		}
	}
	return s
}

func (s sheet) disc(cx, cy, r float64, c color.RGBA) sheet {
	k := dpi / 25.4
	for py := int((cy - r) * k); py <= int((cy+r)*k); py++ {
		for px := int((cx - r) * k); px <= int((cx+r)*k); px++ {
			if dx, dy := float64(px)/k-cx, float64(py)/k-cy; dx*dx+dy*dy <= r*r {
				s.SetRGBA(px, py, c)
			}
		}
	}
	return s
}

// stroke is a wavy line as a pen writes it: 0.4 mm thick.
func (s sheet) stroke(x, y, w float64, c color.RGBA) sheet {
	for i := 0.0; i < w; i += 0.2 {
		wave := float64(int(i*5)%11) / 4
		s.fill(x+i, y+wave, 0.4, 0.5, c)
	}
	return s
}

var (
	black  = color.RGBA{20, 20, 20, 255}
	pen    = color.RGBA{60, 70, 170, 255}
	pencil = color.RGBA{165, 165, 165, 255}
	stamp  = color.RGBA{235, 150, 160, 255}
	ghost  = color.RGBA{218, 218, 218, 255}
)

func TestFind(t *testing.T) {
	for _, c := range []struct {
		name  string
		page  sheet
		bands int
	}{
		{"white", blank(255), 0},
		{"yellowed", blank(205), 0},
		{"specks", blank(250).fill(40, 40, 0.6, 0.6, black).fill(90, 200, 1, 1, black).fill(150, 120, 0.3, 0.9, black), 0},
		{"punch holes", blank(250).disc(12, 108, 3, black).disc(12, 188, 3, black), 0},
		{"four holes", blank(250).disc(12, 28, 2.8, black).disc(12, 108, 2.8, black).disc(12, 188, 2.8, black).disc(12, 268, 2.8, black), 0},
		{"shadow at an edge", blank(250).fill(0, 0, 5, 297, color.RGBA{90, 90, 90, 255}), 0},
		{"shadow all around", blank(250).fill(0, 0, 3, 297, black).fill(0, 0, 210, 3, black).fill(207, 0, 3, 297, black).fill(0, 294, 210, 3, black), 0},
		{"show-through", blank(245).fill(30, 50, 150, 3, ghost).fill(30, 60, 150, 3, ghost).fill(30, 70, 120, 3, ghost), 0},

		{"a line of handwriting", blank(250).stroke(30, 100, 60, pen), 1},
		{"a line in pencil", blank(245).stroke(30, 100, 60, pencil), 1},
		{"a signature", blank(250).stroke(140, 250, 30, black), 1},
		{"initials", blank(250).stroke(180, 250, 4, pen), 1},
		{"a pale stamp", blank(250).fill(120, 40, 50, 0.6, stamp).fill(120, 60, 50, 0.6, stamp).fill(120, 40, 0.6, 20, stamp).fill(170, 40, 0.6, 20.6, stamp), 1},
		{"a note at the margin", blank(250).stroke(3, 150, 15, pen), 1},
		{"a page number", blank(250).fill(104, 285, 2, 0.5, black).fill(105, 282, 0.5, 3, black), 1},
		{"two lines", blank(250).stroke(30, 100, 60, pen).stroke(30, 120, 60, pen), 2},
		{"a grey box", blank(250).fill(60, 60, 80, 80, color.RGBA{150, 150, 150, 255}), 1},
		{"a disc in the middle", blank(250).disc(105, 148, 3, black), 1},
		{"a dark picture", blank(60), 1},
	} {
		if got := Find(c.page, dpi); len(got.Bands) != c.bands {
			t.Errorf("%s: %+v", c.name, got.Bands)
		}
	}
}

func TestBandsAreMeasured(t *testing.T) {
	got := Find(blank(255).fill(100, 280, 10, 3, black), dpi).Bands
	if len(got) != 1 || got[0].Height < 2.7 || got[0].Height > 3.3 || got[0].Width < 9.7 || got[0].Width > 10.3 || got[0].Top < 0.94 || got[0].Bottom > 0.96 {
		t.Errorf("%+v", got)
	}
}

// A print of dots is no dirt.
func TestManySpecks(t *testing.T) {
	s := blank(255)
	for i := range 200 {
		s.fill(20+float64(i%20)*8, 40+float64(i/20)*8, 0.8, 0.8, black)
	}
	if len(Find(s, dpi).Bands) == 0 {
		t.Error("nothing was found")
	}
}

func FuzzFind(f *testing.F) {
	f.Add(30, 40, []byte{0, 255, 9, 200}, 20.0)
	f.Fuzz(func(t *testing.T, w, h int, pix []byte, dpi float64) {
		if w < 0 || h < 0 || w > 200 || h > 200 || len(pix) == 0 || !(dpi >= 1 && dpi <= 1200) {
			return
		}
		img := image.NewGray(image.Rect(0, 0, w, h))
		for i := range img.Pix {
			img.Pix[i] = pix[i%len(pix)]
		}
		last := 0.0
		for _, b := range Find(img, dpi).Bands {
			if b.Top < last || b.Bottom > 1 || b.Bottom <= b.Top {
				t.Errorf("%+v", b)
			}
			last = b.Bottom
		}
	})
}
