package typeset

// Item is something of a known height that can be drawn at the current height.
type Item struct {
	H    Length
	Draw func()
}

// Part is a section of a page of which only the first rows may fit.
type Part struct {
	Title string
	Rows  []Item
	// More is drawn where n rows do not fit; Whole tells that it is drawn even
	// where all of them do.
	More  func(n int) Item
	Whole bool
	// Shown is how many rows are drawn.
	Shown int
}

const partHeading = 41 * Point

// Cut tells that there is more to the part than its rows on the page.
func (p *Part) Cut() bool { return p.Whole || p.Shown < len(p.Rows) }

func (p *Part) height() Length {
	h := partHeading
	for _, r := range p.Rows[:p.Shown] {
		h += r.H
	}
	if p.Cut() {
		h += p.More(1).H
	}
	return h
}

// Share draws the parts that have rows on the rest of the page: they get rows
// in turn until no part can have one more.
func (s *Sheet) Share(all ...*Part) {
	var parts []*Part
	for _, p := range all {
		if len(p.Rows) > 0 {
			parts = append(parts, p)
		}
	}
	share(parts, Bottom-s.Y)
	for _, p := range parts {
		p.draw(s)
	}
}

func share(parts []*Part, room Length) {
	height := func() (h Length) {
		for _, p := range parts {
			h += p.height()
		}
		return h
	}
	for grown := true; grown; {
		grown = false
		for _, p := range parts {
			if p.Shown == len(p.Rows) {
				continue
			}
			p.Shown++
			if height() > room {
				p.Shown--
				continue
			}
			grown = true
		}
	}
}

func (p *Part) draw(s *Sheet) {
	s.Heading(p.Title, 0)
	for _, r := range p.Rows[:p.Shown] {
		r.Draw()
	}
	if p.Cut() {
		p.More(len(p.Rows) - p.Shown).Draw()
	}
}
