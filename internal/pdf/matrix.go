package pdf

import (
	"math"

	"github.com/medbundle/medbundle/internal/pdf/cos"
)

// matrix is [a b c d e f] (ISO 32000-1, 8.3.4): x' = ax + cy + e, y' = bx + dy + f.
type matrix [6]float64

var identity = matrix{1, 0, 0, 1, 0, 0}

// then is m followed by n. The conversions keep a machine from fusing a product
// and a sum, which would round differently from one to another.
func (m matrix) then(n matrix) matrix {
	return matrix{
		float64(m[0]*n[0]) + float64(m[1]*n[2]), float64(m[0]*n[1]) + float64(m[1]*n[3]),
		float64(m[2]*n[0]) + float64(m[3]*n[2]), float64(m[2]*n[1]) + float64(m[3]*n[3]),
		float64(m[4]*n[0]) + float64(m[5]*n[2]) + n[4], float64(m[4]*n[1]) + float64(m[5]*n[3]) + n[5],
	}
}

func (m matrix) apply(x, y float64) (float64, float64) {
	return float64(m[0]*x) + float64(m[2]*y) + m[4], float64(m[1]*x) + float64(m[3]*y) + m[5]
}

// box is the smallest upright rectangle around r as m shows it.
func (m matrix) box(r cos.Rect) cos.Rect {
	out := cos.Rect{X0: math.Inf(1), Y0: math.Inf(1), X1: math.Inf(-1), Y1: math.Inf(-1)}
	for _, c := range [][2]float64{{r.X0, r.Y0}, {r.X1, r.Y0}, {r.X0, r.Y1}, {r.X1, r.Y1}} {
		x, y := m.apply(c[0], c[1])
		out.X0, out.Y0 = math.Min(out.X0, x), math.Min(out.Y0, y)
		out.X1, out.Y1 = math.Max(out.X1, x), math.Max(out.Y1, y)
	}
	return out
}

// spell appends the matrix's six numbers.
func (m matrix) spell(b []byte) []byte {
	for _, f := range m {
		b = append(cos.SpellNumber(b, f), ' ')
	}
	return b
}

// turned turns clockwise by degrees, a multiple of 90, about a point.
func turned(degrees int, x, y float64) matrix {
	m := identity
	switch degrees {
	case 90:
		m = matrix{0, -1, 1, 0, 0, 0}
	case 180:
		m = matrix{-1, 0, 0, -1, 0, 0}
	case 270:
		m = matrix{0, 1, -1, 0, 0, 0}
	}
	return matrix{1, 0, 0, 1, -x, -y}.then(m).then(matrix{1, 0, 0, 1, x, y})
}

// upright maps points of the page as a reader sees it, counted from its visual
// bottom left, into the user space of a page with that box, rotation and unit.
func upright(box cos.Rect, rotate int, unit float64) matrix {
	s := 1 / unit
	switch rotate {
	case 90:
		return matrix{0, s, -s, 0, box.X1, box.Y0}
	case 180:
		return matrix{-s, 0, 0, -s, box.X1, box.Y1}
	case 270:
		return matrix{0, -s, s, 0, box.X0, box.Y1}
	}
	return matrix{s, 0, 0, s, box.X0, box.Y0}
}

// grown is box with height more points at its visual bottom.
func grown(box cos.Rect, rotate int, unit, height float64) cos.Rect {
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

// spellRect appends a rectangle as an array.
func spellRect(b []byte, r cos.Rect) []byte {
	b = append(b, '[')
	for i, f := range [4]float64{r.X0, r.Y0, r.X1, r.Y1} {
		if i > 0 {
			b = append(b, ' ')
		}
		b = cos.SpellNumber(b, f)
	}
	return append(b, ']')
}
