package clinical

import (
	"slices"
	"strings"
	"unicode"
)

// selfWords, staffWords and relativeWords say what somebody who prepares a bundle
// is to the patient. Staff prepare what their house may send anyway.
var (
	selfWords  = []string{"self", "me", "myself", "patient", "i", "selbst", "ich", "patientin", "moi", "yo", "paciente", "io", "paziente"}
	staffWords = []string{
		"staff", "records", "office", "hospital", "clinic", "department", "practice", "registry", "registrar", "nurse", "doctor", "physician",
		"oncologist", "surgeon", "gp", "coordinator", "navigator", "secretary", "secretariat", "archive", "klinik", "krankenhaus", "praxis",
	}
	relativeWords = []string{
		"daughter", "son", "wife", "husband", "spouse", "partner", "mother", "father", "mum", "mom", "dad", "parent", "parents", "brother", "sister",
		"aunt", "uncle", "niece", "nephew", "cousin", "grandson", "granddaughter", "grandmother", "grandfather", "friend", "neighbour", "neighbor",
		"carer", "caregiver", "guardian", "attorney", "proxy", "relative", "fiance", "fiancee", "fiancé", "fiancée", "tochter", "sohn", "ehefrau",
		"ehemann", "mutter", "vater", "bruder", "schwester", "fille", "fils", "hija", "hijo", "figlia", "figlio",
	}
)

// PreparerActs tells whether the person who prepares the bundle acts for the
// patient, as far as PreparedBy and Relationship say. known is false where they do
// not. Any relationship but the patient's own and that of a house's staff is one
// that acts.
func (c Case) PreparerActs() (acts, known bool) {
	if says := wordsOf(c.Relationship); len(says) > 0 {
		return !mine(says) && !(hasAny(says, staffWords) && !hasAny(says, relativeWords)), true
	}
	says := wordsOf(c.PreparedBy)
	switch {
	case len(says) == 0:
		return false, false
	case hasAny(says, relativeWords): // "her daughter", "the patient's son"
		return true, true
	case mine(says) || hasAny(says, staffWords):
		return false, true
	}
	name := append(wordsOf(c.Patient.Family), wordsOf(c.Patient.Given)...)
	if c.Patient.Family != "" && c.Patient.Given != "" && subset(says, name) && hasAny(says, wordsOf(c.Patient.Family)) && hasAny(says, wordsOf(c.Patient.Given)) {
		return false, true
	}
	return false, false
}

// PreparedByStaff tells whether a hospital's or practice's staff prepares the bundle, as
// far as PreparedBy and Relationship say.
func (c Case) PreparedByStaff() bool {
	says := wordsOf(c.Relationship)
	if len(says) == 0 {
		says = wordsOf(c.PreparedBy)
	}
	return hasAny(says, staffWords) && !hasAny(says, relativeWords) && !hasAny(says, selfWords)
}

// mine tells whether the words name the patient and nobody beside: "the patient",
// "me, the patient", "patient herself".
func mine(words []string) bool {
	rest := []string{"the", "her", "him", "herself", "himself", "themselves", "own", "der", "die", "le", "la", "el", "il"}
	return hasAny(words, selfWords) && subset(words, append(rest, selfWords...))
}

func wordsOf(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
}

func hasAny(words, of []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(of, w) })
}

func subset(words, of []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(of, w) })
}
