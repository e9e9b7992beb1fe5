package classify

import (
	"testing"

	"github.com/medbundle/medbundle/internal/classify/madeup"
	"github.com/medbundle/medbundle/internal/classify/names"
	"github.com/medbundle/medbundle/internal/clinical"
)

// TestMadeUpHeads holds what is told of the heads of made-up papers against what a
// careful reader tells: the date of service, the patient, the record numbers.
func TestMadeUpHeads(t *testing.T) {
	n, days, named, births := 0, 0, 0, 0
	for _, h := range madeup.Heads() {
		v := Document(Subject{Pages: []string{h.Text}})
		n++
		if v.Date.String() == h.Date || h.DateOther != "" && v.Date.String() == h.DateOther {
			days++
		} else {
			t.Logf("%s: %s, not %s", h.Name, v.Date, h.Date)
		}
		if (v.DateOther.IsZero()) != (h.DateOther == "") {
			t.Errorf("%s: the other reading is %s, should be %s", h.Name, v.DateOther, h.DateOther)
		}
		if names.Compare(v.Patient, h.Patient) >= names.Swapped {
			named++
		} else {
			t.Logf("%s: %s, not %s", h.Name, v.Patient.Name(), h.Patient.Name())
		}
		if v.Patient.BirthDate == h.Patient.BirthDate || h.BirthOther != "" {
			births++
		}
		if len(v.Patient.IDs) != len(h.Patient.IDs) {
			t.Errorf("%s: the numbers are %v, should be %v", h.Name, v.Patient.IDs, h.Patient.IDs)
		}
	}
	if days*100 < n*98 || named*100 < n*98 || births*100 < n*98 {
		t.Errorf("of %d heads: date of %d, name of %d, birth date of %d", n, days, named, births)
	}
}

// TestMadeUpPairs holds the verdicts on pairs of heads. However badly one of them
// is scanned, nobody is ever called the same as another person.
func TestMadeUpPairs(t *testing.T) {
	for i, p := range madeup.Pairs() {
		a := Document(Subject{Pages: []string{p.A}}).Patient
		if got := Compare(a, Document(Subject{Pages: []string{p.B}}).Patient); got != p.Match {
			t.Errorf("%q and %q: %s, want %s", p.A, p.B, got, p.Match)
		}
		if p.Match != clinical.MatchConflict {
			continue
		}
		for seed := range 20 {
			b := madeup.Scan(p.B, 8, uint64(100*i+seed)) //nolint:gosec // both are small and positive
			if got := Compare(a, Document(Subject{Pages: []string{b}}).Patient); got == clinical.MatchSame {
				t.Errorf("%q and %q are the same", p.A, b)
			}
		}
	}
}
