package classify

import (
	"github.com/medbundle/medbundle/internal/classify/covers"
	"github.com/medbundle/medbundle/internal/classify/history"
	"github.com/medbundle/medbundle/internal/classify/people"
	"github.com/medbundle/medbundle/internal/classify/sameperson"
	"github.com/medbundle/medbundle/internal/classify/sametext"
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

// Facts lists what the pages of a document of kind k say was done; see
// history.Facts.
func Facts(pages []string, k clinical.Kind) []clinical.Fact { return history.Facts(pages, k) }

// FactsOfText lists what is written on the pages alone; see history.FactsOfText.
func FactsOfText(pages []string, k clinical.Kind) []clinical.Fact {
	return history.FactsOfText(pages, k)
}

// NewFingerprint reads the pages of a document.
func NewFingerprint(pages []string) Fingerprint { return sametext.NewFingerprint(pages) }
