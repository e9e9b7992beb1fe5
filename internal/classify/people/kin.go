package people

import (
	"strings"

	"github.com/medbundle/medbundle/internal/classify/words"
)

// kinLabels begin a line or column that is about somebody beside the patient.
// Relatives stand in the vocabulary of family history, too.
var kinLabels = []string{"emergency contact", "next of kin", "nok", "spouse", "husband", "wife", "guardian", "contact person", "contactpersoon", "angehorige", "ehefrau", "ehemann", "ehegatte", "kontaktperson", "bezugsperson", "betreuer", "zwilling", "partner", "mutter", "vater", "mother", "father", "madre", "padre", "mere", "pere", "matka", "ojciec", "moeder", "vader", "conjoint", "epoux", "epouse", "personne de confiance", "persona de contacto", "familiar", "conyuge", "contatto", "coniuge", "moglie", "marito", "osoba upowazniona", "maz", "zona", "insured", "policy holder", "policyholder", "subscriber", "guarantor", "hauptversicherter", "attendant", "son", "daughter", "brother", "sister", "sohn", "tochter", "bruder", "schwester", "echtgenoot", "echtgenote", "dochter", "zoon"}

// ofKin tells whether the byte at pos stands behind a label of a relative: at the
// start of its line, or of its column behind a wide gap, with no label of the
// patient between.
func (p page) ofKin(pos int) bool {
	if len(p.Lines) == 0 {
		return false
	}
	line := p.Lines[p.LineAt(pos)]
	text := p.Text[line.Start:pos]
	if i := max(strings.LastIndex(text, "   "), strings.LastIndexByte(text, '\t'), strings.LastIndexByte(text, '|'), strings.LastIndexByte(text, ';')); i >= 0 && kinBegins(text[i:]) {
		return true
	}
	if !kinBegins(text) {
		return false
	}
	for _, h := range p.Hits[p.From(line.First):] {
		if h.First >= line.Last || p.Words[h.First].Start >= pos {
			break
		}
		if h.Means(words.IdentityLabel, "name") && p.isIdentityLabel(h, "name") {
			return false
		}
	}
	return true
}

// maxKinLabel bounds the label of a relative with the colon or bracket behind it.
const maxKinLabel = 64

// kinBegins tells whether a text begins with the label of a relative, and a colon
// or bracket soon behind it.
func kinBegins(s string) bool {
	s = strings.TrimLeft(s, " \t|;-*•(")
	folded := words.FoldSpaced(s[:min(len(s), maxKinLabel)])
	for _, k := range kinLabels {
		if rest, ok := strings.CutPrefix(folded, k); ok {
			i := strings.IndexAny(rest, ":(")
			return i >= 0 && i < 24
		}
	}
	return false
}

// relationWords say on a line of a form that it is about somebody who stands for the
// patient, folded.
var relationWords = []string{"relationship", "relation to patient", "relation to the patient", "verwandtschaft", "verhaltnis zum patienten", "verhaltnis zur patientin", "lien de parente", "lien avec", "parentesco", "grado di parentela", "parentela", "relatie tot", "relatie met", "stopien pokrewienstwa", "pokrewienstwo"}

// ofProxy tells whether the line of the word at i says how its person is related to
// the patient: "Name: Mrs Susan Parr   Relationship: daughter".
func (p page) ofProxy(i int) bool {
	l := p.Lines[p.Words[i].Line]
	if l.End-l.Start > maxNameLine {
		return false
	}
	return words.ContainsAny(words.Fold(p.Text[l.Start:l.End]), relationWords)
}
