package classify

import (
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
)

func TestFindDates(t *testing.T) {
	for text, want := range map[string]string{
		"2026-03-14": "2026-03-14", "14.3.26": "2026-03-14", "14. 03. 2026": "2026-03-14", "3/14/2026": "2026-03-14", "14/03/2026": "2026-03-14",
		"14 March 2026": "2026-03-14", "March 14, 2026": "2026-03-14", "Mar. 14th, 2026": "2026-03-14", "14-Mar-2026": "2026-03-14", "14Mar2026": "2026-03-14", "21Apr16": "2016-04-21",
		"14. März 2026": "2026-03-14", "14 mars 2026": "2026-03-14", "1er mars 2026": "2026-03-01", "14 de marzo de 2026": "2026-03-14", "14 marzo 2026": "2026-03-14", "14 marca 2026": "2026-03-14", "14 maart 2026": "2026-03-14",
		"13.Juli 2025": "2025-07-13", "20260314": "2026-03-14", "03/2026": "2026-03", "March 2026": "2026-03", "2026-03": "2026-03", "Oktober\n2012": "2012-10", "30-Jan-2013": "2013-01-30",
		"05/06/71": "1971-05-06",
	} {
		got := findDates("x " + text + " y")
		if len(got) != 1 || got[0].date.String() != want {
			t.Errorf("%q: %+v, want %s", text, got, want)
		}
	}
	for _, text := range []string{"32.1.2026", "30/02/2026", "1.2.3.4", "5.0 x 4.5 x 4.0", "555-01-2026x", "120/80", "v1.2.2020.5", "may 5", "10-20 mg", "0/0/2020", "4/15", "10/12/345", "tel 030-12-34-5678"} {
		for _, s := range findDates(text) {
			if s.date.Precision() == clinical.PrecisionDay {
				t.Errorf("%q holds the date %s", text, s.date)
			}
		}
	}
}

func TestServiceDate(t *testing.T) {
	for _, c := range []struct{ why, text, want string }{
		{"not the birth date nor the print date", "PATHOLOGY REPORT\nPrinted: 05/09/2026\nDOB: 03/14/1971\nCollected: 02/01/2026 Received: 02/03/2026 Reported: 02/07/2026\nGross description: x", "2026-02-01"},
		{"not the history", "CONSULTATION NOTE\nDate of service: 2026-09-30\nChief complaint: cancer. On 02/22/08, she underwent a lumpectomy.", "2026-09-30"},
		{"discharge, not admission", "DISCHARGE SUMMARY\nDate of admission: 05/01/2026\nDate of discharge: 05/09/2026\nHospital course: fine", "2026-05-09"},
		{"another date tells the order", "CT REPORT\nExam date: 04/05/2026\nComparison: 23/11/2025\nTechnique: x\nImpression: y", "2026-05-04"},
		{"American by default", "CT REPORT\nExam date: 04/05/2026\nTechnique: x\nImpression: y", "2026-04-05"},
		{"not the next appointment", "PROGRESS NOTE\nNext appointment: 07/07/2026\nDate of visit: 06/06/2026\nSubjective: well\nObjective: well", "2026-06-06"},
		{"the date of a letter", "Klinikum Ulm\nHeidelberg, 14.09.2039\nArztbrief\nSehr geehrter Herr Kollege, wir berichten über unseren Patienten Udo Muster geb. 01.02.2003. Anamnese: gut", "2039-09-14"},
		{"a stay whose first day has no year", "Arztbrief\nSehr geehrte Frau Kollegin, wir berichten über unsere Patientin Erika Muster, * 3.4.1961, die sich vom 2.3. bis zum 15.3.2026 in stationärer Behandlung befand.\nDiagnosen: x", "2026-03-15"},
		{"a stay joined by a dash", "Arztbrief\nSehr geehrte Frau Kollegin, Erika Muster war vom 29.07.2023-01.08.2023 in unserer stationären Behandlung.\nDiagnosen: x", "2023-08-01"},
		{"the visit that a letter reports on", "Sehr geehrte Kollegen,\nbei Ihrer Patientin Erika Muster habe ich am 23.02.2019 eine Kontrolluntersuchung durchgeführt.\nDiagnosen: Histologie vom 03.01.2017\nAnamnese: gut", "2019-02-23"},
		{"no date rather than a wrong one", "PROGRESS NOTE\nSubjective: well since surgery.\nObjective: well\nPlan: none\n\n\n\n\n\n\nx\nx\nx\nx\nx\nx\nx\nx\nx\nx\nx\nx\nShe had a lumpectomy on 02/22/2008.", ""},
	} {
		if v := Document(Subject{Pages: []string{c.text}}); v.Date.String() != c.want {
			t.Errorf("%s: %s, want %s (%s)", c.why, v.Date, c.want, v.Kind)
		}
	}
}

func TestOpenOrderIsSaid(t *testing.T) {
	v := Document(Subject{Pages: []string{"CT REPORT\nExam date: 04/05/2026\nTechnique: x\nImpression: y"}})
	for _, e := range v.Evidence {
		if e.Source == "order of day and month" {
			return
		}
	}
	t.Errorf("nothing says that day and month were guessed: %v", v.Evidence)
}

// FuzzDates holds for any text: the dates found exist, stand in the text in
// order and do not overlap.
func FuzzDates(f *testing.F) {
	f.Add("14. 03. 2026, 3/14/26; 14 de marzo de 2026 March 14th 2026 20260314")
	f.Add("1/1/1/1/1 12.12.12.12 Mai Mai 5 5 5")
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, s := range findDates(text) {
			if !s.date.Valid() || s.start < end || s.end <= s.start || s.end > len(text) {
				t.Fatalf("%+v after %d in %q", s, end, text)
			}
			end = s.end
		}
	})
}
