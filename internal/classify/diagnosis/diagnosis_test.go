package diagnosis

import (
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/classify/statement"
	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

// said reads a text as a paper of kind k, and writes its statements as "what: text".
func said(k clinical.Kind, texts ...string) []string {
	read := words.Read(texts)
	lang := words.LanguageOf(read)
	pages := make([]*statement.Page, len(read))
	for i, p := range read {
		pages[i] = statement.Read(p, lang)
	}
	var out []string
	for _, q := range Read(pages, k) {
		out = append(out, string(q.What)+": "+q.Text)
	}
	return out
}

func TestQuotes(t *testing.T) {
	for _, tc := range []struct {
		name string
		kind clinical.Kind
		text string
		want string // parted by " | "
	}{
		{"en", clinical.PathologyReport, "SURGICAL PATHOLOGY REPORT\n\nCLINICAL HISTORY\nBreast cancer, cT2 N0.\n\nFINAL DIAGNOSIS\nLeft breast, segmental mastectomy:\n1. Invasive lobular carcinoma, grade 2.\n2. Margins free of tumor.\n\nPathologic stage (AJCC 8): pT2 pN1a\nER: Positive (90%)\nPR: Positive (40%)\nHER2: Negative (1+)\nNottingham grade: 2 of 3\n",
			"diagnosis: Invasive lobular carcinoma, grade 2 | stage: pT2 pN1a | markers: ER: Positive (90%) PR: Positive (40%) HER2: Negative (1+) | grade: Nottingham grade: 2 of 3"},
		{"de", clinical.PathologyReport, "Histologischer Befund\n\nKlinische Angaben: Verdacht auf Mammakarzinom.\n\nDiagnose:\nInvasives duktales Mammakarzinom links.\n\nTNM-Klassifikation: pT1c pN0 (0/3)\nÖstrogenrezeptor: positiv (95 %)\n",
			"diagnosis: Invasives duktales Mammakarzinom links | stage: TNM-Klassifikation: pT1c pN0 (0/3) | markers: Östrogenrezeptor: positiv (95 %)"},
		{"fr", clinical.PathologyReport, "Compte rendu d'anatomopathologie\n\nRenseignements cliniques : suspicion de cancer du sein.\n\nConclusion :\nCarcinome canalaire infiltrant du sein droit.\nClassification : pT2 pN0\nRécepteurs aux œstrogènes : positifs (80 %)\n",
			"diagnosis: Carcinome canalaire infiltrant du sein droit | stage: Classification : pT2 pN0 | markers: Récepteurs aux œstrogènes : positifs (80 %)"},
		{"es", clinical.PathologyReport, "Informe de anatomía patológica\n\nDatos clínicos: sospecha de cáncer.\n\nDiagnóstico:\nAdenocarcinoma de colon moderadamente diferenciado.\nEstadio TNM: pT3 pN1b\nKRAS: mutado\n",
			"diagnosis: Adenocarcinoma de colon moderadamente diferenciado | stage: Estadio TNM: pT3 pN1b | markers: KRAS: mutado"},
		{"it", clinical.PathologyReport, "Referto istologico\n\nNotizie cliniche: sospetto carcinoma.\n\nDiagnosi:\nCarcinoma duttale infiltrante della mammella.\nStadio: pT2 pN1\nRecettori estrogenici: positivi (70%)\n",
			"diagnosis: Carcinoma duttale infiltrante della mammella | stage: Stadio: pT2 pN1 | markers: Recettori estrogenici: positivi (70%)"},
		{"pl", clinical.PathologyReport, "Wynik badania histopatologicznego\n\nRozpoznanie kliniczne: podejrzenie raka piersi.\n\nRozpoznanie:\nRak przewodowy naciekający piersi lewej.\nStopień zaawansowania: pT2 pN0\nHER2: ujemny\n",
			"diagnosis: Rak przewodowy naciekający piersi lewej | stage: Stopień zaawansowania: pT2 pN0 | markers: HER2: ujemny"},
		{"nl", clinical.PathologyReport, "Pathologieverslag\n\nKlinische gegevens: verdenking mammacarcinoom.\n\nConclusie:\nInvasief ductaal mammacarcinoom links.\nTNM: pT1c pN0\nHER2: negatief\n",
			"diagnosis: Invasief ductaal mammacarcinoom links | stage: TNM: pT1c pN0 | markers: HER2: negatief"},
		{"prostate", clinical.PathologyReport, "DIAGNOSIS:\nProstate, needle biopsies: Adenocarcinoma, Gleason score 3+4=7.\n",
			"diagnosis: Prostate, needle biopsies: Adenocarcinoma, Gleason score 3+4=7 | grade: Prostate, needle biopsies: Adenocarcinoma, Gleason score 3+4=7"},
		{"a form's next field is another", clinical.TumourBoard, "TUMOR BOARD\nDiagnosis: Colon cancer, C18.2 Performance status: ECOG 0\n", "diagnosis: Colon cancer, C18.2"},
		{"a letter", clinical.OncologyNote, "Dear Dr Smith,\n\nI saw her with her stage IIB invasive ductal carcinoma of the left breast.\n",
			"diagnosis: I saw her with her stage IIB invasive ductal carcinoma of the left breast | stage: I saw her with her stage IIB invasive ductal carcinoma of the left breast"},
		{"cells of a table stay apart", clinical.PathologyReport, "FINAL DIAGNOSIS\nColon: adenocarcinoma.\n\nSYNOPTIC SUMMARY\nItem\tFinding\nTNM\tpT3 pN1b\n", "diagnosis: Colon: adenocarcinoma | stage: pT3 pN1b"},
		{"deny", clinical.PathologyReport, "DIAGNOSIS:\nLymph node: no evidence of malignancy.\nBreast: negative for carcinoma.\nNo evidence of the previously described lobular carcinoma.\n", ""},
		{"not certain", clinical.PathologyReport, "DIAGNOSIS:\nSuspicious for carcinoma.\n", ""},
		{"a relative's", clinical.OncologyNote, "Family history: Her mother had breast cancer, stage II.\n", ""},
		{"a house", clinical.OncologyNote, "Lakeside Cancer Center\nTumor Board, Gastrointestinal Cancers\nThe patient feels well.\n", ""},
		{"other illnesses have stages", clinical.OncologyNote, "Chronic kidney disease stage III. Stage II pressure ulcer.\n", ""},
		{"the emergency room", clinical.OncologyNote, "She came to the ER and had a swab, which was negative.\n", ""},
		{"awaited", clinical.PathologyReport, "FINAL DIAGNOSIS\nColon: adenocarcinoma.\nHER2: pending, control positive\n", "diagnosis: Colon: adenocarcinoma"},
		{"a kind that states none", clinical.LabResults, "Diagnosis: breast cancer, pT2 pN0\n", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := strings.Join(said(tc.kind, tc.text), " | "); got != tc.want {
				t.Errorf("\ngot  %s\nwant %s", got, tc.want)
			}
		})
	}
}

