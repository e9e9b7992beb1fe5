// Package phantom draws the bodies that the made-up scans show: an abdomen as
// a CT scanner sees it, slice by slice, and a chest radiograph.
package phantom

import "github.com/medbundle/medbundle/internal/sample/draw"

// Anatomy of the made-up abdomen, in millimetres from the middle of the body:
// x grows to the patient's left, y to the back, slices count from the dome of
// the liver downwards. Values are Hounsfield units in the portal venous phase.

// organ is one thing that the scan shows and its outline in each slice.
type organ struct {
	hu, first, last int
	shape           func(slice int) draw.Ring
	// gasAbove is the height above which a hollow organ holds gas.
	gasAbove int
}

const noGas = -1000

// mm turns a place of the body into one of the picture.
func mm(x, y int) draw.Point {
	return draw.Point{X: (x + 180) * 16384 / 360, Y: (y + 180) * 16384 / 360}
}

// sine is 1024 times the sine of an angle in degrees (Bhaskara's rational).
func sine(deg int) int {
	deg = ((deg % 360) + 360) % 360
	if deg > 180 {
		return -sine(deg - 180)
	}
	p := deg * (180 - deg)
	return 4 * 1024 * p / (40500 - p)
}

func cosine(deg int) int { return sine(deg + 90) }

// round is an ellipse as twelve points.
func round(x, y, rx, ry int) draw.Ring {
	c := mm(x, y)
	r := make(draw.Ring, 12)
	for i := range r {
		r[i] = draw.Point{X: c.X + rx*cosine(30*i)*16/360, Y: c.Y + ry*sine(30*i)*16/360}
	}
	return r
}

// lobe is an outline given by its distance from a centre in twelve directions,
// beginning towards the patient's left and turning to the back.
func lobe(x, y int, radii ...int) draw.Ring {
	c := mm(x, y)
	r := make(draw.Ring, 12)
	for i := range r {
		r[i] = draw.Point{X: c.X + radii[i]*cosine(30*i)*16/360, Y: c.Y + radii[i]*sine(30*i)*16/360}
	}
	return r
}

// key is the outline of an organ in one slice.
type key struct {
	slice   int
	outline draw.Ring
}

// between lets an outline change evenly from one key slice to the next.
func between(keys ...key) func(int) draw.Ring {
	return func(slice int) draw.Ring {
		i := 0
		for i+2 < len(keys) && keys[i+1].slice <= slice {
			i++
		}
		a, b := keys[i], keys[i+1]
		out := make(draw.Ring, len(a.outline))
		for k, p := range a.outline {
			q, t, n := b.outline[k], slice-a.slice, b.slice-a.slice
			out[k] = draw.Point{X: p.X + (q.X-p.X)*t/n, Y: p.Y + (q.Y-p.Y)*t/n}
		}
		return draw.Smooth(out, 6)
	}
}

func still(r draw.Ring) func(int) draw.Ring { return func(int) draw.Ring { return draw.Smooth(r, 6) } }

// tube is a vessel, a gland or a bone that lies along the slice.
func tube(width int, places ...[2]int) func(int) draw.Ring {
	through := make([]draw.Point, len(places))
	for i, p := range places {
		through[i] = mm(p[0], p[1])
	}
	outline := draw.Stroke(draw.Curve(through, 6), width*16384/360)
	return func(int) draw.Ring { return outline }
}

// abdomen lists the organs in the order in which they cover one another.
func abdomen() []organ {
	var all []organ
	for _, part := range [][]organ{lungBases(), liverAndSpleen(), kidneysAndGlands(), stomachAndBowel(), vessels()} {
		all = append(all, part...)
	}
	return all
}

func lungBases() []organ {
	side := func(sign int) func(int) draw.Ring {
		crescent := func(depth int) draw.Ring {
			outer := [6][2]int{{-70, -66}, {-116, -40}, {-133, 0}, {-118, 42}, {-85, 68}, {-40, 74}}
			r := make(draw.Ring, 12)
			for i, p := range outer {
				r[i] = mm(sign*p[0], p[1])
				r[11-i] = mm(sign*(p[0]+(-25-p[0])*depth/100), p[1]+(10-p[1])*depth/100)
			}
			return r
		}
		return between(key{0, crescent(95)}, key{3, crescent(34)}, key{7, crescent(8)})
	}
	return []organ{
		{hu: -860, first: 0, last: 7, shape: side(1), gasAbove: noGas},
		{hu: -860, first: 0, last: 6, shape: side(-1), gasAbove: noGas},
		{hu: 125, first: 0, last: 2, gasAbove: noGas,
			shape: between(key{0, lobe(28, -30, 52, 44, 34, 30, 34, 40, 42, 38, 34, 36, 44, 50)}, key{3, round(25, -40, 30, 14)})},
	}
}

