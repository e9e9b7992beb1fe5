package dates

import (
	"sort"

	"github.com/medbundle/medbundle/internal/classify/words"
)

// Reading is every date of a document with what its label says.
type Reading struct {
	// Spots are the dates in reading order.
	Spots []Spot
	order order
	// Why says in words why the order of day and month was taken.
	Why string
}

// Read finds the dates of the pages, what they mean, and the order in
// which the document writes day and month.
func Read(pages []*words.Page, lang string) Reading {
	var r Reading
	for _, p := range pages {
		spots := Find(p.Text)
		labels := page{p}.dateLabels()
		from := 0
		for i := range spots {
			spots[i].Page = p.Number
			spots[i].InHeader = p.InHead(spots[i].Start)
			page{p}.label(&spots[i], labels, from)
			from = spots[i].End
		}
		page{p}.ranges(spots)
		r.Spots = append(r.Spots, spots...)
	}
	r.settleOrder(pages, lang)
	return r
}

// On lists the dates of one page, counted from 1.
func (r Reading) On(page int) []Spot {
	from := sort.Search(len(r.Spots), func(i int) bool { return r.Spots[i].Page >= page })
	to := sort.Search(len(r.Spots), func(i int) bool { return r.Spots[i].Page > page })
	return r.Spots[from:to]
}

// settleOrder decides which number is the day where both could be: from another
// date of the document that leaves no choice, else from the language, else from
// the country that the words speak of.
func (r *Reading) settleOrder(pages []*words.Page, lang string) {
	day, month := 0, 0
	for _, s := range r.Spots {
		switch {
		case s.Ambiguous || s.a == 0:
		case s.a > 12:
			day++
		case s.b > 12:
			month++
		}
	}
	switch {
	case day > month:
		r.order, r.Why = dayFirst, "another date of this document can only be day first"
	case month > day:
		r.order, r.Why = monthFirst, "another date of this document can only be month first"
	case lang != "" && lang != "en":
		r.order, r.Why = dayFirst, "day first, as this language writes dates"
	default:
		r.order, r.Why = countryOrder(pages)
	}
	if r.order != dayFirst {
		return
	}
	for i, s := range r.Spots {
		if s.Ambiguous {
			r.Spots[i].Date = s.DayFirst()
		}
	}
}

func countryOrder(pages []*words.Page) (order, string) {
	votes := map[string]map[int]bool{"day_first": {}, "month_first": {}}
	for _, p := range pages {
		for _, h := range p.Hits {
			for _, m := range h.Meanings() {
				if m.Channel == words.Country {
					votes[m.What][h.Phrase] = true
				}
			}
		}
	}
	if len(votes["day_first"]) > len(votes["month_first"]) {
		return dayFirst, "day first, for the words are British or Indian"
	}
	return monthFirst, "month first, as in the United States: day and month could be the other way round"
}
