package history

import (
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
)

func factIDs(fs []clinical.Fact) string {
	var ids []string
	for _, f := range fs {
		ids = append(ids, string(f.ID))
	}
	return strings.Join(ids, " ")
}

func TestFacts(t *testing.T) {
	for _, c := range []struct {
		text string
		kind clinical.Kind
		want string
	}{
		{"On 02/22/08, she underwent a lumpectomy and sentinel lymph node biopsy.", clinical.OncologyNote, "surgery"},
		{"She is scheduled for a mastectomy next week.", clinical.OncologyNote, ""},
		{"She denies any mastectomy. No prior radiotherapy to the breast.", clinical.OncologyNote, ""},
		{"Her mother had a mastectomy at 50.", clinical.OncologyNote, ""},
		{"FAMILY HISTORY: Breast cancer, mastectomy in 1980.\nSOCIAL HISTORY: none", clinical.OncologyNote, ""},
		{"We discussed adjuvant chemotherapy with paclitaxel.", clinical.OncologyNote, ""},
		{"She received chemotherapy with four cycles. She then completed radiation in May.", clinical.OncologyNote, "systemic_therapy radiotherapy"},
		{"Status post cholecystectomy in 1993.", clinical.OncologyNote, ""},
		{"I consent to a mastectomy.", clinical.Other, ""},
		{"Mastectomy is one way to treat breast cancer.", clinical.Other, ""},
		{"anything", clinical.OperativeReport, "surgery"},
		{"anything", clinical.DischargeSummary, "hospital_stay"},
		{"Es erfolgte die Mastektomie links. Eine Bestrahlung der Brust ist geplant.", clinical.OncologyNote, "surgery"},
		{"Eine Mastektomie wurde nicht durchgeführt.", clinical.OncologyNote, ""},
	} {
		got := Facts([]string{c.text}, c.kind)
		if factIDs(got) != c.want {
			t.Errorf("%q: %s, want %s: %+v", c.text, factIDs(got), c.want, got)
		}
		for _, f := range got {
			if !f.Value || f.Stated || f.Why == "" || f.Page != 1 {
				t.Errorf("%q: %+v", c.text, f)
			}
		}
	}
}
