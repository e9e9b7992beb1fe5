package statement

import (
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/packet/typeset"
)

// longestNote is how much of the note is shown, in runes: what a case file may hold.
const longestNote = 6000

// longestPiece is less than a speller shows of one text.
const longestPiece = 1500

// symptoms prints the note line by line, with a gap where the patient left one.
func symptoms(s *typeset.Sheet, c clinical.Case) {
	gap := false
	for _, l := range strings.Split(typeset.Shorten(strings.TrimSpace(c.Symptoms), longestNote), "\n") {
		if l = strings.TrimSpace(l); l == "" {
			gap = true
			continue
		}
		if gap {
			s.Space(6 * typeset.Point)
		}
		gap = false
		s.Paragraph(pieces(s, l)...)
	}
}

// pieces are the spans of a text that is longer than a speller shows.
func pieces(s *typeset.Sheet, text string) (out []typeset.Span) {
	runes := []rune(text)
	for len(runes) > longestPiece {
		out = append(out, s.Text(string(runes[:longestPiece]), typeset.BodyStyle))
		runes = runes[longestPiece:]
	}
	return append(out, s.Text(string(runes), typeset.BodyStyle))
}
