package sameperson

import (
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
)

// manyPeople makes people of every mix of a few names, birth dates, numbers and
// former names that lie close to each other.
func manyPeople() []clinical.Patient {
	var out []clinical.Patient
	for _, family := range []string{"Rivera", "Rivers", "García López", ""} {
		for _, given := range []string{"Maria", "Maria Elena", "M", ""} {
			for _, born := range []string{"1971-03-14", "1971-03-15", "1971-04-03", "1971-03", ""} {
				for _, id := range []string{"", "1234567"} {
					p := clinical.Patient{Family: family, Given: given}
					p.BirthDate, _ = clinical.ParseDate(born)
					if id != "" {
						p.IDs, p.Former = []string{id}, "Rivera"
					}
					out = append(out, p)
				}
			}
		}
	}
	return out
}

// TestLawsOfCompare holds for every pair of many people: the order of the two does
// not matter; same needs two equal birth dates to the day and names on both sides;
// other birth dates are a conflict whatever the names and numbers say.
func TestLawsOfCompare(t *testing.T) {
	all := manyPeople()
	for i, a := range all {
		for _, b := range all[:i+1] {
			got := Compare(a, b)
			if got != Compare(b, a) {
				t.Fatalf("%+v and %+v: %s one way, %s the other", a, b, got, Compare(b, a))
			}
			day := a.BirthDate == b.BirthDate && a.BirthDate.Precision() == clinical.PrecisionDay
			if got == clinical.MatchSame && (!day || !a.HasName() || !b.HasName()) {
				t.Fatalf("%+v and %+v are the same", a, b)
			}
			if compareBirth(a.BirthDate, b.BirthDate) == birthDiffers && got != clinical.MatchConflict {
				t.Fatalf("%+v and %+v: %s", a, b, got)
			}
		}
	}
}
