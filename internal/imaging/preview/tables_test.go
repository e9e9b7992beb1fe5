package preview

import (
	"slices"
	"testing"
)

func expanded(words []uint16, offsetWords, most int) []uint16 {
	s := segments{words: words, offsetWords: offsetWords, most: most}
	s.expand(0, len(words), false)
	return s.out
}

func TestSegments(t *testing.T) {
	for _, c := range []struct {
		name        string
		words       []uint16
		offsetWords int
		most        int
		want        []uint16
	}{
		{"discrete", []uint16{0, 3, 7, 8, 9}, 2, 10, []uint16{7, 8, 9}},
		{"linear", []uint16{0, 2, 0, 28672, 1, 5, 49152}, 2, 10, []uint16{0, 28672, 32768, 36864, 40960, 45056, 49152}},
		{"linear, downwards", []uint16{0, 1, 10, 1, 4, 2}, 2, 10, []uint16{10, 8, 6, 4, 2}},
		{"indirect, an offset in bytes", []uint16{0, 1, 1, 1, 2, 3, 2, 1, 0, 0, 0, 1, 9}, 2, 10, []uint16{1, 2, 3, 1, 9}},
		{"indirect, of eight bits", []uint16{0, 1, 1, 1, 2, 3, 2, 2, 0, 0, 0, 0}, 4, 10, []uint16{1, 2, 3, 1, 2, 3}},
		{"not more than the palette has", []uint16{0, 1, 0, 1, 60000, 60000}, 2, 4, []uint16{0, 1, 2, 3}},
		{"cut off", []uint16{0, 9, 4, 5}, 2, 10, []uint16{4, 5}},
		{"no segment", []uint16{3, 9, 4, 5}, 2, 10, nil},
		{"nothing but itself", []uint16{2, 1, 0, 0}, 2, 10, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := expanded(c.words, c.offsetWords, c.most)
			if !slices.Equal(got, c.want) {
				t.Errorf("%v, want %v", got, c.want)
			}
		})
	}
}

// Segments are never more than the palette, whatever they say of themselves.
func FuzzSegments(f *testing.F) {
	f.Add([]byte{0, 0, 2, 0, 1, 0, 9, 0, 2, 0, 255, 255, 0, 0, 0, 0}, false)
	f.Add([]byte{0, 2, 1, 9, 2, 200, 0, 0, 0, 0}, true)
	f.Fuzz(func(t *testing.T, data []byte, eight bool) {
		words := make([]uint16, len(data)/2)
		for i := range words {
			words[i] = uint16(data[2*i]) | uint16(data[2*i+1])<<8
		}
		offsetWords := 2
		if eight {
			words, offsetWords = halves(words), 4
		}
		if n := len(expanded(words, offsetWords, 256)); n > 256 {
			t.Errorf("%d entries", n)
		}
	})
}
