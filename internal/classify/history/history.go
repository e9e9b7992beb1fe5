package history

import (
	_ "embed"
	"slices"

	"github.com/medbundle/medbundle/internal/classify/dates"
	"github.com/medbundle/medbundle/internal/classify/statement"
	"github.com/medbundle/medbundle/internal/clinical"
)

//go:embed events.yaml
var eventsYAML []byte

var events = statement.MustLexicon(eventsYAML, false)

// Paper is what is known of a paper before it is read for what was done.
type Paper struct {
	Kind clinical.Kind
	// Date is that of the paper, which is the date of the event where the paper
	// is one: the report of an operation.
	Date clinical.Date
	// Dates are those of its pages.
	Dates dates.Reading
	// Outside tells that a discharge letter is of the end of treatment outside a
	// hospital, and proves no stay.
	Outside bool
}

// silent are kinds whose text tells nothing about what was done: they speak of
// what may be done, or to every patient alike.
var silent = map[clinical.Kind]bool{
	clinical.Other: true, clinical.Unknown: true, clinical.TreatmentPlan: true, clinical.Questions: true, clinical.ReleaseConsent: true,
	clinical.ProxyConsent: true, clinical.InsurancePapers: true, clinical.IdentityDocument: true, clinical.TrialPapers: true, clinical.AdvanceDirective: true,
	clinical.FamilyHistory: true, clinical.ParentalAuthority: true, clinical.CoverSheet: true, clinical.PathologyMaterial: true, clinical.AllergyList: true,
}

// maxMentions bounds what is kept of one paper.
const maxMentions = 300

// Read lists what the pages of a paper say was done for its patient, in
// reading order, the same event once; first of all, where the paper is the report
// of an event, that event. Page counts the pages given from 1. A sentence that
// denies, plans, offers or asks, or that speaks of a relative, mentions nothing,
// and nor do leaflets, bills and consents. What is planned for a day after that of
// the paper is listed apart.
func Read(pages []*statement.Page, p Paper) (done, planned []clinical.Mention) {
	r := reader{Paper: p}
	if !silent[p.Kind] || p.Kind == clinical.TreatmentPlan {
		for _, page := range pages {
			r.read(page)
		}
	}
	if p.Kind == clinical.TreatmentPlan {
		r.planAll()
	}
	return r.finish(pages), r.plans()
}

// reader gathers the mentions of a paper.
type reader struct {
	Paper
	page  *statement.Page
	hits  []statement.Hit
	spots []spot
	found []found
	// ahead are what is planned for a later day.
	ahead []found
	// geneUntil is the word behind the last result of a gene on the page.
	geneUntil int
}

// found is a mention with what decides whether it is the same as another one.
type found struct {
	clinical.Mention
	key string
}

func (r *reader) read(page *statement.Page) {
	r.page, r.hits, r.geneUntil = page, page.Find(events), 0
	if len(r.hits) == 0 {
		return
	}
	r.spots = r.findSpots()
	for i := 0; i < len(r.hits) && len(r.found) < maxMentions; i++ {
		r.hit(r.hits[i])
	}
}

// hit reads what one phrase claims.
func (r *reader) hit(h statement.Hit) {
	if r.planned(h) {
		return
	}
	switch h.Group {
	case "operation", "operation.maybe", "operation.word":
		r.operation(h)
	case "procedure":
		r.procedure(h)
	case "drug", "drug.short", "therapy":
		r.drugs(h)
	case "rays":
		r.rays(h)
	case "stay":
		r.stay(h)
	case "spread", "again", "advanced":
		r.recurrence(h)
	case "trial":
		r.trial(h)
	case "test", "gene":
		r.geneTest(h)
	case "iodine":
		r.iodine(h)
	default:
		r.scan(h)
	}
}

// note keeps a mention that stands in the words from first to last.
func (r *reader) note(id clinical.FactID, first, last int, modality string, when clinical.Date) {
	s := r.page.SentenceOf(first)
	m := clinical.Mention{
		Fact: id, What: r.page.Phrase(first, last), Modality: modality, Date: when,
		Quote: r.page.Quote(s, first), Page: r.page.Number,
	}
	r.found = append(r.found, found{m, string(id) + " " + keyOf(m)})
}

// finish puts the event that the paper itself is first, and drops what repeats.
func (r *reader) finish(pages []*statement.Page) []clinical.Mention {
	if id, ok := itself[r.Kind]; ok && !(r.Outside && id == clinical.FactHospitalStay) {
		r.found = slices.Insert(r.found, 0, r.itself(id, pages))
	}
	seen := map[string]bool{}
	dated := map[string]bool{}
	for _, f := range r.found {
		if !f.Date.IsZero() {
			dated[f.key] = true
		}
	}
	var out []clinical.Mention
	for _, f := range r.found {
		k := f.key + " " + f.Date.String()
		if seen[k] || f.Date.IsZero() && dated[f.key] {
			continue
		}
		seen[k] = true
		out = append(out, f.Mention)
	}
	return out
}
