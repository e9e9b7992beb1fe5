package words

import (
	"slices"
	"testing"
)

func TestSpoiltPhrasesAreRead(t *testing.T) {
	for text, want := range map[string]string{
		"Histo1ogischcr Befund":   "pathology_report",
		"Entlassungsbrlcf":        "discharge_summary",
		"DISCHARGF SUMMARY":       "discharge_summary",
		"radiologischer Bcfund":   "imaging_report",
		"Bread and butter":        "",
		"Compte rendu opératqire": "operative_report",
	} {
		var got []string
		ReadLine(text).EachLikely(func(h Hit, m Meaning) {
			if h.Near {
				got = append(got, m.What)
			}
		}, Title)
		if want == "" && len(got) > 0 || want != "" && !slices.Contains(got, want) {
			t.Errorf("%q is read as %v, want %q", text, got, want)
		}
	}
}