func liverAndSpleen() []organ {
	liver := between(
		key{0, round(-66, -6, 46, 44)},
		key{3, lobe(-50, -10, 84, 62, 54, 66, 78, 84, 80, 74, 66, 62, 64, 80)},
		key{8, lobe(-55, -8, 104, 50, 46, 68, 82, 82, 78, 72, 66, 62, 62, 92)},
		key{13, lobe(-70, -4, 62, 38, 42, 68, 72, 64, 60, 62, 62, 58, 50, 54)},
		key{18, lobe(-88, 6, 26, 30, 42, 54, 50, 42, 38, 42, 46, 42, 36, 28)},
		key{23, round(-104, 16, 9, 16)})
	spleen := between(
		key{2, round(88, 30, 14, 10)},
		key{5, lobe(92, 20, 36, 36, 40, 38, 26, 14, 12, 18, 28, 38, 40, 38)},
		key{10, lobe(94, 20, 32, 36, 38, 36, 22, 10, 9, 14, 28, 38, 36, 34)},
		key{14, round(102, 24, 7, 10)})
	return []organ{
		{hu: 112, first: 0, last: 22, shape: liver, gasAbove: noGas},
		{hu: 122, first: 3, last: 13, shape: spleen, gasAbove: noGas},
		{hu: 8, first: 13, last: 17, gasAbove: noGas,
			shape: between(key{12, round(-50, -34, 5, 7)}, key{15, round(-52, -40, 14, 18)}, key{18, round(-52, -46, 6, 8)})},
		{hu: 92, first: 15, last: 17, gasAbove: noGas,
			shape: between(key{14, round(-100, 30, 3, 3)}, key{16, round(-100, 30, 10, 10)}, key{18, round(-100, 30, 3, 3)})},
		{hu: 40, first: 15, last: 17, gasAbove: noGas,
			shape: between(key{14, round(-100, 30, 1, 1)}, key{16, round(-100, 30, 7, 7)}, key{18, round(-100, 30, 1, 1)})},
	}
}

func kidneysAndGlands() []organ {
	kidney := func(sign, x, y, top, bottom int) []organ {
		mid := (top + bottom) / 2
		ellipses := func(rx, ry int) func(int) draw.Ring {
			return between(key{top - 1, round(x-sign*4, y, rx/4, ry/4)}, key{top + 3, round(x, y, rx, ry)},
				key{bottom - 3, round(x+sign*6, y-2, rx, ry)}, key{bottom + 1, round(x+sign*8, y-4, rx/4, ry/4)})
		}
		parts := []organ{{hu: 185, first: top, last: bottom, shape: ellipses(24, 29), gasAbove: noGas}}
		for _, at := range [][2]int{{0, -17}, {13, -8}, {14, 8}, {2, 18}} {
			parts = append(parts, organ{hu: 140, first: top + 2, last: bottom - 2, gasAbove: noGas,
				shape: still(round(x+sign*at[0], y+at[1], 5, 6))})
		}
		return append(parts,
			organ{hu: -70, first: top + 2, last: bottom - 2, shape: still(round(x-sign*8, y, 13, 11)), gasAbove: noGas},
			organ{hu: 30, first: mid - 1, last: mid + 2, shape: still(round(x-sign*14, y, 9, 5)), gasAbove: noGas},
			organ{hu: 170, first: mid - 1, last: mid + 1, gasAbove: noGas,
				shape: tube(5, [2]int{x - sign*12, y - 4}, [2]int{sign * 30, 22}, [2]int{sign * 12, 14})})
	}
	all := append(kidney(-1, -64, 42, 11, 23), kidney(1, 62, 42, 9, 21)...)
	return append(all,
		organ{hu: 95, first: 10, last: 12, gasAbove: noGas,
			shape: tube(18, [2]int{-30, 6}, [2]int{-4, -12}, [2]int{30, -12}, [2]int{58, 4}, [2]int{76, 14})},
		organ{hu: 98, first: 13, last: 15, shape: still(round(-32, 2, 15, 14)), gasAbove: noGas},
		organ{hu: 70, first: 8, last: 10, shape: tube(5, [2]int{40, 18}, [2]int{46, 30}, [2]int{56, 34}), gasAbove: noGas},
		organ{hu: 60, first: 12, last: 29, gasAbove: noGas,
			shape: between(key{12, round(-28, 44, 7, 9)}, key{29, round(-42, 40, 20, 22)})},
		organ{hu: 60, first: 12, last: 29, gasAbove: noGas,
			shape: between(key{12, round(28, 44, 7, 9)}, key{29, round(42, 40, 20, 22)})})
}

// hollow is a piece of gut: its wall and what is in it.
func hollow(first, last, x, y, dx, dy, rx, ry, gasAbove int) []organ {
	grown := func(less int) func(int) draw.Ring {
		return between(key{first - 1, round(x, y, (rx-less)*2/3, (ry-less)*2/3)}, key{(first+last)/2 + 1, round(x+dx/2, y+dy/2, rx-less, ry-less)},
			key{last + 2, round(x+dx, y+dy, (rx-less)*2/3, (ry-less)*2/3)})
	}
	return []organ{
		{hu: 85, first: first, last: last, shape: grown(0), gasAbove: noGas},
		{hu: 22, first: first, last: last, shape: grown(3), gasAbove: gasAbove},
	}
}

