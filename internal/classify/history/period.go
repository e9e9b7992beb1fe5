package history

import (
	"strings"

	"github.com/medbundle/medbundle/internal/classify/statement"
	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

// goesOn adds to the last mention, of h on the day when, from when until when it
// went on, as far as the sentence says: "from … to …", "since …", "ended in …".
func (r *reader) goesOn(h statement.Hit, when clinical.Date) {
	if when.IsZero() {
		return
	}
	at := -1
	for i, sp := range r.spots {
		if sp.date == when && !sp.born && (at < 0 || distance(sp, h) < distance(r.spots[at], h)) {
			at = i
		}
	}
	if at < 0 || distance(r.spots[at], h) > 2*reach {
		return
	}
	m := &r.found[len(r.found)-1].Mention
	switch {
	case at+1 < len(r.spots) && r.joined(r.spots[at], r.spots[at+1]):
		m.First, m.Last = when, r.spots[at+1].date
	case at > 0 && r.joined(r.spots[at-1], r.spots[at]):
		m.First, m.Last = r.spots[at-1].date, when
	case m.Fact == clinical.FactHospitalStay:
	case r.leadBy(r.spots[at], h, endWords):
		m.Last = when
	case r.leadBy(r.spots[at], h, startWords):
		m.First = when
	}
	if !m.First.IsZero() && !m.Last.IsZero() && m.First.Compare(m.Last) > 0 {
		m.First, m.Last = clinical.Date{}, clinical.Date{}
	}
}

// distance counts the words between a date and a phrase.
func distance(sp spot, h statement.Hit) int {
	return max(sp.first-h.Last, h.First-sp.last, 0)
}

// joined tells whether the words between two dates make a range of them.
func (r *reader) joined(a, b spot) bool {
	if b.born || b.first-a.last > 2 || b.first < a.last || a.date.Compare(b.date) > 0 {
		return false
	}
	var said []string
	for i := a.last; i < b.first; i++ {
		said = append(said, words.Fold(r.page.Word(i)))
	}
	if len(said) > 0 {
		return rangeWords[strings.Join(said, " ")]
	}
	switch strings.TrimSpace(r.page.Gap(b.first)) {
	case "-", "–", "—":
		return true
	}
	return false
}

var rangeWords = setOf("to", "until", "till", "thru", "through", "and until", "up to", "bis", "bis zum", "au", "jusqu au", "al", "hasta", "hasta el", "fino al", "do", "tot", "t m", "tot en")

// leadReach is how many words may stand between such a word and its date.
const leadReach = 3

// leadBy tells whether one of the words stands shortly before the date, on the
// side of the phrase or in it. Of "the last begun on" neither is meant.
func (r *reader) leadBy(sp spot, h statement.Hit, which map[string]bool) bool {
	from := max(sp.first-leadReach, r.page.SentenceOf(h.First).First)
	lead := false
	for i := from; i < sp.first; i++ {
		w := words.Fold(r.page.Word(i))
		if w == "last" || w == "letzte" || w == "letzter" || w == "dernier" || w == "dernière" || w == "ultimo" || w == "ultima" {
			return false
		}
		lead = lead || which[w]
	}
	return lead
}

var (
	endWords = setOf("until", "till", "ended", "ending", "ends", "finished", "finishing", "completed", "completing", "concluded", "stopped", "discontinued",
		"bis", "beendet", "abgeschlossen", "ende", "jusqu", "terminee", "termine", "fin", "hasta", "finalizo", "finalizado", "terminada", "fino", "terminata", "conclusa", "zakonczono", "zakonczona", "do", "tot", "beeindigd", "afgerond")
	startWords = setOf("since", "from", "started", "starting", "start", "began", "begun", "beginning", "commenced", "initiated",
		"seit", "ab", "beginn", "begonnen", "depuis", "debutee", "debute", "debut", "desde", "inicio", "iniciado", "iniciada", "dal", "iniziata", "iniziato", "od", "rozpoczeto", "sinds", "vanaf", "gestart")
)

func setOf(list ...string) map[string]bool {
	m := map[string]bool{}
	for _, w := range list {
		m[w] = true
	}
	return m
}

// labelled are the first and the last day of the event that the paper is the report
// of, where its labels say them: of admission and discharge, of a course.
func (r *reader) labelled(id clinical.FactID) (first, last clinical.Date) {
	from, to := "started", "finished"
	switch id {
	case clinical.FactHospitalStay:
		from, to = "admitted", "discharged"
	case clinical.FactSystemicTherapy, clinical.FactRadiotherapy:
	default:
		return first, last
	}
	for _, s := range r.Dates.Spots {
		switch { // a course has both, lest one round of it be taken for all
		case s.Role == from && first.IsZero():
			first = s.Date
		case s.Role == to && last.IsZero():
			last = s.Date
		}
	}
	if lone := first.IsZero() || last.IsZero(); lone && id != clinical.FactHospitalStay || !lone && first.Compare(last) > 0 {
		return clinical.Date{}, clinical.Date{}
	}
	return first, last
}
