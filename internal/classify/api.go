package classify

import (
	"github.com/medbundle/medbundle/internal/classify/covers"
	"github.com/medbundle/medbundle/internal/classify/dates"
	"github.com/medbundle/medbundle/internal/classify/diagnosis"
	"github.com/medbundle/medbundle/internal/classify/history"
	"github.com/medbundle/medbundle/internal/classify/people"
	"github.com/medbundle/medbundle/internal/classify/sameperson"
	"github.com/medbundle/medbundle/internal/classify/sametext"
	"github.com/medbundle/medbundle/internal/classify/statement"
	"github.com/medbundle/medbundle/internal/classify/tumour"
	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

// Sighting is one place at which a page names a person as the patient.
type Sighting = people.Sighting

// Fingerprint stands for the text of a document, made once for one that is compared
// with many.
type Fingerprint = sametext.Fingerprint

// CoverSheet tells whether a page is the cover sheet of a fax, and no page of a
// paper of any kind; see covers.Fax.
func CoverSheet(page string) bool {
	if !covers.Fax(page) {
		return false
	}
	v := Document(Subject{Pages: []string{page}})
	return v.Kind == clinical.Other || v.Kind == clinical.Unknown || v.Confidence == clinical.Unsure
}

// Identity lists every person whom the pages name as the patient, in reading
// order; see people.Identity.
func Identity(pages []string) []Sighting { return people.Identity(pages) }

// Compare judges whether a record that names seen is about stated; see
// sameperson.Compare.
func Compare(stated, seen clinical.Patient) clinical.Match { return sameperson.Compare(stated, seen) }

// Contradiction says what of seen is not as it is in stated though both are taken
// for one person; see sameperson.Contradiction.
func Contradiction(stated, seen clinical.Patient) string {
	return sameperson.Contradiction(stated, seen)
}

// Told is what is known of a paper before it is read for what it tells.
type Told struct {
	Kind  clinical.Kind
	Date  clinical.Date // of the paper
	Birth clinical.Date // of the patient
	Order Order         // of day and month, where other papers prove it
	// Outside tells that the letter is of the end of treatment outside a hospital.
	Outside bool
}

// Tale is what a paper tells of its patient's history.
type Tale struct {
	// Mentions are what was done, and Plans what is going to be; see history.Read.
	Mentions, Plans []clinical.Mention
	// Signs are the places at which it names the cancer; see tumour.Signs.
	Signs []Sign
	// Quotes are what it states of the diagnosis; see diagnosis.Read.
	Quotes []diagnosis.Quote
	// Language is the one it is written in, where that is clear; else "".
	Language string
}

// Sign is a place at which a paper names the cancer of its patient.
type Sign = tumour.Sign

// Tell reads what the pages of a paper tell. Pages count from 1.
func Tell(pages []string, t Told) Tale {
	read := words.Read(pages)
	lang := words.LanguageOf(read)
	known := dates.Read(read, lang, dates.Told{Order: t.Order, Birth: t.Birth})
	known = people.MarkBirths(read, known, t.Birth)
	said := make([]*statement.Page, len(read))
	for i, p := range read {
		said[i] = statement.Read(p, lang)
	}
	done, planned := history.Read(said, history.Paper{Kind: t.Kind, Date: t.Date, Dates: known, Outside: t.Outside})
	return Tale{
		Mentions: done, Plans: planned,
		Signs:    tumour.Signs(said, t.Kind),
		Quotes:   diagnosis.Read(said, t.Kind),
		Language: words.ClearLanguage(read),
	}
}

// NewFingerprint reads the pages of a document.
func NewFingerprint(pages []string) Fingerprint { return sametext.NewFingerprint(pages) }
