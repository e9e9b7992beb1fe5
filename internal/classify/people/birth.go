package people

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/medbundle/medbundle/internal/classify/dates"
	"github.com/medbundle/medbundle/internal/classify/names"
	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

// maxBirths bounds the birth dates that are read of one page.
const maxBirths = 50

// withBirthDates adds the birth dates of the page among the parts; one without
// a named patient before it takes the name on its own line.
func (p page) withBirthDates(parts []part, known dates.Reading) []part {
	births := 0
	for _, s := range known.On(p.Number) {
		if births == maxBirths {
			break
		}
		if s.Role != "born" && !p.bareBirth(s) || p.ofKin(s.Start) || s.Date.Precision() == clinical.PrecisionMonth && s.Label == "*" {
			continue
		}
		births++
		x := part{start: s.Start, end: s.End, label: "born"}
		x.setName(p.nameBefore(min(s.Start, s.LabelAt)))
		if !x.HasName() {
			x.setName(p.nameBehindTitle(s.Start))
		}
		if !x.HasName() {
			x.setName(p.nameAbove(min(s.Start, s.LabelAt)))
		}
		x.Former = p.formerBefore(s.Start)
		near := false
		for _, o := range parts {
			if o.HasName() && s.Start-o.end < 300 && o.start-s.End < 200 {
				near = true
				if names.Compare(x.Patient, o.Patient) < names.Near {
					x.setName("", "", false)
				}
			}
		}
		if !near && !x.HasName() {
			x.setName(p.nameInAddress(s.Start))
		}
		x.BirthDate = s.Date
		parts = insertPart(parts, x)
	}
	return parts
}

// bareBirth tells whether a date at the head of the first page follows a name
// and a comma directly ("Andrea Ilgner, 21.10.1982, wohnhaft …").
func (p page) bareBirth(s dates.Spot) bool {
	if s.Page != 1 || s.Role != "" || len(p.Lines) == 0 || p.LineAt(s.Start) > 3 || s.Date.Year > 2015 {
		return false
	}
	after, _, _ := strings.Cut(strings.TrimLeft(words.FoldSpaced(p.Text[s.End:min(len(p.Text), s.End+20)]), " ,"), " ")
	after = strings.Trim(after, ".:")
	return after == "wohnhaft" || after == "wh"
}

// maxNameBefore bounds the words of a name before a birth date, particles apart.
const maxNameBefore = 4

// nameBefore reads a name that ends directly before pos, on its line: "Andrea
// Ilgner, 21.10.1982", "GARCÍA LÓPEZ, Ana, nacida el …", "Mevr. A. de Vries, …",
// "Castellanos, Roy   43 y.o. male   10/31/1980".
func (p page) nameBefore(pos int) (family, given string, sure bool) {
	first, last := p.wordsOfName(pos)
	if last-first < 1 {
		return "", "", false
	}
	return names.Split(p.joined(first, last), "name", p.lang)
}

