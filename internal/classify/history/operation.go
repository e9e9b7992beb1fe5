package history

import (
	"github.com/medbundle/medbundle/internal/classify/statement"
	"github.com/medbundle/medbundle/internal/clinical"
)

// operation reads the name of an operation.
func (r *reader) operation(h statement.Hit) {
	when := r.when(h)
	stance := r.page.Stance(h.First, h.Last, !when.IsZero())
	if stance == statement.Refused || r.benign(h) || h.Group == "operation.maybe" && r.near("edge", h, 3) {
		return
	}
	s := r.page.SentenceOf(h.First)
	specimen := r.Kind == clinical.PathologyReport && (s.Section == "specimen" || h.Group == "operation")
	switch {
	case h.Group == "operation.word" && (stance < statement.Sure || !r.near("cancer", h, cancerReach)):
		return
	case h.Group == "operation.maybe" && !specimen && !r.near("cancer", h, cancerReach):
		return
	case h.Group == "operation.maybe" && !specimen && stance < statement.Sure:
		return
	case s.Section == "differential" && stance < statement.Sure:
		return
	case asksOnly[r.Kind] && stance < statement.Sure:
		return
	}
	if specimen && when.IsZero() && stance < statement.Sure {
		when = r.Date
	}
	first, last, _ := r.withParts(h)
	r.note(clinical.FactSurgery, first, last, "", when)
}

// asksOnly are kinds that name treatments without saying that they were given,
// unless words beside them do.
var asksOnly = map[clinical.Kind]bool{
	clinical.TumourBoard: true, clinical.TumourGenomics: true, clinical.GermlineGenetics: true, clinical.ReferralLetter: true,
	clinical.SymptomNote: true, clinical.LabResults: true, clinical.ImagingReport: true, clinical.PriorSecondOpinion: true,
}

// procedure reads the name of a procedure that is no operation.
func (r *reader) procedure(h statement.Hit) {
	when := r.when(h)
	stance := r.page.Stance(h.First, h.Last, !when.IsZero())
	s := r.page.SentenceOf(h.First)
	specimen := (r.Kind == clinical.PathologyReport || r.Kind == clinical.CytologyReport) && (s.Section == "specimen" || r.page.InHead(r.page.Words[h.First].Start))
	if stance == statement.Refused || stance < statement.Sure && !specimen && r.Kind != clinical.ProcedureReport {
		return
	}
	if specimen && when.IsZero() {
		when = r.Date
	}
	first, last, _ := r.withParts(h)
	r.note(clinical.FactProcedure, first, last, "", when)
}

// cancerReach is how near a cancer must be named, in words.
const cancerReach = 14

// near tells whether a phrase of the group stands in the same sentence within
// reach words of h.
func (r *reader) near(group string, h statement.Hit, reach int) bool {
	s := r.page.SentenceOf(h.First)
	for _, o := range r.hits {
		if o.First >= s.Last {
			break
		}
		if o.Group == group && o.First >= s.First && o.First-h.Last < reach && h.First-o.Last < reach && !o.Overlaps(h.First, h.Last) {
			return true
		}
	}
	return false
}

// benign tells whether the sentence says that no cancer was the reason.
func (r *reader) benign(h statement.Hit) bool {
	return r.near("benign", h, 8) && !r.near("cancer", h, 8)
}

// isPart tells whether the words are a part of the body or a side.
func (r *reader) isPart(first, last int) bool {
	for _, o := range r.hits {
		if o.Group == "part" && o.First <= first && o.Last >= last {
			return true
		}
		if o.First > first {
			break
		}
	}
	return false
}
