package layout

import (
	"strings"

	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

// What a note in a patient's own words is: short, and mostly about its writer.
const (
	maxVoice    = 260 // words
	minOwn      = 3   // words that speak of the writer
	ownShare    = 4   // of a hundred words
	voiceWeight = 8
)

// own are words by which people speak of themselves, folded, in seven languages.
var own = setOf(`i my me im i'm ich mein meine meinen meiner mir mich je j mon ma mes moi me yo mi mis mio mia miei mie io ja moj moja moje mam mnie ik mijn mij`)

// formal are parts of words by which letters, permissions and directives are
// known, which speak of their writer too.
var formal = []string{"dear ", "sincerely", "regards", "hereby", "consent", "authori", "appoint", "sehr geehrte", "hiermit", "bevollm", "einwillig", "entbind", "einverstand", "hochachtung", "mit freundlichen", "confrere", "soussigne", "consens", "autori", "estimad", "declaro", "egregi", "gentile", "dichiar", "delego", "szanown", "wyrazam", "upowazniam", "geachte", "machtig", "toestemming", "ondergetekende", "toekomst", "reanim", "resuscit", "i saw", "i reviewed", "ich berichte"}

// voice finds a note in which a patient tells how he or she feels.
func voice(p *words.Page) (Form, bool) {
	if len(p.Words) == 0 || len(p.Words) > maxVoice || p.Number != 1 {
		return Form{}, false
	}
	n := 0
	first := p.Lines[0]
	for _, w := range p.Words {
		if w.End-w.Start <= 8 && own[words.Fold(p.Text[w.Start:w.End])] {
			if n == 0 {
				first = p.Lines[w.Line]
			}
			n++
		}
	}
	if n < minOwn || n*100 < ownShare*len(p.Words) || words.ContainsAny(strings.ToLower(words.FoldSpaced(p.Text)), formal) {
		return Form{}, false
	}
	return Form{clinical.SymptomNote, voiceWeight, "a note in a patient's own words", first}, true
}

// soapLetters begin the parts of a note: subjective, objective, assessment (in
// Dutch evaluatie), plan.
const soapLetters = "SOAEP"

// What makes a note one of that form.
const (
	minSoap    = 3
	soapWeight = 13
)

// soap finds the form of a progress note: parts that begin with S:, O:, A: and P:.
func soap(p *words.Page) (Form, bool) {
	seen := map[byte]bool{}
	var first words.Line
	for _, l := range p.Lines {
		s := strings.TrimSpace(p.Text[l.Start:l.End])
		for i := 0; i+1 < len(s) && i < maxListLine; i++ {
			if s[i+1] == ':' && strings.IndexByte(soapLetters, s[i]) >= 0 && (i == 0 || s[i-1] == ' ' || s[i-1] == '/') {
				if len(seen) == 0 {
					first = l
				}
				seen[s[i]] = true
			}
		}
	}
	return Form{clinical.ProgressNote, soapWeight, "the parts of a progress note", first}, len(seen) >= minSoap && seen['S'] && seen['O']
}
