package side

import (
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/check/phrase"
)

func TestRead(t *testing.T) {
	for _, tc := range []struct{ text, want string }{
		{"Specimen: Left breast, core biopsy", "breast left specimen"},
		{"DIAGNOSIS:\nBREAST, LEFT, EXCISION: INVASIVE DUCTAL CARCINOMA", "breast left diagnosis cancer"},
		{"Procedure: right modified radical mastectomy", "breast right procedure cancer"},
		{"PREOPERATIVE DIAGNOSIS: Carcinoma of the left breast.", "breast left diagnosis before the operation cancer"},
		{"She has cancer of the right breast.", "breast right cancer"},
		{"Diagnose: Mammakarzinom links, pT2", "breast left diagnosis cancer"},
		{"Eingriff: Mastektomie rechts", "breast right procedure cancer"},
		{"Material: Mamma re., Stanzbiopsie", "breast right specimen"},
		{"Diagnostic: carcinome canalaire infiltrant du sein gauche", "breast left diagnosis cancer"},
		{"Intervención: mastectomía derecha", "breast right procedure cancer"},
		{"Diagnosi: carcinoma duttale della mammella destra", "breast right diagnosis cancer"},
		{"Rozpoznanie: rak piersi lewej", "breast left diagnosis cancer"},
		{"Ingreep: mastectomie links", "breast left procedure cancer"},
		{"Operation: Nephrektomie rechts", "kidney right procedure cancer"},
		{"Operation: left radical nephrectomy", "kidney left procedure cancer"},
		{"Procedure: bilateral mastectomy", "breast both procedure cancer"},
		{"Left breast cancer and right breast DCIS.", "breast both cancer"},
		{"1. Left breast, lumpectomy\n2. Right breast, biopsy", "breast left cancer; breast right"},
		{"History of right breast cancer in 2008.", "breast right cancer aside"},
		{"Her mother had cancer of the left breast.", "breast left cancer aside"},
		{"No carcinoma in the contralateral right breast.", "breast right cancer aside"},
		{"Procedure: right prophylactic mastectomy", "breast right procedure cancer aside"},
		// No side of an organ.
		{"The drain was left in the breast.", ""},
		{"She left the breast clinic.", ""},
		{"Breast cancer surgery went all right.", ""},
		{"The breast was closed right away.", ""},
		{"A right-handed woman with breast cancer", ""},
		{"Breast cancer; right upper quadrant pain", ""},
		{"Breast cancer. The left knee aches.", ""},
		{"Cáncer de mama sin metástasis", ""},
		{"Re: breast cancer", ""},
		{"Left arm swelling after many long years and breast cancer", ""},
		{"Right heart catheter", ""},
		{"Prostate, left lobe: carcinoma", ""},
		{"", ""},
	} {
		var got []string
		for _, s := range Read(phrase.Lines(tc.text)) {
			x := s.Organ + " " + string(s.Side)
			for _, w := range []struct {
				ok bool
				s  string
			}{{s.Field != "", " " + s.Field}, {s.Cancer, " cancer"}, {s.Aside, " aside"}} {
				if w.ok {
					x += w.s
				}
			}
			got = append(got, x)
		}
		if strings.Join(got, "; ") != tc.want {
			t.Errorf("%q: %q, want %q", tc.text, strings.Join(got, "; "), tc.want)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"Specimen: Left breast", "Diagnosis:\n\nright mastectomy", "1. a\n2. b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, x := range Read(phrase.Lines(s)) {
			if x.Organ == "" || x.Side == "" {
				t.Fatalf("%q: %+v", s, x)
			}
		}
	})
}
