package cos

import "math"

// Matrix is [a b c d e f] (ISO 32000-1, 8.3.4): x' = ax + cy + e, y' = bx + dy + f.
type Matrix [6]float64

// Identity changes nothing.
var Identity = Matrix{1, 0, 0, 1, 0, 0}

// Then is m followed by n. The conversions keep a machine from fusing a product
// and a sum, which would round differently from one to another.
func (m Matrix) Then(n Matrix) Matrix {
	return Matrix{
		float64(m[0]*n[0]) + float64(m[1]*n[2]), float64(m[0]*n[1]) + float64(m[1]*n[3]),
		float64(m[2]*n[0]) + float64(m[3]*n[2]), float64(m[2]*n[1]) + float64(m[3]*n[3]),
		float64(m[4]*n[0]) + float64(m[5]*n[2]) + n[4], float64(m[4]*n[1]) + float64(m[5]*n[3]) + n[5],
	}
}

// Apply maps a point.
func (m Matrix) Apply(x, y float64) (float64, float64) {
	return float64(m[0]*x) + float64(m[2]*y) + m[4], float64(m[1]*x) + float64(m[3]*y) + m[5]
}

// Box is the smallest upright rectangle around r as m shows it.
func (m Matrix) Box(r Rect) Rect {
	out := Rect{X0: math.Inf(1), Y0: math.Inf(1), X1: math.Inf(-1), Y1: math.Inf(-1)}
	for _, c := range [][2]float64{{r.X0, r.Y0}, {r.X1, r.Y0}, {r.X0, r.Y1}, {r.X1, r.Y1}} {
		x, y := m.Apply(c[0], c[1])
		out.X0, out.Y0 = math.Min(out.X0, x), math.Min(out.Y0, y)
		out.X1, out.Y1 = math.Max(out.X1, x), math.Max(out.Y1, y)
	}
	return out
}

// Spell appends the matrix's six numbers.
func (m Matrix) Spell(b []byte) []byte {
	for _, f := range m {
		b = append(SpellNumber(b, f), ' ')
	}
	return b
}

// Turned turns clockwise by degrees, a multiple of 90, about a point.
func Turned(degrees int, x, y float64) Matrix {
	m := Identity
	switch degrees {
	case 90:
		m = Matrix{0, -1, 1, 0, 0, 0}
	case 180:
		m = Matrix{-1, 0, 0, -1, 0, 0}
	case 270:
		m = Matrix{0, 1, -1, 0, 0, 0}
	}
	return Matrix{1, 0, 0, 1, -x, -y}.Then(m).Then(Matrix{1, 0, 0, 1, x, y})
}

// Upright maps points of the page as a reader sees it, counted from its visual
// bottom left, into the user space of a page with that box, rotation and unit.
func Upright(box Rect, rotate int, unit float64) Matrix {
	s := 1 / unit
	switch rotate {
	case 90:
		return Matrix{0, s, -s, 0, box.X1, box.Y0}
	case 180:
		return Matrix{-s, 0, 0, -s, box.X1, box.Y1}
	case 270:
		return Matrix{0, -s, s, 0, box.X0, box.Y1}
	}
	return Matrix{s, 0, 0, s, box.X0, box.Y0}
}

// Grown is box with height more points at its visual bottom.
func Grown(box Rect, rotate int, unit, height float64) Rect {
	h := height / unit
	switch rotate {
	case 90:
		box.X1 += h
	case 180:
		box.Y1 += h
	case 270:
		box.X0 -= h
	default:
		box.Y0 -= h
	}
	return box
}

// SpellRect appends a rectangle as an array.
func SpellRect(b []byte, r Rect) []byte {
	b = append(b, '[')
	for i, f := range [4]float64{r.X0, r.Y0, r.X1, r.Y1} {
		if i > 0 {
			b = append(b, ' ')
		}
		b = SpellNumber(b, f)
	}
	return append(b, ']')
}
