package dates

import (
	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

// Order says which of the first two numbers of "03/04/2026" is the day.
type Order int

// The orders of day and month.
const (
	OrderUnknown Order = iota
	DayFirst
	MonthFirst
)

// String is the order in words: "day first".
func (o Order) String() string {
	switch o {
	case DayFirst:
		return "day first"
	case MonthFirst:
		return "month first"
	}
	return "unknown"
}

// Turned is the other order.
func (o Order) Turned() Order {
	switch o {
	case DayFirst:
		return MonthFirst
	case MonthFirst:
		return DayFirst
	}
	return OrderUnknown
}

// Told is what other papers tell of the dates of a paper before it is read. The
// zero value tells nothing.
type Told struct {
	Order Order         // how its writer puts day and month
	Birth clinical.Date // when the patient was born
}

// settleOrder decides which number is the day where both could be: from dates of
// the document that leave no choice, else from the birth date that is known,
// else from words that only one country uses, else from the script, else from what
// other papers prove, else from the language, else from the country that the words speak of. The last
// is a guess, and said to be one.
func (r *Reading) settleOrder(pages []*words.Page, lang string, told Told) {
	day, month := r.votes()
	country, ofCountry, guess := countryOrder(pages)
	r.Proof = r.proof(day, month, told.Birth)
	switch {
	case day > 0 && month > 0 && day != month && r.Proof == OrderUnknown:
		r.Order, r.Why = MonthFirst, "most dates of this document can only be month first"
		if day > month {
			r.Order, r.Why = DayFirst, "most dates of this document can only be day first"
		}
		r.Doubt = r.Order != told.Order
	case r.Proof != OrderUnknown:
		r.Order = r.Proof
		if r.Why == "" {
			r.Why = "another date of this document can only be " + r.Proof.String()
		}
	case (lang == "" || lang == "en") && !guess:
		r.Order, r.Why = country, ofCountry
	case lang == "" && dayFirstScript(pages):
		r.Order, r.Why = DayFirst, "day first, as papers in this script write dates"
	case told.Order != OrderUnknown:
		r.Order, r.Why = told.Order, told.Order.String()+", as other papers of this case prove"
	case lang != "" && lang != "en":
		r.Order, r.Why = DayFirst, "day first, as this language writes dates"
	default:
		r.Order, r.Why, r.Doubt = country, ofCountry, true
	}
	if r.Order != DayFirst {
		return
	}
	for i, s := range r.Spots {
		if s.Ambiguous {
			r.Spots[i].Date = s.DayFirst()
		}
	}
}

// votes counts the dates in numbers that can only be read in one order.
func (r *Reading) votes() (day, month int) {
	for _, s := range r.Spots {
		switch {
		case s.Ambiguous || s.a == 0:
		case s.a > 12:
			day++
		case s.b > 12:
			month++
		}
	}
	return day, month
}

// proof is the order of all dates that leave no choice, else the one in which a
// date is the birth date that is known.
func (r *Reading) proof(day, month int, birth clinical.Date) Order {
	switch {
	case day > 0 && month == 0:
		return DayFirst
	case month > 0 && day == 0:
		return MonthFirst
	}
	for _, s := range r.Spots {
		if !s.Ambiguous || !s.MayBe(birth) {
			continue
		}
		r.Why = "so the birth date is the one that other papers prove"
		if s.DayFirst() == birth {
			return DayFirst
		}
		return MonthFirst
	}
	return OrderUnknown
}

// Other is the other reading of a date of the document, where nothing tells
// which of the two is meant; zero where there is no doubt.
func (r Reading) Other(d clinical.Date) clinical.Date {
	var other clinical.Date
	for _, s := range r.Spots {
		switch {
		case s.Date != d:
		case !r.Doubt || !s.Ambiguous:
			return clinical.Date{} // told in another form, too
		default:
			other = s.Other()
		}
	}
	return other
}

// provenBy is how many different words of one country prove its order.
const provenBy = 2

// countryOrder is the order that the country writes of which the words speak. doubt
// tells that it is a guess.
func countryOrder(pages []*words.Page) (o Order, why string, doubt bool) {
	votes := map[string]map[int]bool{"day_first": {}, "month_first": {}, "day_first_proof": {}}
	for _, p := range pages {
		for _, h := range p.Hits {
			for _, m := range h.Meanings() {
				if m.Channel == words.Country {
					votes[m.What][h.Phrase] = true
				}
			}
		}
	}
	if len(votes["day_first_proof"]) >= provenBy && len(votes["month_first"]) == 0 {
		return DayFirst, "day first, for the words are of Britain or India", false
	}
	if len(votes["day_first"])+len(votes["day_first_proof"]) > len(votes["month_first"]) {
		return DayFirst, "day first, for the words are British or Indian: day and month could be the other way round", true
	}
	return MonthFirst, "month first, as in the United States: day and month could be the other way round", true
}
