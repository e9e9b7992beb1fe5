package people

import (
	"strings"

	"github.com/medbundle/medbundle/internal/classify/names"
	"github.com/medbundle/medbundle/internal/classify/nametext"
	"github.com/medbundle/medbundle/internal/classify/words"
)

// bareLabel tells whether a label of a name without a colon stands before a name and
// nothing else: "Name Mr. Harpreet Singh Gill    47Y/M", "Patient LEE, Ann   DOB …".
// What follows must have its column to itself, hold no word of papers or places, and
// look like a name: a title, capitals, a comma or a known given name.
func (p page) bareLabel(h words.Hit) bool {
	end := p.Words[h.Last-1].End
	name, stop := p.After(end, h.Last)
	if name == "" || !p.columnEnds(stop) || !p.OpensColumn(h.First) && !p.ageFollows(stop) {
		return false
	}
	first := h.Last
	titled := names.Courtesy(p.WordText(first))
	for first < len(p.Words) && p.Words[first].Start < stop && names.Courtesy(p.WordText(first)) {
		first++
	}
	last := p.WordAt(stop) - 1
	if last < first || !titled && last == first || !p.OnlyPerson(first, last) {
		return false
	}
	known := titled || p.dateFollows(stop) || stop > 0 && p.marksPerson(stop)
	for i := first; i <= last; i++ {
		word := names.Mended(p.WordText(i))
		if len(word) > 2 && words.LikelyKnown(word) && !names.IsGiven(word) && !names.Particle(word) {
			return false
		}
		known = known || names.IsGiven(word) || names.Shouts(word)
	}
	return known || strings.Contains(name, ", ")
}

// columnEnds tells whether the column ends at pos, or a date, a bracket or another
// label of the person follows.
func (p page) columnEnds(pos int) bool {
	l := p.Lines[p.LineAt(max(pos-1, 0))]
	rest := p.Text[min(pos, l.End):l.End]
	trimmed := strings.TrimLeft(rest, " ")
	if trimmed == "" || len(rest)-len(trimmed) > 1 || strings.ContainsAny(trimmed[:1], "\t|*(,;/0123456789") || strings.HasPrefix(trimmed, "°") {
		return true
	}
	i := p.WordAt(pos)
	for _, h := range p.Hits[p.From(i):] {
		if h.First > i {
			break
		}
		if h.Has(words.IdentityLabel) || h.Means(words.DateLabel, "born") {
			return true
		}
	}
	return false
}

// dateFollows tells whether a date, or a star before one, stands directly behind pos.
func (p page) dateFollows(pos int) bool {
	rest := strings.TrimLeft(p.Text[pos:min(len(p.Text), pos+12)], " ,(*°")
	return len(rest) > 2 && isDigit(rest[0]) && (strings.IndexByte("./-", rest[1]) >= 0 || strings.IndexByte("./-", rest[2]) >= 0)
}

// ageFollows tells whether an age stands directly behind pos: ", 34 yrs male".
func (p page) ageFollows(pos int) bool {
	i := p.WordAt(pos)
	l := p.Lines[p.LineAt(max(pos-1, 0))]
	if i < l.Last && nametext.AsideWords[words.Fold(p.WordText(i))] && len(p.WordText(i)) > 2 {
		i++ // "aged 70"
	}
	if i >= l.Last || p.Words[i].Start-pos > 12 || !isDigit(p.Text[p.Words[i].Start]) || !p.Aside(i) {
		return false
	}
	word := p.WordText(i)
	if !isDigit(word[len(word)-1]) {
		return true
	}
	return i+1 < l.Last && (nametext.AsideWords[words.Fold(p.WordText(i+1))] || nametext.SexOf(p.WordText(i+1)) != "")
}
