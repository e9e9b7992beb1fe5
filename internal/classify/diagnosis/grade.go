package diagnosis

import (
	"regexp"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
)

var (
	// gleason is the score of a cancer of the prostate, and its grade group (ISUP 2014).
	gleason = regexp.MustCompile(`(?i)(?:^|[^\pL])(gleason[^\n;.]{0,40}?\d\s?\+\s?\d(?:\s?\(\s?\d\d?%?\s?\))?(?:\s?=\s?\d{1,2})?(?:\s?/\s?10)?|(?:ISUP|(?:prognostic )?grade group|gradgruppe)(?:[ -]?(?:grade(?: group)?|grad|grado|group))?\s*:?\s*[1-5])(?:[^\pL\d]|$)`)
	// grade is a histological grade, with the word for it. Grades of side effects
	// have no such word.
	grade = regexp.MustCompile(`(?i)(?:^|[^\pL])((?:nottingham|elston|bloom|scarff|SBR|histologic(?:al)? grade|tumou?r grade|nuclear grade|fuhrman|WHO[ -]grade|WHO[ -]grad|ISUP|histologischer grad|grading|tumorgrad|malignitätsgrad|grade histopronostique|grade SBR|grade histologique|grado histológico|grado de diferenciación|grado istologico|grado di differenziazione|stopień złośliwości(?: histologicznej)?|differentiatiegraad|gradering)[^\n.;]{0,40}?(?:\bG?\s?[1-4]\b|\bI{1,3}V?\b|(?:well|moderately|poorly)[ -](?:\pL+ )?differentiated)(?:\s?(?:/|of|von|sur|de|su|z|van)\s?[1-4])?)`)
)

// graded are words of a label that is quoted with its grade.
var graded = regexp.MustCompile(`(?i)grad|gleason|score|isup|typ|differen|złośliw`)

// grades finds statements of a grade.
func (r *reader) grades() {
	text := r.page.Text
	for _, re := range []*regexp.Regexp{gleason, grade} {
		for _, m := range re.FindAllStringSubmatchIndex(text, maxFound) {
			start, end := m[2], m[3]
			if r.unsaid(start) {
				continue
			}
			rank := 1
			if r.inDiagnosis(r.page.WordAt(start)) {
				rank = 2
			}
			r.note(clinical.QuoteGrade, r.around(start, end), keyOf(strings.ToLower(text[start:end])), rank)
		}
	}
}
