package geometry

import "testing"

func TestEdges(t *testing.T) {
	for name, c := range map[string]struct {
		cosines  []float64
		declared []string
		want     Edges
	}{
		"axial":       {[]float64{1, 0, 0, 0, 1, 0}, nil, Edges{"R", "L", "A", "P"}},
		"sagittal":    {[]float64{0, 1, 0, 0, 0, -1}, nil, Edges{"A", "P", "H", "F"}},
		"coronal":     {[]float64{1, 0, 0, 0, 0, -1}, nil, Edges{"R", "L", "H", "F"}},
		"prone":       {[]float64{-1, 0, 0, 0, -1, 0}, nil, Edges{"L", "R", "P", "A"}},
		"oblique":     {[]float64{0.8, 0.6, 0, 0, 0, -1}, nil, Edges{"RA", "LP", "H", "F"}},
		"mammogram":   {nil, []string{"A", "R"}, Edges{"P", "A", "L", "R"}},
		"nothing":     {nil, nil, Edges{}},
		"bad letters": {nil, []string{"<b>", "F"}, Edges{}},
	} {
		if got := EdgesOf(c.cosines, c.declared); got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}

func TestDepth(t *testing.T) {
	for name, c := range map[string]struct {
		position, cosines []float64
		want              float64
	}{
		"axial":    {[]float64{-10, 20, 33.5}, []float64{1, 0, 0, 0, 1, 0}, 33.5},
		"sagittal": {[]float64{12, 1, 2}, []float64{0, 1, 0, 0, 0, -1}, -12},
		"unknown":  {nil, []float64{0, 1, 0, 0, 0, -1}, 0},
	} {
		if got := Depth(c.position, c.cosines); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}
