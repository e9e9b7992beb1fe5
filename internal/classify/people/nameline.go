package people

import (
	"strings"
	"unicode"

	"github.com/medbundle/medbundle/internal/classify/dates"
	"github.com/medbundle/medbundle/internal/classify/months"
	"github.com/medbundle/medbundle/internal/classify/names"
	"github.com/medbundle/medbundle/internal/classify/nametext"
	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

// How much earlier than the newest date of the paper a date is that may be a
// birth date without being called one, in years.
const (
	labelledAge = 2  // behind "Patient:" and a name
	lineAge     = 10 // behind a name alone on its line
	formlessAge = 25 // behind words that may be a name and have no form that says so
	aloneBefore = 2015
)

// How much of a line is looked at before and behind such a date, in bytes.
const (
	maxNameLine = 160
	maxRest     = 32
)

// nameLines is how far from the top of a page a line may stand that names the
// patient without a label, in lines.
const nameLines = 10

// MarkBirths gives the dates that end a patient's name the meaning of a birth
// date ("Muster, Erika, 03.04.1961", "Patiente : Claire MARTIN, 05/07/1960"),
// and so every date that is the same as a birth date of the paper or of the
// case: a birth date is never when something was done.
func MarkBirths(pages []*words.Page, known dates.Reading, birth clinical.Date) dates.Reading {
	births := bornOn(known)
	if len(births) == 0 {
		newest := known.NewestYear()
		if !known.SeveralDays() {
			newest = 0
		}
		for i, s := range known.Spots {
			if s.Page > 0 && (page{nametext.Page{Page: pages[s.Page-1]}}).bornBehindName(s, newest) {
				known.Spots[i].Role, known.Spots[i].Date = "born", s.Born(newest)
			}
		}
		births = bornOn(known)
	}
	if !birth.IsZero() {
		births = append(births, birth)
	}
	for i, s := range known.Spots {
		for _, b := range births {
			if s.MayBe(b) && s.Date.Precision() == clinical.PrecisionDay {
				known.Spots[i].Role = "born"
			}
		}
	}
	return known
}

// bornOn lists the birth dates of a paper, each once.
func bornOn(known dates.Reading) []clinical.Date {
	var out []clinical.Date
	seen := map[clinical.Date]bool{}
	for _, s := range known.Spots {
		if s.Role == "born" && s.Date.Precision() == clinical.PrecisionDay && !seen[s.Date] && len(out) < maxBirths {
			seen[s.Date] = true
			out = append(out, s.Date)
		}
	}
	return out
}

// bornBehindName tells whether the spot ends a patient's name, or stands below one,
// and is old enough to be the birth date.
func (p page) bornBehindName(s dates.Spot, newest int) bool {
	if s.Date.Precision() != clinical.PrecisionDay || s.Role != "" && (s.Label != "" && s.LabelAt < s.Start && !names.Particle(s.Label)) {
		return false
	}
	s.Date = s.Born(newest)
	line := p.Lines[p.LineAt(s.Start)]
	if s.Start-line.Start > maxNameLine {
		return false
	}
	labelled, from := p.nameLabelBefore(line, s.Start)
	age := lineAge
	if labelled {
		age = labelledAge
	} else if p.LineAt(s.Start) >= nameLines {
		return false
	}
	if newest == 0 && (!labelled || s.Date.Year > aloneBefore) || newest > 0 && s.Date.Year > newest-age {
		return false
	}
	formless := labelled || newest > 0 && s.Date.Year <= newest-formlessAge
	if p.endsPerson(s.End) && p.onlyName(from, s.Start, labelled) && (formless || p.personForm(from, s)) {
		return true
	}
	return p.behindPerson(s, from, labelled, formless) || p.belowPerson(s, newest)
}

// behindPerson tells whether a person's name, with a sex or an age perhaps, has the
// column before the spot to itself, and no sentence goes on behind it.
func (p page) behindPerson(s dates.Spot, from int, labelled, formless bool) bool {
	if !p.parted(s.End) {
		return false
	}
	first, last := p.Before(s.Start)
	line := p.Lines[p.LineAt(s.Start)]
	if last-first < 1 && !(labelled && last == first) || first < from || p.ofDoctor(first) || !p.OnlyPerson(first, last) {
		return false
	}
	titled := false
	for first > line.First && (names.Courtesy(p.WordText(first-1)) || nametext.Greetings[words.Fold(p.WordText(first-1))]) {
		titled = titled || names.Courtesy(p.WordText(first-1))
		first--
	}
	if first != from && !p.OpensColumn(first) {
		return false
	}
	return labelled || titled || p.looksLikePerson(first, last, s) || formless && p.unknownWords(first, last)
}

// unknownWords tells whether none of the words speaks for a kind or stands in labels.
func (p page) unknownWords(first, last int) bool {
	for i := first; i <= last; i++ {
		if word := p.WordText(i); len(word) > 2 && words.LikelyKnown(word) && !names.Particle(word) {
			return false
		}
	}
	return true
}

// looksLikePerson tells whether the form says that a line without a label names a
// person: "SURNAME, Given", a known given name, a date in brackets or behind a sex.
func (p page) looksLikePerson(first, last int, s dates.Spot) bool {
	gap := p.Text[p.Words[last].End:s.Start]
	if w := p.Words[first]; w.End-w.Start == 1 && words.StartsUpper(p.WordText(first)) && p.Text[w.End] == '.' && first < last {
		return true // "J. Bos, 06-06-1966"
	}
	if strings.HasSuffix(gap, "(") || p.WordAt(s.Start) > last+1 || p.marksPerson(s.End) {
		return true
	}
	return p.namedForm(first, last)
}

// personForm tells whether what stands from a word up to the spot has the form of a
// person's name: behind a title, or as looksLikePerson knows it.
func (p page) personForm(from int, s dates.Spot) bool {
	last := p.WordAt(s.Start) - 1
	return last > from && (names.Courtesy(p.WordText(from)) || p.looksLikePerson(from, last, s))
}

// marksPerson tells whether a sex or a record number stands behind pos.
func (p page) marksPerson(pos int) bool {
	line := p.Lines[p.LineAt(pos-1)]
	i := p.WordAt(pos)
	if i >= line.Last || p.Words[i].Start-pos > 6 {
		return false
	}
	if nametext.SexOf(p.WordText(i)) != "" {
		return true
	}
	for _, h := range p.Hits[p.From(i):] {
		if h.First > i {
			break
		}
		if h.Means(words.IdentityLabel, "number") {
			return true
		}
	}
	return false
}

// belowPerson tells whether the spot begins its line, below a line that holds a
// person's name and nothing else.
func (p page) belowPerson(s dates.Spot, newest int) bool {
	if newest == 0 || s.Date.Year > newest-lineAge || !p.parted(s.End) {
		return false
	}
	first, last := p.personAbove(s.Start)
	return last > first && p.looksLikePerson(first, last, s)
}

// ofDoctor tells whether a doctor's title stands before the word at i.
func (p page) ofDoctor(i int) bool {
	return i > 0 && p.Words[i].Line-p.Words[i-1].Line <= 1 && strings.TrimSpace(p.Text[p.Words[i-1].End:p.Words[i].Start]) != ":" && nametext.Doctors[words.Fold(p.WordText(i-1))]
}

// parted tells whether no sentence goes on behind pos: the line ends there, or a
// mark, a wide gap, a sex or a label of something else follows.
func (p page) parted(pos int) bool {
	line := p.Lines[p.LineAt(pos-1)]
	rest := p.Text[min(pos, line.End):line.End]
	trimmed := strings.TrimLeft(rest, " ")
	if trimmed == "" || len(rest)-len(trimmed) > 1 || strings.ContainsAny(trimmed[:1], "),;|/-–·(\t") || strings.HasPrefix(trimmed, "–") || strings.HasPrefix(trimmed, "·") {
		return true
	}
	return p.marksPerson(pos)
}

// endsPerson tells whether nothing of a sentence stands behind pos on its line:
// the end, a sex, or an address.
func (p page) endsPerson(pos int) bool {
	line := p.Lines[p.LineAt(pos-1)]
	rest := p.Text[min(pos, line.End):min(pos+maxRest, line.End)]
	word, _, _ := strings.Cut(words.Fold(strings.TrimLeftFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) })), " ")
	word = strings.TrimRightFunc(word, func(r rune) bool { return !unicode.IsLetter(r) })
	return word == "" || nametext.SexOf(word) != "" || word == "wohnhaft" || word == "wh"
}

