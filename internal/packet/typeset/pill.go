package typeset

// Pill is a short word in a rounded frame that marks a row.
type Pill struct {
	Word   string
	Colour Colour
}

const (
	PillWidth = 18 * MM
	pillGap   = 2 * MM
)

// Draw puts the pill beside the first line of a row that begins at y.
func (m Pill) Draw(s *Sheet, y Length) {
	st := Style{Face: Semibold, Size: 7600, Colour: m.Colour}
	h, lead := 11*Point, CellStyle.Leading()
	top := y + cellPad + (lead-h)/2
	c := m.Colour
	s.Page().add(boxMark{x: Left, y: top, w: PillWidth - pillGap, h: h, stroke: &c, line: 700, radius: 2 * Point})
	w := st.Face.Width(m.Word, st.Size)
	s.Page().add(TextMark{Left + (PillWidth-ColumnGap-w)/2, top + (h+st.Size*714/1000)/2 - 300, w, m.Word, st})
}
