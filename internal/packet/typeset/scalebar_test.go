package typeset

import (
	"bytes"
	"image"
	"image/jpeg"
	"slices"
	"testing"
)

func TestScaleBar(t *testing.T) {
	var black bytes.Buffer
	if err := jpeg.Encode(&black, image.NewGray(image.Rect(0, 0, 64, 64)), nil); err != nil {
		t.Fatal(err)
	}
	held := func() ([]byte, error) { return black.Bytes(), nil }
	for _, c := range []struct {
		mm   int64
		left string
		want string
	}{
		{400, "R", "10 cm"}, {200, "R", "5 cm"}, {60, "R", "2 cm"}, {20, "R", "5 mm"}, {0, "R", ""}, {400, "", ""}, {9000, "R", ""}, {2, "R", ""},
	} {
		s := NewSheet(new(Speller), "scans")
		ContactSheet(s, []Picture{{JPEG: held, Width: 64, Height: 64, WidthUM: c.mm * 1000, Left: c.left}, {JPEG: held, Width: 64, Height: 64}}, 0)
		var found string
		for _, m := range s.Page().Marks {
			if x, ok := m.(TextMark); ok && slices.ContainsFunc(bars, func(b struct {
				length int64
				words  string
			}) bool {
				return b.words == x.Text
			}) {
				found = x.Text
			}
		}
		if found != c.want {
			t.Errorf("%d mm: %q, want %q", c.mm, found, c.want)
		}
	}
}
