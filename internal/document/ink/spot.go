package ink

// spot is ink that hangs together, or nearly.
type spot struct {
	x0, y0, x1, y1 int // inclusive
	ink            int // pixels
	near, far      int // how far from the nearest edge its pixels lie: the nearest and the farthest
}

func (s spot) width() int  { return s.x1 - s.x0 + 1 }
func (s spot) height() int { return s.y1 - s.y0 + 1 }

// spots finds all of them, from the top.
func (p *page) spots() (out []spot) {
	reach := max(1, int(joins*p.mm+0.5))
	seen := make([]bool, len(p.ink))
	var open []int
	for start, is := range p.ink {
		if !is || seen[start] {
			continue
		}
		s := spot{x0: p.w, y0: p.h, near: p.w + p.h}
		seen[start] = true
		open = append(open[:0], start)
		for len(open) > 0 {
			at := open[len(open)-1]
			open = open[:len(open)-1]
			x, y := at%p.w, at/p.w
			s.take(x, y, min(x, y, p.w-1-x, p.h-1-y))
			for ny := max(0, y-reach); ny <= min(p.h-1, y+reach); ny++ {
				for n := ny*p.w + max(0, x-reach); n <= ny*p.w+min(p.w-1, x+reach); n++ {
					if p.ink[n] && !seen[n] {
						seen[n] = true
						open = append(open, n)
					}
				}
			}
		}
		out = append(out, s)
	}
	return out
}

func (s *spot) take(x, y, fromEdge int) {
	s.x0, s.y0, s.x1, s.y1 = min(s.x0, x), min(s.y0, y), max(s.x1, x), max(s.y1, y)
	s.near, s.far = min(s.near, fromEdge), max(s.far, fromEdge)
	s.ink++
}