// TestLongSentencesAreCut: what is cut out of a sentence bears the marks of it, and
// stays short.
func TestLongSentencesAreCut(t *testing.T) {
	text := "DIAGNOSIS:\n" + strings.Repeat("with many words before it ", 8) + "invasive ductal carcinoma " + strings.Repeat("and many words behind it ", 20)
	got := said(clinical.PathologyReport, text)
	if len(got) != 1 || !strings.Contains(got[0], "invasive ductal carcinoma") || !strings.HasPrefix(got[0], "diagnosis: … ") || !strings.HasSuffix(got[0], " …") || len(got[0]) > maxQuote+40 {
		t.Errorf("%q", got)
	}
}

// checkWordForWord is the law of this package, over any text.
func checkWordForWord(t *testing.T, text string, quotes []Quote) {
	t.Helper()
	flat := strings.Join(strings.Fields(words.CleanText(text)), " ")
	for _, q := range quotes {
		if bare := strings.TrimSuffix(strings.TrimPrefix(q.Text, "… "), " …"); !strings.Contains(flat, bare) {
			t.Fatalf("%q does not stand in the text", q.Text)
		}
		if len(q.Text) > 2*maxQuote {
			t.Fatalf("a quotation of %d bytes", len(q.Text))
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"FINAL DIAGNOSIS\nColon: adenocarcinoma pT3 pN1b, stage IIIB. KRAS: mutated", "Diagnose: Mammakarzinom, ER 90 %", "DIAGNOSIS: (a) carcinoma Ki-67): 3%",
		"Gleason score 3+4=7 carcinoma\tin\tcells", "stage II …", "T1 N0 M0 TNM\n\nER+ PR+ HER2-, MSI-H", "DIAGNOSIS DIAGNOSIS: DIAGNOSIS cancer",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		read := words.Read([]string{s})
		checkWordForWord(t, s, Read([]*statement.Page{statement.Read(read[0], words.LanguageOf(read))}, clinical.PathologyReport))
		checkWordForWord(t, s, Read([]*statement.Page{statement.Read(read[0], "")}, clinical.OncologyNote))
	})
}
