package history

import (
	"github.com/medbundle/medbundle/internal/classify/statement"
	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

// itself says which event a paper of the kind is the report of.
var itself = map[clinical.Kind]clinical.FactID{
	clinical.OperativeReport:     clinical.FactSurgery,
	clinical.ProcedureReport:     clinical.FactProcedure,
	clinical.DischargeSummary:    clinical.FactHospitalStay,
	clinical.SystemicSummary:     clinical.FactSystemicTherapy,
	clinical.RadiotherapySummary: clinical.FactRadiotherapy,
	clinical.ImagingReport:       clinical.FactImagingDone,
	clinical.TumourGenomics:      clinical.FactGeneticTestDone,
	clinical.GermlineGenetics:    clinical.FactGeneticTestDone,
	clinical.TrialPapers:         clinical.FactTrial,
}

// itself is the mention of the event that the paper is the report of: it is
// named as the head of the paper names such an event, if it does.
func (r *reader) itself(id clinical.FactID, pages []*statement.Page) found {
	m := clinical.Mention{Fact: id, Date: r.Date, Page: 1}
	m.First, m.Last = r.labelled(id)
	if len(pages) == 0 {
		return found{m, string(id)}
	}
	first := pages[0]
	if len(first.Lines) > 0 {
		m.Quote = first.Quote(first.Sentences[0], 0)
	}
	for _, h := range first.Find(events) {
		modality, isScan := scanModality(h.Group)
		fits := id == clinical.FactImagingDone && isScan || id == clinical.FactSurgery && (h.Group == "operation" || h.Group == "operation.maybe") ||
			id == clinical.FactProcedure && h.Group == "procedure" || id == clinical.FactSystemicTherapy && h.Group == "drug" ||
			id == clinical.FactRadiotherapy && h.Group == "rays" || id == clinical.FactGeneticTestDone && h.Group == "test"
		if h.Group == "stay" && id == clinical.FactHospitalStay {
			m.Quote = first.Quote(first.SentenceOf(h.First), h.First)
			break
		}
		if !fits || !first.InHead(first.Words[h.First].Start) && !first.IsHeading(words.Hit{First: h.First, Last: h.Last}) {
			continue
		}
		from, to := h.First, h.Last
		if isScan {
			rd := reader{page: first, hits: first.Find(events)}
			from, to, _ = rd.withParts(h)
			m.Modality = modality
		}
		m.What = first.Phrase(from, to)
		m.Quote = first.Quote(first.SentenceOf(from), from)
		break
	}
	return found{m, string(id) + " " + keyOf(m)}
}
