package geometry

import "math"

// Plane is a slice as a rectangle in the body: where the centre of its first pixel
// lies (0020,0032), the direction cosines of its rows and columns (0020,0037), the
// distance of its rows and columns (0028,0030) in mm, and their number.
type Plane struct {
	Position, Cosines, Spacing []float64
	Rows, Columns              int
}

// Line is a line on a picture, in pixels from the top left corner of its first
// pixel.
type Line struct{ X0, Y0, X1, Y1 float64 }

// Known says whether the header tells where the plane lies.
func (p Plane) Known() bool {
	return len(p.Position) >= 3 && len(p.Cosines) >= 6 && len(p.Spacing) >= 2 &&
		p.Spacing[0] > 0 && p.Spacing[1] > 0 && p.Rows > 0 && p.Columns > 0
}

// leastAngle is the sine of the least angle between two planes whose line of
// intersection says where one lies on the other.
const leastAngle = 0.25

// Cut is the line in which slice cuts through the picture view, as far as both
// reach. ok is false where they do not meet, lie nearly in one plane, or where
// one of them is not known.
func Cut(view, slice Plane) (l Line, ok bool) {
	if !view.Known() || !slice.Known() {
		return Line{}, false
	}
	n := cross(slice.Cosines[:3], slice.Cosines[3:6])
	// Along the view's rows and columns the distance from the slice grows by a and b
	// for a pixel; at the corner of the first pixel it is c.
	across := scaled(view.Cosines[:3], view.Spacing[1])
	down := scaled(view.Cosines[3:6], view.Spacing[0])
	a, b := dot(n, across), dot(n, down)
	corner := plus(view.Position, scaled(across, -0.5), scaled(down, -0.5))
	c := dot(n, minus(corner, slice.Position))
	steep := math.Hypot(a/view.Spacing[1], b/view.Spacing[0])
	if !(steep >= leastAngle && steep < 10) {
		return Line{}, false
	}
	w, h := float64(view.Columns), float64(view.Rows)
	if l, ok = whole(a, b, c, w, h); !ok {
		return Line{}, false
	}
	// What of the line lies on the slice, between its edges.
	for i, reach := range []float64{
		float64(slice.Columns) * slice.Spacing[1], float64(slice.Rows) * slice.Spacing[0],
	} {
		along := slice.Cosines[3*i : 3*i+3]
		first := float64(slice.Spacing[1-i] / 2) // the edge of the first pixel
		at := dot(along, minus(corner, slice.Position)) + first
		if l, ok = l.within(dot(along, across), dot(along, down), at, reach); !ok {
			return Line{}, false
		}
	}
	return l, true
}

// whole is the line a·x + b·y + c = 0 inside a picture.
func whole(a, b, c, w, h float64) (Line, bool) {
	var l Line
	if math.Abs(a) > math.Abs(b) {
		l = Line{X0: -c / a, Y0: 0, X1: -(c + float64(b*h)) / a, Y1: h}
	} else {
		l = Line{X0: 0, Y0: -c / b, X1: w, Y1: -(c + float64(a*w)) / b}
	}
	l, ok := l.within(1, 0, 0, w)
	if !ok {
		return l, false
	}
	return l.within(0, 1, 0, h)
}

// within keeps what of the line lies where 0 ≤ a·x + b·y + c ≤ most.
func (l Line) within(a, b, c, most float64) (Line, bool) {
	from := float64(a*l.X0) + float64(b*l.Y0) + c
	to := float64(a*l.X1) + float64(b*l.Y1) + c
	if max(from, to) < 0 || min(from, to) > most || math.IsNaN(from) || math.IsNaN(to) {
		return Line{}, false
	}
	start, end := l, l
	cut := func(at float64) (x, y float64) {
		t := (at - from) / (to - from)
		return l.X0 + float64(t*(l.X1-l.X0)), l.Y0 + float64(t*(l.Y1-l.Y0))
	}
	if bound := min(max(from, 0), most); bound != from {
		start.X0, start.Y0 = cut(bound)
	}
	if bound := min(max(to, 0), most); bound != to {
		end.X1, end.Y1 = cut(bound)
	}
	return Line{start.X0, start.Y0, end.X1, end.Y1}, true
}

// Length is how long the line is, in pixels.
func (l Line) Length() float64 { return math.Hypot(l.X1-l.X0, l.Y1-l.Y0) }

func dot(a, b []float64) float64 {
	return float64(a[0]*b[0]) + float64(a[1]*b[1]) + float64(a[2]*b[2])
}

func cross(a, b []float64) []float64 {
	return []float64{
		float64(a[1]*b[2]) - float64(a[2]*b[1]),
		float64(a[2]*b[0]) - float64(a[0]*b[2]),
		float64(a[0]*b[1]) - float64(a[1]*b[0]),
	}
}

func scaled(v []float64, by float64) []float64 {
	return []float64{float64(v[0] * by), float64(v[1] * by), float64(v[2] * by)}
}

func plus(v []float64, others ...[]float64) []float64 {
	out := []float64{v[0], v[1], v[2]}
	for _, o := range others {
		for i := range out {
			out[i] += o[i]
		}
	}
	return out
}

func minus(a, b []float64) []float64 { return plus(a, scaled(b, -1)) }
