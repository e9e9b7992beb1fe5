package interview

import (
	"regexp"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
)

// cancer is one answer to the question which cancer it is.
type cancer struct {
	id string
	// plain is how a patient says it; more are other words for the same.
	plain string
	more  []string
	// organs are named beside "cancer of" or before "cancer"; names are words that
	// mean the cancer by themselves. Both are regular expressions.
	organs, names string
	// asks are the facts that decide what this cancer needs.
	asks []clinical.FactID
}

var cancers = []cancer{
	{"breast", "breast", []string{"brust"}, `breast|mammary|mamma`, `mammakarzinom|brustkrebs|ductal carcinoma in situ`, nil},
	{"prostate", "prostate", nil, `prostate|prostatic`, `prostatakarzinom`, nil},
	{"lung", "lung", nil, `lung|bronchus|bronchial|pulmonary`, `nsclc|sclc|bronchialkarzinom|lungenkrebs|mesothelioma`, []clinical.FactID{clinical.FactAdvanced, clinical.FactNonsquamous}},
	{"colorectal", "bowel (colon or rectum)", []string{"bowel", "colon", "rectum", "rectal", "darm"}, `colon|colonic|colorectal|rectum|rectal|caecum|cecum|sigmoid|bowel`, `kolonkarzinom|rektumkarzinom|darmkrebs`, []clinical.FactID{clinical.FactRectal}},
	{"ovarian", "ovary", []string{"ovaries"}, `ovary|ovarian|fallopian tube`, `ovarialkarzinom`, nil},
	{"uterine_cervix", "womb or cervix", []string{"womb", "uterus", "uterine", "cervix", "cervical", "endometrial", "endometrium"}, `uterus|uterine|endometrial|endometrium|endometrioid|cervix|cervical`, `zervixkarzinom|endometriumkarzinom`, []clinical.FactID{clinical.FactCervix}},
	{"lymphoma", "lymphoma", nil, `$^`, `lymphoma|lymphom`, nil},
	{"leukaemia", "leukaemia", []string{"leukemia", "mds"}, `$^`, `leuka?emia|leukämie|myelodysplastic syndrome`, nil},
	{"myeloma", "myeloma", nil, `$^`, `myeloma|plasmozytom`, nil},
	{"brain", "brain", nil, `brain|cerebral`, `glioma|glioblastoma|astrocytoma|meningioma|oligodendroglioma`, []clinical.FactID{clinical.FactGlioma}},
	{"melanoma", "melanoma", []string{"skin"}, `$^`, `melanoma|melanom`, []clinical.FactID{clinical.FactAdvanced}},
	{"pancreas_biliary_liver", "pancreas, bile ducts or liver", []string{"pancreas", "pancreatic", "liver", "bile", "gallbladder"}, `pancreas|pancreatic|gallbladder|bile duct|biliary|hepatocellular`, `cholangiocarcinoma|pankreaskarzinom|hepatocellular carcinoma`, []clinical.FactID{clinical.FactLiver}},
	{"kidney_bladder", "kidney or bladder", []string{"kidney", "renal", "bladder"}, `kidney|renal cell|renal|bladder|urothelial`, `urothelkarzinom|nierenzellkarzinom`, []clinical.FactID{clinical.FactBladder}},
	{"testicular", "testicle", []string{"testis", "testes", "testicles"}, `testis|testicular`, `seminoma`, nil},
	{"thyroid", "thyroid", nil, `thyroid`, `schilddrüsenkarzinom`, []clinical.FactID{clinical.FactMedullary, clinical.FactRadioiodine}},
	{"head_neck", "head or neck", []string{"mouth", "throat", "tongue", "larynx"}, `larynx|laryngeal|pharynx|oropharynx|oropharyngeal|nasopharyngeal|tongue|tonsil|oral cavity|parotid`, `$^`, nil},
	{"upper_gi", "gullet or stomach", []string{"stomach", "gastric", "oesophagus", "esophagus", "gullet"}, `stomach|gastric|o?esophagus|o?esophageal`, `magenkarzinom|ösophaguskarzinom`, nil},
	{"sarcoma", "sarcoma", nil, `$^`, `\w*sarcoma|sarkom`, nil},
	{"neuroendocrine", "neuroendocrine tumour", []string{"carcinoid"}, `neuroendocrine`, `carcinoid`, nil},
	{"unknown_primary", "one whose origin is not known", []string{"unknown", "cup"}, `$^`, `cancer of unknown primary|cup syndrome`, nil},
	{"paediatric", "a child's cancer", []string{"pediatric", "child"}, `$^`, `neuroblastoma|wilms tumou?r|nephroblastoma|retinoblastoma|medulloblastoma`, nil},
	{"generic", "another", []string{"other"}, `$^`, `$^`, nil},
}

// speaking are the expressions by which a text speaks of each cancer.
var speaking = func() []*regexp.Regexp {
	var out []*regexp.Regexp
	for _, c := range cancers {
		const kind = `(?:cancer|carcinoma|adenocarcinoma|karzinom|malignancy|tumou?r)`
		out = append(out, regexp.MustCompile(`\b(?:(?:`+c.organs+`) (?:\w+ )?`+kind+`|`+kind+` (?:of|in) (?:the )?(?:\w+ ){0,2}(?:`+c.organs+`)|(?:`+c.names+`))\b`))
	}
	return out
}()

// maxText bounds how much of one page is looked at, in bytes.
const maxText = 20_000

// Suggest is the cancer of which the most papers speak; "" where none does, or two
// are spoken of alike. It is a suggestion to be confirmed and nothing else.
func Suggest(papers []clinical.Paper) string {
	counts := make([]int, len(cancers))
	for _, p := range papers {
		seen := make([]bool, len(cancers))
		for _, pg := range p.Pages {
			text := strings.ToLower(strings.Join(strings.Fields(pg.Text[:min(len(pg.Text), maxText)]), " "))
			for i, re := range speaking {
				seen[i] = seen[i] || re.MatchString(text)
			}
		}
		for i, s := range seen {
			if s {
				counts[i]++
			}
		}
	}
	best, second := 0, 0
	id := ""
	for i, n := range counts {
		switch {
		case n > best:
			best, second, id = n, best, cancers[i].id
		case n > second:
			second = n
		}
	}
	if best == second {
		return ""
	}
	return id
}

// cancerOf finds the cancer that an answer means, by its id or a plain word.
func cancerOf(answer string) (cancer, bool) {
	answer = strings.ToLower(strings.TrimSpace(answer))
	organ := strings.TrimSuffix(strings.TrimSuffix(answer, " cancer"), " krebs") // "breast cancer"
	for _, c := range cancers {
		for _, word := range append([]string{c.id, c.plain}, c.more...) {
			if answer == word || organ == word {
				return c, true
			}
		}
	}
	return cancer{}, false
}
