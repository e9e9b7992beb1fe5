package classify

import (
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/classify/dates"
	"github.com/medbundle/medbundle/internal/classify/names"
	"github.com/medbundle/medbundle/internal/clinical"
)

type gold struct {
	ID, Lang, Text                 string
	Name, Dob, Ids, Dates, Doctors []string
}

// TestIdentityCorpus measures names and birth dates on German and Spanish
// reports. The German gold has no field for the birth date; there the date
// found must be one of the dates of the text.
func TestIdentityCorpus(t *testing.T) {
	rows := readLines[gold](t, "identity.jsonl")
	n, named, births, withBirth, wrong := map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}, 0
	strangers := 0
	for _, r := range rows {
		v := Document(Subject{Pages: []string{r.Text}})
		n[r.Lang]++
		have := map[string]bool{}
		for _, w := range append(names.Words(v.Patient.Family), names.Words(v.Patient.Given)...) {
			have[w] = true
		}
		want := map[string]bool{}
		for _, x := range r.Name {
			for _, w := range names.Words(x) {
				if len(w) > 1 {
					want[w] = true
				}
			}
		}
		right, extra := 0, 0
		for w := range want {
			if have[w] {
				right++
			}
		}
		for w := range have {
			if !want[w] {
				extra++
			}
		}
		ok := right == len(want) && extra == 0
		for _, x := range r.Name { // one full name of several is enough
			ok = ok || extra == 0 && len(names.Words(x)) > 1 && len(names.Words(x)) == right
		}
		if ok {
			named[r.Lang]++
		}
		for _, s := range Identity([]string{r.Text}) {
			if Compare(v.Patient, s.Patient) == clinical.MatchConflict {
				t.Logf("%s: %q names a stranger: %+v", r.ID, s.Text, s.Patient)
				strangers++
			}
		}
		birthOK := true
		if len(r.Dob) > 0 {
			withBirth[r.Lang]++
			d := dates.Find(r.Dob[0])
			birthOK = len(d) == 1 && v.Patient.BirthDate == d[0].DayFirst()
			if birthOK {
				births[r.Lang]++
			}
		}
		if r.Lang == "de" && !v.Patient.BirthDate.IsZero() {
			births["de"]++
		}
		if !ok || !birthOK || r.Lang == "de" {
			t.Logf("%s: got %q / %q %s want %v %v", r.ID, v.Patient.Family, v.Patient.Given, v.Patient.BirthDate, r.Name, r.Dob)
		}
		for _, d := range r.Doctors {
			if v.Patient.HasName() && strings.Join(names.Words(d), " ") == strings.Join(append(names.Words(v.Patient.Given), names.Words(v.Patient.Family)...), " ") && !ok {
				wrong++
			}
		}
	}
	t.Logf("names de %d/%d es %d/%d; births de %d found of %d, es %d/%d; a doctor for the patient %d; strangers %d", named["de"], n["de"], named["es"], n["es"], births["de"], n["de"], births["es"], withBirth["es"], wrong, strangers)
	if named["es"]*100 < n["es"]*95 || named["de"]*100 < n["de"]*75 || births["es"]*100 < withBirth["es"]*97 || wrong > 0 || strangers > 2 {
		t.Error("identity fell")
	}
}
