package classify

import (
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
)

func TestAFolderBeatsTheText(t *testing.T) {
	letter := "Dear Dr. Hall,\nThank you for referring this woman. Review of systems is negative.\nASSESSMENT AND PLAN: Continue letrozole."
	op := "OPERATIVE REPORT\nSURGEON: A. Brown\nANESTHESIA: General\nESTIMATED BLOOD LOSS: 20 cc\nThe patient was prepped and draped."
	for _, c := range []struct {
		path, text string
		kind       clinical.Kind
		sure       clinical.Confidence
	}{
		{"Pathologie/a.pdf", "Ein Blatt, das nichts verrät.", clinical.PathologyReport, clinical.Certain},
		{"Pathologie/a.pdf", "", clinical.PathologyReport, clinical.Certain},
		{"Pathology/a.pdf", "CYTOLOGY REPORT\nSmears show atypical cells.", clinical.CytologyReport, clinical.Certain},
		{"Clinic letters/a.pdf", letter, clinical.OncologyNote, clinical.Certain},
		{"Pathology/a.pdf", op, clinical.PathologyReport, clinical.Unsure},
	} {
		v := Document(Subject{Path: c.path, Pages: []string{c.text}})
		if v.Kind != c.kind || v.Confidence != c.sure || v.Evidence[0].Source != "folder name" {
			t.Errorf("%s, %.20q: %s (%s) %v", c.path, c.text, v.Kind, v.Confidence, v.Evidence)
		}
	}
}
