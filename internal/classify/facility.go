package classify

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

// facility reads the hospital, clinic or laboratory from the letterhead: the
// first line near the top of the first page that holds a word of such names and
// reads like a name, not like a sentence or an address.
func facility(pages []*words.Page) (string, clinical.Evidence) {
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
		if n := (page{p}).placeName(h); n != "" {
			name, at = n, h
		}
	}, words.Place)
	if name == "" {
		return "", clinical.Evidence{}
	}
	start := p.Words[at.First].Start
	return name, clinical.Evidence{Claim: clinical.ClaimFacility, Source: "letterhead", Text: p.Quote(start), Page: 1}
}

// placeName is the stretch of capitalised words around the hit, "" where the
// line is a sentence, a labelled value or too long for a letterhead.
func (p page) placeName(h words.Hit) string {
	l := p.Lines[p.Words[h.First].Line]
	if p.Words[h.Last-1].End > l.End {
		return ""
	}
	from, to := l.Start, l.End
	before := p.Text[from:p.Words[h.First].Start]
	if i := strings.LastIndexAny(before, "|•·\t;"); i >= 0 {
		from += i + 1
	}
	rest := p.Text[p.Words[h.Last-1].End:to]
	if i := cutAt(rest); i >= 0 {
		to = p.Words[h.Last-1].End + i
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
