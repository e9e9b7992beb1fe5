package dates

import (
	"sort"

	"github.com/medbundle/medbundle/internal/classify/words"
)

// Reading is every date of a document with what its label says.
type Reading struct {
	// Spots are the dates in reading order.
	Spots []Spot
	// Order is the order in which its numbers were read.
	Order Order
	// Proof is the order that the document itself proves: by a date that leaves
	// no choice, or by the birth date that was told; OrderUnknown where nothing does.
	Proof Order
	// Doubt tells that Order is a guess: day and month of every date that can be
	// turned could be the other way round.
	Doubt bool
	// Why says in words why the order of day and month was taken.
	Why string
}

// Read finds the dates of the pages, what they mean, and the order in
// which the document writes day and month, given what is told of it.
func Read(pages []*words.Page, lang string, told Told) Reading {
	var r Reading
	for _, p := range pages {
		spots := Find(p.Text)
		labels := page{p}.dateLabels()
		from := 0
		for i := range spots {
			spots[i].Page, spots[i].LabelAt = p.Number, spots[i].Start
			spots[i].InHeader = p.InHead(spots[i].Start)
			page{p}.label(&spots[i], labels, from)
			page{p}.place(&spots[i])
			from = spots[i].End
		}
		page{p}.ranges(spots)
		r.Spots = append(r.Spots, spots...)
	}
	r.settleOrder(pages, lang, told)
	r.addBornYears(pages)
	r.SettleBirths()
	return r
}

// On lists the dates of one page, counted from 1.
func (r Reading) On(page int) []Spot {
	from := sort.Search(len(r.Spots), func(i int) bool { return r.Spots[i].Page >= page })
	to := sort.Search(len(r.Spots), func(i int) bool { return r.Spots[i].Page > page })
	return r.Spots[from:to]
}
