// Package nametext reads names as they stand in the text of a page: forward from a
// label, backward from a birth date, with ages, sexes and former names beside them. It
// does not know whose names they are.
package nametext

import (
	"github.com/medbundle/medbundle/internal/classify/names"
	"github.com/medbundle/medbundle/internal/classify/words"
)

// Page is a page of the paper as names are read from it.
type Page struct {
	*words.Page
	Lang string // of the paper, "" where that is not known
}

// Doctors are the titles of people who sign papers.
var Doctors = map[string]bool{"dr": true, "prof": true, "med": true, "univ": true, "dott": true, "md": true, "phd": true, "mag": true, "dipl": true, "ing": true}

// SexOf is the sex that a word says, "" for none.
func SexOf(word string) string {
	switch words.Fold(word) {
	case "f", "female", "woman", "w", "weiblich", "femme", "feminin", "mujer", "femenino", "femmina", "femminile", "k", "kobieta", "v", "vrouw":
		return "F"
	case "m", "male", "man", "mannlich", "homme", "masculin", "hombre", "varon", "h", "masculino", "maschio", "maschile", "mezczyzna":
		return "M"
	}
	return ""
}

func (p Page) WordText(i int) string { return p.Text[p.Words[i].Start:p.Words[i].End] }

// OnlyPerson tells whether no word from first to last belongs to the name of a
// place, to a title, a heading or a thing that was done.
func (p Page) OnlyPerson(first, last int) bool {
	for i := first; i <= last; i++ {
		if p.Words[i].End-p.Words[i].Start == 1 && words.StartsUpper(p.WordText(i)) {
			continue // an initial, though "S" and "O" are headings, too
		}
		if p.NamesPlaceOrPaper(i) || !Like(names.Mended(p.WordText(i)), i-first) && !p.Elided(i) && !names.Particle(p.WordText(i)) {
			return false
		}
	}
	return true
}

// NamesPlaceOrPaper tells whether a phrase at word i belongs to the name of a
// place or to a paper's title or heading.
func (p Page) NamesPlaceOrPaper(i int) bool {
	for _, h := range p.Hits[p.From(i):] {
		if h.First > i {
			return false
		}
		if h.Has(words.Place) || h.Has(words.Title) || h.Has(words.Heading) {
			return true
		}
	}
	return false
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
