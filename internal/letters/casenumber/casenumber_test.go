package casenumber

import (
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
)

func onePage(kind clinical.Kind, text string) clinical.Paper {
	return clinical.Paper{
		Record: &clinical.Record{ID: "R001", Kind: kind, Confidence: clinical.Certain, Patient: clinical.Patient{IDs: []string{"40218876"}}},
		Pages:  []clinical.PageText{{Number: 1, Text: text}},
	}
}

func TestCaseNumbers(t *testing.T) {
	const path, note = clinical.PathologyReport, clinical.OncologyNote
	for _, c := range []struct {
		kind clinical.Kind
		text string
		want string
	}{
		{path, "Sex: Female Accession #: 987654321 Visit #: 876543210", "987654321"},
		{path, "SURGICAL PATHOLOGY REPORT\nCase No. S26-04411\nReceived 03/19/2026", "S26-04411"},
		{path, "Specimen number: SP-26-00123. Previous specimen # SP-25-99871.", "SP-26-00123 SP-25-99871"},
		{path, "Case: H26-1234\nCase: H26-1234", "H26-1234"},
		{path, "Eingangsnummer: E/2026/12345", "E/2026/12345"},
		{path, "Befundnummer 2026-8812 vom 3.2.2026", "2026-8812"},
		{path, "Histologie-Nr. H 1234/26", "H 1234/26"},
		{path, "N° d'examen : 26H01234", "26H01234"},
		{path, "N.º de biopsia B26-3345", "B26-3345"},
		{path, "nr badania: 12345/26", "12345/26"},
		{path, "Labnr T26-01234", "T26-01234"},
		{path, "PA-nummer: T26-01234", "T26-01234"},
		// What is no case number.
		{path, "Specimen: left breast, core biopsy", ""},
		{path, "Case discussed on 03/19/2026", ""},
		{path, "Accession date: 03/19/2026", ""},
		{path, "Patient-ID 40218876, Fallnummer 2026-771234", ""},
		{path, "Specimen 1: two cores. Case 2.", ""},
		{path, "Report no. 19.03.2026", ""},
		{path, "Account number 123456789", ""},
		{note, "Pathology (S26-04411) showed clear margins.", "S26-04411"},
		{note, "The pathology report no. S26-04411 was reviewed.", "S26-04411"},
		{note, "Histologie Nr. 2026/4411: R0", "2026/4411"},
		{note, "Case number 2026-55512 for the insurer; visit 876543210", ""},
		{note, "Pathology showed 12 of 15 nodes; biopsy 2026.", ""},
		{note, "Path: 1.2 cm tumour", ""},
		{note, "pathology of 03/19/2026", ""},
	} {
		if got := strings.Join(Of(onePage(c.kind, c.text)), " "); got != c.want {
			t.Errorf("%s %q: %q, want %q", c.kind, c.text, got, c.want)
		}
	}
}

func TestScanNumbersAndCounts(t *testing.T) {
	if got := strings.Join(OfScan(onePage(clinical.ImagingReport, "CT CHEST\nAccession number: RAD-2026-0017\nExam date 02/03/2026")), " "); got != "RAD-2026-0017" {
		t.Error(got)
	}
	if got := OfScan(onePage(clinical.OncologyNote, "Accession number: RAD-2026-0017")); got != nil {
		t.Error(got)
	}
	study := clinical.Paper{Record: &clinical.Record{Kind: clinical.ImagingStudy, Study: &clinical.Study{Accession: " A1 "}}}
	if got := strings.Join(OfScan(study), " "); got != "A1" {
		t.Error(got)
	}
	if got := strings.Join(Material(onePage(clinical.PathologyReport, "Submitted in 5 blocks. 12 H&E stained slides were reviewed, and 5 blocks kept. Block A1.")), "; "); got != "5 blocks; 12 H&E stained slides" {
		t.Error(got)
	}
}

// FuzzNumbers holds that no paper makes the reading of its numbers fail, or
// gives more than fits into a letter.
func FuzzNumbers(f *testing.F) {
	f.Add("Accession #: 987654321")
	f.Add("N° d'examen : 26H01234 Histologie-Nr. H 1234/26")
	f.Fuzz(func(t *testing.T, text string) {
		for _, k := range []clinical.Kind{clinical.PathologyReport, clinical.OncologyNote} {
			ns := Of(onePage(k, text))
			if len(ns) > Most {
				t.Fatalf("%d numbers", len(ns))
			}
			for _, n := range ns {
				if len(n) > 24 || strings.ContainsAny(n, "\n\r\t") {
					t.Fatalf("%q", n)
				}
			}
		}
		Material(onePage(clinical.PathologyReport, text))
	})
}
