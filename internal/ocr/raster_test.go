package ocr

import (
	"bytes"
	"image"
	"image/color"
	"io"
	"testing"
)

// patterned is a page of any size with no two halves alike.
func patterned(width, height int) *raster {
	r := &raster{width: width, height: height, pix: make([]byte, width*height)}
	for i := range r.pix {
		r.pix[i] = byte(i*7 + i/width*31)
	}
	return r
}

func same(a, b *raster) bool {
	return a.width == b.width && a.height == b.height && bytes.Equal(a.pix, b.pix)
}

func TestTurned(t *testing.T) {
	r := patterned(5, 3)
	quarter := r.turned(90)
	if quarter.width != 3 || quarter.height != 5 || quarter.pix[2] != r.pix[0] || quarter.pix[0] != r.pix[10] {
		t.Errorf("%v", quarter)
	}
	if !same(quarter.turned(90), r.turned(180)) || !same(r.turned(180).turned(90), r.turned(270)) || !same(r.turned(270).turned(90), r) || !same(r.turned(0), r) {
		t.Error("four quarters are not a turn")
	}
}

func TestShrunk(t *testing.T) {
	r := &raster{width: 5, height: 2, pix: []byte{10, 20, 30, 40, 99, 50, 60, 70, 80, 99}}
	if got := r.shrunk(2); !same(got, &raster{width: 2, height: 1, pix: []byte{35, 55}}) {
		t.Errorf("%v", got)
	}
	if got := newRaster(image.NewGray(image.Rect(0, 0, maxSide+1, 10))); got.width != (maxSide+1)/2 || got.height != 5 {
		t.Errorf("%d by %d", got.width, got.height)
	}
}

// TestGrey holds the fast way against the general one.
func TestGrey(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 16, 16))
	for i := range 256 {
		img.SetRGBA(i%16, i/16, color.RGBA{byte(i), byte(255 - i), byte(i * 3), 255})
	}
	moved := &image.RGBA64{Pix: make([]byte, 8*256), Stride: 8 * 16, Rect: image.Rect(3, 4, 19, 20)}
	for i := range 256 {
		moved.Set(3+i%16, 4+i/16, img.At(i%16, i/16))
	}
	if !same(newRaster(img), newRaster(moved)) {
		t.Error("the same colours give other greys")
	}
	if got := newRaster(img).pix[0]; got != byte((587*255+500)/1000) {
		t.Errorf("green is %d", got)
	}
}

func TestBlank(t *testing.T) {
	empty := patterned(400, 500)
	for i := range empty.pix {
		empty.pix[i] = byte(240 + i%7) // grain of the scanner
	}
	line := *empty
	line.pix = bytes.Clone(empty.pix)
	for i := range 60 {
		line.pix[100*400+50+i] = 20
	}
	if !empty.blank() || line.blank() || !patterned(8, 900).blank() {
		t.Error("what is on a page is not seen, or what is not there is")
	}
}

// lined is a page with lines of print, as bars.
func lined() *raster {
	r := &raster{width: 900, height: 1200, pix: bytes.Repeat([]byte{250}, 900*1200)}
	for y := 100; y < 1100; y++ {
		for x := 60; x < 840; x++ {
			if y%40 < 14 && x%17 < 9 {
				r.pix[y*900+x] = 10
			}
		}
	}
	return r
}

func TestStraightened(t *testing.T) {
	page := lined()
	for _, slope := range []int{-30, -9, -3, 0, 1, 4, 17, 31} {
		got := page.leaned(-slope).slope()
		if got < slope-1 || got > slope+1 {
			t.Errorf("slanted by %d, seen as %d", slope, got)
		}
	}
	if straight, slope := page.straightened(); slope != 0 || !same(straight, page) {
		t.Error("a straight page was changed")
	}
	straight, _ := page.leaned(-12).straightened()
	if left := straight.slope(); left < -1 || left > 1 {
		t.Errorf("%d are left", left)
	}
	for _, r := range []*raster{patterned(300, 200), patterned(1, 1), {width: 50, height: 50, pix: make([]byte, 2500)}} {
		if got := r.slope(); got != 0 {
			t.Errorf("no lines, and yet slanted by %d", got)
		}
	}
}

func TestPGM(t *testing.T) {
	data, err := io.ReadAll(patterned(2, 1).pgm())
	if err != nil || string(data) != "P5\n2 1\n255\n\x00\x07" {
		t.Errorf("%q %v", data, err)
	}
}
