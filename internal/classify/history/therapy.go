package history

import (
	"strings"

	"github.com/medbundle/medbundle/internal/classify/statement"
	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

// drugs reads the name of a cancer drug or regimen, or drug treatment in general
// words. Two letters are a regimen only where its cycles are counted.
func (r *reader) drugs(h statement.Hit) {
	when := r.when(h)
	stance := r.page.Stance(h.First, h.Last, !when.IsZero())
	s := r.page.SentenceOf(h.First)
	if stance == statement.Refused || s.Section == "allergy" || s.Section == "comparison" {
		return
	}
	counted := r.counted(h)
	sure := stance == statement.Sure || counted || r.page.Dose(h.Last, s.Last)
	switch {
	case h.Group == "drug.short" && (!counted || r.Kind == clinical.LabResults):
		return
	case !sure && (h.Group == "therapy" || asksOnly[r.Kind] || s.Section == "differential"):
		return
	case r.Kind == clinical.TumourGenomics || r.Kind == clinical.GermlineGenetics:
		if !counted && when.IsZero() {
			return
		}
	case r.Kind == clinical.PathologyReport && stance < statement.Sure && !counted:
		return
	}
	r.note(clinical.FactSystemicTherapy, h.First, h.Last, "", when)
	r.goesOn(h, when)
}

// counted tells whether a number of cycles stands beside the words, in their
// sentence: "6 cycles of carboplatin", "Paclitaxel, 4 Zyklen", "4x EC".
func (r *reader) counted(h statement.Hit) bool {
	s := r.page.SentenceOf(h.First)
	for _, o := range r.hits {
		if o.Group != "cycles" || o.First < s.First || o.Last > s.Last || o.First-h.Last > 6 || h.First-o.Last > 6 {
			continue
		}
		if o.First > s.First && r.countWord(o.First-1) || o.Last < s.Last && r.countWord(o.Last) {
			return true
		}
	}
	return false
}

// countWord tells whether word i counts: "6", "six", "4x", "#3".
func (r *reader) countWord(i int) bool {
	w := words.Fold(r.page.Word(i))
	return w != "" && w[0] >= '0' && w[0] <= '9' && len(w) <= 3 || numberWords[w]
}

var numberWords = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields("one two three four five six seven eight nine ten twelve zwei drei vier funf sechs sieben acht zwolf deux trois quatre cinq six huit dos tres cuatro cinco seis ocho due tre quattro cinque sei otto dwa trzy cztery piec szesc osiem twee drie vier vijf zes acht first second third fourth fifth sixth erster ersten zweiter zweiten") {
		m[w] = true
	}
	return m
}()

// rays reads radiotherapy, with its dose where one is given.
func (r *reader) rays(h statement.Hit) {
	when := r.when(h)
	stance := r.page.Stance(h.First, h.Last, !when.IsZero())
	s := r.page.SentenceOf(h.First)
	if stance == statement.Refused || s.Section == "allergy" || r.inPlace(h) {
		return
	}
	first, last := h.First, h.Last
	dosed := false
	for _, o := range r.hits {
		if o.Group == "dose" && o.First > s.First && o.Last <= s.Last && isNumber(r.page.Word(o.First-1)) && o.First-h.Last < 12 && h.First-o.Last < 12 {
			dosed = true
			if o.Last > last && !r.page.Broken(last, o.First-1) {
				last = o.Last
			}
			break
		}
	}
	if stance < statement.Sure && !(dosed && r.Kind != clinical.TumourBoard) && r.Kind != clinical.RadiotherapySummary {
		return
	}
	r.note(clinical.FactRadiotherapy, first, last, "", when)
	r.goesOn(h, when)
}

// inPlace tells whether the words are the name of a department.
func (r *reader) inPlace(h statement.Hit) bool {
	line := r.page.Lines[r.page.Words[h.First].Line]
	for i := max(line.First, h.First-3); i < h.First; i++ {
		if places[words.Fold(r.page.Word(i))] {
			return true
		}
	}
	return h.Last < line.Last && places[words.Fold(r.page.Word(h.Last))]
}

var places = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields("klinik institut abteilung zentrum praxis poliklinik facharzt department dept unit centre center clinic oncology oncologist service servicio unidad servizio reparto unita istituto dipartimento zaklad oddzial klinika poradnia afdeling instituut departement planning machine consent simulation") {
		m[w] = true
	}
	return m
}()

func isNumber(w string) bool { return w != "" && w[0] >= '0' && w[0] <= '9' }

// iodine reads treatment with radio-iodine, which is no scan with it.
func (r *reader) iodine(h statement.Hit) {
	when := r.when(h)
	stance := r.page.Stance(h.First, h.Last, !when.IsZero())
	s := r.page.SentenceOf(h.First)
	if stance == statement.Refused || s.Section == "allergy" {
		return
	}
	for _, o := range r.hits {
		if strings.HasPrefix(o.Group, "scan.") && o.First >= h.First && o.First-h.Last < 3 {
			return
		}
	}
	if stance == statement.Sure || r.near("activity", h, 8) {
		r.note(clinical.FactRadioiodine, h.First, h.Last, "", when)
	}
}
