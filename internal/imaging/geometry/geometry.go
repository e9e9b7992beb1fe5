// Package geometry knows how the slices of a scan lie in the body (PS3.3
// C.7.6.2.1.1): x grows to the patient's left, y to the back, z to the head.
package geometry

import "strings"

// Edges are the letters at the edges of a picture, "" where the header does not
// tell: R and L are the patient's right and left, A front, P back, H head, F foot.
type Edges struct{ Left, Right, Top, Bottom string }

// EdgesOf reads the letters from the direction cosines of the rows and columns
// (0020,0037) or, where there are not six, from what a projection names itself
// (0020,0020).
func EdgesOf(cosines []float64, declared []string) Edges {
	if c := cosines; len(c) >= 6 {
		return Edges{directions(c[:3], -1), directions(c[:3], 1), directions(c[3:6], -1), directions(c[3:6], 1)}
	}
	if d := declared; len(d) >= 2 && directionLetters(d[0]) && directionLetters(d[1]) {
		return Edges{opposite(d[0]), d[0], opposite(d[1]), d[1]}
	}
	return Edges{}
}

// directions names where a direction cosine points: the main axis, and a second one
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

// Depth is where a position (0020,0032) lies along the normal of the slice, in
// mm; 0 where the header does not tell. The conversions keep a compiler from
// fusing products and sums, which would round differently on another processor.
func Depth(position, cosines []float64) float64 {
	if len(position) < 3 || len(cosines) < 6 {
		return 0
	}
	c, p := cosines, position
	x := float64(c[1]*c[5]) - float64(c[2]*c[4])
	y := float64(c[2]*c[3]) - float64(c[0]*c[5])
	z := float64(c[0]*c[4]) - float64(c[1]*c[3])
	return float64(x*p[0]) + float64(y*p[1]) + float64(z*p[2])
}
