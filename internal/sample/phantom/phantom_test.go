package phantom

import (
	"math"
	"slices"
	"testing"
)

// mean is the mean value of a slice around a place of the body.
func mean(hu []int32, x, y int) int {
	p, sum := mm(x, y), 0
	for dy := -1; dy <= 1; dy++ {
		for dx := -1; dx <= 1; dx++ {
			sum += int(hu[(p.Y/64+dy)*Side+p.X/64+dx])
		}
	}
	return sum / 9
}

func TestAbdomen(t *testing.T) {
	slices := Abdomen()
	for _, c := range []struct {
		what           string
		slice, x, y    int
		lowest, higest int
	}{
		{"air beside the body", 10, -170, -100, -1010, -990},
		{"right lung base", 0, -115, 10, -900, -800},
		{"liver", 8, -100, -30, 95, 130},
		{"lesion of the liver", 16, -100, 30, 0, 70},
		{"liver two slices above the lesion", 13, -100, 30, 90, 130},
		{"liver beside the lesion", 16, -90, 5, 90, 130},
		{"spleen", 8, 98, 20, 105, 140},
		{"aorta", 10, 9, 10, 160, 195},
		{"spongy bone", 10, 0, 40, 140, 230},
		{"disc", 14, 0, 40, 70, 120},
		{"gas in the stomach", 8, 40, -55, -1000, -800},
		{"fluid in the stomach", 8, 40, -28, 5, 50},
		{"left kidney, cortex", 15, 83, 44, 120, 210},
		{"muscle of the back", 20, 45, 76, 20, 90},
		{"fat under the skin", 20, 0, 106, -130, -60},
	} {
		if v := mean(slices[c.slice], c.x, c.y); v < c.lowest || v > c.higest {
			t.Errorf("%s: %d HU, want %d to %d", c.what, v, c.lowest, c.higest)
		}
	}
}

// TestChest: lungs let more through than heart and belly, and the body more
// than nothing; the heart lies to the patient's left, on the right of the picture.
func TestChest(t *testing.T) {
	s, err := Chest()
	if err != nil {
		t.Fatal(err)
	}
	at := func(x, y int) int32 { return s[y*ChestWide+x] }
	air, lung, belly := at(8, 560), at(120, 300), at(150, 520)
	if !(air < lung && lung < belly) {
		t.Errorf("air %d, lung %d, belly %d", air, lung, belly)
	}
	if left, right := at(320, 380), at(180, 380); left-right < 200 {
		t.Errorf("heart %d, its mirror image %d", left, right)
	}
	if top := slices.Max(s); top > 3300 {
		t.Errorf("%d does not fit the picture", top)
	}
}

func TestSine(t *testing.T) {
	for deg := -400; deg <= 400; deg++ {
		want := math.Sin(float64(deg)*math.Pi/180) * 1024
		if d := math.Abs(float64(sine(deg)) - want); d > 3 {
			t.Errorf("sine of %d degrees is off by %.1f", deg, d)
		}
	}
}
