package tumour

import (
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/classify/statement"
	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

func signs(text, lang string, k clinical.Kind) string {
	var pages []*statement.Page
	for _, p := range words.Read([]string{text}) {
		pages = append(pages, statement.Read(p, lang))
	}
	var out []string
	seen := map[string]bool{}
	for _, s := range Signs(pages, k) {
		x := s.Pack
		if s.Fact != "" {
			x += "/" + string(s.Fact)
		}
		if !seen[x] {
			out = append(out, x)
		}
		seen[x] = true
	}
	return strings.Join(out, " ")
}

func TestSigns(t *testing.T) {
	for _, c := range []struct{ lang, text, want string }{
		{"en", "DIAGNOSIS: Invasive ductal carcinoma of the left breast, grade 2.", "breast"},
		{"en", "Prostate, needle biopsy: Adenocarcinoma, Gleason score 3+4=7.", "prostate"},
		{"en", "Diagnosis: adenocarcinoma of the lung, EGFR mutated.", "lung/nonsquamous"},
		{"en", "Squamous cell carcinoma of the right lung.", "lung"},
		{"en", "Adenocarcinoma of the rectum, 8 cm from the anal verge.", "colorectal/rectal"},
		{"en", "Known case of Ca cervix stage IIB.", "uterine_cervix/cervix"},
		{"en", "Glioblastoma, IDH-wildtype, WHO grade 4.", "brain/glioma"},
		{"en", "Hepatocellular carcinoma on cirrhosis.", "pancreas_biliary_liver/liver"},
		{"en", "Muscle-invasive urothelial carcinoma of the bladder.", "kidney_bladder/bladder"},
		{"en", "Medullary thyroid carcinoma, RET positive.", "thyroid/medullary"},
		{"en", "Diffuse large B-cell lymphoma, stage III.", "lymphoma"},
		{"en", "Metastatic breast carcinoma involving lung and liver.", "breast"},
		{"en", "High grade serous carcinoma of the ovary.", "ovarian"},
		{"en", "ICD-10: C50.4", "breast"},
		{"en", "Diagnosis code C34", "lung"},
		{"en", "Liver metastases of an unknown origin.", ""},
		{"en", "Her mother had breast cancer and her aunt ovarian cancer.", ""},
		{"en", "FAMILY HISTORY: breast cancer, colon cancer\nSOCIAL HISTORY: none", ""},
		{"en", "No evidence of breast cancer.", ""},
		{"en", "Suspicious for prostate cancer.", ""},
		{"en", "Differential diagnosis: lymphoma, lung cancer, tuberculosis.", ""},
		{"en", "She attended breast cancer screening.", ""},
		{"en", "Comprehensive Breast Cancer Center", ""},
		{"en", "Risk of lung cancer was discussed.", ""},
		{"en", "Rule out melanoma.", ""},
		{"en", "Pain at the level of C5 and C6.", ""},
		{"de", "Diagnose: Mammakarzinom links, pT2 pN0.", "breast"},
		{"de", "Invasives Karzinom der rechten Brust.", "breast"},
		{"de", "Rektumkarzinom 6 cm ab ano.", "colorectal/rectal"},
		{"de", "Prostatakarzinom, Gleason 3+4.", "prostate"},
		{"de", "Bösartige Neubildung: Brustdrüse (C50.4 G)", "breast"},
		{"de", "V.a. Bronchialkarzinom", ""},
		{"de", "C34.1 V", ""},
		{"de", "Mutter: Mammakarzinom", ""},
		{"de", "Kein Anhalt für ein Rektumkarzinom.", ""},
		{"fr", "Adénocarcinome du côlon sigmoïde.", "colorectal"},
		{"fr", "Carcinome canalaire infiltrant du sein gauche.", "breast"},
		{"fr", "Antécédents familiaux : cancer du sein.", ""},
		{"es", "Carcinoma ductal infiltrante de mama izquierda.", "breast"},
		{"es", "Sospecha de cáncer de próstata.", ""},
		{"it", "Adenocarcinoma del retto.", "colorectal/rectal"},
		{"it", "Sospetto carcinoma della mammella.", ""},
		{"pl", "Rak piersi lewej, stan po mastektomii.", "breast"},
		{"pl", "Podejrzenie raka płuca.", ""},
		{"nl", "Mammacarcinoom links.", "breast"},
		{"nl", "Verdenking op longkanker.", ""},
	} {
		if got := signs(c.text, c.lang, clinical.OncologyNote); c.lang != "" && got != c.want && signs(c.text, c.lang, clinical.PathologyReport) != c.want {
			t.Errorf("%s %q: %q, want %q", c.lang, c.text, got, c.want)
		}
	}
	for _, k := range []clinical.Kind{clinical.Other, clinical.FamilyHistory, clinical.ImagingReport, clinical.LabResults} {
		if got := signs("Breast cancer of the left breast.", "en", k); got != "" {
			t.Errorf("a %s names %s", k, got)
		}
	}
}

func TestPackOf(t *testing.T) {
	for code, want := range map[string]string{
		"C50.9": "breast ", "c61": "prostate ", "C20": "colorectal rectal", "C19": "colorectal ", "C22.0": "pancreas_biliary_liver liver", "C22.1": "pancreas_biliary_liver ",
		"C67.9": "kidney_bladder bladder", "C7A.0": "neuroendocrine ", "C57.0": "ovarian ", "C09": "head_neck ", "D05.1": "breast ", "C83.3": "lymphoma ", "C53.9": "uterine_cervix cervix",
		"C78.0": " ", "C57.9": " ", "C5": " ", "D12": " ", "C+1": " ", "": " ", "I10": " ",
	} {
		pack, fact, ok := PackOf(code)
		if got := pack + " " + string(fact); got != want || ok != (pack != "") {
			t.Errorf("%q: %q %v, want %q", code, got, ok, want)
		}
	}
}

// FuzzSigns holds for any text: a sign names a list that exists and its sentence.
func FuzzSigns(f *testing.F) {
	f.Add("DIAGNOSIS: Invasive ductal carcinoma of the left breast. ICD-10: C50.4 G", "en")
	f.Add("C5 C50 D05.1 C22.0 V\nRektumkarzinom", "de")
	packs := map[string]bool{}
	for _, s := range spans {
		packs[s.pack] = true
	}
	f.Fuzz(func(t *testing.T, text, lang string) {
		var pages []*statement.Page
		for _, p := range words.Read([]string{text}) {
			pages = append(pages, statement.Read(p, lang))
		}
		for _, s := range Signs(pages, clinical.PathologyReport) {
			if !packs[s.Pack] || s.Quote == "" || s.Page != 1 || s.Weight < 1 {
				t.Fatalf("%+v", s)
			}
		}
	})
}
