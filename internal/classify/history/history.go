package history

import (
	"strings"

	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

// itself says which fact a paper of the kind proves by being there.
var itself = map[clinical.Kind]clinical.FactID{
	clinical.OperativeReport:     clinical.FactSurgery,
	clinical.DischargeSummary:    clinical.FactHospitalStay,
	clinical.SystemicSummary:     clinical.FactSystemicTherapy,
	clinical.RadiotherapySummary: clinical.FactRadiotherapy,
	clinical.ImagingReport:       clinical.FactImagingDone,
	clinical.ImagingStudy:        clinical.FactImagingDone,
}

// silent are kinds whose text tells nothing about what was done: they speak of
// what may be done, or to every patient alike.
var silent = map[clinical.Kind]bool{
	clinical.Other: true, clinical.Unknown: true, clinical.TreatmentPlan: true, clinical.Questions: true, clinical.ReleaseConsent: true,
	clinical.ProxyConsent: true, clinical.InsurancePapers: true, clinical.IdentityDocument: true, clinical.TrialPapers: true, clinical.AdvanceDirective: true,
	clinical.FamilyHistory: true, clinical.ParentalAuthority: true, clinical.CoverSheet: true,
}

// Facts lists what the pages of a document of kind k say was done: operations
// for a cancer, hospital stays, drug treatment, radiotherapy, scans. Each fact
// quotes its first evidence. A sentence that denies, plans or offers, or that
// speaks of a relative, proves nothing, and nor do leaflets, bills and consents.
// A fact that is not listed is not known; it is never false.
func Facts(pages []string, k clinical.Kind) []clinical.Fact {
	found := map[clinical.FactID]clinical.Fact{}
	if id, ok := itself[k]; ok {
		found[id] = clinical.Fact{ID: id, Value: true, Why: "the document is one: " + strings.ToLower(k.Title()), Page: 1}
	}
	return read(pages, k, found)
}

// FactsOfText is Facts of what is written alone: that there is such a paper proves
// nothing. The letter at the end of treatment outside a hospital is no stay.
func FactsOfText(pages []string, k clinical.Kind) []clinical.Fact {
	return read(pages, k, map[clinical.FactID]clinical.Fact{})
}

func read(pages []string, k clinical.Kind, found map[clinical.FactID]clinical.Fact) []clinical.Fact {
	if !silent[k] {
		for _, p := range words.Read(pages) {
			page{p}.facts(k, found)
		}
	}
	var out []clinical.Fact
	for _, id := range clinical.FactIDs {
		if f, ok := found[id]; ok {
			out = append(out, f)
		}
	}
	return out
}

func (p page) facts(k clinical.Kind, found map[clinical.FactID]clinical.Fact) {
	var sentences []sentence
	p.Each(func(h words.Hit, m words.Meaning) {
		id := clinical.FactID(m.What)
		if _, ok := found[id]; ok || id == clinical.FactImagingDone && k == clinical.LabResults {
			return
		}
		if sentences == nil {
			sentences = p.sentences()
		}
		s := sentenceOf(sentences, h.First)
		if s.family || p.turnedAround(h, s) {
			return
		}
		found[id] = clinical.Fact{ID: id, Value: true, Why: p.quoteSentence(s, h), Page: p.Number}
	}, words.Fact)
}
