package preview

import (
	"github.com/medbundle/medbundle/internal/imaging"
)

// KeyImage is one picture of a series, chosen to stand for it.
type KeyImage struct {
	place
	Series *imaging.Series
	// Position counts the pictures of the series from 1; Of is their number. A
	// loop counts as one.
	Position, Of int
	// Scan is set on a localizer: the slices whose reach is drawn on it.
	Scan *Scan

	// others are what may stand for it where it is empty, the nearest first.
	others []alternative
}

// place is a frame, from 0, of an instance.
type place struct {
	Instance *imaging.Instance
	Frame    int
}

type alternative struct {
	place
	position int
}

// loops are modalities (PS3.3 C.7.3.1.1.1) whose multi-frame images are films. One
// picture stands for the film.
var loops = map[string]bool{"ES": true, "IVUS": true, "OP": true, "RF": true, "US": true, "XA": true, "XC": true}

// places are the pictures of a series, in its order.
func places(s *imaging.Series) (out []place) {
	for _, in := range s.Instances {
		n := in.Pictures()
		switch {
		case n > 1 && loops[in.Modality]:
			out = append(out, place{in, n / 2})
			continue
		case n > maxPlaces-len(out):
			n = maxPlaces - len(out)
		}
		for frame := range n {
			out = append(out, place{in, frame})
		}
	}
	return out
}

// maxPlaces bounds a series that says of itself that it has thousands of millions of
// frames.
const maxPlaces = 1 << 20

// keyImages chooses at most most pictures of a series, evenly spaced so that the
// first and the last are half a step from the ends; one picture is the middle
// one. None where the series holds no pictures.
func keyImages(s *imaging.Series, all []place, most int) []KeyImage {
	total := len(all)
	n := min(most, total)
	var out []KeyImage
	for i := range n {
		index := (2*i + 1) * total / (2 * n)
		k := KeyImage{place: all[index], Series: s, Position: index + 1, Of: total}
		k.others = nearby(all, index, total/n/2)
		out = append(out, k)
	}
	return out
}

// nearby are pictures within reach of index, further and further from it; only
// as many as an empty picture is worth.
func nearby(all []place, index, reach int) (out []alternative) {
	for step := max(1, reach/3); step < reach; step += max(1, reach/3) {
		for _, i := range []int{index + step, index - step} {
			if i >= 0 && i < len(all) {
				out = append(out, alternative{all[i], i + 1})
			}
		}
	}
	return out
}
