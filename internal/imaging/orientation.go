package imaging

import "strings"

// edges are the letters at the edges of a picture, "" where the header does not
// tell: R and L are the patient's right and left, A front, P back, H head, F foot.
type edges struct{ left, right, top, bottom string }

// orientationOf reads the letters from the geometry of the slice (0020,0037),
// or from what the header of a projection names itself (0020,0020).
func orientationOf(in *Instance) edges {
	if o := in.Orientation; len(o) >= 6 {
		return edges{directions(o[:3], -1), directions(o[:3], 1), directions(o[3:6], -1), directions(o[3:6], 1)}
	}
	if o := in.PatientOrientation; len(o) >= 2 && directionLetters(o[0]) && directionLetters(o[1]) {
		return edges{opposite(o[0]), o[0], opposite(o[1]), o[1]}
	}
	return edges{}
}

// directions names where a direction cosine points (PS3.3 C.7.6.2.1.1: x grows
// to the left, y to the back, z to the head): the main axis, and a second one
// that is more than about 24 degrees away from it.
func directions(cosine []float64, sign float64) string {
	letters := [3][2]string{{"R", "L"}, {"A", "P"}, {"F", "H"}}
	var out string
	used := [3]bool{}
	for range 2 {
		best := -1
		for i, c := range cosine {
			if !used[i] && (best < 0 || abs(c) > abs(cosine[best])) {
				best = i
			}
		}
		if abs(cosine[best]) < 0.4 {
			break
		}
		used[best] = true
		end := 0
		if cosine[best]*sign > 0 {
			end = 1
		}
		out += letters[best][end]
	}
	return out
}

func abs(f float64) float64 {
	if f < 0 {
		return -f
	}
	return f
}

func directionLetters(s string) bool {
	return s != "" && len(s) <= 3 && strings.Trim(s, "RLAPHF") == ""
}

func opposite(s string) string {
	return strings.NewReplacer("R", "L", "L", "R", "A", "P", "P", "A", "H", "F", "F", "H").Replace(s)
}
