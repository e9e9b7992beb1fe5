package wavelet_test

import (
	"math"
	"slices"
	"testing"

	"github.com/medbundle/medbundle/internal/imaging/pixels/jpeg2000/wavelet"
)

// forward is the 5/3 analysis of a line that begins at an odd or even place
// (T.800 F.4.8.1), low-pass half first.
func forward(in []int32, odd int) []int32 {
	n := len(in)
	if n == 1 {
		return []int32{in[0] << odd}
	}
	v := slices.Clone(in)
	at := func(i int) int32 {
		if i < 0 {
			i = -i
		}
		if i >= n {
			i = 2*(n-1) - i
		}
		return v[i]
	}
	for i := 1 - odd; i < n; i += 2 {
		v[i] -= (at(i-1) + at(i+1)) >> 1
	}
	for i := odd; i < n; i += 2 {
		v[i] += (at(i-1) + at(i+1) + 2) >> 2
	}
	var low, high []int32
	for i, x := range v {
		if (i+odd)%2 == 0 {
			low = append(low, x)
		} else {
			high = append(high, x)
		}
	}
	return append(low, high...)
}

// analyse transforms columns, then rows.
func analyse(data []int32, s wavelet.Size) {
	width, height := s.X1-s.X0, s.Y1-s.Y0
	for x := range width {
		column := make([]int32, height)
		for y := range column {
			column[y] = data[y*width+x]
		}
		for y, v := range forward(column, s.Y0&1) {
			data[y*width+x] = v
		}
	}
	for y := range height {
		copy(data[y*width:], forward(data[y*width:(y+1)*width], s.X0&1))
	}
}

func half(s wavelet.Size) wavelet.Size {
	return wavelet.Size{X0: (s.X0 + 1) / 2, Y0: (s.Y0 + 1) / 2, X1: (s.X1 + 1) / 2, Y1: (s.Y1 + 1) / 2}
}

// What the 5/3 filter takes apart comes together again, at every size and place.
func TestReversible(t *testing.T) {
	for width := 1; width <= 35; width += 2 {
		for _, height := range []int{1, 2, 5, 18} {
			for place := range 4 {
				s := wavelet.Size{X0: place & 1, Y0: place >> 1, X1: place&1 + width, Y1: place>>1 + height}
				in := make([]int32, width*height)
				for i := range in {
					in[i] = int32(i*i*7919%4096 - 2048)
				}
				data := slices.Clone(in)
				analyse(data, s)
				wavelet.Reversible(data, []wavelet.Size{half(s), s})
				if !slices.Equal(data, in) {
					t.Fatalf("%+v comes back changed", s)
				}
			}
		}
	}
}

// A flat picture has no high-pass part; its low-pass part is the level itself.
func TestIrreversibleKeepsLevels(t *testing.T) {
	s := wavelet.Size{X0: 1, Y0: 0, X1: 20, Y1: 13}
	low := half(s)
	width, lowWidth := s.X1-s.X0, low.X1-low.X0
	data := make([]float32, width*(s.Y1-s.Y0))
	for y := range low.Y1 - low.Y0 {
		for x := range lowWidth {
			data[y*width+x] = 100
		}
	}
	wavelet.Irreversible(data, []wavelet.Size{low, s})
	for i, v := range data {
		if math.Abs(float64(v)-100) > 0.001 {
			t.Fatalf("sample %d is %v", i, v)
		}
	}
}
