package diagnosis

import (
	"regexp"
	"strings"

	"github.com/medbundle/medbundle/internal/classify/tumour"
	"github.com/medbundle/medbundle/internal/clinical"
)

var (
	// tnm is a classification after TNM (UICC and AJCC): "pT2 pN1a cM0", "ypT1c(m) N0 (sn)".
	// Scanners read the figure 0 as a letter.
	tnm = regexp.MustCompile(`(?:^|[^\pL\d])((?:[yramcpu]{1,3}\s?)?T(?:is|x|X|[0-4]\s?[a-d]?[1-3]?)(?:\s?\([^)\n]{1,8}\))?(?:[\s,;:/]{0,3}(?:[ycpr]{0,2}\s?)?N(?:x|X|O|[0-3]\s?[a-c]?)(?:\s?\((?:sn|i[+-]|mi|[^)\n]{1,8})\))?)?(?:[\s,;:/]{0,3}(?:[ycpr]{0,2}\s?)?M(?:x|X|O|[01]\s?[a-d]?))?)(?:[^\pL\d]|$)`)
	// group is a stage group: "stage IIB", "Stadium III", "FIGO IVB", "R-ISS II".
	group = regexp.MustCompile(`(?:^|[^\pL])((?i:stage(?:\s+group)?(?:ing)?|stadium|stade|estad[ií]o|stadio|stopie[nń]\s+zaawansowania|stopniu\s+zaawansowania|FIGO|Ann[ -]Arbor|Lugano|R-?ISS|ISS|Dukes'?|BCLC|Rai|Binet)(?:\s+(?i:stage|group|stadium|stade|estad[ií]o|stadio|figo|ajcc|uicc|klinisch|klinisches|clinical|pathologic|prognostic|nach|selon|sec[uú]n))?\s*(?:\([^)\n]{1,30}\))?\s*[:=]?\s*((?:IV|I{1,3}|[0-4]|[A-D])\s?[A-D]?[1-3]?))(?:[^\pL\d]|$)`)
	// named are words beside a classification or a stage that say what it is.
	named = regexp.MustCompile(`(?i)stage|staging|stadi|stade|estad|stopie|tnm|ajcc|uicc|figo|classification|klassifikation|clasificaci|classificazione|klasyfikac|classificatie|lugano|ann[ -]arbor|r-?iss|dukes|bclc|binet|\brai\b`)
	// beside are words that say that a stage is one of a cancer.
	beside = regexp.MustCompile(`(?i)ajcc|uicc|figo|tnm|patholog|clinical stag|prognostic|anatomic|ann[ -]arbor|lugano|r-?iss|dukes|bclc|binet|\brai\b|tumou?r`)
	// others are illnesses that have stages of their own.
	others = regexp.MustCompile(`(?i)kidney disease|ckd|renal|ulcer|decubit|hypertension|heart failure|sleep|fibrosis|cirrhosis|copd|gold|parkinson|niereninsuffizienz|dekubitus|insuffisance|insuficiencia|insufficienza|niewydolno|nierinsuffici`)
)

// maxFound bounds the places that are looked at on one page.
const maxFound = 60

// stages finds the statements of a stage.
func (r *reader) stages() {
	text := r.page.Text
	for _, m := range tnm.FindAllStringSubmatchIndex(text, maxFound) {
		start, end := m[2], m[3]
		said := strings.Join(strings.Fields(text[start:end]), "")
		line := r.lineAt(start)
		if !strings.Contains(said, "N") && (!named.MatchString(line) || !strings.HasPrefix(said, "p") && !strings.HasPrefix(said, "c") && !strings.HasPrefix(said, "y")) || r.unsaid(start) {
			continue
		}
		rank := 1
		if named.MatchString(line) {
			rank = 2
		}
		if strings.Contains(said, "N") {
			rank++
		}
		r.note(clinical.QuoteStage, r.around(start, end), tnmKey(said), rank)
	}
	for _, m := range group.FindAllStringSubmatchIndex(text, maxFound) {
		start, end := m[2], m[3]
		if !r.ofCancer(start, end, text[m[4]:m[5]]) || r.unsaid(start) {
			continue
		}
		r.note(clinical.QuoteStage, r.around(start, end), "stage "+strings.ToUpper(strings.Join(strings.Fields(text[m[4]:m[5]]), "")), 2)
	}
}

// tnmKey is a classification by which two are told apart; the letter O that a
// scanner reads is the figure.
func tnmKey(said string) string {
	clean := strings.NewReplacer(",", "", ";", "", ":", "", "/", "", "O", "0").Replace(said)
	return strings.ToUpper(clean)
}

// ofCancer tells whether a stage is one of a cancer: its sentence names one, or
// the words beside it say so.
func (r *reader) ofCancer(start, end int, grade string) bool {
	line := r.lineAt(start)
	if others.MatchString(line) {
		return false
	}
	if beside.MatchString(line) {
		return true
	}
	p := r.page
	s := p.SentenceOf(p.WordAt(start))
	if strings.ContainsAny(grade, "IV") && r.pathology {
		return true
	}
	for _, h := range tumour.Named(p) {
		if h.First >= s.First && h.Last <= s.Last || p.Words[h.First].Line == p.Words[min(p.WordAt(start), len(p.Words)-1)].Line {
			return len(p.Text) < maxOneLine || abs(p.Words[h.First].Start-start) < maxLine
		}
	}
	return end-start > 0 && strings.ContainsAny(grade, "IV") && r.inDiagnosis(p.WordAt(start))
}

// maxOneLine is how long a page is at least whose line may hold all of it.
const maxOneLine = 400

func abs(n int) int { return max(n, -n) }

func (r *reader) inDiagnosis(word int) bool {
	x, ok := r.partAt(word)
	return ok && x.group != "other"
}

// lineAt is the line of a byte, or as much of it as stands near where it is long.
func (r *reader) lineAt(at int) string {
	l := r.page.Lines[r.page.LineAt(at)]
	return strings.ToValidUTF8(r.page.Text[max(l.Start, at-maxLine):max(at, min(l.End, at+maxLine))], "")
}

// unsaid tells whether what stands from start on is not said of the patient as
// the papers know it now: asked, a relative's, planned, a suspicion before the
// operation, or the key of a form.
func (r *reader) unsaid(start int) bool {
	p := r.page
	i := p.WordAt(start)
	if i >= len(p.Words) {
		return true
	}
	s := p.SentenceOf(i)
	switch s.Section {
	case "family", "question":
		return true
	case "differential", "comparison":
		if r.pathology {
			return true
		}
	}
	if s.Question || p.OfRelative(i) {
		return true
	}
	if !r.pathology {
		return p.Doubted(i, i+1)
	}
	x, ok := r.partAt(i)
	return ok && x.group == "other" && repeats[strings.ToLower(p.Word(x.first))]
}

// repeats are the first words of headings under which a pathologist repeats what
// was sent in.
var repeats = map[string]bool{"clinical": true, "history": true, "klinische": true, "anamnese": true, "renseignements": true, "datos": true, "notizie": true, "wywiad": true, "rozpoznanie": true, "pre": true, "preoperative": true, "antecedentes": true, "anamnesi": true}
