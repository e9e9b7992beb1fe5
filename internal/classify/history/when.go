package history

import (
	"strings"

	"github.com/medbundle/medbundle/internal/classify/statement"
	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

// spot is a date of the page as a run of words.
type spot struct {
	first, last int
	date        clinical.Date
	born        bool
}

// findSpots lists the dates of the page, years alone included: "2019".
func (r *reader) findSpots() []spot {
	var out []spot
	at := 0
	year := func(until int) {
		for ; at < until; at++ {
			if d, ok := yearWord(r.page.Word(at)); ok && r.saysYear(at) {
				out = append(out, spot{at, at + 1, d, false})
			}
		}
	}
	for _, s := range r.Dates.On(r.page.Number) {
		first, last := r.page.WordAt(s.Start), r.page.WordAt(s.End-1)+1
		if first >= len(r.page.Words) || last <= first {
			continue
		}
		year(first)
		out = append(out, spot{first, min(last, len(r.page.Words)), s.Date, s.Role == "born" || s.Role == "printed"})
		at = last
	}
	year(len(r.page.Words))
	return out
}

func yearWord(w string) (clinical.Date, bool) {
	if len(w) != 4 || w[0] != '1' && w[0] != '2' {
		return clinical.Date{}, false
	}
	y := 0
	for i := range 4 {
		if w[i] < '0' || w[i] > '9' {
			return clinical.Date{}, false
		}
		y = y*10 + int(w[i]-'0')
	}
	return clinical.Date{Year: y}, y >= 1950 && y <= 2099
}

// saysYear tells whether a number of four digits stands where a year does:
// behind "in" or an event, in brackets or at the start of a line, and not before
// a unit.
func (r *reader) saysYear(i int) bool {
	if i+1 < len(r.page.Words) && units[strings.ToLower(r.page.Word(i+1))] {
		return false
	}
	gap := r.page.Gap(i)
	switch {
	case i == 0 || r.page.Lines[r.page.Words[i].Line].First == i || strings.ContainsAny(gap, "(,/"):
		return true
	case strings.TrimSpace(gap) != "":
		return false
	}
	return yearLead[words.Fold(r.page.Word(i-1))] || r.endsEvent(i)
}

// endsEvent tells whether a phrase that names an event, or a sentence that began
// with one, ends before word i.
func (r *reader) endsEvent(i int) bool {
	s := r.page.SentenceOf(i)
	for _, o := range r.hits {
		if o.First >= i {
			break
		}
		if o.First >= s.First && (isEvent(o.Group) || o.Group == "part" || o.Group == "cancer") && (o.Last == i || i == s.Last-1 && i-o.Last <= 4) {
			return true
		}
	}
	return false
}

var yearLead = map[string]bool{"in": true, "im": true, "jahr": true, "jahre": true, "en": true, "nel": true, "anno": true, "roku": true, "w": true, "since": true, "seit": true, "depuis": true, "desde": true, "dal": true, "od": true, "sinds": true, "year": true, "early": true, "late": true, "ano": true, "del": true, "from": true, "until": true}

var units = map[string]bool{"mg": true, "g": true, "ml": true, "cm": true, "mm": true, "units": true, "cgy": true, "gy": true, "mci": true, "mbq": true, "gbq": true, "u": true, "ng": true, "kg": true, "x": true, "h": true, "hours": true, "am": true, "pm": true}

// reach is how far a date stands from its event at most, in words.
const reach = 9

// when is the date that the sentence gives the event: the one behind it with no
// other event between, else the one before that no other event has a better claim
// to. Events that are joined share the date before them.
func (r *reader) when(h statement.Hit) clinical.Date {
	s := r.page.SentenceOf(h.First)
	var before *spot // within the sentence, or at the start of its line
	for i := range r.spots {
		sp := &r.spots[i]
		if sp.born || sp.last <= s.First-3 {
			continue
		}
		if sp.first >= s.Last {
			break
		}
		switch {
		case sp.last <= h.First && h.First-sp.last <= 2*reach && !r.takenBehind(sp, s):
			before = sp
		case sp.first >= h.Last && sp.first-h.Last <= reach && !r.eventBetween(h.Last, sp.first) && !r.leads(sp, s):
			if before != nil && (before.first >= s.First || r.opensLine(before)) && r.sameLine(before, h) && h.First-before.last < 2 {
				return before.date
			}
			return sp.date
		}
	}
	if before != nil && r.Kind == clinical.MedicationList && !r.sameLine(before, h) {
		return clinical.Date{} // each line of a list is of its own medicine
	}
	if before != nil && (before.first >= s.First || r.sameLine(before, h) && r.opensLine(before)) {
		return before.date
	}
	return clinical.Date{}
}

func (r *reader) opensLine(sp *spot) bool {
	return r.page.Lines[r.page.Words[sp.first].Line].First == sp.first
}

// leads tells whether a date begins a line, so that it belongs to what follows.
func (r *reader) leads(sp *spot, s statement.Sentence) bool {
	l := r.page.Lines[r.page.Words[sp.first].Line]
	return l.First == sp.first && sp.first > s.First && l.Last > sp.last
}

func (r *reader) sameLine(sp *spot, h statement.Hit) bool {
	return r.page.Words[sp.first].Line == r.page.Words[h.First].Line
}

// takenBehind tells whether the date stands right behind an event of the
// sentence, which it then belongs to.
func (r *reader) takenBehind(sp *spot, s statement.Sentence) bool {
	for _, o := range r.hits {
		if o.First >= sp.first {
			break
		}
		if o.First >= s.First && isEvent(o.Group) && sp.first-o.Last <= 3 {
			return true
		}
	}
	return false
}

func (r *reader) eventBetween(from, to int) bool {
	for _, o := range r.hits {
		if o.First >= to {
			break
		}
		if o.First >= from && isEvent(o.Group) {
			return true
		}
	}
	return false
}

// isEvent tells whether phrases of the group name something that is done.
func isEvent(group string) bool {
	switch group {
	case "part", "part.link", "cancer", "benign", "dose", "activity", "cycles", "rays.place", "trial.in", "gene.result", "gene", "stay.not", "again.not", "drug.short", "node", "edge", "stain":
		return false
	}
	return true
}

// stayDate is the last day that the sentence gives a stay.
func (r *reader) stayDate(h statement.Hit) clinical.Date {
	s := r.page.SentenceOf(h.First)
	var d clinical.Date
	n := 0
	for _, sp := range r.spots {
		if sp.born || sp.first < s.First && !(sp.last == s.First) {
			continue
		}
		if sp.first >= s.Last || n > 0 && r.eventBetween(h.Last, sp.first) || sp.first-h.Last > 2*reach {
			break
		}
		if h.First-sp.last > reach {
			continue
		}
		if n++; n > 2 {
			break
		}
		if sp.date.Compare(d) > 0 {
			d = sp.date
		}
	}
	return d
}

// onlyDate is the date of the sentence, where it has but one.
func (r *reader) onlyDate(h statement.Hit) clinical.Date {
	s := r.page.SentenceOf(h.First)
	var d clinical.Date
	for _, sp := range r.spots {
		if sp.born || sp.first < s.First || sp.first >= s.Last {
			continue
		}
		if !d.IsZero() && d != sp.date {
			return clinical.Date{}
		}
		d = sp.date
	}
	return d
}
