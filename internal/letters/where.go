package letters

import (
	"slices"

	"github.com/medbundle/medbundle/internal/clinical"
)

// careKinds are what the clinic that treats the patient now has.
var careKinds = []clinical.Kind{
	clinical.TreatmentPlan, clinical.TumourBoard, clinical.OncologyNote, clinical.ProgressNote,
	clinical.LabResults, clinical.TumourMarkerSeries, clinical.SystemicSummary,
}

// placeWithout finds whom to ask where no paper tells of an event, and says why:
// the place of the copy that is not usable; of the newest clinic letter, for what
// the treating clinic has; the only place of all the papers; the only contact for
// records. Else nobody: "" is a line to fill.
func (s Subject) placeWithout(g *gazetteer, it clinical.ChecklistItem, kinds []clinical.Kind) (place, why string) {
	for _, p := range s.records(it) {
		if n := g.find(facilityOf(p)); n != "" {
			return n, saidBy(p, 0) + " is from there"
		}
	}
	if slices.ContainsFunc(kinds, func(k clinical.Kind) bool { return slices.Contains(careKinds, k) }) {
		if p, ok := s.newestNote(g); ok {
			return g.find(facilityOf(p)), saidBy(p, 0) + " is from there"
		}
	}
	if n := g.only(); n != "" {
		return n, "it is the only hospital that the papers and the case file name"
	}
	var asked []string
	for _, c := range s.Case.Contacts {
		if c.Records && g.find(c.Name) != "" {
			asked = append(asked, g.find(c.Name))
		}
	}
	if len(asked) == 1 {
		return asked[0], "it is the only contact for records in the case file"
	}
	return "", "no paper says which hospital has it"
}

// newestNote is the newest letter of a clinic that names its place.
func (s Subject) newestNote(g *gazetteer) (newest clinical.Paper, ok bool) {
	for _, p := range s.Papers {
		if p.Kind != clinical.OncologyNote && p.Kind != clinical.ProgressNote && p.Kind != clinical.TreatmentPlan {
			continue
		}
		n := g.find(facilityOf(p))
		if n == "" || laboratory(n) || ok && p.Date.Compare(newest.Date) <= 0 {
			continue
		}
		newest, ok = p, true
	}
	return newest, ok
}
