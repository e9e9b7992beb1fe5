package geometry

import (
	"math"
	"testing"
)

// coronal is a scout of 400 × 500 mm: x runs from -200 to the patient's left, z from
// 300 at the top downwards, at y = 0.
var coronal = Plane{
	Position: []float64{-199.5, 0, 299.5}, Cosines: []float64{1, 0, 0, 0, 0, -1}, Spacing: []float64{1, 1}, Rows: 500, Columns: 400,
}

// axial is a slice of 300 × 300 mm round the middle, at height z.
func axial(z float64) Plane {
	return Plane{Position: []float64{-149, -149, z}, Cosines: []float64{1, 0, 0, 0, 1, 0}, Spacing: []float64{2, 2}, Rows: 150, Columns: 150}
}

func TestCut(t *testing.T) {
	s := math.Sqrt2 / 2
	tilted := Plane{Position: []float64{-149, -149 * s, 149 * s}, Cosines: []float64{1, 0, 0, 0, s, -s}, Spacing: []float64{2, 2}, Rows: 150, Columns: 150}
	for _, c := range []struct {
		name  string
		slice Plane
		want  Line
		ok    bool
	}{
		{"an axial slice at z = 0 is a level line, as wide as the slice", axial(0), Line{50, 300, 350, 300}, true},
		{"one at z = 100 lies 100 pixels higher", axial(100), Line{50, 200, 350, 200}, true},
		{"one above the scout does not meet it", axial(301), Line{}, false},
		{"one in front of the scout does not reach it", Plane{Position: []float64{-149, -449, 0}, Cosines: axial(0).Cosines,
			Spacing: axial(0).Spacing, Rows: 150, Columns: 150}, Line{}, false},
		{"a slice that leans is cut in its middle", tilted, Line{50, 300, 350, 300}, true},
		{"a sagittal slice is an upright line", Plane{Position: []float64{100, -149, 99.5}, Cosines: []float64{0, 1, 0, 0, 0, -1},
			Spacing: []float64{1, 2}, Rows: 200, Columns: 150}, Line{300, 200, 300, 400}, true},
		{"a parallel one says nothing", Plane{Position: []float64{-199, 10, 299}, Cosines: coronal.Cosines,
			Spacing: coronal.Spacing, Rows: 500, Columns: 400}, Line{}, false},
		{"one of which nothing is known", Plane{Rows: 10, Columns: 10}, Line{}, false},
		{"one with a spacing of nought", Plane{Position: []float64{0, 0, 0}, Cosines: axial(0).Cosines, Spacing: []float64{0, 0},
			Rows: 1, Columns: 1}, Line{}, false},
		{"one of no numbers", Plane{Position: []float64{math.NaN(), 0, 0}, Cosines: axial(0).Cosines, Spacing: []float64{1, 1},
			Rows: 1, Columns: 1}, Line{}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, ok := Cut(coronal, c.slice)
			if got.X0+got.Y0 > got.X1+got.Y1 {
				got = Line{got.X1, got.Y1, got.X0, got.Y0}
			}
			far := math.Abs(got.X0-c.want.X0) + math.Abs(got.Y0-c.want.Y0) + math.Abs(got.X1-c.want.X1) + math.Abs(got.Y1-c.want.Y1)
			if ok != c.ok || !(far < 1e-6) {
				t.Errorf("%v %v, want %v %v", got, ok, c.want, c.ok)
			}
		})
	}
}

// Whatever the numbers are, a line lies inside the picture.
func FuzzCut(f *testing.F) {
	f.Add(0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 2.0, 2.0)
	f.Add(-149.0, -149.0, 100.0, 1.0, 0.0, 0.0, 0.0, 0.7, -0.7, 2.0, 1e-300)
	f.Fuzz(func(t *testing.T, px, py, pz, a, b, c, d, e, g, s0, s1 float64) {
		l, ok := Cut(coronal, Plane{Position: []float64{px, py, pz}, Cosines: []float64{a, b, c, d, e, g}, Spacing: []float64{s0, s1}, Rows: 150, Columns: 150})
		if !ok {
			return
		}
		const slack = 1e-3
		for _, v := range []float64{l.X0, l.X1} {
			if !(v >= -slack && v <= 400+slack) {
				t.Errorf("%v leaves the picture", l)
			}
		}
		for _, v := range []float64{l.Y0, l.Y1} {
			if !(v >= -slack && v <= 500+slack) {
				t.Errorf("%v leaves the picture", l)
			}
		}
	})
}
