package people

import (
	"testing"
)

func TestBirthDateBehindAName(t *testing.T) {
	for _, c := range []struct{ why, text, family, given, born string }{
		{"family name, given name, date", "Protokoll vom 24.03.2026\nMuster, Erika, 03.04.1961\nTeilnehmer: x", "Muster", "Erika", "1961-04-03"},
		{"behind a label", "RCP du 19 février 2026\nPatiente : Claire MARTIN, 05/07/1960\nProposition : x", "MARTIN", "Claire", "1960-07-05"},
		{"without a comma", "Data esame: 25/11/2025\nPaziente: Anna Bianchi 02/09/1955\nReferto: x", "Bianchi", "Anna", "1955-09-02"},
		{"behind a courtesy", "Onderzoeksdatum: 20 maart 2026\nMevr. A. de Vries, 06-10-1948\nConclusie: x", "de Vries", "A", "1948-10-06"},
		{"with the sex behind", "Befund vom 24.03.2026\nMuster, Erika, 03.04.1961, weiblich", "Muster", "Erika", "1961-04-03"},
	} {
		got := Identity([]string{c.text})
		if len(got) != 1 || got[0].Family != c.family || got[0].Given != c.given || got[0].BirthDate.String() != c.born {
			t.Errorf("%s: %+v", c.why, got)
		}
	}
}

func TestOtherDatesBehindNames(t *testing.T) {
	for why, text := range map[string]string{
		"a place":                "Klinikum\nBad Homburg, 14.09.2024\nSehr geehrte Frau Kollegin, Wiedervorstellung am 14.09.2026",
		"a doctor's signature":   "Bericht vom 01.02.2026\nDr. Hans Klein, 12.03.2010\nx",
		"a visit":                "Progress note\nPatient: Jane Doe 03/14/2026\nSeen again 03/20/2026",
		"another date is told":   "Patient: Jane Doe 03/14/2006\nDOB: 05/04/1960\nSeen again 03/20/2026",
		"a clinic":               "Lakeside Hospital, 14.09.2001\nx 03.03.2026",
		"a sentence behind it":   "Erika Muster, 03.04.2001 wurde operiert.\nx 03.03.2026",
		"the only date there is": "Erika Muster, 03.04.1961\nx",
	} {
		for _, s := range Identity([]string{text}) {
			if !s.BirthDate.IsZero() && s.BirthDate.String() != "1960-05-04" {
				t.Errorf("%s: %q has somebody born on %s", why, text, s.BirthDate)
			}
		}
	}
}
