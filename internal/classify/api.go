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

// Fingerprint is what SameText compares, made once for a document that is
// compared with many.
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

// Difference says in a few words, which name nobody, why seen is not plainly the
// same person as stated; see sameperson.Difference.
func Difference(stated, seen clinical.Patient) string { return sameperson.Difference(stated, seen) }

// Contradiction says what of seen is not as it is in stated though both are taken
// for one person; see sameperson.Contradiction.
func Contradiction(stated, seen clinical.Patient) string {
	return sameperson.Contradiction(stated, seen)
}

// Majority infers the patient of a case from what its records say; see
// sameperson.Majority.
func Majority(seen []clinical.Patient) (p clinical.Patient, ok bool) {
	return sameperson.Majority(seen)
}

// Facts lists what the pages of a document of kind k say was done; see
// history.Facts.
func Facts(pages []string, k clinical.Kind) []clinical.Fact { return history.Facts(pages, k) }

// SameText tells whether a and b are the pages of the same document, perhaps in
// another format; see sametext.SameText.
func SameText(a, b []string) bool { return sametext.SameText(a, b) }

// NewFingerprint reads the pages of a document for SameText.
func NewFingerprint(pages []string) Fingerprint { return sametext.NewFingerprint(pages) }
