package packet

import "github.com/medbundle/medbundle/internal/clinical"

// pill is a short word in a rounded frame that marks a row.
type pill struct {
	word   string
	colour colour
}

const (
	pillWidth = 18 * mm
	pillGap   = 2 * mm
)

var (
	missingPill  = pill{"missing", red}
	wantedPill   = pill{"missing", amber} // missing, but not required
	doubtfulPill = pill{"doubtful", amber}
	herePill     = pill{"here", teal}
	notAskedPill = pill{"not asked", grey}
	leftOutPill  = pill{"left out", grey}
)

// pillOf is the mark of a checklist item.
func pillOf(it clinical.ChecklistItem) pill {
	switch it.Status {
	case clinical.StatusPresent:
		return herePill
	case clinical.StatusDoubtful:
		return doubtfulPill
	case clinical.StatusNotAsked:
		return notAskedPill
	}
	if it.Level == "required" || it.Level == "" {
		return missingPill
	}
	return wantedPill
}

// draw puts the pill beside the first line of a row that begins at y.
func (m pill) draw(s *sheet, y length) {
	st := style{face: semibold, size: 7600, colour: m.colour}
	h, lead := 11*point, cellStyle.leading()
	top := y + cellPad + (lead-h)/2
	c := m.colour
	s.page().add(boxMark{x: left, y: top, w: pillWidth - pillGap, h: h, stroke: &c, line: 700, radius: 2 * point})
	w := st.face.width(m.word, st.size)
	s.page().add(textMark{left + (pillWidth-columnGap-w)/2, top + (h+st.size*714/1000)/2 - 300, w, m.word, st})
}
