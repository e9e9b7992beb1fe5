package dossier

import (
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/collect"
	"github.com/medbundle/medbundle/internal/document"
)

func TestAMisreadNameDoesNotTakeAPaperAway(t *testing.T) {
	d := &Dossier{}
	d.Case.Patient = clinical.Patient{Family: "RIVERA", Given: "Maria Elena", BirthDate: clinical.Date{Year: 1971, Month: 3, Day: 14}}
	for confidence, packed := range map[int]bool{60: true, 95: false} {
		e := &Entry{Packed: true, Item: &collect.Item{
			Input:    clinical.Input{Path: "scan.pdf"},
			Document: &document.Document{Pages: []string{"x"}, Recognized: []document.Recognized{{Page: 1, Confidence: confidence}}},
		}}
		e.Patient = clinical.Patient{Family: "RIVFRA", Given: "Marla", BirthDate: clinical.Date{Year: 1977, Month: 8, Day: 14}}
		d.Entries, d.Findings = []*Entry{e}, nil
		d.judgeIdentity()
		if e.Packed != packed {
			t.Errorf("read with %v %%: packed %v", confidence, e.Packed)
		}
		if len(d.Findings) != 1 || d.Findings[0].Severity != clinical.SeverityError {
			t.Errorf("read with %v %%: %+v", confidence, d.Findings)
		}
	}
}

func TestSpellingsOfThePatientAreReported(t *testing.T) {
	day := func(y, m, d int) clinical.Date { return clinical.Date{Year: y, Month: m, Day: d} }
	stated := clinical.Patient{Family: "RIVERA", Given: "Maria Elena", BirthDate: day(1971, 3, 12), Sex: "F"}
	for _, tc := range []struct {
		name    string
		seen    clinical.Patient
		word    collect.CaseWord
		aliases []clinical.Patient
		want    bool
	}{
		{"a letter otherwise", clinical.Patient{Family: "RIVIERA", Given: "Maria Elena", BirthDate: day(1971, 3, 12)}, collect.CaseWord{}, nil, true},
		{"day and month change places", clinical.Patient{Family: "RIVERA", Given: "Maria Elena", BirthDate: day(1971, 12, 3)}, collect.CaseWord{}, nil, true},
		{"another family name", clinical.Patient{Family: "GOMEZ", Given: "Maria Elena", BirthDate: day(1971, 3, 12)}, collect.CaseWord{}, nil, true},
		// Look-alikes.
		{"the same", stated, collect.CaseWord{}, nil, false},
		{"other capitals", clinical.Patient{Family: "Rivera", Given: "MARIA ELENA", BirthDate: day(1971, 3, 12)}, collect.CaseWord{}, nil, false},
		{"accents", clinical.Patient{Family: "Rivera", Given: "María Elena", BirthDate: day(1971, 3, 12)}, collect.CaseWord{}, nil, false},
		{"an initial", clinical.Patient{Family: "Rivera", Given: "Maria E.", BirthDate: day(1971, 3, 12)}, collect.CaseWord{}, nil, false},
		{"no second name", clinical.Patient{Family: "Rivera", Given: "Maria", BirthDate: day(1971, 3, 12)}, collect.CaseWord{}, nil, false},
		{"the names the other way round", clinical.Patient{Family: "Maria Elena", Given: "Rivera", BirthDate: day(1971, 3, 12)}, collect.CaseWord{}, nil, false},
		{"no birth date", clinical.Patient{Family: "Rivera", Given: "Maria Elena"}, collect.CaseWord{}, nil, false},
		{"only the year of birth", clinical.Patient{Family: "Rivera", Given: "Maria Elena", BirthDate: day(1971, 0, 0)}, collect.CaseWord{}, nil, false},
		{"no name", clinical.Patient{BirthDate: day(1971, 3, 12)}, collect.CaseWord{}, nil, false},
		{"nothing", clinical.Patient{}, collect.CaseWord{}, nil, false},
		{"a person's word", clinical.Patient{Family: "RIVIERA", Given: "Maria Elena", BirthDate: day(1971, 3, 12)}, collect.CaseWord{SamePatient: true}, nil, false},
		{"a known other name", clinical.Patient{Family: "GOMEZ", Given: "Maria Elena", BirthDate: day(1971, 3, 12)}, collect.CaseWord{},
			[]clinical.Patient{{Family: "GOMEZ", Given: "Maria Elena", BirthDate: day(1971, 3, 12)}}, false},
	} {
		d := &Dossier{aliases: tc.aliases}
		d.Case.Patient = stated
		e := &Entry{Packed: true, word: tc.word, Item: &collect.Item{Input: clinical.Input{Path: "letter.pdf"}}}
		e.ID, e.Patient = "R001", tc.seen
		d.reportSpelling(e)
		if got := len(d.Findings) == 1; got != tc.want {
			t.Errorf("%s: %+v", tc.name, d.Findings)
			continue
		}
		if tc.want {
			f := d.Findings[0]
			if f.Rule != RuleIdentity || f.Record != "R001" || f.Path != "letter.pdf" || f.Fix == "" || f.Private == "" {
				t.Errorf("%s: %+v", tc.name, f)
			}
			if strings.Contains(strings.ToUpper(f.Message+f.Fix), "RIV") || strings.Contains(f.Message, "1971") {
				t.Errorf("%s: the message tells what is private: %s", tc.name, f.Message)
			}
		}
	}
}

// A file of several papers that are all about one other person is one thing to
// look at, not several.
func TestAFileOfSomebodyElseIsOneFinding(t *testing.T) {
	report := func(name, born, day string) string {
		return "SAMPLEFORD HOSPITAL\nSurgical pathology report\nPatient: " + name + "   DOB: " + born + "\nDate collected: " + day +
			"\nSpecimen: left breast, core biopsy\nGross description: three cores.\nMicroscopic description: invasive ductal carcinoma.\nDiagnosis: invasive ductal carcinoma, grade 2.\n"
	}
	own := report("Doe, Jane Alice", "03/14/1971", "03/20/2026")
	for name, tc := range map[string]struct {
		second string
		want   int
	}{
		"both hers":       {report("Jones, Myra", "05/01/1947", "02/21/2026"), 1},
		"of two people":   {report("Baker, Ruth", "07/08/1950", "02/21/2026"), 2},
		"one the patient": {report("Doe, Jane Alice", "03/14/1971", "02/21/2026"), 1},
	} {
		d := sortFiles(t, map[string]string{
			"own.txt": own, "case.yaml": "patient: {name: \"DOE, Jane Alice\", birth_date: 1971-03-14}\n",
			"two.txt": report("Jones, Myra", "05/01/1947", "03/21/2026") + "\f" + tc.second,
		})
		n := 0
		for _, f := range d.Findings {
			if f.Rule == "other-person" {
				n++
			}
		}
		if n != tc.want {
			t.Errorf("%s: %d findings, want %d: %+v", name, n, tc.want, d.Findings)
		}
	}
}
