package dates

import (
	"strings"

	"github.com/medbundle/medbundle/internal/classify/words"
)

// page is a page of the paper as labels of dates are read from it.
type page struct{ *words.Page }

// place notes where on its line the date stands.
func (p page) place(s *Spot) {
	s.Line = p.LineAt(s.Start)
	l := p.Lines[s.Line]
	before := strings.TrimSpace(p.Text[l.Start:min(s.Start, l.Start+maxRowNumber)])
	opens := s.Start-l.Start <= maxRowNumber && strings.Trim(before, "0123456789C.)|# ") == ""
	rest := p.Text[min(s.End, l.End):l.End]
	s.Ends = p.endsLine(s.End)
	s.Begins = s.Role == "" && opens && (strings.TrimSpace(rest) == "" && before == "" || strings.ContainsAny(rest, "0123456789"))
}

// maxRowNumber is how much of a line may stand before the date of a row: its number.
const maxRowNumber = 12
