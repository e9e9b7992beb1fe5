package scale

import (
	"bytes"
	"image"
	"testing"
)

func TestFit(t *testing.T) {
	for _, c := range []struct {
		columns, rows int
		high, wide    int64
		side          int
		width, height int
	}{
		{512, 512, 1, 1, 256, 256, 256},
		{512, 256, 1, 1, 256, 256, 128},
		{100, 50, 1, 1, 256, 100, 50},
		{100, 100, 2, 1, 1000, 100, 200}, // pixels twice as high as wide
		{100, 100, 1, 2, 1000, 200, 100},
		{100, 100, 2, 1, 100, 50, 100},
		{1, 4000, 1, 1, 100, 1, 100},
	} {
		if w, h := Fit(c.columns, c.rows, c.high, c.wide, c.side); w != c.width || h != c.height {
			t.Errorf("%+v: %dx%d", c, w, h)
		}
	}
}

func TestResampleKeepsMean(t *testing.T) {
	src := image.NewGray(image.Rect(0, 0, 4, 2))
	copy(src.Pix, []byte{0, 100, 200, 40, 20, 120, 220, 60})
	half := Area(src, 2, 1).(*image.Gray)
	if half.Pix[0] != 60 || half.Pix[1] != 130 {
		t.Errorf("the means are %v", half.Pix)
	}
	third := Area(src, 3, 2).(*image.Gray) // 4 columns on 3: weights 3 and 1
	if want := []byte{25, 150, 80}; !bytes.Equal(third.Pix[:3], want) {
		t.Errorf("%v, want %v", third.Pix[:3], want)
	}
	same := Area(src, 4, 2)
	if same != image.Image(src) {
		t.Error("a picture of the right size was drawn again")
	}
}
