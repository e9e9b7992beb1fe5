package dates

import (
	"strings"
	"unicode"

	"github.com/medbundle/medbundle/internal/classify/words"
)

// TitledRole is the meaning of a date that ends the title of its paper.
const TitledRole = "titled"

// AnyKind is what a title is about that names no kind: "Minutes of 24.03.2026".
const AnyKind = ""

// title tells whether the spot ends a line in the head of the paper that begins
// with a title ("RCP gynécologie du …", "CT Thorax vom …") or with words that say
// the same of any paper ("Protokoll vom …"), and notes the kinds it names. In a
// sentence such words tell of an earlier paper.
func (p page) title(l label, s *Spot) {
	if !s.InHeader || l.role != "place" && l.role != TitledRole || !p.endsLine(s.End) {
		return
	}
	line := p.Lines[p.LineAt(s.Start)]
	if l.start < line.Start || strings.ContainsAny(p.Text[line.Start:l.start], ":;") {
		return
	}
	for _, h := range p.Hits[p.From(line.First):] {
		if h.First > line.First {
			break
		}
		for _, m := range h.Meanings() {
			if m.Channel == words.Title {
				s.About = append(s.About, m.What)
			}
		}
	}
	if l.role == TitledRole && p.Words[line.First].Start == l.start {
		s.About = append(s.About, AnyKind)
	}
	if len(s.About) > 0 {
		s.Role = TitledRole
	}
}

// endsLine tells whether nothing but marks and a time of day stands behind pos
// on its line.
func (p page) endsLine(pos int) bool {
	line := p.Lines[p.LineAt(pos-1)]
	rest := strings.TrimFunc(p.Text[min(pos, line.End):line.End], func(r rune) bool { return !unicode.IsLetter(r) })
	return rest == "" || rest == "Uhr" || rest == "h"
}
