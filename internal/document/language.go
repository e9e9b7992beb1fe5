package document

import (
	"fmt"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
)

// languageNames are the languages that a page can seem to be in, by the names
// that tesseract has for them.
var languageNames = map[string]string{
	"eng": "English", "deu": "German", "fra": "French", "spa": "Spanish", "ita": "Italian", "pol": "Polish", "nld": "Dutch",
	"por": "Portuguese", "swe": "Swedish", "dan": "Danish", "nor": "Norwegian", "ces": "Czech", "hrv": "Croatian", "hun": "Hungarian",
	"ron": "Romanian", "tur": "Turkish", "rus": "Russian", "ukr": "Ukrainian", "bul": "Bulgarian", "srp": "Serbian", "ell": "Greek",
	"heb": "Hebrew", "ara": "Arabic", "fas": "Persian", "chi_sim": "Chinese", "chi_tra": "Chinese (traditional)", "jpn": "Japanese",
	"kor": "Korean", "hin": "Hindi", "hye": "Armenian", "kat": "Georgian",
}

// foreign says that pages seem to be in a language that tesseract cannot read on
// this machine.
func (f File) foreign(doc *Document) []Trouble {
	if len(doc.missing) == 0 {
		return nil
	}
	var names, packages []string
	for _, l := range doc.missing {
		names = append(names, languageNames[l])
		packages = append(packages, "tesseract-ocr-"+strings.ReplaceAll(l, "_", "-"))
	}
	return []Trouble{*f.trouble(RuleLanguage, clinical.SeverityInfo,
		fmt.Sprintf("The paper seems to be in %s, which tesseract has not learnt to read on this machine: words may be misread or missing.", either(names)),
		fmt.Sprintf("Install %s, then run this again.", either(packages)))}
}

func either(words []string) string {
	if n := len(words); n > 1 {
		return strings.Join(words[:n-1], ", ") + " or " + words[n-1]
	}
	return words[0]
}

// garbledText says that the file's own text cannot be read, and what was done.
func (f File) garbledText(doc *Document) []Trouble {
	var bad []string
	again := 0
	for _, page := range doc.garbled {
		bad = append(bad, fmt.Sprint(page))
		if doc.recognized(page) {
			again++
		}
	}
	if len(bad) == 0 {
		return nil
	}
	what := "The text behind page " + bad[0] + " makes no sense, as after a bad reading by a scanner."
	if len(bad) > 1 {
		what = fmt.Sprintf("The text behind %d pages makes no sense, as after a bad reading by a scanner; the first is page %s.", len(bad), bad[0])
	}
	if again == len(bad) {
		return []Trouble{*f.trouble(RuleGarbled, clinical.SeverityInfo, what+" It was read anew from the picture, to tell what the paper is; searching the packet will not find its words.", "")}
	}
	t := f.noText(clinical.SeverityWarning, what, doc)
	t.Rule = RuleGarbled
	return []Trouble{*t}
}
