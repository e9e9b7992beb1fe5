package dates

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
		"14 III 2026": "2026-03-14", "5.VIII.1974": "1974-08-05", "1-XII-1958": "1958-12-01", "14/Mar/26": "2026-03-14", "3rd of February 2026": "2026-02-03",
		"O5.05.195l": "1951-05-05", "l4.O3.2026": "2026-03-14", "2O26-03-14": "2026-03-14", "14. Januor 2026": "2026-01-14",
		"05/06/71": "1971-05-06",
	} {
		got := Find("x " + text + " y")
		if len(got) != 1 || got[0].Date.String() != want {
			t.Errorf("%q: %+v, want %s", text, got, want)
		}
	}
	for _, text := range []string{"32.1.2026", "30/02/2026", "1.2.3.4", "5.0 x 4.5 x 4.0", "555-01-2026x", "120/80", "v1.2.2020.5", "may 5", "10-20 mg", "0/0/2020", "4/15", "10/12/345", "tel 030-12-34-5678"} {
		for _, s := range Find(text) {
			if s.Date.Precision() == clinical.PrecisionDay {
				t.Errorf("%q holds the date %s", text, s.Date)
			}
		}
	}
}

func TestSplitDay(t *testing.T) {
	for text, want := range map[string]string{
		"Datum: 1 4.03.2026": "2026-03-14", "Ulm, 2 1.03.2026": "2026-03-21", "Befund vom 1 4.03.2026": "2026-03-14",
		"Seite 1 4.03.2026": "2026-03-04", "Datum: 3 4.03.2026": "2026-03-04", "Datum: 14.03.2026": "2026-03-14",
	} {
		if got := Find(text); len(got) != 1 || got[0].Date.String() != want || got[0].Ambiguous {
			t.Errorf("%q: %+v, want %s", text, got, want)
		}
	}
}

func TestMendedKeepsWhatIsNoDate(t *testing.T) {
	for _, text := range []string{"SO2 98 %", "Los 1l.2B", "B12", "IL-2-Ol", "ISBN 3-1S-01", "lOl.IO.OlOl"} {
		if got := mended(text); got != text {
			t.Errorf("%q became %q", text, got)
		}
	}
}

// FuzzDates holds for any text: the dates found exist, stand in the text in
// order and do not overlap.
func FuzzDates(f *testing.F) {
	f.Add("14. 03. 2026, 3/14/26; 14 de marzo de 2026 March 14th 2026 20260314")
	f.Add("Datum: 1 4.03.2026, l4.O3.2026 3 4.O3.26 14 III 2026")
	f.Add("1/1/1/1/1 12.12.12.12 Mai Mai 5 5 5")
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, s := range Find(text) {
			if !s.Date.Valid() || s.Start < end || s.End <= s.Start || s.End > len(text) {
				t.Fatalf("%+v after %d in %q", s, end, text)
			}
			end = s.End
		}
	})
}
