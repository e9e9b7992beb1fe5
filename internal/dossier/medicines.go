package dossier

import (
	"slices"

	"github.com/medbundle/medbundle/internal/check/cross/medline"
	"github.com/medbundle/medbundle/internal/check/phrase"
	"github.com/medbundle/medbundle/internal/clinical"
)

// lists are the kinds of papers in which a list of medicines may stand under a
// heading. What a plan names is not taken yet, and what
// was given on one day is no list.
var lists = map[clinical.Kind]bool{
	clinical.DischargeSummary: true, clinical.OncologyNote: true, clinical.ProgressNote: true, clinical.ReferralLetter: true,
	clinical.CaseSummary: true, clinical.PortalSummary: true, clinical.HealthHistory: true,
	clinical.EmergencyReport: true, clinical.PriorSecondOpinion: true,
}

// listed reads the lists of medicines in the record.
func (e *Entry) listed() []clinical.MedicineLine {
	whole := e.Kind == clinical.MedicationList
	if !whole && !lists[e.Kind] && !slices.Contains(e.Inside, clinical.MedicationList) {
		return nil
	}
	seen := e.fromPictures()
	var out []clinical.MedicineLine
	for i, text := range e.ownPages() {
		page := e.filePage(i + 1)
		for _, r := range medline.Rows(phrase.Lines(text), whole) {
			out = append(out, clinical.MedicineLine{
				Name: r.Name, Dose: r.Dose, HowOften: r.HowOften, From: r.From, To: r.To, Ended: r.Ended,
				Page: page, Recognized: seen[page],
			})
		}
	}
	return out
}

// fromPictures are the pages of the record's file that were read from their pictures.
func (e *Entry) fromPictures() map[int]bool {
	doc := e.Document()
	if doc == nil || len(doc.Recognized) == 0 {
		return nil
	}
	out := map[int]bool{}
	for _, r := range doc.Recognized {
		out[r.Page] = true
	}
	return out
}

// mostMedicines bounds the lines of all lists of a case.
const mostMedicines = 1500

// addMedicines gives the case the medicines of all lists.
func (d *Dossier) addMedicines() {
	for _, e := range d.Entries {
		if !e.Packed {
			continue
		}
		for _, m := range e.medicines[:min(len(e.medicines), mostMedicines-len(d.Case.Listed))] {
			m.Record = e.ID
			d.Case.Listed = append(d.Case.Listed, m)
		}
	}
}
