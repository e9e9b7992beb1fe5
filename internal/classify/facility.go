package classify

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/medbundle/medbundle/internal/classify/dates"
	"github.com/medbundle/medbundle/internal/classify/names"
	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

// facility reads the hospital, clinic or laboratory from the letterhead: the
// first line near the top of the first page that holds a word of such names and
// reads like a name, not like a sentence or an address, and holds nothing of who
// the patient.
func facility(pages []*words.Page, known dates.Reading, who clinical.Patient) (string, clinical.Evidence) {
	if len(pages) == 0 {
		return "", clinical.Evidence{}
	}
	p := pages[0]
	name := ""
	var at words.Hit
	p.Each(func(h words.Hit, _ words.Meaning) {
		if name != "" || !p.InHead(p.Words[h.First].Start) {
			return
		}
		if n := (page{p}).placeName(h, known); n != "" && !namesFamily(n, who) {
			name, at = n, h
		}
	}, words.Place)
	if name == "" {
		return "", clinical.Evidence{}
	}
	start := p.Words[at.First].Start
	return name, clinical.Evidence{Claim: clinical.ClaimFacility, Source: "letterhead", Text: p.Quote(start), Page: 1}
}

// maxPlace bounds the stretch of a line that may be the name of a place, in bytes.
const maxPlace = 240

// placeName is the stretch of capitalised words around the hit, "" where the
// line is a sentence, a labelled value, a title, a date or too long for a
// letterhead.
func (p page) placeName(h words.Hit, known dates.Reading) string {
	from, to, ok := p.placeStretch(h)
	if !ok || to-from > maxPlace || p.datedOrBorn(from, to, known) {
		return ""
	}
	s := strings.Trim(strings.Join(strings.Fields(p.Text[from:to]), " "), " ,.-–—*#")
	if label, value, ok := strings.Cut(s, ":"); ok {
		if !facilityLabel(label) {
			return ""
		}
		s = strings.TrimSpace(value)
	}
	parts := strings.Fields(s)
	if len(parts) == 0 || len(parts) > 10 || utf8.RuneCountInString(s) > 80 || lowerShare(parts) > 50 || len(parts) == 1 && utf8.RuneCountInString(s) < 6 {
		return ""
	}
	r, _ := utf8.DecodeRuneInString(s)
	if !unicode.IsUpper(r) {
		return ""
	}
	return sentenceOrName(s)
}

// placeStretch is the part of the line around the hit that may be a name: from
// the column before it to the address or the title of the paper behind it. ok is
// false where the hit is part of such a title ("Health summary").
func (p page) placeStretch(h words.Hit) (from, to int, ok bool) {
	l := p.Lines[p.Words[h.First].Line]
	if p.Words[h.Last-1].End > l.End {
		return 0, 0, false
	}
	from, to = l.Start, l.End
	before := p.Text[max(from, p.Words[h.First].Start-maxPlace):p.Words[h.First].Start]
	if i := strings.LastIndexAny(before, "|•·\t;"); i >= 0 {
		from = p.Words[h.First].Start - len(before) + i + 1
	}
	end := p.Words[h.Last-1].End
	if i := cutAt(p.Text[end:min(to, end+maxPlace)]); i >= 0 {
		to = end + i
	}
	for _, t := range p.Hits[p.From(l.First):] {
		switch {
		case p.Words[t.First].Start >= to:
			return from, to, true
		case t.Last <= h.First || t.Weight(words.Title) <= maxPlaceTitle:
		case t.First < h.Last:
			return 0, 0, false
		default:
			return from, p.Words[t.First].Start, true
		}
	}
	return from, to, true
}

// maxPlaceTitle is the weight up to which a title may be the name of a place,
// too: "Institut für Pathologie".
const maxPlaceTitle = 10

// datedOrBorn tells whether a date or a label of a birth date reaches into the
// stretch: it is a line about a person or a visit.
func (p page) datedOrBorn(from, to int, known dates.Reading) bool {
	for _, s := range known.On(p.Number) {
		if s.Start < to && s.End > from {
			return true
		}
	}
	for _, h := range p.Hits[p.From(p.Lines[p.LineAt(from)].First):] {
		start := p.Words[h.First].Start
		if start >= to {
			return false
		}
		if start >= from && h.Means(words.DateLabel, "born") {
			return true
		}
	}
	return false
}

// cutAt finds where an address or another column begins.
func cutAt(s string) int {
	best := -1
	for _, mark := range []string{" - ", " – ", ", ", "   ", "\t", "|", "•", "·", ";", ". ", "., "} {
		if i := strings.Index(s, mark); i >= 0 && (best < 0 || i < best) && !strings.HasSuffix(s[:i], " St") {
			best = i
		}
	}
	if i := strings.IndexFunc(s, unicode.IsDigit); i >= 0 && (best < 0 || i < best) {
		best = i
	}
	return best
}

func facilityLabel(s string) bool {
	switch words.Fold(strings.TrimSpace(s)) {
	case "facility", "hospital", "location", "clinic", "performing facility", "einrichtung", "klinik", "centro", "hopital", "ospedale", "szpital", "ziekenhuis", "laboratory", "institution":
		return true
	}
	return false
}

// lowerShare is the percentage of words in lower case: high in sentences.
func lowerShare(parts []string) int {
	n := 0
	for _, w := range parts {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsLower(r) {
			n++
		}
	}
	return n * 100 / len(parts)
}

// sentenceOrName writes a name in capitals with capital initials.
func sentenceOrName(s string) string {
	if strings.ToUpper(s) != s || strings.ToLower(s) == s {
		return s
	}
	parts := strings.Fields(s)
	for i, w := range parts {
		if utf8.RuneCountInString(w) <= 3 && !littleWords[strings.ToLower(w)] && !strings.HasSuffix(w, ".") && strings.ToLower(w) != "st" {
			continue
		}
		w = strings.ToLower(w)
		if i == 0 || !littleWords[w] {
			r, n := utf8.DecodeRuneInString(w)
			w = string(unicode.ToUpper(r)) + w[n:]
		}
		parts[i] = w
	}
	return strings.Join(parts, " ")
}

// namesFamily tells whether the text holds the family name of the person. Given
// names do not count: many hospitals bear one ("St Mary").
func namesFamily(text string, who clinical.Patient) bool {
	have := names.Words(text)
	for _, w := range names.Words(who.Family) {
		if len(w) > 1 && slices.Contains(have, w) {
			return true
		}
	}
	return false
}
