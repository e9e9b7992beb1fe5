// Package medline reads the lines of a list of medicines, as far as they say
// what the medicine is, how much is taken, how often, and since or until when.
// It is careful: a line that it does not understand says nothing, and where
// columns of a table have come apart nothing is said of what may stand in them.
// It copies and never computes.
package medline

import (
	"strings"

	"github.com/medbundle/medbundle/internal/check/phrase"
)

// Entry is one medicine of a list, and whether the list tells its details.
type Entry struct {
	Name string
	Details
}

// Details tells what is said of a medicine: how much, how often, and since or
// until when or that it is taken still.
type Details struct{ Dose, Often, Since bool }

func (d Details) or(e Details) Details {
	return Details{d.Dose || e.Dose, d.Often || e.Often, d.Since || e.Since}
}

// maxBelow is how many lines below a medicine's may tell about it.
const maxBelow = 3

// reading is what has been read of a page so far.
type reading struct {
	out     []Entry
	cur     int     // index of the medicine that further lines tell about, or -1
	below   int     // how many such lines there were
	own     Details // of those lines, to see whether one tells a thing twice
	skip    bool    // under a heading of other things
	current bool    // under a heading that says that all are taken
	apart   Details // what stands in lines that belong to no single medicine
}

// Read lists the medicines of a page in order.
func Read(lines []phrase.Line) []Entry {
	r := reading{cur: -1}
	for _, l := range lines {
		r.line(l)
	}
	for i := range r.out {
		r.out[i].Details = r.out[i].or(r.apart)
	}
	return r.out
}

func (r *reading) line(l phrase.Line) {
	words := l.Texts()
	if len(words) == 0 {
		r.cur = -1
		return
	}
	d, lab := details(l)
	if lab || isTableHead(l, words) || r.heading(l, words, d) {
		return
	}
	if r.skip {
		return
	}
	if name := medicine(l, words, d); name != "" {
		if r.current {
			d.Since = true
		}
		r.out = append(r.out, Entry{name, d})
		r.cur, r.below, r.own = len(r.out)-1, 0, Details{}
		return
	}
	r.further(d)
}

// further adds what a line below a medicine tells. Where two lines tell the same
// thing, or a line has no medicine above it, columns have come apart.
func (r *reading) further(d Details) {
	r.below++
	if r.cur < 0 || r.below > maxBelow {
		r.apart = r.apart.or(d)
		return
	}
	twice := Details{r.own.Dose && d.Dose, r.own.Often && d.Often, r.own.Since && d.Since}
	r.apart, r.own = r.apart.or(twice), r.own.or(d)
	r.out[r.cur].Details = r.out[r.cur].or(d)
}

// heading takes a heading in: what follows is a list, or something else.
func (r *reading) heading(l phrase.Line, words []string, d Details) bool {
	hits := heads.Find(words)
	if len(hits) == 0 || hits[0].First > 1 {
		return false
	}
	short := len(words) <= 6 && !d.Dose
	colon := strings.Contains(l.Raw[l.Words[hits[0].Last-1].End:], ":")
	what := hits[0].What
	if what == "other" && hits[0].First == 0 {
		if short && (!colon || strings.HasSuffix(strings.TrimSpace(l.Raw), ":")) {
			r.skip, r.cur = true, -1
		}
		return true // "Allergies: penicillin" tells about nothing else either
	}
	if what == "list" && short && !hasName(words) {
		r.skip, r.cur = false, -1
		r.current = since.Has(words) && !over.Has(words)
		return true
	}
	return false
}

// isTableHead tells whether a line names columns.
func isTableHead(l phrase.Line, words []string) bool {
	return len(columns.Find(words)) >= 2 && !strings.ContainsAny(l.Raw, "0123456789") && !hasName(words)
}

// nameWords is within how many words of a line the name of a medicine stands.
const nameWords = 4

// medicine is the name of the medicine that a line is about, or "".
func medicine(l phrase.Line, words []string, d Details) string {
	if at := nameAt(l, words, d); at >= 0 {
		return nameText(l, at)
	}
	return ""
}

