package folders

import (
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
)

func TestFoldersNamedForAKind(t *testing.T) {
	for path, want := range map[string]clinical.Kind{
		"Pathology/scan0001.pdf":                 clinical.PathologyReport,
		"02_Pathology reports 2025/scan0001.pdf": clinical.PathologyReport,
		"Befunde/Pathologie/a.pdf":               clinical.PathologyReport,
		"Pathologie/2026/a.pdf":                  clinical.PathologyReport,
		"Comptes rendus opératoires/a.pdf":       clinical.OperativeReport,
		"Informes de alta/a.pdf":                 clinical.DischargeSummary,
		"Esami del sangue/a.pdf":                 clinical.LabResults,
		"Wyniki/Morfologia/a.pdf":                clinical.LabResults,
		"Bestralingen/a.pdf":                     clinical.RadiotherapySummary,
		`Mum\\Blood tests\\a.pdf`:                clinical.LabResults,
		"Befunde/a.pdf":                          "",
		"Letters/a.pdf":                          "",
		"Scans/a.pdf":                            "",
		"Pathology and scans/a.pdf":              "",
		"Pathology department parking/a.pdf":     "",
		"pathology.pdf":                          "",
		"Reports/a.pdf":                          "",
	} {
		if k, _ := Kind(path); k != want {
			t.Errorf("%s is for %q, want %q", path, k, want)
		}
	}
}
