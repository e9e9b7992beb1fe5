package dossier

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/medbundle/medbundle/internal/classify"
	"github.com/medbundle/medbundle/internal/clinical"
)

// tell reads what the papers that go in tell of the history. It runs in parallel;
// nothing depends on the order.
func (d *Dossier) tell(ctx context.Context) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(4)
	for _, e := range d.Entries {
		if !e.Packed || e.IsScan() || e.Document() == nil || e.AllMoved() {
			continue
		}
		g.Go(func() error {
			e.tale = classify.Tell(e.ownPages(), classify.Told{Kind: e.Kind, Date: e.Date, Birth: d.Case.Patient.BirthDate, Order: e.order})
			for i := range e.tale.Mentions {
				e.tale.Mentions[i].Page = e.filePage(e.tale.Mentions[i].Page)
			}
			for i := range e.tale.Signs {
				e.tale.Signs[i].Page = e.filePage(e.tale.Signs[i].Page)
			}
			return ctx.Err()
		})
	}
	return g.Wait()
}

// facts adds to the stated facts those that the papers prove, each with the
// paper and page that prove it. A stated fact is never overruled.
func (d *Dossier) facts() {
	d.actsForPatient()
	for _, id := range clinical.FactIDs {
		if !d.known(id) {
			if f, ok := d.inferred(id); ok {
				d.Case.Facts = append(d.Case.Facts, f)
			}
		}
	}
}

func (d *Dossier) known(id clinical.FactID) bool {
	return slices.ContainsFunc(d.Case.Facts, func(f clinical.Fact) bool { return f.ID == id })
}

func (d *Dossier) inferred(id clinical.FactID) (clinical.Fact, bool) {
	if id == clinical.FactLanguageDiffers {
		return d.languages()
	}
	for _, e := range d.Entries {
		if !e.Packed {
			continue
		}
		if why := proof(e, id); why != "" {
			return clinical.Fact{ID: id, Value: true, Record: e.ID, Why: why}, true
		}
	}
	for _, e := range d.Entries {
		if !e.Packed {
			continue
		}
		if m, ok := e.mention(id); ok {
			return clinical.Fact{ID: id, Value: true, Record: e.ID, Page: m.Page, Why: e.tells(m.Page, id, m.Quote)}, true
		}
	}
	return clinical.Fact{}, false
}

// mention is what the record says of the fact: the mention that bears a date
// before those that bear none.
func (e *Entry) mention(id clinical.FactID) (best clinical.Mention, ok bool) {
	for _, m := range e.tale.Mentions {
		if m.Fact == id && m.Quote != "" && (!ok || best.Date.IsZero() && !m.Date.IsZero()) {
			best, ok = m, true
		}
	}
	return best, ok && e.Confidence != clinical.Unsure
}

// proves says which kinds prove a fact by being there.
var proves = map[clinical.FactID][]clinical.Kind{
	clinical.FactSurgery:         {clinical.OperativeReport},
	clinical.FactHospitalStay:    {clinical.DischargeSummary},
	clinical.FactSystemicTherapy: {clinical.SystemicSummary},
	clinical.FactRadiotherapy:    {clinical.RadiotherapySummary},
	clinical.FactImagingDone:     {clinical.ImagingStudy, clinical.ImagingReport},
	clinical.FactGeneticTestDone: {clinical.TumourGenomics, clinical.GermlineGenetics},
	clinical.FactTrial:           {clinical.TrialPapers},
	clinical.FactProxy:           {clinical.ProxyConsent},
}

// proof says how a record proves a fact by being what it is.
func proof(e *Entry, id clinical.FactID) string {
	for _, k := range proves[id] {
		if e.Kind == k && e.Confidence != clinical.Unsure && (e.Study == nil || e.Record.Study.Images() > 0) {
			return fmt.Sprintf("%s shows that there was %s", e.named(0), id.Noun())
		}
	}
	return ""
}

// verbs say how a paper mentions a fact.
var verbs = map[clinical.FactID]string{
	clinical.FactSurgery:         "describes an operation",
	clinical.FactHospitalStay:    "tells of a stay in hospital",
	clinical.FactSystemicTherapy: "tells of chemotherapy or other drug treatment",
	clinical.FactRadiotherapy:    "tells of radiotherapy",
	clinical.FactImagingDone:     "names a scan",
	clinical.FactRecurrence:      "says that the cancer came back or spread",
	clinical.FactAdvanced:        "says that the cancer is advanced",
	clinical.FactTrial:           "tells of a trial",
	clinical.FactGeneticTestDone: "tells of a gene test",
	clinical.FactRadioiodine:     "tells of radio-iodine",
}

// tells is the sentence that says how a paper proves a fact.
func (e *Entry) tells(page int, id clinical.FactID, quote string) string {
	verb := verbs[id]
	if verb == "" {
		verb = "names " + id.Noun()
	}
	return fmt.Sprintf("%s %s: “%s”", e.named(page), verb, quote)
}

// named names a record at the beginning of a sentence: its kind, date and file,
// and the page where it has more than one and page is not 0.
func (e *Entry) named(page int) string {
	kind := e.Kind.Title()
	if word, _, _ := strings.Cut(kind, " "); strings.ToUpper(word) != word {
		kind = strings.ToLower(kind[:1]) + kind[1:]
	}
	s := "The " + kind
	if !e.Date.IsZero() {
		s += " of " + e.Date.Human()
	}
	if e.Item != nil {
		where := e.Item.Base()
		if doc := e.Document(); page > 0 && doc != nil && len(doc.Pages) > 1 {
			where += fmt.Sprintf(", page %d", page)
		}
		s += " (" + where + ")"
	}
	return s
}

// actsForPatient takes the word of the case file that somebody acts for the patient.
func (d *Dossier) actsForPatient() {
	rel := strings.ToLower(strings.TrimSpace(d.Case.Relationship))
	if rel == "" || d.known(clinical.FactProxy) || strings.Contains(rel, "staff") || slices.Contains([]string{"self", "myself", "me", "patient", "the patient"}, rel) {
		return
	}
	d.Case.Facts = append(d.Case.Facts, clinical.Fact{
		ID: clinical.FactProxy, Value: true, Stated: true,
		Why: fmt.Sprintf("the case file says that someone else prepares this (%s)", strings.TrimSpace(d.Case.Relationship)),
	})
}

// adult is from how many years on a patient is no child.
const adult = 18

// AgeOn adds what follows from the day: whether the patient is a child. It does
// nothing where the birth date is not known to the day.
func (d *Dossier) AgeOn(today clinical.Date) {
	born := d.Case.Patient.BirthDate
	if d.known(clinical.FactMinor) || born.Precision() != clinical.PrecisionDay || today.Precision() != clinical.PrecisionDay || born.Compare(today) > 0 {
		return
	}
	if (clinical.Date{Year: born.Year + adult, Month: born.Month, Day: born.Day}).Compare(today) > 0 {
		d.Case.Facts = append(d.Case.Facts, clinical.Fact{
			ID: clinical.FactMinor, Value: true,
			Why: fmt.Sprintf("The patient was born on %s and is not %d yet", born.Human(), adult),
		})
	}
}
