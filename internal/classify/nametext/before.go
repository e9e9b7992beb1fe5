package nametext

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/medbundle/medbundle/internal/classify/names"
	"github.com/medbundle/medbundle/internal/classify/words"
)

// maxNameBefore bounds the words of a name before a birth date, particles apart.
const maxNameBefore = 4

// Before are the first and the last word of the name that ends before pos; the
// last is before the first where there is none.
func (p Page) Before(pos int) (first, last int) {
	if len(p.Lines) == 0 {
		return 0, -1
	}
	l := p.Lines[p.LineAt(pos)]
	last = sort.Search(len(p.Words), func(i int) bool { return p.Words[i].End > pos }) - 1
	if last < l.First || strings.Contains(p.Text[p.Words[last].End:pos], "/") && p.LabelsName(last+1) {
		return 0, -1 // "Janm Tithi / DOB": a label in two languages
	}
	last = p.beforeMaiden(l.First, p.beforeAsides(l.First, last))
	comma, bare := 0, 0
	first = last + 1
	for i := last; i >= l.First && bare < maxNameBefore && last-i < 8 && p.endsOfName(i, last); i-- {
		if i < last && strings.Contains(p.Text[p.Words[i].End:p.Words[i+1].Start], ",") {
			if comma > 0 {
				break
			}
			comma = i + 1
		}
		if !names.Particle(p.Text[p.Words[i].Start:p.Words[i].End]) {
			bare++
		}
		first = i
	}
	if kin := first - 2; kin > l.First && last >= first && p.Relation(kin) {
		return p.Before(p.Words[kin].Start) // "Sunita Sharma W/o Rajesh Sharma"
	}
	if first > l.First && last > first && p.WordText(first) == "P" && p.WordText(first-1) == "Sz" {
		first++ // Szanowna Pani
	}
	for last > first && names.Courtesy(p.Text[p.Words[first].Start:p.Words[first].End]) {
		first++
	}
	if comma > 0 && p.addressed(first, comma) {
		last = comma - 1 // "Frau Erika Muster, Ulm, geb. …"
	}
	if !p.holdsName(first, last) {
		return 0, -1
	}
	return first, last
}

// bracketed tells whether the word at i is a title or a sex in brackets: "EVANS,
// Rhiannon (Mrs)".
func (p Page) bracketed(i int) bool {
	w := p.Words[i]
	word := p.Text[w.Start:w.End]
	return strings.HasSuffix(p.Text[:w.Start], "(") && strings.HasPrefix(p.Text[w.End:], ")") && (names.Courtesy(word) || SexOf(word) != "")
}

// NamesPatient tells whether the word at i is by itself a label of a name.
func (p Page) NamesPatient(i int) bool {
	for _, h := range p.Hits[p.From(i):] {
		if h.First > i {
			break
		}
		if h.Last == i+1 && h.Means(words.IdentityLabel, "name") {
			return true
		}
	}
	return false
}

// holdsName tells whether one of the words from first to last is no initial.
func (p Page) holdsName(first, last int) bool {
	for i := first; i <= last; i++ {
		if p.Words[i].End-p.Words[i].Start > 2 {
			return true
		}
	}
	return false
}

// beforeMaiden is the last word before "geb. Klein" where the name ends with a
// FormerAfter family name, else last.
func (p Page) beforeMaiden(first, last int) int {
	for i := last; i > first && last-i < 4; i-- {
		if n := p.MaidenMark(i); n > 0 && i+n <= last {
			return i - 1
		}
	}
	return last
}

// endsOfName tells whether the word at i may be one of a name that goes on to
// the word at last.
func (p Page) endsOfName(i, last int) bool {
	w := p.Words[i]
	word := p.Text[w.Start:w.End]
	if names.Courtesy(word) && (i == last || !Suffixes[words.Fold(word)]) || i < last && p.NamesPatient(i) || p.leads(i) || !Like(names.Mended(word), 1) && !p.Elided(i) || i == last && unicode.IsLower([]rune(word)[0]) {
		return false
	}
	if i == last {
		return true
	}
	gap := p.Text[w.End:p.Words[i+1].Start]
	return gap == "|" || !strings.ContainsAny(gap, ":;()/|\t·•–—") && !strings.Contains(gap, "   ") && gap != " - " && (!strings.Contains(gap, ".") || utf8.RuneCountInString(word) <= 2 || Suffixes[words.Fold(word)])
}

// addressed tells whether the words from first to the comma are a whole name
// behind "Herr" or "Frau".
func (p Page) addressed(first, comma int) bool {
	if first == 0 || comma-first < 2 || names.Shouts(p.Text[p.Words[first].Start:p.Words[first].End]) {
		return false
	}
	switch words.Fold(p.Text[p.Words[first-1].Start:p.Words[first-1].End]) {
	case "herr", "herrn", "frau":
		return true
	}
	return false
}

// Joined writes the words from first to last as a name.
func (p Page) Joined(first, last int) string {
	var b strings.Builder
	for i := first; i <= last; i++ {
		if i > first {
			b.WriteString(Joint(p.Text[p.Words[i-1].End:p.Words[i].Start]))
		}
		b.WriteString(names.Mended(p.Text[p.Words[i].Start:p.Words[i].End]))
	}
	return b.String()
}

// birthWord tells whether the word at i belongs to a label of a birth date.
func (p Page) birthWord(i int) bool {
	switch words.Fold(p.Text[p.Words[i].Start:p.Words[i].End]) {
	case "geb", "geboren", "am", "born", "dob", "d", "o", "b", "nato", "nata", "il", "ne", "nee", "le", "ur", "nacido", "nacida", "el", "date", "of", "birth", "op",
		"e", "data", "urodzenia", "dnia", "urodzony", "urodzona", "nascita", "di", "fecha", "de", "nacimiento", "nac", "fec", "naissance", "geboortedatum", "geburtsdatum", "gebdat", "dat", "datum":
		return true
	}
	return false
}

// Suffixes stand behind a family name, also before the comma: "Castellanos Jr., Roy".
var Suffixes = map[string]bool{"jr": true, "sr": true, "ii": true, "iii": true, "iv": true}
