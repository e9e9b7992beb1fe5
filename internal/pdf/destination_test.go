package pdf

import (
	"math"
	"testing"

	"github.com/medbundle/medbundle/internal/pdf/cos"
)

// TestLinksLeadToTheTop: a destination is the corner that a reader sees at the top
// left, whichever way the page is turned.
func TestLinksLeadToTheTop(t *testing.T) {
	box := cos.Rect{X0: -10, Y0: 20, X1: 190, Y1: 320}
	for _, rotate := range []int{0, 90, 180, 270} {
		for _, turn := range []int{0, 90, 180, 270} {
			d := newDraft(box, rotate, turn, 1, true)
			_, height := (&cos.Page{Box: d.box, Rotate: d.rotate, Unit: 1}).Size()
			x, y := cos.Upright(d.box, d.rotate, d.unit).Apply(0, height)
			if got := d.topLeft(); math.Abs(got.x-x) > 1e-6 || math.Abs(got.y-y) > 1e-6 {
				t.Errorf("rotated by %d and turned by %d: %v, want %v %v", rotate, turn, got, x, y)
			}
		}
	}
}