func stomachAndBowel() []organ {
	stomach := func(less int) func(int) draw.Ring {
		return between(key{1, round(58, -16, 22-less, 18-less)},
			key{4, lobe(58, -26, 44-less, 34-less, 30-less, 30-less, 34-less, 38-less, 40-less, 36-less, 32-less, 34-less, 38-less, 42-less)},
			key{9, lobe(44, -36, 46-less, 34-less, 26-less, 24-less, 30-less, 42-less, 52-less, 44-less, 32-less, 28-less, 32-less, 42-less)},
			key{13, round(10, -44, 26-less, 12-less)})
	}
	all := []organ{
		{hu: 90, first: 2, last: 12, shape: stomach(0), gasAbove: noGas},
		{hu: 25, first: 2, last: 12, shape: stomach(4), gasAbove: -42},
	}
	// Bowel: first and last slice, place, drift, radii, height of its gas.
	for _, b := range [][9]int{
		{13, 16, 30, -56, 0, 0, 78, 19, -58},
		{8, 12, 98, -28, 6, 8, 22, 21, -26},
		{12, 29, 112, 4, -4, 22, 18, 18, 2},
		{14, 18, -40, -50, -6, 4, 22, 19, -58},
		{17, 24, 70, -36, 8, 6, 23, 19, noGas}, {17, 23, 26, -46, 6, -4, 22, 17, -54},
		{18, 25, -8, -46, -8, 2, 22, 19, noGas}, {19, 26, 38, -12, -6, 4, 25, 17, -18},
		{18, 25, 84, -4, -8, 10, 17, 22, noGas}, {20, 28, -48, -36, 4, 8, 23, 20, noGas},
		{20, 29, -84, -24, 4, 6, 22, 25, -36}, {22, 29, 0, -16, 6, -4, 22, 16, noGas},
		{23, 29, 74, -32, -4, 4, 24, 19, noGas}, {22, 29, -44, -2, -6, 4, 24, 17, noGas},
		{23, 29, 30, -50, 4, 4, 24, 17, -54}, {24, 29, -88, 14, 6, 4, 20, 22, noGas},
		{25, 29, -18, -54, 2, 2, 22, 15, noGas}, {24, 29, 68, 6, 2, -2, 20, 19, noGas},
	} {
		all = append(all, hollow(b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7], b[8])...)
	}
	// The row of staples where the bowel was joined after the operation.
	for i := range 5 {
		all = append(all, organ{hu: 2200, first: 16, last: 17, shape: still(round(-52+6*i, -38-i%2*4, 1, 1)), gasAbove: noGas})
	}
	return all
}

func vessels() []organ {
	all := []organ{
		{hu: 175, first: 0, last: 24, shape: between(key{0, round(12, 12, 12, 12)}, key{25, round(6, 8, 9, 9)}), gasAbove: noGas},
		{hu: 178, first: 25, last: 29, shape: between(key{25, round(12, 10, 7, 7)}, key{30, round(26, 18, 6, 6)}), gasAbove: noGas},
		{hu: 178, first: 25, last: 29, shape: between(key{25, round(0, 10, 7, 7)}, key{30, round(-14, 16, 6, 6)}), gasAbove: noGas},
		{hu: 155, first: 0, last: 29, shape: between(key{0, round(-22, 8, 14, 11)}, key{29, round(-20, 18, 12, 9)}), gasAbove: noGas},
		{hu: 700, first: 19, last: 22, shape: still(round(14, 13, 2, 4)), gasAbove: noGas},
		{hu: 172, first: 11, last: 22, shape: between(key{11, round(8, -8, 4, 4)}, key{23, round(2, -24, 3, 3)}), gasAbove: noGas},
		{hu: 165, first: 11, last: 22, shape: between(key{11, round(-6, -10, 6, 5)}, key{23, round(-10, -26, 4, 4)}), gasAbove: noGas},
	}
	for _, v := range []struct {
		first, last, width int
		places             [][2]int
	}{
		{2, 4, 7, [][2]int{{-24, 6}, {-55, 4}, {-100, 18}}},
		{2, 3, 7, [][2]int{{-24, 4}, {-48, -22}, {-78, -48}}},
		{3, 4, 6, [][2]int{{-20, 0}, {-10, -24}, {10, -40}}},
		{5, 6, 5, [][2]int{{-60, 22}, {-84, 10}, {-108, 2}}},
		{6, 7, 6, [][2]int{{-45, -12}, {-20, -34}, {8, -42}}},
		{8, 9, 9, [][2]int{{-14, -2}, {-44, -8}, {-72, -6}}},
		{8, 9, 6, [][2]int{{-70, -6}, {-92, -24}, {-104, -38}}},
		{8, 10, 6, [][2]int{{-70, -6}, {-94, 8}, {-108, 28}}},
		{11, 12, 5, [][2]int{{-84, 20}, {-100, 12}, {-112, 0}}},
		{10, 11, 5, [][2]int{{2, 2}, {34, -2}, {66, 10}, {84, 16}}},
	} {
		all = append(all, organ{hu: 152, first: v.first, last: v.last, shape: tube(v.width, v.places...), gasAbove: noGas})
	}
	return all
}
