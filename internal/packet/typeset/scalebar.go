package typeset

// bars are the lengths that a scale bar may have, in micrometres.
var bars = []struct {
	length int64
	words  string
}{{100_000, "10 cm"}, {50_000, "5 cm"}, {20_000, "2 cm"}, {10_000, "1 cm"}, {5_000, "5 mm"}}

var barStyle = Style{Face: Semibold, Size: 6200, Colour: White}

const (
	barHeight = 2 * Point
	barInset  = 3 * Point
)

// scaleBar shows on the black edge below a picture how long some centimetres are on
// it: the longest bar that leaves the letter in the middle of the edge alone. A
// picture without an edge, or in which every bar would be lost, gets none.
func (p *Picture) scaleBar(s *Sheet, x, y, width, edge Length) {
	if p.WidthUM <= 0 || edge == 0 {
		return
	}
	for _, b := range bars {
		w := Length(int64(width) * b.length / p.WidthUM)
		tw := barStyle.Face.Width(b.words, barStyle.Size)
		if w < 8*Point || barInset+w+tw > width/2-10*Point {
			continue
		}
		middle := y + edge/2
		s.Page().Bar(x, middle-barHeight/2, w, barHeight, White)
		s.Page().Write(x+w+barInset, middle+barStyle.Size*36/100, b.words, barStyle)
		return
	}
}
