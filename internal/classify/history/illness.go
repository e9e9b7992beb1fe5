package history

import (
	"strings"

	"github.com/medbundle/medbundle/internal/classify/statement"
	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

// stay reads a stay in hospital.
func (r *reader) stay(h statement.Hit) {
	when := r.stayDate(h)
	if r.page.Stance(h.First, h.Last, !when.IsZero()) == statement.Refused || r.near("stay.not", h, 6) {
		return
	}
	switch r.Kind {
	case clinical.PathologyReport, clinical.ImagingReport, clinical.LabResults, clinical.CytologyReport:
		return // the head of such a paper says who sent it in
	}
	if s := r.page.SentenceOf(h.First); s.Section == "plan" || h.Last-h.First == 1 && when.IsZero() && !r.followed(h) {
		return
	}
	r.note(clinical.FactHospitalStay, h.First, h.Last, "", when)
	r.goesOn(h, when)
}

// followed tells whether the sentence goes on behind the words.
func (r *reader) followed(h statement.Hit) bool {
	return r.page.SentenceOf(h.First).Last-h.Last >= 2
}

// recurrence reads a cancer that spread to other organs or came back, or is of an
// advanced stage.
func (r *reader) recurrence(h statement.Hit) {
	switch r.Kind {
	case clinical.TumourGenomics, clinical.GermlineGenetics, clinical.LabResults, clinical.MedicationList:
		return
	}
	s := r.page.SentenceOf(h.First)
	if r.page.Doubted(h.First, h.Last) || s.Heading || s.Last-s.First <= 3 && r.Kind == clinical.PathologyReport {
		return
	}
	first := words.Fold(r.page.Word(h.First))
	switch {
	case h.Group == "again" && h.Last-h.First == 1 && !strings.HasPrefix(first, "lo") && !r.near("cancer", h, 6):
		return // an infection comes back, too
	case stages[first] && !r.near("cancer", h, 10) && r.Kind != clinical.PathologyReport && r.Kind != clinical.TumourBoard:
		return // of the kidneys, of growing up
	}
	if h.Group == "spread" && r.near("node", h, 8) && strings.HasPrefix(first, "metasta") {
		return // in the lymph nodes beside it, which is no other organ
	}
	when := r.when(h)
	if when.IsZero() {
		when = r.onlyDate(h)
	}
	if h.Group != "advanced" {
		r.note(clinical.FactRecurrence, h.First, h.Last, "", when)
	}
	if h.Group != "again" {
		r.note(clinical.FactAdvanced, h.First, h.Last, "", when)
	}
}

var stages = map[string]bool{"stage": true, "stadium": true, "uicc": true, "stade": true, "estadio": true, "stadio": true, "stopien": true}

// trial reads that the patient is in a trial.
func (r *reader) trial(h statement.Hit) {
	if r.page.Stance(h.First, h.Last, false) == statement.Refused || !r.near("trial.in", h, 8) {
		return
	}
	switch r.Kind {
	case clinical.TumourGenomics, clinical.GermlineGenetics, clinical.PathologyReport, clinical.ImagingReport, clinical.LabResults, clinical.CytologyReport:
		return
	}
	r.note(clinical.FactTrial, h.First, h.Last, "", clinical.Date{})
}

// geneTest reads a gene test or its result. That no mutation was found proves
// the test as well, so that denials do not count; plans do.
func (r *reader) geneTest(h statement.Hit) {
	when := r.when(h)
	stance := r.page.Stance(h.First, h.Last, !when.IsZero())
	first, last := h.First, h.Last
	s := r.page.SentenceOf(h.First)
	if s.Section == "family" || s.Section == "plan" || s.Section == "question" || s.Question || r.page.Planned(h.First, h.Last) || r.page.OfRelative(h.First) {
		return
	}
	if h.Group == "test" {
		if stance == statement.Refused || stance < statement.Sure {
			return
		}
	} else {
		result, ok := r.geneResult(h)
		if !ok || r.near("stain", h, 12) || asksOnly[r.Kind] && r.Kind != clinical.ReferralLetter && r.Kind != clinical.TumourBoard {
			return
		}
		first, last = min(first, result.First), max(last, result.Last)
		if first < r.geneUntil {
			return // more words of the same result
		}
		r.geneUntil = last
	}
	r.note(clinical.FactGeneticTestDone, first, last, "", when)
}

// geneResult is the word beside the name of a gene that tells what was found.
func (r *reader) geneResult(h statement.Hit) (statement.Hit, bool) {
	s := r.page.SentenceOf(h.First)
	var before statement.Hit
	for _, o := range r.hits {
		switch {
		case o.Group != "gene.result" || o.First < s.First || o.Last > s.Last:
		case o.First >= h.Last && o.First-h.Last <= 3 && !r.page.Broken(h.Last, o.First+1):
			return o, true
		case o.Last <= h.First && h.First-o.Last <= 2 && !r.page.Broken(o.Last, h.First+1):
			before = o
		}
	}
	return before, before.Last > 0
}
