package dates

import (
	"strings"

	"github.com/medbundle/medbundle/internal/classify/words"
)

// page is a page of the paper as labels of dates are read from it.
type page struct{ *words.Page }

// beginsRow tells whether a line begins with the date and goes on with a value.
func (p page) beginsRow(s Spot) bool {
	l := p.Lines[p.LineAt(s.Start)]
	return s.Role == "" && s.End < l.End && strings.TrimSpace(p.Text[l.Start:s.Start]) == "" &&
		strings.ContainsAny(p.Text[s.End:l.End], "0123456789")
}
