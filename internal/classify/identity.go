package classify

import "github.com/medbundle/medbundle/internal/clinical"

// Sighting is one place at which a page names a person as the patient.
type Sighting struct {
	clinical.Patient
	// Page counts the pages of the document from 1.
	Page int
	// Text quotes the place.
	Text string
}

// Identity lists every person whom the pages name as the patient, in reading order.
func Identity(pages []string) (people []Sighting) { return nil }

// Compare judges whether a record that names seen is about stated.
func Compare(stated, seen clinical.Patient) clinical.Match { return clinical.MatchUnknown }

// Majority infers the patient of a case from what its records say. ok is false
// where there is no clear winner.
func Majority(seen []clinical.Patient) (p clinical.Patient, ok bool) {
	return clinical.Patient{}, false
}
