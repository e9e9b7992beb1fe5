package phantom

import "github.com/medbundle/medbundle/internal/sample/draw"

// The scan: square slices of Side pixels, the picture 360 mm wide, Slices of
// them from the dome of the liver down.
const Side, Slices = 256, 30

// Abdomen draws the scan: the slices from the head down, each row by row in
// Hounsfield units. Patient's right is on the left, the back at the bottom.
func Abdomen() [][]int32 {
	organs := abdomen()
	all := make([][]int32, Slices)
	for n := range all {
		all[n] = drawSlice(n, organs)
	}
	return all
}

// slice is one picture of the scan, in Hounsfield units.
type slice struct {
	hu     []int32
	cavity []int32 // how much of a pixel lies in the abdominal cavity, of 256
}

// paint lays a value over what the outline covers.
func (s *slice) paint(hu int, r draw.Ring) { s.cover(draw.Fill(r), hu, noGas, nil) }

func (s *slice) cover(m draw.Mask, hu, gasAbove int, within []int32) {
	level := mm(0, gasAbove).Y / 64
	m.Each(Side, Side, func(i, c int) {
		share, value := int32(c), int32(hu)
		if within != nil {
			share = min(share, within[i])
		}
		if i/Side < level {
			value = -940
		}
		s.hu[i] += (value - s.hu[i]) * share / 256
	})
}

// drawSlice draws one slice: table, body wall, cavity, organs, bones, noise.
func drawSlice(n int, organs []organ) []int32 {
	s := &slice{make([]int32, Side*Side), make([]int32, Side*Side)}
	for i := range s.hu {
		s.hu[i] = -1000
	}
	s.table()
	s.bodyWall(n)
	for _, o := range organs {
		if n >= o.first && n <= o.last {
			s.cover(draw.Fill(o.shape(n)), o.hu, o.gasAbove, s.cavity)
		}
	}
	s.spine(n)
	s.ribs(n)
	s.noise(n)
	return s.hu
}

func (s *slice) table() {
	arc := func(y, width, hu int) {
		s.paint(hu, tube(width, [2]int{-172, y - 26}, [2]int{-90, y - 7}, [2]int{0, y}, [2]int{90, y - 7}, [2]int{172, y - 26})(0))
	}
	arc(140, 20, -930)
	arc(131, 3, -180)
	arc(150, 3, -120)
}

// bodyWall draws skin, fat and muscle, and opens the cavity.
func (s *slice) bodyWall(n int) {
	wide := n * n / 60 // the hips are wider than the chest
	s.paint(-15, draw.Smooth(round(0, 2, 160+wide, 113), 6))
	s.paint(-105, draw.Smooth(round(0, 2, 158+wide, 111), 6))
	s.paint(58, draw.Smooth(lobe(0, 0, 148, 140, 117, 101, 117, 140, 148, 128, 104, 94, 104, 128), 6))
	m := draw.Fill(draw.Smooth(lobe(0, -8, 138, 124, 96, 74, 96, 124, 138, 116, 94, 82, 94, 116), 6))
	m.Each(Side, Side, func(i, c int) { s.cavity[i] = int32(c) })
	s.cover(m, -98, noGas, nil)
	s.paint(-90, draw.Smooth(round(0, -91, 3, 4), 6))
	for _, side := range []int{-1, 1} {
		s.paint(-85, tube(2, [2]int{side * 20, 64}, [2]int{side * 46, 56}, [2]int{side * 76, 72})(n))
		s.paint(-85, tube(2, [2]int{side * 6, 74}, [2]int{side * 8, 88}, [2]int{side * 18, 98})(n))
	}
}

// spine draws a vertebra, or a disc in every fifth slice.
func (s *slice) spine(n int) {
	body := func(less int) draw.Ring {
		return draw.Smooth(lobe(0, 40, 23-less, 21-less, 17-less, 14-less, 17-less, 21-less, 23-less, 21-less, 18-less, 17-less, 18-less, 21-less), 6)
	}
	level := n % 5
	if level == 4 {
		s.paint(95, body(0))
	} else {
		s.paint(480, body(0))
		s.paint(175+level*8, body(2))
	}
	s.paint(430, draw.Smooth(round(0, 63, 16, 14), 6))
	for _, side := range []int{-1, 1} {
		if level == 1 || level == 2 {
			s.paint(400, tube(7, [2]int{side * 14, 58}, [2]int{side * 26, 60}, [2]int{side * 38, 64})(n))
		}
		s.paint(380, draw.Smooth(round(side*17, 66, 6, 6), 6))
	}
	if level > 0 && level < 4 {
		s.paint(400, tube(6, [2]int{0, 72}, [2]int{0, 84}, [2]int{0, 96})(n))
		s.paint(240, tube(2, [2]int{0, 76}, [2]int{0, 84}, [2]int{0, 94})(n))
	}
	s.paint(-40, draw.Smooth(round(0, 62, 11, 9), 6))
	s.paint(32, draw.Smooth(round(0, 62, 8, 7), 6))
}

// ribs draws the pieces of the ribs that this slice meets: further down, each
// rib is met further to the front.
func (s *slice) ribs(n int) {
	for rib := range 7 {
		angle, end := 24+(n+14-4*rib)*9, [7]int{128, 132, 136, 136, 130, 78, 58}[rib]
		if angle < 20 || angle > end {
			continue
		}
		for _, side := range []int{-1, 1} {
			place := func(a int) [2]int { return [2]int{side * 143 * sine(a) / 1024, 94 * cosine(a) / 1024} }
			s.paint(430, tube(8, place(angle-9), place(angle), place(angle+9))(n))
			s.paint(220, tube(4, place(angle-8), place(angle), place(angle+8))(n))
		}
	}
}

// noise adds the grain of a real scan: dependent from pixel to pixel.
func (s *slice) noise(n int) {
	g := make([]int32, Side*Side)
	for i := range g {
		g[i] = int32(draw.Grain(i%Side, i/Side, n)-128) * 16
	}
	draw.BoxBlur(g, Side, Side, 1)
	for i := range g {
		s.hu[i] += g[i] / 26
	}
}
