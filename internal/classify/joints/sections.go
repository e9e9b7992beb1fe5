package joints

import (
	"strings"
	"sync"

	"github.com/medbundle/medbundle/internal/classify/words"
)

// A page of another kind has several headings of that kind, and hardly one of the
// paper so far: "laboratory data" in a letter is one heading.
const (
	ownPoints   = 10 // what the headings of a page of another kind weigh at least
	ownHeadings = 2
	clearly     = 3 // times as much as the headings of the other kind

	openLines    = 3  // among which a paper's first heading stands
	minFunctions = 12 // function words that tell the language of a page
)

// sections are the headings of a page or of a paper, every one once.
type sections struct {
	seen     map[int]bool   // by phrase
	points   map[string]int // by kind
	headings map[string]int // how many of each kind
}

// first is the heading that a page begins with; phrase is 0 for none.
type first struct {
	phrase, weight int
	says           string // what stands behind it, bare
	of             map[string]bool
}

func newSections() sections {
	return sections{seen: map[int]bool{}, points: map[string]int{}, headings: map[string]int{}}
}

func (s sections) add(h words.Hit) {
	if s.seen[h.Phrase] {
		return
	}
	s.seen[h.Phrase] = true
	for _, m := range h.Meanings() {
		if m.Channel == words.Heading {
			s.points[m.What] += m.Weight
			s.headings[m.What]++
		}
	}
}

// join adds the headings of a page to those of the paper.
func (s sections) join(page sections) {
	for phrase := range page.seen {
		s.add(words.Hit{Phrase: phrase})
	}
}

// best is the kind for which most speaks; the first by name of equals.
func (s sections) best() (kind string, points int) {
	for k, n := range s.points {
		if n > points || n == points && k < kind {
			kind, points = k, n
		}
	}
	return kind, points
}

// otherKind tells whether a page is of another kind than the paper so far.
func (s sections) otherKind(page sections) bool {
	kind, points := page.best()
	was, before := s.best()
	return kind != was && was != "" && points >= ownPoints && page.headings[kind] >= ownHeadings &&
		page.points[was]*clearly <= points && s.points[kind]*clearly <= before
}

// divide finds the headings of a page, and which of them it begins with.
func (o *opening) divide(p *words.Page) {
	o.sections = newSections()
	covered := 0
	for _, h := range p.Hits {
		if h.Last <= covered || !h.Has(words.Heading) || !p.IsHeading(h) {
			continue
		}
		covered = h.Last
		o.sections.add(h)
		if o.begins.phrase == 0 && p.Words[h.First].Line < openLines && firstSections()[h.Phrase] && p.Lines[p.Words[h.First].Line].First == h.First && (p.ColonAfter(h) || p.StandsAlone(h)) {
			end := p.Words[h.Last-1].End
			o.begins = first{phrase: h.Phrase, weight: h.Weight(words.Heading), says: bare(p.Text[end:min(len(p.Text), end+maxEdgeLine)]), of: map[string]bool{}}
			for _, m := range h.Meanings() {
				if m.Channel == words.Heading {
					o.begins.of[m.What] = true
				}
			}
		}
	}
}

// speak tells the language of a page that has enough function words, of which
// nine in ten are of that language.
func (o *opening) speak(p *words.Page) {
	counts, all := map[string]int{}, 0
	for _, h := range p.Hits {
		one := ""
		for _, m := range h.Meanings() {
			if m.Channel == words.FunctionWord {
				if one != "" {
					one = ""
					break // a word of several languages tells nothing
				}
				one = m.What
			}
		}
		if one != "" {
			counts[one]++
			all++
		}
	}
	for l, n := range counts {
		if n >= minFunctions && n*10 >= all*9 {
			o.language = l
		}
	}
}

// firstSections are the headings that papers begin with.
var firstSections = sync.OnceValue(func() map[int]bool {
	out := map[int]bool{}
	for _, phrase := range strings.Split(openings, ",") {
		if n, ok := words.PhraseNumber(strings.TrimSpace(phrase)); ok {
			out[n] = true
		}
	}
	return out
})

// openings are written as in the vocabularies; what they do not have has no effect.
const openings = `reason for admission, indications for procedure, indication for procedure, operative procedure, operation, title of procedure, name of procedure, chief complaint, chief complaints, presenting complaint, reason for visit, reason for consultation, reason for referral, history of present illness, HPI,
	preoperative diagnosis, preoperative diagnoses, pre-operative diagnosis, preop diagnosis, title of operation, name of operation, date of operation, operation performed, procedure performed, procedure,
	reason for exam, reason for examination, reason for study, exam, exam type, type of exam, study, study type, clinical history, clinical indication, indication,
	specimen, specimens, specimens submitted, specimen submitted, tissue submitted, nature of specimen, final diagnosis, final pathologic diagnosis, pathologic diagnosis,
	date of admission, admission diagnosis, admitting diagnosis, admission diagnoses, admitting diagnoses, discharge diagnosis, discharge diagnoses, subjective, identifying data, history,
	Anamnese, aktuelle Anamnese, Eingesandtes Material, Material, Fragestellung, klinische Angaben, Diagnosen, Diagnose, präoperative Diagnose, Operateur, OP-Indikation,
	motif, motif de consultation, motif d'hospitalisation, renseignements cliniques, indication opératoire, diagnostic préopératoire, matériel,
	motivo de consulta, motivo de ingreso, datos clínicos, diagnóstico preoperatorio, antecedentes, material remitido,
	motivo del ricovero, quesito clinico, quesito diagnostico, materiale inviato, anamnesi, diagnosi preoperatoria,
	wskazanie, wskazania, wywiad, rozpoznanie, materiał, rozpoznanie przedoperacyjne, reden van verwijzing, vraagstelling, klinische gegevens, anamnese, preoperatieve diagnose, ingezonden materiaal`
