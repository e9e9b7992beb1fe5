package plain

import (
	"github.com/medbundle/medbundle/internal/packet/typeset"
)

// Placeholder draws the page that stands for a document which cannot be shown.
// The lines say why, where the original is and what to do, in the order in
// which they are to be read; empty ones are left out.
func Placeholder(title string, lines []string) (Sheets, error) {
	s := typeset.NewSheet(&typeset.Speller{}, "")
	s.Kicker("In place of a document that cannot be shown")
	s.Title(6, s.Text(title, typeset.TitleStyle))
	s.Space(5 * typeset.MM)
	st := typeset.BodyStyle.Strong()
	for _, ln := range lines {
		if ln == "" {
			continue
		}
		s.Write(typeset.Left, 140*typeset.MM, 0, s.Text(ln, st))
		s.Space(3 * typeset.MM)
		st = typeset.BodyStyle
	}
	return sheets(s, false)
}
