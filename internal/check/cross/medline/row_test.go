package medline

import (
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/check/phrase"
)

// table writes rows as "name|dose|how often|from|to", with "!" before what ended.
func table(rows []Row) string {
	var out []string
	for _, r := range rows {
		s := strings.Join([]string{r.Name, r.Dose, r.HowOften, r.From, r.To}, "|")
		if r.Ended {
			s = "!" + s
		}
		out = append(out, strings.TrimRight(s, "|"))
	}
	return strings.Join(out, " // ")
}

func TestRows(t *testing.T) {
	for _, tc := range []struct {
		text  string
		whole bool
		want  string
	}{
		{"Letrozole 2.5 mg tablet, one daily, since 03/2024", true, "Letrozole|2.5 mg tablet|one daily|since 03/2024"},
		{"- Tamoxifen 20 mg 1-0-0", true, "Tamoxifen|20 mg|1-0-0"},
		{"Ramipril 5 mg 1-0-0-0 seit 2020", true, "Ramipril|5 mg|1-0-0-0|seit 2020"},
		{"Létrozole 2,5 mg le matin depuis 2023", true, "Létrozole|2,5 mg|le matin|depuis 2023"},
		{"Omeprazol 20 mg cada 24 horas desde 2021", true, "Omeprazol|20 mg|cada 24 horas|desde 2021"},
		{"Atorvastatina 40 mg la sera dal 2018", true, "Atorvastatina|40 mg|la sera|dal 2018"},
		{"Bisoprolol 5 mg rano, od 2020", true, "Bisoprolol|5 mg|rano|od 2020"},
		{"Metoprolol 50 mg 2x per dag sinds 2019", true, "Metoprolol|50 mg|2x per dag|sinds 2019"},
		{"24 HR metoprolol succinate 100 MG Oral Tablet started 2019-05-18", true, "24 HR metoprolol succinate|100 MG Oral Tablet||started 2019-05-18"},
		{"No longer: ibuprofen (stopped before the operation).", true, "!ibuprofen||||stopped before the operation"},
		{"Tamoxifen\nTake 1 tablet (20 mg) daily", true, "Tamoxifen||Take 1 tablet (20 mg) daily"},
		// Two medicines in a line, or one column twice: the line stays whole.
		{"Avapro 300 mg q.d., Pepcid q.d., and calcium daily", true, "Avapro 300 mg q.d., Pepcid q.d., and calcium daily"},
		{"Enalapril 10 MG / Hydrochlorothiazide 25 MG Oral Tablet", true, "Enalapril 10 MG / Hydrochlorothiazide 25 MG Oral Tablet"},
		// Tables.
		{"Medication\tDose\tFrequency\tStart\nLetrozole\t2.5 mg\tonce daily\t03/2024\nOmeprazole\t20 mg\tas needed\t", true, "Letrozole|2.5 mg|once daily|03/2024 // Omeprazole|20 mg|as needed"},
		{"Wirkstoff\tStärke\tmorgens\tmittags\tabends\nMetformin\t500 mg\t1\t0\t1", true, "Metformin|500 mg|1-0-1"},
		{"Medication\tDirections\tStart Date\nVantin 200mg\tTwo times daily\tJune 22, 2015", true, "Vantin|200mg|Two times daily|June 22, 2015"},
		{"Name\tStart Date\tStatus\nTamoxifen 20 mg\t2019\tStopped", true, "!Tamoxifen|20 mg||2019"},
		// Lists that ended, and lists inside letters.
		{"Active\nTamoxifen 20 mg daily\nDiscontinued\nLetrozole 2.5 mg daily", true, "Tamoxifen|20 mg|daily // !Letrozole|2.5 mg|daily"},
		{"She takes tamoxifen 20 mg daily.", false, ""},
		{"Current medications:\nTamoxifen 20 mg daily\nAllergies: penicillin\nLetrozole 2.5 mg", false, "Tamoxifen|20 mg|daily"},
		{"MEDICATIONS: 1. Lisinopril 10 mg daily. 2. Zocor 20 mg at bedtime.", false, "Lisinopril|10 mg|daily // Zocor|20 mg|at bedtime"},
		{"Entlassmedikation\nRamipril 5 mg 1-0-0\n\nDIAGNOSEN\nMetformin 500 mg", false, "Ramipril|5 mg|1-0-0"},
		{"Medications: none", false, ""},
		{"Medications\nCreatinine 0.9 mg/dl", false, ""},
	} {
		if got := table(Rows(phrase.Lines(tc.text), tc.whole)); got != tc.want {
			t.Errorf("%q:\n got %s\nwant %s", tc.text, got, tc.want)
		}
	}
}

func FuzzRows(f *testing.F) {
	for _, s := range []string{"Tamoxifen 20 mg daily", "Medication\tDose\nX\t1 mg", "MEDICATIONS: 1. Lisinopril 10 mg; 2. x", "No longer: ibuprofen (", "Insulin 1-0-1-0 since"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		flat := strings.Join(strings.Fields(strings.ToValidUTF8(s, "")), "")
		for _, whole := range []bool{true, false} {
			for _, r := range Rows(phrase.Lines(s), whole) {
				if r.Name == "" || len(r.Name) > 2*maxRow {
					t.Fatalf("%q: %+v", s, r)
				}
				// Names are copied: every letter of them stands in the text.
				if name := strings.Join(strings.Fields(strings.TrimSuffix(r.Name, "…")), ""); !strings.Contains(flat, name) {
					t.Fatalf("%q: %q does not stand there", s, r.Name)
				}
			}
		}
	})
}
