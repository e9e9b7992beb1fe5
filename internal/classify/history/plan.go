package history

import (
	"github.com/medbundle/medbundle/internal/classify/statement"
	"github.com/medbundle/medbundle/internal/clinical"
)

// planned keeps h where the sentence plans it for a day after that of the paper.
// A plan without a day, or from a paper without one, is none.
func (r *reader) planned(h statement.Hit) bool {
	id, modality := factOf(h.Group)
	if id == "" || r.Date.IsZero() {
		return false
	}
	when := r.when(h)
	if when.IsZero() || !r.later(when) || !r.page.Intended(h.First, h.Last) {
		return false
	}
	first, last := h.First, h.Last
	if modality != "" || id == clinical.FactSurgery || id == clinical.FactProcedure {
		first, last, _ = r.withParts(h)
	}
	r.note(id, first, last, modality, when)
	r.goesOn(h, when)
	n := len(r.found) - 1
	r.ahead, r.found = append(r.ahead, r.found[n]), r.found[:n]
	return true
}

// later tells whether all of d lies after the day of the paper.
func (r *reader) later(d clinical.Date) bool {
	return d.Compare(r.Date) > 0 && (d.Month > 0 && r.Date.Month > 0 || d.Year > r.Date.Year) &&
		(d.Day > 0 && r.Date.Day > 0 || d.Year != r.Date.Year || d.Month != r.Date.Month)
}

// factOf is what is planned where a phrase of the group is.
func factOf(group string) (id clinical.FactID, modality string) {
	switch group {
	case "operation", "operation.maybe":
		return clinical.FactSurgery, ""
	case "procedure":
		return clinical.FactProcedure, ""
	case "drug", "therapy":
		return clinical.FactSystemicTherapy, ""
	case "rays":
		return clinical.FactRadiotherapy, ""
	}
	if m, ok := scanModality(group); ok {
		return clinical.FactImagingDone, m
	}
	return "", ""
}

// planAll takes what a treatment plan says is done on a later day for planned, and
// nothing else of it: a plan proves nothing.
func (r *reader) planAll() {
	for _, f := range r.found {
		if !r.Date.IsZero() && r.later(f.Date) {
			r.ahead = append(r.ahead, f)
		}
	}
	r.found = nil
}

// plans lists each plan once.
func (r *reader) plans() (out []clinical.Mention) {
	seen := map[string]bool{}
	for _, f := range r.ahead {
		if k := f.key + " " + f.Date.String(); !seen[k] {
			seen[k] = true
			out = append(out, f.Mention)
		}
	}
	return out
}
