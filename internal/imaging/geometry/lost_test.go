package geometry

import (
	"math"
	"testing"
)

func TestLost(t *testing.T) {
	axial, sagittal := []float64{1, 0, 0, 0, 1, 0}, []float64{0, 1, 0, 0, 0, -1}
	stack := func(cosines []float64, depths ...float64) []Slice {
		var out []Slice
		for _, d := range depths {
			p := []float64{0, 0, d}
			if cosines[1] == 1 {
				p = []float64{d, 0, 0}
			}
			out = append(out, Slice{p, cosines})
		}
		return out
	}
	for _, tc := range []struct {
		name  string
		all   []Slice
		lost  int
		known bool
	}{
		{"even", stack(axial, 0, 5, 10, 15, 20), 0, true},
		{"one left out", stack(axial, 0, 5, 10, 20, 25), 1, true},
		{"three left out", stack(axial, 0, 1, 2, 6, 7, 8), 3, true},
		{"backwards, and uneven by a hair", stack(axial, 20.01, 15, 9.99, 5, 0), 0, true},
		{"two phases", stack(axial, 0, 5, 10, 15, 0, 5, 10, 15), 0, true},
		{"two phases, of which one place has one", stack(axial, 0, 5, 10, 15, 20, 0, 5, 15, 20), 1, true},
		{"two directions", append(stack(axial, 0, 5, 10, 15), stack(sagittal, 0, 7, 14, 21)...), 0, true},
		{"two directions, a slice left out of one", append(stack(axial, 0, 5, 10, 15), stack(sagittal, 0, 7, 14, 28, 35)...), 1, true},
		{"no even spacing", stack(axial, 0, 5, 11, 14, 22), 0, false},
		{"two slabs a way apart", stack(axial, 0, 5, 10, 47, 52, 57), 0, false},
		{"too few", stack(axial, 0, 5, 15), 0, false},
		{"one place", stack(axial, 3, 3, 3, 3, 3), 0, false},
		{"no position", []Slice{{nil, axial}, {nil, axial}}, 0, false},
		{"not a number", stack(axial, 0, 5, math.NaN(), 15, 20), 0, false},
		{"none", nil, 0, false},
	} {
		if lost, known := Lost(tc.all); lost != tc.lost || known != tc.known {
			t.Errorf("%s: %d, %v", tc.name, lost, known)
		}
	}
}
