package classify

import (
	"strings"

	"github.com/medbundle/medbundle/internal/classify/dates"
	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

// Units of measured values and of doses, in lower case.
var (
	valueUnits = []string{"mg/dl", "g/dl", "mmol/l", "meq/l", "u/l", "iu/l", "ng/ml", "pg/ml", "k/ul", "g/l", "umol/l", "µmol/l", "mmhg", "10*3", "10^3", "10*9", "10^9", "/ul", "/µl", "x10", "fl", "mg/l", "ml/min", "mil/ul", "m/ul", "cells/", "µg/l", "ug/l", "mu/l", "miu/", "tys/", "mln/", "giga/l", "tera/l"}
	doseWords  = []string{" tab", " cap", " oral", "inject", " inhal", "solution", " daily", " po ", " bid", " tid", " qid", " qd", " prn", " patch", " cream", " syringe", "compr", "kapsel", "gél", " cpr", "1-0-", "0-0-1", " drops", "suppos", "spray"}
	doseUnits  = []string{" mg", "mg ", " mcg", " ml ", " g ", " units", " iu", " mg/ml", "µg", "%"}
)

// layout weighs the form of a page: a table of values with units speaks for
// laboratory results, a list of doses for a medication list.
func (ts tallies) layout(p *words.Page) {
	values, doses := 0, 0
	var firstValue, firstDose words.Line
	for _, l := range p.Lines {
		s := " " + strings.ToLower(p.Text[l.Start:l.End]) + " "
		if l.Last-l.First > 40 || !strings.ContainsAny(s, "0123456789") {
			continue
		}
		if words.ContainsAny(s, doseUnits) && words.ContainsAny(s, doseWords) || isDose(s) {
			doses++
			if firstDose.End == 0 {
				firstDose = l
			}
			continue
		}
		if words.ContainsAny(s, valueUnits) {
			values++
			if firstValue.End == 0 {
				firstValue = l
			}
		}
	}
	ts.addBlanks(p)
	ts.addLetter(p)
	lines := max(len(p.Lines), 1)
	if values >= 3 && values*100/lines >= 25 {
		ts.of(string(clinical.LabResults)).addLayout(p, firstValue, min(6+values, 14), "a table of measured values")
	}
	if doses >= 2 && doses*100/lines >= 25 {
		ts.of(string(clinical.MedicationList)).addLayout(p, firstDose, min(6+doses, 12), "a list of medicines with doses")
	}
}

// stayWeight is what a stay told as "from … to" speaks for a discharge summary.
const stayWeight = 16

// addStay weighs a stay in hospital told as a range of days: the letter that
// tells it is the letter at its end.
func (ts tallies) addStay(pages []*words.Page, known dates.Reading) {
	if s, ok := known.Stay(); ok && s.InHeader {
		p := pages[s.Page-1]
		t := ts.of(string(clinical.DischargeSummary))
		t.layout = max(t.layout, stayWeight)
		t.evidence = append(t.evidence, finding{weight: stayWeight, Evidence: clinical.Evidence{
			Claim: clinical.ClaimKind, Source: "dates of a stay", Text: p.Quote(s.Start), Page: s.Page}})
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
