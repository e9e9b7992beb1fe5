package tumour

import (
	"strconv"
	"strings"

	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

// codes reads codes of ICD-10 (WHO, chapter II; also ICD-10-CM and ICD-10-GM):
// "C50.4", "ICD-10: C34". Without a part behind the dot a code counts only where
// its line says that it is one or that it is a diagnosis. In Germany "V" behind a
// code means suspected and "A" excluded.
func (r *reader) codes() {
	p := r.page
	for i := range p.Words {
		w := p.Word(i)
		if len(w) != 3 || w[0] != 'C' && w[0] != 'D' {
			continue
		}
		code, last := w, i+1
		if last < len(p.Words) && p.Gap(last) == "." && len(p.Word(last)) <= 2 && p.Word(last)[0] >= '0' && p.Word(last)[0] <= '9' {
			code += "." + p.Word(last)
			last++
		}
		pack, fact, ok := PackOf(code)
		if !ok || last == i+1 && !r.saysCode(i) || r.page.Doubted(i, last) {
			continue
		}
		if last < len(p.Words) && p.Words[last].Line == p.Words[i].Line && (p.Word(last) == "V" || p.Word(last) == "A") {
			continue
		}
		r.note(pack, fact, i)
	}
}

// saysCode tells whether the line of the word speaks of codes or diagnoses.
func (r *reader) saysCode(i int) bool {
	l := r.page.Lines[r.page.Words[i].Line]
	line := words.FoldSpaced(r.page.Text[l.Start:l.End])
	return strings.Contains(line, "icd") || !r.report && (strings.Contains(line, "diagn") || strings.Contains(line, "rozpozn"))
}

// span is a run of three-character categories of ICD-10.
type span struct {
	letter    byte
	from, to  int
	pack      string
	fact      clinical.FactID
	onlyBelow string // first letters of the part behind the dot; "" for all
}

// spans follow the lists of the checklists: C00–C97 by organ, and the carcinomas
// in situ and neoplasms of uncertain behaviour that are treated with them.
var spans = []span{
	{'C', 0, 14, "head_neck", "", ""}, {'C', 30, 32, "head_neck", "", ""},
	{'C', 15, 16, "upper_gi", "", ""},
	{'C', 20, 20, "colorectal", clinical.FactRectal, ""}, {'C', 18, 21, "colorectal", "", ""},
	{'C', 22, 22, "pancreas_biliary_liver", clinical.FactLiver, "0"}, {'C', 22, 25, "pancreas_biliary_liver", "", ""},
	{'C', 34, 34, "lung", "", ""},
	{'C', 40, 41, "sarcoma", "", ""}, {'C', 49, 49, "sarcoma", "", ""},
	{'C', 43, 43, "melanoma", "", ""}, {'D', 3, 3, "melanoma", "", ""},
	{'C', 48, 48, "ovarian", "", ""}, {'C', 56, 56, "ovarian", "", ""}, {'C', 57, 57, "ovarian", "", "0"},
	{'C', 50, 50, "breast", "", ""}, {'D', 5, 5, "breast", "", ""},
	{'C', 53, 53, "uterine_cervix", clinical.FactCervix, ""}, {'C', 54, 55, "uterine_cervix", "", ""},
	{'C', 61, 61, "prostate", "", ""}, {'C', 62, 62, "testicular", "", ""},
	{'C', 67, 67, "kidney_bladder", clinical.FactBladder, ""}, {'C', 64, 66, "kidney_bladder", "", ""},
	{'C', 70, 72, "brain", "", ""}, {'D', 32, 33, "brain", "", ""}, {'D', 43, 43, "brain", "", ""},
	{'C', 73, 73, "thyroid", "", ""}, {'C', 75, 75, "neuroendocrine", "", ""},
	{'C', 80, 80, "unknown_primary", "", ""},
	{'C', 81, 86, "lymphoma", "", ""}, {'C', 88, 88, "lymphoma", "", ""},
	{'C', 90, 90, "myeloma", "", ""},
	{'C', 91, 95, "leukaemia", "", ""}, {'D', 46, 47, "leukaemia", "", ""},
}

// PackOf is the list of what a cancer needs for a code of ICD-10, and the fact
// that the code states by itself. ok is false for codes of no list; C77–C79 say
// where a cancer went and not what it is.
func PackOf(code string) (pack string, fact clinical.FactID, ok bool) {
	code = strings.ToUpper(strings.TrimSpace(code))
	category, below, _ := strings.Cut(code, ".")
	switch category {
	case "C7A", "D3A":
		return "neuroendocrine", "", true
	}
	if len(category) != 3 {
		return "", "", false
	}
	n, err := strconv.ParseUint(category[1:], 10, 8)
	if err != nil {
		return "", "", false
	}
	for _, s := range spans {
		if category[0] == s.letter && int(n) >= s.from && int(n) <= s.to && strings.HasPrefix(below, s.onlyBelow) {
			return s.pack, s.fact, true
		}
	}
	return "", "", false
}