// nameAt is the word with which the name of the medicine begins that a line is
// about, or -1.
func nameAt(l phrase.Line, words []string, d Details) int {
	first := cellOfName(l, words)
	for first < len(words) && (isNumber(words[first]) || prefixes[words[first]]) {
		first++ // "1. Tab. Letrozole", "24 HR metoprolol"
	}
	if first >= len(words) {
		return -1
	}
	if v := verbs.Find(words[first:min(len(words), first+1)]); len(v) > 0 {
		return -1
	}
	head := words[first:min(len(words), first+nameWords)]
	if at := namedAt(head); at >= 0 {
		if at > 0 && strings.ContainsAny(l.Gap(first+at), ":(") {
			first += at // "No longer: ibuprofen"
		}
		return first
	}
	// An unknown word before an amount is a name as well.
	if at := massAt(l, words); d.Dose && at > first && at <= first+6 && len(words[first]) >= 4 && !dosed.Has(words[first:first+1]) && !often.Has(words[first:first+1]) && !since.Has(words[first:first+1]) {
		return first
	}
	return -1
}

// cellOfName is the first word of the cell that names the medicine: the first cell
// that has a known name, or else the first with an amount, or else the first.
func cellOfName(l phrase.Line, words []string) int {
	if !strings.Contains(l.Raw, "\t") {
		return 0
	}
	amount, start := 0, 0
	for i := 1; i <= len(words); i++ {
		if i < len(words) && !strings.Contains(l.Gap(i), "\t") {
			continue
		}
		if hasName(words[start:i]) {
			return start
		}
		if at := massAt(l, words[:i]); at > start && amount == 0 {
			amount = start
		}
		start = i
	}
	return amount
}

// namedAt is the first word that begins a known name, or -1.
func namedAt(words []string) int {
	for i := range words {
		if h := names.Find(words[i:]); hasName(words[i:i+1]) || len(h) > 0 && h[0].First == 0 {
			return i
		}
	}
	return -1
}

// small are words that no name goes on with.
var small = map[string]bool{"on": true, "in": true, "at": true, "by": true, "for": true, "with": true, "and": true, "drip": true, "to": true, "the": true, "im": true, "und": true, "mit": true, "et": true, "avec": true, "y": true, "con": true, "e": true, "i": true, "z": true, "en": true, "met": true}

func hasName(words []string) bool {
	if names.Has(words) {
		return true
	}
	for _, w := range words {
		if len(w) < 7 {
			continue
		}
		for _, e := range endings {
			if strings.HasSuffix(w, e) && len(w) > len(e)+1 {
				return true
			}
		}
	}
	return false
}

// maxName is how much of a name is shown, in bytes.
const maxName = 50

// nameText is the name as written: from its first word to the first number,
// cell or bracket.
func nameText(l phrase.Line, first int) string {
	start := l.Words[first].Start
	end := l.Words[first].End
	for i := first + 1; i < len(l.Words); i++ {
		gap := l.Gap(i)
		if word := []string{l.Words[i].Text, next(l, i)}; isNumber(word[0]) || small[word[0]] || often.Has(word[:1]) || since.Has(word[:1]) || startsPhrase(often, word) {
			break
		}
		if strings.ContainsAny(gap, "\t,;:([|") || strings.Contains(gap, "  ") || l.Words[i].End-start > maxName || i-first >= 5 {
			break
		}
		end = l.Words[i].End
	}
	return strings.ToValidUTF8(l.Raw[start:end], "")
}

// next is the word behind word i, or "".
func next(l phrase.Line, i int) string {
	if i+1 < len(l.Words) {
		return l.Words[i+1].Text
	}
	return ""
}

// startsPhrase tells whether a phrase of the table begins with the first word.
func startsPhrase(t *phrase.Table, words []string) bool {
	hits := t.Find(words)
	return len(hits) > 0 && hits[0].First == 0
}

func isNumber(w string) bool { return w != "" && w[0] >= '0' && w[0] <= '9' }

// massAt is the place of the first number that an amount follows, or -1.
func massAt(l phrase.Line, words []string) int {
	for i := 0; i+1 < len(words); i++ {
		if isNumber(words[i]) && len(l.Gap(i+1)) <= 2 {
			if h := dosed.Find(words[i+1 : i+2]); len(h) > 0 && h[0].What == "mass" {
				return i
			}
		}
	}
	return -1
}
