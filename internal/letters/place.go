package letters

import (
	"slices"
	"strings"
	"unicode"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/letters/casenumber"
)

// Place is a hospital, clinic or laboratory that is asked for records. The zero
// Place is the hospital that nobody could name: its letter has a line to fill.
type Place struct {
	Name    string
	Contact clinical.Contact
	// RecordNumbers are the patient's numbers on papers of this place, and those
	// that the patient knows.
	RecordNumbers []string
}

// nameWords are the words of a name, folded.
func nameWords(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// commonWords say what a place is, not which.
var commonWords = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields("the of and for st saint hospital hospitals general university medical center centre clinic clinics cancer " +
		"department dept laboratory laboratories lab labs pathology radiology oncology institute health regional community memorial nhs trust " +
		"foundation records office klinikum klinik krankenhaus universitätsklinikum institut für pathologie hôpital hopital hospitalier centre " +
		"ospedale szpital ziekenhuis clínica clinica unit service services surgery surgical associates group") {
		m[w] = true
	}
	return m
}()

// samePlace tells whether two names are of one place: one holds the other in one
// piece, as "Department of Radiology, Hillside Hospital" holds "Hillside
// Hospital". What only says what kind of place it is names no place.
func samePlace(a, b string) bool {
	x, y := nameWords(a), nameWords(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	return namesAPlace(x) && holdsRun(y, x)
}

func namesAPlace(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return !commonWords[w] })
}

func holdsRun(all, run []string) bool {
	for i := 0; i+len(run) <= len(all); i++ {
		if slices.Equal(all[i:i+len(run)], run) {
			return true
		}
	}
	return false
}

// laboratory tells that a place examines tissue or blood and treats nobody.
func laboratory(name string) bool {
	for _, w := range nameWords(name) {
		if strings.HasPrefix(w, "lab") || strings.HasPrefix(w, "patholog") || w == "diagnostics" || w == "histopathology" || w == "cytology" {
			return true
		}
	}
	return false
}

// gazetteer knows the places that the papers and the case file name.
type gazetteer struct {
	names    []string // one for each place, the shortest
	papers   []clinical.Paper
	contacts []clinical.Contact
	facts    []clinical.Fact
	stated   []string // record numbers that the patient knows
}

func newGazetteer(s Subject) *gazetteer {
	g := &gazetteer{papers: s.Papers, contacts: s.Case.Contacts, facts: s.Case.Facts, stated: s.RecordNumbers}
	for _, p := range s.Papers {
		g.learn(facilityOf(p))
	}
	for _, c := range s.Case.Contacts {
		if c.Records {
			g.learn(oneLine(c.Name))
		}
	}
	for _, r := range s.Case.Requests {
		g.learn(oneLine(r.To))
	}
	return g
}

func facilityOf(p clinical.Paper) string {
	if p.Facility == "" && p.Study != nil {
		return oneLine(p.Study.Facility)
	}
	return oneLine(p.Facility)
}

// mostPlaces bounds the places of one case; a letter is written by hand and
// read by people.
const mostPlaces = 200

func (g *gazetteer) learn(name string) {
	if !namesAPlace(nameWords(name)) || len(g.names) == mostPlaces {
		return
	}
	for i, have := range g.names {
		if samePlace(have, name) {
			if len(nameWords(name)) < len(nameWords(have)) {
				g.names[i] = name
			}
			return
		}
	}
	g.names = append(g.names, name)
}

// find is the place that a name means, "" where it means none.
func (g *gazetteer) find(name string) string {
	for _, n := range g.names {
		if samePlace(n, name) {
			return n
		}
	}
	return ""
}

// namedIn is the only place that a sentence names, but for laboratories.
func (g *gazetteer) namedIn(sentence string) string {
	said, found := nameWords(sentence), ""
	for _, n := range g.names {
		if words := nameWords(n); len(words) > 1 && !laboratory(n) && holdsRun(said, words) {
			if found != "" {
				return ""
			}
			found = n
		}
	}
	return found
}

// only is the one place of the case that treats people, "" where there are several.
func (g *gazetteer) only() string {
	var out []string
	for _, n := range g.names {
		if !laboratory(n) {
			out = append(out, n)
		}
	}
	if len(out) != 1 {
		return ""
	}
	return out[0]
}

// place is what is known of a place by its name.
func (g *gazetteer) place(name string) Place {
	p := Place{Name: name}
	for _, c := range g.contacts {
		if name != "" && samePlace(c.Name, name) && (p.Contact.Name == "" || c.Records && !p.Contact.Records) {
			p.Contact = c
		}
	}
	for _, paper := range g.papers {
		if name == "" || !samePlace(facilityOf(paper), name) {
			continue
		}
		tissue := casenumber.Of(paper) // which may have been taken for the patient's
		for _, id := range paper.Patient.IDs {
			if slices.ContainsFunc(tissue, func(n string) bool { return strings.EqualFold(n, strings.TrimSpace(id)) }) {
				continue
			}
			if id = oneLine(id); id != "" && !slices.Contains(p.RecordNumbers, id) && len(p.RecordNumbers) < 4 {
				p.RecordNumbers = append(p.RecordNumbers, id)
			}
		}
	}
	for _, id := range g.stated {
		if id = oneLine(id); id != "" && !slices.Contains(p.RecordNumbers, id) && len(p.RecordNumbers) < 8 {
			p.RecordNumbers = append(p.RecordNumbers, id)
		}
	}
	return p
}

// mostLine bounds what one line of a letter takes from a paper, in characters.
const mostLine = 200

// oneLine is text from outside as a part of a line: no control characters, no
// line breaks, and not longer than a reader takes in.
func oneLine(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, s)
	rs := []rune(strings.Join(strings.Fields(s), " "))
	if len(rs) > mostLine {
		return strings.TrimSpace(string(rs[:mostLine-1])) + "…"
	}
	return string(rs)
}
