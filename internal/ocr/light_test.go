package ocr

import "testing"

// TestEvenLight reads a page under a sharp shadow and one made of dots, and
// leaves alone those that need nothing.
func TestEvenLight(t *testing.T) {
	page := newRaster(printed(t, report["eng"]))
	shadow := *page
	shadow.pix = make([]byte, len(page.pix))
	dots := shadow
	dots.pix = make([]byte, len(page.pix))
	matrix := [16]int{0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5}
	for i, v := range page.pix {
		x, y := i%page.width, i/page.width
		shadow.pix[i] = v
		if x+y/2 > page.width/2 {
			shadow.pix[i] = byte(int(v) * 90 / 255)
		}
		if 60+int(v)*160/255 > matrix[y%4*4+x%4]*16+8 {
			dots.pix[i] = 255
		}
	}
	for name, r := range map[string]*raster{"as printed": page, "faint": mapped(page, func(v byte) byte { return 200 + v/5 }), "white on black": mapped(page, func(v byte) byte { return 255 - v }), "small": page.shrunk(12), "a dot": {width: 1, height: 1, pix: []byte{0}}} {
		if r.undotted() != r || r.evened() != r {
			t.Errorf("%s: changed", name)
		}
	}
	paper := func(r *raster, x, y int) byte { return r.pix[y*r.width+x] }
	even := shadow.evened()
	if lit, dark := paper(even, 20, 20), paper(even, page.width-20, page.height-20); lit < 230 || dark < 230 {
		t.Errorf("the paper is %d, and %d in the shadow", lit, dark)
	}
	if even.frameOf(90) != page.frameOf(90) {
		t.Error("the page has lost its place")
	}
	grey := dots.undotted()
	for _, x := range []int{20, 21, 22, 23} {
		if v := paper(grey, x, 20); v < 190 || v > 240 {
			t.Errorf("paper of dots is %d", v)
		}
	}
	e := installed(t, "eng")
	for name, r := range map[string]*raster{"shadow": &shadow, "dots": &dots} {
		got := readImage(t, e, "eng", r.image())
		if hits := recall(joined(report["eng"]), got.Text); hits < 90 {
			t.Errorf("%s: %d %% of the words:\n%s", name, hits, got.Text)
		}
	}
}
