package phantom

import (
	"golang.org/x/image/font/gofont/gobold"

	"github.com/medbundle/medbundle/internal/sample/draw"
)

// The chest radiograph is drawn as shadows: each structure adds to, or takes
// from, what the beam has passed through. Places are pixels of a picture 500
// wide and 600 high; x 250 is the midline, and the patient's right is on the left.
const ChestWide, ChestHigh = 500, 600

type shadows []int32

func newShadows() shadows { return make(shadows, ChestWide*ChestHigh) }

// cast adds a structure with a soft edge of the given radius.
func (s shadows) cast(depth, soft int, rings ...draw.Ring) {
	layer := newShadows()
	for _, r := range rings {
		draw.Fill(r).Each(ChestWide, ChestHigh, func(i, c int) {
			layer[i] = max(layer[i], int32(c))
		})
	}
	for i, c := range layer {
		layer[i] = c * int32(depth) / 16
	}
	draw.BoxBlur(layer, ChestWide, ChestHigh, soft)
	draw.BoxBlur(layer, ChestWide, ChestHigh, soft)
	for i, v := range layer {
		s[i] += v / 16
	}
}

// mirrored gives an outline and its mirror image across the midline.
func mirrored(r draw.Ring) []draw.Ring {
	m := make(draw.Ring, len(r))
	for i, p := range r {
		m[i] = draw.Point{X: ChestWide*64 - p.X, Y: p.Y}
	}
	return []draw.Ring{r, m}
}

// Chest is the radiograph, row by row: what the beam has passed through, from
// 0 (air) to about 2,500 (heart and spine).
func Chest() ([]int32, error) {
	s := newShadows()
	s.trunk()
	s.lungs()
	s.middle()
	s.bones()
	s.vesselsOfLung()
	if err := s.sideMarker(); err != nil {
		return nil, err
	}
	grainy := newShadows()
	for i := range grainy {
		grainy[i] = int32(draw.Grain(i%ChestWide, i/ChestWide, 77)-128) * 4
	}
	draw.BoxBlur(grainy, ChestWide, ChestHigh, 1)
	for i := range s {
		s[i] += grainy[i] / 9
	}
	return s, nil
}

// trunk is the body: neck, shoulders, side walls, breasts, upper belly.
func (s shadows) trunk() {
	s.cast(1250, 7, draw.Smooth(draw.Pixels([2]int{205, -40}, [2]int{205, 30}, [2]int{150, 62}, [2]int{60, 85}, [2]int{5, 150}, [2]int{-20, 260},
		[2]int{30, 330}, [2]int{52, 420}, [2]int{48, 640}, [2]int{452, 640}, [2]int{448, 420}, [2]int{470, 330},
		[2]int{520, 260}, [2]int{495, 150}, [2]int{440, 85}, [2]int{350, 62}, [2]int{295, 30}, [2]int{295, -40}), 6))
	s.cast(170, 14, mirrored(draw.Smooth(draw.Pixels([2]int{70, 350}, [2]int{140, 330}, [2]int{205, 380}, [2]int{200, 450}, [2]int{130, 480}, [2]int{70, 450}), 6))...)
}

func (s shadows) lungs() {
	right := draw.Smooth(draw.Pixels([2]int{178, 88}, [2]int{138, 112}, [2]int{106, 170}, [2]int{84, 260}, [2]int{74, 360}, [2]int{70, 446},
		[2]int{104, 424}, [2]int{150, 410}, [2]int{196, 418}, [2]int{222, 436}, [2]int{226, 350}, [2]int{228, 240}, [2]int{224, 150}, [2]int{206, 102}), 6)
	left := draw.Smooth(draw.Pixels([2]int{322, 88}, [2]int{362, 112}, [2]int{394, 170}, [2]int{416, 260}, [2]int{426, 360}, [2]int{430, 462},
		[2]int{396, 440}, [2]int{350, 430}, [2]int{300, 436}, [2]int{276, 446}, [2]int{272, 350}, [2]int{272, 240}, [2]int{276, 150}, [2]int{294, 102}), 6)
	s.cast(-760, 3, right, left)
	s.cast(-320, 4, draw.Smooth(draw.Pixels([2]int{318, 470}, [2]int{352, 462}, [2]int{380, 474}, [2]int{370, 500}, [2]int{330, 498}), 6))
	s.cast(-180, 3, draw.Smooth(draw.Pixels([2]int{242, -10}, [2]int{258, -10}, [2]int{259, 90}, [2]int{256, 172}, [2]int{246, 172}, [2]int{243, 90}), 6))
}

