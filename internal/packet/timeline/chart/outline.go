package chart

import (
	"strings"

	"github.com/medbundle/medbundle/internal/packet/timeline"
	"github.com/medbundle/medbundle/internal/packet/typeset"
)

// Outline are the corners of a mark that is no circle. The end of a bar that is not
// stated is an arrow.
func (m *Mark) Outline() []typeset.XY {
	r := Radius
	switch m.Shape {
	case Diamond:
		r += r / 6
		return []typeset.XY{{X: m.X, Y: m.Y - r}, {X: m.X + r, Y: m.Y}, {X: m.X, Y: m.Y + r}, {X: m.X - r, Y: m.Y}}
	case Triangle:
		return []typeset.XY{{X: m.X, Y: m.Y - r}, {X: m.X + r + r/8, Y: m.Y + r - r/8}, {X: m.X - r - r/8, Y: m.Y + r - r/8}}
	case Square:
		r -= r / 8
		return []typeset.XY{{X: m.X - r, Y: m.Y - r}, {X: m.X + r, Y: m.Y - r}, {X: m.X + r, Y: m.Y + r}, {X: m.X - r, Y: m.Y + r}}
	}
	h := Thick / 2
	left, right := m.X, m.X+m.W
	out := []typeset.XY{{X: left, Y: m.Y - h}, {X: right, Y: m.Y - h}, {X: right, Y: m.Y + h}, {X: left, Y: m.Y + h}}
	if m.OpenRight {
		out = []typeset.XY{{X: left, Y: m.Y - h}, {X: right - 2*h, Y: m.Y - h}, {X: right, Y: m.Y}, {X: right - 2*h, Y: m.Y + h}, {X: left, Y: m.Y + h}}
	}
	if m.OpenLeft {
		out = []typeset.XY{{X: left + 2*h, Y: m.Y - h}, {X: right, Y: m.Y - h}, {X: right, Y: m.Y + h}, {X: left + 2*h, Y: m.Y + h}, {X: left, Y: m.Y}}
	}
	return out
}

// Reach is from where to where a mark and its label stand.
func (m *Mark) Reach() (x, w typeset.Length) {
	b := m.box()
	if m.Group > 0 {
		b.from, b.to = min(b.from, m.LabelX), max(b.to, m.LabelX+m.LabelW)
	}
	return b.from, b.to - b.from
}

// Legend explains what in the picture needs it, and nothing else.
func (c *Chart) Legend(events []timeline.Event) string {
	var says []string
	add := func(seen bool, words string) {
		if seen {
			says = append(says, words)
		}
	}
	var planned, open, vague, several bool
	for _, m := range c.Marks {
		planned = planned || m.Planned
		open = open || m.OpenLeft || m.OpenRight
		vague = vague || m.VagueW > 0
		several = several || m.Group > 1
	}
	undated := false
	for i := range events {
		undated = undated || !events[i].Dated()
	}
	add(planned, "Dashed: planned, booked or partly documented.")
	add(open, "Arrow: that end is not stated.")
	add(vague, "Between two strokes: only the month or year is stated.")
	add(several, "A count stands for several rows of the table.")
	add(c.Numbered, "“no.”: the row of the table.")
	add(len(c.Breaks) > 0, "Two slanted lines: time without events is left out there.")
	add(undated, "Events without a date are in the table only.")
	return strings.Join(says, " ")
}
