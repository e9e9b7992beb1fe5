package geometry

import (
	"fmt"
	"math"
	"slices"
)

// Slice is where a slice lies: its position (0020,0032) and the direction
// cosines of its rows and columns (0020,0037).
type Slice struct{ Position, Cosines []float64 }

const (
	// fewPlaces is how many places slices must lie at for their spacing to tell anything.
	fewPlaces = 4
	// nearMM is within how many mm two slices lie at one place.
	nearMM = 0.05
	// maxSteps is how far apart two neighbours may be and still belong to one stack.
	maxSteps = 200
)

// Lost counts the slices that a stack lacks: places that are left out of an even
// spacing, and pictures that a place has fewer of than most, where every place has
// one for each phase or echo. known is false where the slices lie at no even
// spacing, or are too few, so that nothing can be said. Stacks of different
// directions are counted apart.
func Lost(all []Slice) (lost int, known bool) {
	stacks := map[string][]float64{}
	for _, s := range all {
		if len(s.Position) < 3 || len(s.Cosines) < 6 {
			return 0, false
		}
		stacks[s.direction()] = append(stacks[s.direction()], Depth(s.Position, s.Cosines))
	}
	for _, depths := range stacks {
		n, ok := lostOf(depths)
		if ok {
			lost, known = lost+n, true
		}
	}
	return lost, known
}

// direction is the same for slices that lie in one direction.
func (s Slice) direction() string {
	key := ""
	for _, c := range s.Cosines[:6] {
		key += fmt.Sprint(int(math.Round(c*100)), " ")
	}
	return key
}

// Directions counts the directions in which slices lie.
func Directions(all []Slice) int {
	seen := map[string]bool{}
	for _, s := range all {
		if len(s.Cosines) >= 6 {
			seen[s.direction()] = true
		}
	}
	return len(seen)
}

// lostOf counts what one stack lacks.
func lostOf(depths []float64) (lost int, known bool) {
	slices.Sort(depths)
	var places []float64
	var counts []int
	for _, d := range depths {
		if math.IsNaN(d) || math.IsInf(d, 0) {
			return 0, false
		}
		if n := len(places); n > 0 && d-places[n-1] < nearMM {
			counts[n-1]++
			continue
		}
		places, counts = append(places, d), append(counts, 1)
	}
	if len(places) < fewPlaces {
		return 0, false
	}
	steps := make([]float64, len(places)-1)
	for i := range steps {
		steps[i] = places[i+1] - places[i]
	}
	sorted := slices.Clone(steps)
	slices.Sort(sorted)
	step := sorted[len(sorted)/2]
	usual := mostCommon(counts)
	for _, s := range steps {
		n := math.Round(s / step)
		if n < 1 || n > maxSteps || math.Abs(s-n*step) > 0.05*step+nearMM/2 {
			return 0, false
		}
		lost += (int(n) - 1) * usual
	}
	for _, c := range counts {
		lost += max(0, usual-c)
	}
	return lost, true
}

// mostCommon is the count that most places have; the smaller of two.
func mostCommon(counts []int) int {
	times := map[int]int{}
	for _, c := range counts {
		times[c]++
	}
	best := counts[0]
	for _, c := range counts {
		if times[c] > times[best] || times[c] == times[best] && c < best {
			best = c
		}
	}
	return best
}