// middle is the heart, the great vessels and the roots of the lungs.
func (s shadows) middle() {
	s.cast(560, 4, draw.Smooth(draw.Pixels([2]int{226, 252}, [2]int{262, 236}, [2]int{304, 262}, [2]int{338, 322}, [2]int{362, 386}, [2]int{352, 424},
		[2]int{300, 434}, [2]int{230, 430}, [2]int{202, 410}, [2]int{196, 366}, [2]int{206, 300}), 6))
	s.cast(270, 4, draw.Smooth(draw.Pixels([2]int{226, 60}, [2]int{272, 60}, [2]int{280, 120}, [2]int{292, 164}, [2]int{286, 206}, [2]int{278, 290},
		[2]int{226, 290}, [2]int{219, 200}, [2]int{222, 120}), 6))
	s.cast(230, 5, draw.Smooth(draw.Pixels([2]int{196, 236}, [2]int{214, 224}, [2]int{222, 252}, [2]int{212, 292}, [2]int{196, 300}, [2]int{190, 268}), 6),
		draw.Smooth(draw.Pixels([2]int{288, 226}, [2]int{306, 222}, [2]int{316, 244}, [2]int{308, 280}, [2]int{292, 284}), 6))
	s.cast(150, 3, draw.Smooth(draw.Pixels([2]int{236, 30}, [2]int{264, 30}, [2]int{268, 300}, [2]int{270, 620}, [2]int{230, 620}, [2]int{232, 300}), 6))
	var plates, pedicles []draw.Ring
	for i := range 16 {
		y := 30 + i*36 + i*i/3
		plates = append(plates, draw.Pixels([2]int{233, y}, [2]int{267, y}, [2]int{267, y + 5}, [2]int{233, y + 5}))
		pedicles = append(pedicles, mirrored(draw.Smooth(draw.Pixels([2]int{239, y + 12}, [2]int{243, y + 18}, [2]int{239, y + 24}, [2]int{236, y + 18}), 4))...)
	}
	s.cast(90, 1, plates...)
	s.cast(70, 1, pedicles...)
}

// bones are the ribs, their back and front parts, collar bones and shoulder blades.
func (s shadows) bones() {
	var back, backEdge, front, frontEdge []draw.Ring
	for i := range 10 {
		y := 74 + i*38
		edge := [10]int{150, 118, 97, 84, 76, 70, 66, 64, 64, 66}[i]
		line := draw.Curve(draw.Pixels([2]int{236, y + 12}, [2]int{200, y - 2}, [2]int{(200 + edge) / 2, y + 8 + i}, [2]int{edge + 8, y + 34 + 3*i}, [2]int{edge, y + 52 + 4*i}), 8)
		back = append(back, mirrored(draw.Stroke(line, 13*64))...)
		backEdge = append(backEdge, edges(line, 6, 144)...)
		if i < 7 {
			line = draw.Curve(draw.Pixels([2]int{edge, y + 52 + 4*i}, [2]int{edge + 22, y + 78 + 5*i}, [2]int{edge + 60, y + 104 + 4*i}, [2]int{min(edge+98, 196), y + 112 + 3*i}), 8)
			front = append(front, mirrored(draw.Stroke(line, 15*64))...)
			frontEdge = append(frontEdge, edges(line, 7, 128)...)
		}
	}
	s.cast(125, 1, back...)
	s.cast(60, 1, backEdge...)
	s.cast(85, 1, front...)
	s.cast(34, 1, frontEdge...)
	collar := draw.Curve(draw.Pixels([2]int{232, 122}, [2]int{200, 112}, [2]int{150, 92}, [2]int{104, 84}, [2]int{60, 92}), 8)
	s.cast(150, 1, mirrored(draw.Stroke(collar, 15*64))...)
	s.cast(80, 1, edges(collar, 7, 160)...)
	s.cast(90, 2, mirrored(draw.Smooth(draw.Pixels([2]int{62, 96}, [2]int{112, 126}, [2]int{104, 220}, [2]int{84, 296}, [2]int{62, 240}, [2]int{50, 160}), 6))...)
	s.cast(230, 3, mirrored(draw.Smooth(draw.Pixels([2]int{38, 100}, [2]int{58, 116}, [2]int{52, 146}, [2]int{30, 180}, [2]int{24, 320}, [2]int{-20, 330}, [2]int{-10, 140}), 6))...)
}

// edges are the dense upper and lower borders of a bone along a line, on both
// sides of the body: half is the bone's half width in pixels.
func edges(line []draw.Point, half, width int) []draw.Ring {
	border := draw.Stroke(line, width)
	var all []draw.Ring
	for _, dy := range []int{-half * 64, half * 64} {
		moved := make(draw.Ring, len(border))
		for i, p := range border {
			moved[i] = draw.Point{X: p.X, Y: p.Y + dy}
		}
		all = append(all, mirrored(moved)...)
	}
	return all
}

// vesselsOfLung fan out from the roots and thin towards the edge.
func (s shadows) vesselsOfLung() {
	var thick, thin []draw.Ring
	for i := range 9 {
		dx, dy := -30-i%3*18, -130+i*40
		path := draw.Pixels([2]int{204, 258}, [2]int{204 + dx/2, 258 + dy/2 + 8}, [2]int{204 + dx, 258 + dy}, [2]int{204 + dx*3/2 - 10, 258 + dy*5/4})
		line := draw.Curve(path, 6)
		thick = append(thick, mirrored(draw.Stroke(line[:len(line)/2], 5*64))...)
		thin = append(thin, mirrored(draw.Stroke(line, 2*64))...)
		end := path[3]
		fork := draw.Curve(draw.Ring{path[2], {X: (path[2].X + end.X) / 2, Y: end.Y + 600}, {X: end.X - 700, Y: end.Y + 900}}, 5)
		thin = append(thin, mirrored(draw.Stroke(fork, 96))...)
	}
	s.cast(70, 2, thick...)
	s.cast(75, 1, thin...)
}

// sideMarker is the lead letter on the patient's left.
func (s shadows) sideMarker() error {
	t, err := draw.NewTypeface(gobold.TTF, 40)
	if err != nil {
		return err
	}
	m, err := t.Letter('L')
	if err != nil {
		return err
	}
	m.Moved(455, 60).Each(ChestWide, ChestHigh, func(i, c int) { s[i] += int32(1400 * min(c, 256) / 256) })
	return nil
}
