package pdf

import (
	"bytes"
	"fmt"
	"image/png"
	"strings"
	"testing"
)

// A page that is turned shows what it showed, turned, above an upright foot,
// whatever rotation it had.
func TestPagesAreTurned(t *testing.T) {
	var photo bytes.Buffer
	if err := png.Encode(&photo, quarters()); err != nil {
		t.Fatal(err)
	}
	content := "1 0 0 rg 0 50 100 50 re f 0 1 0 rg 100 50 100 50 re f 0 0 1 rg 0 0 100 50 re f"
	turned := map[int]string{0: inOrder, 90: "blue red white green", 180: "white blue green red", 270: "green white red blue"}
	for _, own := range []int{-1, 0, 90, 180, 270} {
		for turn, want := range turned {
			src, width, height := Source{Name: "photo", Data: photo.Bytes(), Format: FormatPNG}, 0, 0
			if own >= 0 {
				src = Source{Name: "made", Data: madePage("", fmt.Sprintf("/MediaBox[0 0 200 100]/Rotate %d", own), content)}
				want = turned[(own+turn)%360]
				if width, height = 200, 100; (own+turn)%180 != 0 {
					width, height = 100, 200
				}
			}
			p := paint(t, assemble(t, src, 1, 50, AppendOptions{Band: true, Turn: map[int]int{1: turn}}))
			if own < 0 { // the page fits the photo, whose size in points is the packet's affair
				if width, height = p.width, p.height-int(FootBand); (width > height) != (turn%180 == 0) {
					t.Errorf("the photo turned by %d is %d by %d", turn, width, height)
				}
			}
			if p.width != width || p.height != height+int(FootBand) {
				t.Fatalf("rotation %d turned by %d: %d by %d, want %d by %d", own, turn, p.width, p.height, width, height+int(FootBand))
			}
			p.pix, p.height = p.pix[:3*p.width*height], height // without the band
			if own < 0 {
				if width, height = 200, 100; turn%180 != 0 {
					width, height = 100, 200
				}
			}
			if got := corners(p, width, height); got != want {
				t.Errorf("rotation %d turned by %d: %s, want %s", own, turn, got, want)
			}
		}
	}
	packet := assemble(t, Source{Name: "made", Data: madePage("", "/MediaBox[0 0 200 100]", content)}, 1, 50, AppendOptions{Band: true, Turn: map[int]int{1: 90}})
	if text := words(t, packet); !strings.Contains(text, "foot 1 of 1") {
		t.Errorf("the foot does not read from left to right: %q", text)
	}
}
