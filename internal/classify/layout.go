package classify

import (
	"github.com/medbundle/medbundle/internal/classify/dates"
	"github.com/medbundle/medbundle/internal/classify/layout"
	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

// layout weighs the form of a page.
func (ts tallies) layout(p *words.Page) {
	for _, f := range layout.Look(p) {
		ts.of(string(f.Kind)).addLayout(p, f.Line, f.Weight, f.What)
	}
}

// stayWeight is what a stay told as "from … to" speaks for a discharge summary.
const stayWeight = 16

// labelledStayWeight is the same for the labelled days of admission and discharge,
// which the laboratory's and the radiologist's papers for inpatients tell too.
const labelledStayWeight = 9

// addStay weighs a stay in hospital told as a range of days: the letter that
// tells it is the letter at its end.
func (ts tallies) addStay(pages []*words.Page, known dates.Reading) {
	s, ok := known.Stay()
	w := stayWeight
	if !ok || !s.InHeader {
		s, ok = known.LabelledStay()
		w = labelledStayWeight
	}
	if ok {
		t := ts.of(string(clinical.DischargeSummary))
		t.layout = max(t.layout, w)
		t.evidence = append(t.evidence, finding{weight: w, Evidence: clinical.Evidence{
			Claim: clinical.ClaimKind, Source: "dates of a stay", Text: pages[s.Page-1].Quote(s.Start), Page: s.Page}})
	}
}

func (t *tally) addLayout(p *words.Page, l words.Line, w int, what string) {
	if w <= t.layout {
		return
	}
	t.layout = w
	t.evidence = append(t.evidence, finding{weight: w, Evidence: clinical.Evidence{
		Claim: clinical.ClaimKind, Source: "layout", Text: words.TrimQuote(what + ": " + p.Text[l.Start:l.End]), Page: p.Number}})
}