// nameLabelBefore finds the last label of a name on the line before pos, and the
// word at which the name begins.
func (p page) nameLabelBefore(line words.Line, pos int) (labelled bool, from int) {
	from = line.First
	for _, h := range p.Hits[p.From(line.First):] {
		if h.First >= line.Last || p.Words[h.First].Start >= pos {
			break
		}
		for _, what := range []string{"name", "familyfirst", "running"} {
			if h.Last > from && h.Means(words.IdentityLabel, what) && (what == "running" || p.isIdentityLabel(h, "name")) {
				labelled, from = true, h.Last
			}
		}
	}
	return labelled, from
}

// onlyName tells whether the words from the given one up to pos are the name of
// a person and nothing else.
func (p page) onlyName(from, pos int, labelled bool) bool {
	n, last := 0, from
	for i := from; i < len(p.Words) && p.Words[i].Start < pos; i++ {
		word := p.Text[p.Words[i].Start:p.Words[i].End]
		folded := words.Fold(word)
		if n > 0 && strings.ContainsAny(p.Text[p.Words[i-1].End:p.Words[i].Start], ":;/()|\t") {
			return false
		}
		last = i
		if names.Courtesy(folded) {
			if !labelled && nametext.Doctors[folded] {
				return false
			}
			continue
		}
		if !nametext.Like(word, n) || months.Is(word) || p.NamesPlaceOrPaper(i) {
			return false
		}
		n++
	}
	if n < 2 || n > nametext.MaxWords {
		return false
	}
	gap := p.Text[p.Words[last].End:pos]
	return len(gap) <= 4 && !strings.ContainsAny(gap, ":;/|\t\n")
}
