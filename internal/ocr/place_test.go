package ocr

import (
	"image"
	"math"
	"testing"
)

// TestFrameLeadsBack puts a dot on a page, turns and leans the page as it is
// done before reading, and asks where the dot came from.
func TestFrameLeadsBack(t *testing.T) {
	const dotX, dotY = 211, 87
	for _, shrink := range []int{1, 2} {
		for _, turn := range []int{0, 90, 180, 270} {
			for _, slope := range []int{0, 7, -11} {
				img := image.NewGray(image.Rect(0, 0, 400, 300))
				for y := dotY - 3; y <= dotY+3; y++ {
					for x := dotX - 3; x <= dotX+3; x++ {
						img.Pix[img.PixOffset(x, y)] = 255
					}
				}
				page := newRaster(img).shrunk(shrink)
				x, y := middleOfLight(page.turned(turn).leaned(slope))
				x, y = page.turned(turn).leanOf(slope).apply(x, y)
				f := page.frameOf(turn)
				gotX, gotY := (f[0]*x+f[2]*y+f[4])*400, (f[1]*x+f[3]*y+f[5])*300
				if math.Abs(gotX-dotX-0.5) > 1 || math.Abs(gotY-dotY-0.5) > 1 {
					t.Errorf("shrunk by %d, turned by %d, leaned by %d: %.2f, %.2f", shrink, turn, slope, gotX, gotY)
				}
			}
		}
	}
}

func middleOfLight(r *raster) (x, y float64) {
	sum, sx, sy := 0, 0, 0
	for i, v := range r.pix {
		sum, sx, sy = sum+int(v), sx+int(v)*(i%r.width), sy+int(v)*(i/r.width)
	}
	return float64(sx)/float64(sum) + 0.5, float64(sy)/float64(sum) + 0.5
}

// TestPlaced lays out a line that is slanted by two pixels in a hundred, with a
// word that hangs below it, a mark that is dirt, and one that is none.
func TestPlaced(t *testing.T) {
	w := func(text string, confidence, left, top, width, height int) word {
		return word{text: text, confidence: confidence, left: left, top: top, width: width, height: height}
	}
	line := []word{
		w("Tumor", 90, 100, 100, 100, 29), w("~", 20, 210, 120, 9, 4), w("size", 90, 220, 102, 60, 29),
		w("—", 90, 290, 118, 20, 3), w("gap", 88, 320, 112, 60, 29), w("mm", 90, 400, 114, 50, 21),
	}
	got := placed([][]word{line, {w("low", 90, 100, 400, 50, 58)}}, Frame{1, 0, 0, 1, 0, 0})
	if len(got) != 6 || got[0].Text != "Tumor" || got[2].Text != "—" || got[5].Size != 80 || got[5].Base != 458 {
		t.Fatalf("%+v", got)
	}
	for _, g := range got[:5] {
		want := 129 + (g.Left+g.Width/2-150)*2/100
		if g.Size < 38 || g.Size > 42 || g.Base < want-2 || g.Base > want+2 {
			t.Errorf("%+v: the base line is at %d", g, want)
		}
	}
}

func FuzzPlaced(f *testing.F) {
	f.Add(head + row("1 1 1", "96.5", "Operative") + row("1 1 1", "90", "gap") + row("1 1 2", "99", "—"))
	f.Add("5\t1\t1\t1\t1\t1\t-5\t99999999999\t0\t-1\t99\ta\n5\t1\t1\t1\t1\t1\t9\t9\t9\t9\t99\tb")
	page := &raster{width: 3000, height: 2000}
	f.Fuzz(func(t *testing.T, table string) {
		for _, w := range placed(rows(lines(parseWords(table))), page.leanOf(-30)) {
			for _, n := range []int{w.Left, w.Width, w.Base, w.Size} {
				if n < 0 || n > math.MaxUint16 {
					t.Errorf("%+v", w)
				}
			}
		}
	})
}
