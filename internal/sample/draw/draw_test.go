package draw

import (
	"slices"
	"testing"

	"golang.org/x/image/font/gofont/goregular"
)

func covered(m Mask) (sum int) {
	m.Each(100, 100, func(_, c int) { sum += c })
	return sum
}

func TestFillCoversTheArea(t *testing.T) {
	outer := Pixels([2]int{10, 10}, [2]int{30, 10}, [2]int{30, 30}, [2]int{10, 30})
	inner := Pixels([2]int{15, 15}, [2]int{15, 25}, [2]int{25, 25}, [2]int{25, 15})
	for _, c := range []struct {
		name  string
		rings []Ring
		want  int // pixels
	}{
		{"square", []Ring{outer}, 400},
		{"square with a hole", []Ring{outer, inner}, 300},
		{"half outside the picture", []Ring{Pixels([2]int{-10, 0}, [2]int{10, 0}, [2]int{10, 20}, [2]int{-10, 20})}, 200},
		{"half pixels", []Ring{{{32, 0}, {96, 0}, {96, 64}, {32, 64}}}, 1},
		{"triangle", []Ring{Pixels([2]int{0, 0}, [2]int{40, 0}, [2]int{0, 40})}, 800},
		{"nothing", nil, 0},
	} {
		got := covered(Fill(c.rings...))
		if d := got - c.want*256; d < -c.want*3 || d > c.want*3 {
			t.Errorf("%s covers %d/256 pixels, want %d", c.name, got, c.want*256)
		}
	}
}

func TestCurvesPassThroughTheirPoints(t *testing.T) {
	through := Pixels([2]int{0, 0}, [2]int{50, 3}, [2]int{60, 40}, [2]int{10, 70})
	for _, p := range through {
		if !slices.Contains(Smooth(through, 5), p) || !slices.Contains(Curve(through, 5), p) {
			t.Errorf("%v is passed by", p)
		}
	}
}

func TestSquareRoot(t *testing.T) {
	for _, n := range []int{0, 1, 2, 3, 4, 99, 100, 101, 1 << 40, 1<<40 - 1} {
		if r := SquareRoot(n); r*r > n || (r+1)*(r+1) <= n {
			t.Errorf("root of %d is not %d", n, r)
		}
	}
}

func TestBoxBlur(t *testing.T) {
	flat := slices.Repeat([]int32{7}, 30)
	BoxBlur(flat, 6, 5, 2)
	if slices.Max(flat) != 7 || slices.Min(flat) != 7 {
		t.Errorf("a flat picture becomes %v", flat)
	}
	dot := make([]int32, 49)
	dot[24] = 900
	BoxBlur(dot, 7, 7, 1)
	if dot[24] != 100 || dot[16] != 100 || dot[32] != 100 || dot[15] != 0 {
		t.Errorf("a dot becomes %v", dot)
	}
}

func TestTextLeavesInk(t *testing.T) {
	face, err := NewTypeface(goregular.TTF, 40)
	if err != nil {
		t.Fatal(err)
	}
	g := NewGrey(120, 60, 255)
	if err := g.Text(face, 5, 45, "Lo"); err != nil {
		t.Fatal(err)
	}
	stem, hole := g.Pix[30*120+11], g.Pix[34*120+38]
	if stem > 60 || hole < 200 {
		t.Errorf("the stem of L is %d, the hole of o %d", stem, hole)
	}
	if _, err := NewTypeface([]byte("no font"), 12); err == nil {
		t.Error("a text passes for a font")
	}
}
