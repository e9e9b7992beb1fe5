package evidence

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
)

// languageNames are the languages that can be told apart.
var languageNames = map[string]string{
	"en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pl": "Polish", "nl": "Dutch",
}

// namedPapers is how many papers the evidence of another language names.
const namedPapers = 3

// languages tells whether papers are in a language that the clinic does not work
// in. Where nobody says in which it works, papers are compared with each other:
// those that are not in the language of most need translating for some reader. Only
// papers whose language and kind are clear count; a leaflet needs no translation.
func (p prover) languages() (clinical.Fact, bool) {
	by := map[string][]Paper{}
	for _, e := range p.papers {
		if e.Tale.Language != "" && e.Kind != clinical.Other && e.Kind != clinical.Unknown && e.Confidence != clinical.Unsure {
			by[e.Tale.Language] = append(by[e.Tale.Language], e)
		}
	}
	own, why := p.c.RecipientLanguage, "the language of the clinic"
	if own == "" {
		own, why = mostly(by), "that of most papers"
	}
	if own == "" {
		return clinical.Fact{}, false
	}
	var foreign []Paper
	var langs []string
	for _, l := range slices.Sorted(maps.Keys(by)) {
		if l != own {
			foreign = append(foreign, by[l]...)
			langs = append(langs, languageName(l))
		}
	}
	if len(foreign) == 0 {
		return clinical.Fact{}, false
	}
	var names []string
	for _, e := range foreign[:min(len(foreign), namedPapers)] {
		names = append(names, e.File)
	}
	list := strings.Join(names, ", ")
	if n := len(foreign) - len(names); n > 0 {
		list += fmt.Sprintf(" and %d more", n)
	}
	verb := "is"
	if len(foreign) > 1 {
		verb = "are"
	}
	return clinical.Fact{
		ID: clinical.FactLanguageDiffers, Value: true, Record: foreign[0].ID,
		Why: fmt.Sprintf("%s %s in %s, not in %s, which is %s", list, verb, strings.Join(langs, " and "), languageName(own), why),
	}, true
}

// mostly is the language of most papers, "" where no language has more than all
// others together.
func mostly(by map[string][]Paper) string {
	all := 0
	for _, es := range by {
		all += len(es)
	}
	for _, l := range slices.Sorted(maps.Keys(by)) {
		if 2*len(by[l]) > all {
			return l
		}
	}
	return ""
}

func languageName(l string) string {
	if n := languageNames[l]; n != "" {
		return n
	}
	return l
}
