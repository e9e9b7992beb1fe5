package classify

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/medbundle/medbundle/internal/clinical"
)

// facility reads the hospital, clinic or laboratory from the letterhead: the
// first line near the top of the first page that holds a word of such names and
// reads like a name, not like a sentence or an address.
func facility(pages []*page) (string, clinical.Evidence) {
	if len(pages) == 0 {
		return "", clinical.Evidence{}
	}
	p := pages[0]
	name := ""
	var at hit
	p.each(func(h hit, _ meaning) {
		if name != "" || p.words[h.first].line >= titleLines || p.words[h.first].start > titleBytes {
			return
		}
		if n := p.placeName(h); n != "" {
			name, at = n, h
		}
	}, chPlace)
	if name == "" {
		return "", clinical.Evidence{}
	}
	start, end := p.words[at.first].start, p.words[at.last-1].end
	return name, clinical.Evidence{Claim: clinical.ClaimFacility, Source: "letterhead", Text: p.quote(start, end), Page: 1}
}

// placeName is the stretch of capitalised words around the hit, "" where the
// line is a sentence, a labelled value or too long for a letterhead.
func (p *page) placeName(h hit) string {
	l := p.lines[p.words[h.first].line]
	if p.words[h.last-1].end > l.end {
		return ""
	}
	from, to := l.start, l.end
	before := p.text[from:p.words[h.first].start]
	if i := strings.LastIndexAny(before, "|•·\t;"); i >= 0 {
		from += i + 1
	}
	rest := p.text[p.words[h.last-1].end:to]
	if i := cutAt(rest); i >= 0 {
		to = p.words[h.last-1].end + i
	}
	s := strings.Trim(strings.Join(strings.Fields(p.text[from:to]), " "), " ,.-–—*#")
	if label, value, ok := strings.Cut(s, ":"); ok {
		if !facilityLabel(label) {
			return ""
		}
		s = strings.TrimSpace(value)
	}
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > 10 || utf8.RuneCountInString(s) > 80 || lowerShare(words) > 50 || len(words) == 1 && utf8.RuneCountInString(s) < 6 {
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
	switch fold(strings.TrimSpace(s)) {
	case "facility", "hospital", "location", "clinic", "performing facility", "einrichtung", "klinik", "centro", "hopital", "ospedale", "szpital", "ziekenhuis", "laboratory", "institution":
		return true
	}
	return false
}

// lowerShare is the percentage of words in lower case: high in sentences.
func lowerShare(words []string) int {
	n := 0
	for _, w := range words {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsLower(r) {
			n++
		}
	}
	return n * 100 / len(words)
}

// sentenceOrName writes a name in capitals with capital initials.
func sentenceOrName(s string) string {
	if strings.ToUpper(s) != s || strings.ToLower(s) == s {
		return s
	}
	words := strings.Fields(s)
	for i, w := range words {
		if utf8.RuneCountInString(w) <= 3 && !littleWords[strings.ToLower(w)] && !strings.HasSuffix(w, ".") && strings.ToLower(w) != "st" {
			continue
		}
		w = strings.ToLower(w)
		if i == 0 || !littleWords[w] {
			r, n := utf8.DecodeRuneInString(w)
			w = string(unicode.ToUpper(r)) + w[n:]
		}
		words[i] = w
	}
	return strings.Join(words, " ")
}
