package dates

import (
	"slices"
	"strings"
	"unicode"

	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

// titledRole is the meaning of a date that ends the title of its paper.
const titledRole = "titled"

// anyKind is what a title is about that names no kind: "Minutes of 24.03.2026".
const anyKind = ""

// title tells whether the spot ends a line in the head of the paper that begins
// with a title ("RCP gynécologie du …", "CT Thorax vom …") or with words that say
// the same of any paper ("Protokoll vom …"), and notes the kinds it names. In a
// sentence such words tell of an earlier paper.
func (p page) title(l label, s *Spot) {
	if !s.InHeader || l.role != "place" && l.role != titledRole || !p.endsLine(s.End) {
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
				s.about = append(s.about, m.What)
			}
		}
	}
	if l.role == titledRole && p.Words[line.First].Start == l.start {
		s.about = append(s.about, anyKind)
	}
	if len(s.about) > 0 {
		s.Role = titledRole
	}
}

// endsLine tells whether nothing but marks and a time of day stands behind pos
// on its line.
func (p page) endsLine(pos int) bool {
	line := p.Lines[p.LineAt(pos-1)]
	rest := strings.TrimFunc(p.Text[min(pos, line.End):line.End], func(r rune) bool { return !unicode.IsLetter(r) })
	return rest == "" || rest == "Uhr" || rest == "h"
}

// titled is the first date that ends a title of kind k.
func (r Reading) titled(k clinical.Kind) (Spot, bool) {
	for _, s := range r.Spots {
		if s.Role == titledRole && s.Date.Precision() == clinical.PrecisionDay &&
			(k == clinical.Unknown || slices.Contains(s.about, string(k)) || slices.Contains(s.about, anyKind)) {
			return s, true
		}
	}
	return Spot{}, false
}