// wordsOfName are the first and the last word of the name that ends before pos; the
// last is before the first where there is none.
func (p page) wordsOfName(pos int) (first, last int) {
	if len(p.Lines) == 0 {
		return 0, -1
	}
	l := p.Lines[p.LineAt(pos)]
	last = sort.Search(len(p.Words), func(i int) bool { return p.Words[i].End > pos }) - 1
	if last < l.First || strings.Contains(p.Text[p.Words[last].End:pos], "/") && p.labelsName(last+1) {
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
	if kin := first - 2; kin > l.First && last >= first && p.relation(kin) {
		return p.wordsOfName(p.Words[kin].Start) // "Sunita Sharma W/o Rajesh Sharma"
	}
	if first > l.First && last > first && p.wordText(first) == "P" && p.wordText(first-1) == "Sz" {
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
func (p page) bracketed(i int) bool {
	w := p.Words[i]
	word := p.Text[w.Start:w.End]
	return strings.HasSuffix(p.Text[:w.Start], "(") && strings.HasPrefix(p.Text[w.End:], ")") && (names.Courtesy(word) || sexOf(word) != "")
}

// namesPatient tells whether the word at i is by itself a label of a name.
func (p page) namesPatient(i int) bool {
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
func (p page) holdsName(first, last int) bool {
	for i := first; i <= last; i++ {
		if p.Words[i].End-p.Words[i].Start > 2 {
			return true
		}
	}
	return false
}

// nameBehindTitle reads the name at the start of the line of pos where the line
// begins with "Mr" or "Frau", not with the title of a doctor.
func (p page) nameBehindTitle(pos int) (family, given string, sure bool) {
	if len(p.Lines) == 0 {
		return "", "", false
	}
	l := p.Lines[p.LineAt(pos)]
	if l.Last-l.First < 3 {
		return "", "", false
	}
	title := p.Words[l.First]
	if word := words.Fold(p.Text[title.Start:title.End]); !names.Courtesy(word) || doctors[word] {
		return "", "", false
	}
	name, end := p.nameAfter(title.Start, l.First)
	if end > pos || len(strings.Fields(name)) < 2 {
		return "", "", false
	}
	return names.Split(name, "name", p.lang)
}

// beforeMaiden is the last word before "geb. Klein" where the name ends with a
// former family name, else last.
func (p page) beforeMaiden(first, last int) int {
	for i := last; i > first && last-i < 4; i-- {
		if n := p.maidenMark(i); n > 0 && i+n <= last {
			return i - 1
		}
	}
	return last
}

// formerBefore is the former family name that stands before a birth date.
func (p page) formerBefore(pos int) string {
	if len(p.Lines) == 0 {
		return ""
	}
	l := p.Lines[p.LineAt(pos)]
	for i := p.wordAt(pos) - 1; i > l.First && p.wordAt(pos)-i < 12; i-- {
		if p.maidenMark(i) > 0 {
			name, end := p.former(p.Words[i-1].End)
			if end < pos {
				return name
			}
		}
	}
	return ""
}

// endsOfName tells whether the word at i may be one of a name that goes on to
// the word at last.
func (p page) endsOfName(i, last int) bool {
	w := p.Words[i]
	word := p.Text[w.Start:w.End]
	if names.Courtesy(word) && (i == last || !suffixes[words.Fold(word)]) || i < last && p.namesPatient(i) || p.leads(i) || !nameLike(names.Mended(word), 1) && !p.elided(i) || i == last && unicode.IsLower([]rune(word)[0]) {
		return false
	}
	if i == last {
		return true
	}
	gap := p.Text[w.End:p.Words[i+1].Start]
	return gap == "|" || !strings.ContainsAny(gap, ":;()/|\t·•–—") && !strings.Contains(gap, "   ") && gap != " - " && (!strings.Contains(gap, ".") || utf8.RuneCountInString(word) <= 2 || suffixes[words.Fold(word)])
}

// suffixes stand behind a family name, also before the comma: "Castellanos Jr., Roy".
var suffixes = map[string]bool{"jr": true, "sr": true, "ii": true, "iii": true, "iv": true}

// addressed tells whether the words from first to the comma are a whole name
// behind "Herr" or "Frau".
func (p page) addressed(first, comma int) bool {
	if first == 0 || comma-first < 2 || names.Shouts(p.Text[p.Words[first].Start:p.Words[first].End]) {
		return false
	}
	switch words.Fold(p.Text[p.Words[first-1].Start:p.Words[first-1].End]) {
	case "herr", "herrn", "frau":
		return true
	}
	return false
}

// joined writes the words from first to last as a name.
func (p page) joined(first, last int) string {
	var b strings.Builder
	for i := first; i <= last; i++ {
		if i > first {
			b.WriteString(joint(p.Text[p.Words[i-1].End:p.Words[i].Start]))
		}
		b.WriteString(names.Mended(p.Text[p.Words[i].Start:p.Words[i].End]))
	}
	return b.String()
}

// birthWord tells whether the word at i belongs to a label of a birth date.
func (p page) birthWord(i int) bool {
	switch words.Fold(p.Text[p.Words[i].Start:p.Words[i].End]) {
	case "geb", "geboren", "am", "born", "dob", "d", "o", "b", "nato", "nata", "il", "ne", "nee", "le", "ur", "nacido", "nacida", "el", "date", "of", "birth", "op",
		"e", "data", "urodzenia", "dnia", "urodzony", "urodzona", "nascita", "di", "fecha", "de", "nacimiento", "nac", "fec", "naissance", "geboortedatum", "geburtsdatum", "gebdat", "dat", "datum":
		return true
	}
	return false
}
