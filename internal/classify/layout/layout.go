// Package layout tells from the form of a page what it may be: a table of values,
// a list of medicines, questions, relatives or people with telephone numbers, a
// form to be filled in, a bill, a letter to a doctor, a note in a patient's own
// words. It knows lines, not what they mean.
package layout

import (
	"strings"

	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

// Form is a form that a page has, and what it speaks for.
type Form struct {
	Kind   clinical.Kind
	Weight int        // points
	What   string     // the form in plain words: "a table of measured values"
	Line   words.Line // an example
}

// Units of measured values and of doses, in lower case.
var (
	valueUnits = []string{"mg/dl", "g/dl", "mmol/l", "meq/l", "u/l", "iu/l", "ng/ml", "pg/ml", "k/ul", "g/l", "umol/l", "µmol/l", "mmhg", "10*3", "10^3", "10*9", "10^9", "/ul", "/µl", "x10", "fl", "mg/l", "ml/min", "mil/ul", "m/ul", "cells/", "µg/l", "ug/l", "mu/l", "miu/", "tys/", "mln/", "giga/l", "tera/l"}
	doseWords  = []string{" tab", " cap", " oral", "inject", " inhal", "solution", " daily", " po ", " bid", " tid", " qid", " qd", " prn", " patch", " cream", " syringe", "compr", "kapsel", "gél", " cpr", "1-0-", "0-0-1", " drops", "suppos", "spray"}
	doseUnits  = []string{" mg", "mg ", " mcg", " ml ", " g ", " units", " iu", " mg/ml", "µg", "%"}
)

// Look lists the forms of a page.
func Look(p *words.Page) []Form {
	forms := table(p)
	if f, ok := blank(p); ok {
		forms = append(forms, f)
	}
	for _, look := range []func(*words.Page) (Form, bool){letter, voice, soap} {
		if f, ok := look(p); ok {
			forms = append(forms, f)
		}
	}
	return append(forms, lined(p)...)
}

// table tells whether most of the page is a table of values with units, or a list
// of doses.
func table(p *words.Page) []Form {
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
	var forms []Form
	lines := max(len(p.Lines), 1)
	if values >= 3 && values*100/lines >= 25 {
		forms = append(forms, Form{clinical.LabResults, min(6+values, 14), "a table of measured values", firstValue})
	}
	if doses >= 2 && doses*100/lines >= 25 {
		forms = append(forms, Form{clinical.MedicationList, min(6+doses, 12), "a list of medicines with doses", firstDose})
	}
	return forms
}
