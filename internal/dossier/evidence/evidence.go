// Package evidence says what the papers of a case prove together: the facts of the
// history, each with the paper, the page and the sentence that prove it, and which
// cancer it is. What a person stated is never overruled.
package evidence

import (
	"fmt"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/classify"
	"github.com/medbundle/medbundle/internal/clinical"
)

// Paper is a record that goes into the bundle, and what was read in it.
type Paper struct {
	*clinical.Record
	// File is the name of its file, "" for a scan, and Pages how many that has.
	File  string
	Pages int
	Tale  classify.Tale
	// Outside tells that a discharge letter is of the end of treatment outside a
	// hospital, and proves no stay.
	Outside bool
	// Recognized are the pages of the file that were read from their pictures (OCR).
	Recognized map[int]bool
}

// Add adds to the stated facts of a case those that the papers prove, and says
// which cancer they name.
func Add(c *clinical.Case, papers []Paper) {
	p := prover{c, papers}
	for _, id := range clinical.FactIDs {
		if !p.known(id) {
			if f, ok := p.inferred(id); ok {
				c.Facts = append(c.Facts, f)
			}
		}
	}
	p.cancer()
}

type prover struct {
	c      *clinical.Case
	papers []Paper
}

func (p prover) known(id clinical.FactID) bool { return known(p.c, id) }

func known(c *clinical.Case, id clinical.FactID) bool {
	return slices.ContainsFunc(c.Facts, func(f clinical.Fact) bool { return f.ID == id })
}

func (p prover) inferred(id clinical.FactID) (clinical.Fact, bool) {
	if id == clinical.FactLanguageDiffers {
		return p.languages()
	}
	for _, e := range p.papers {
		if why := proof(e, id); why != "" {
			return clinical.Fact{ID: id, Value: true, Record: e.ID, Why: why}, true
		}
	}
	for _, e := range p.papers {
		if m, ok := e.mention(id); ok {
			return clinical.Fact{ID: id, Value: true, Record: e.ID, Page: m.Page, Why: e.tells(m.Page, id, m.Quote)}, true
		}
	}
	return clinical.Fact{}, false
}

// mention is what the record says of the fact: the mention that bears a date
// before those that bear none.
func (e Paper) mention(id clinical.FactID) (best clinical.Mention, ok bool) {
	for _, m := range e.Tale.Mentions {
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
func proof(e Paper, id clinical.FactID) string {
	if e.Outside && id == clinical.FactHospitalStay {
		return ""
	}
	for _, k := range proves[id] {
		if e.Kind == k && e.Confidence != clinical.Unsure && (e.Study == nil || e.Study.Images() > 0) {
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
func (e Paper) tells(page int, id clinical.FactID, quote string) string {
	verb := verbs[id]
	if verb == "" {
		verb = "names " + id.Noun()
	}
	return fmt.Sprintf("%s %s: “%s”", e.named(page), verb, quote)
}

// named names a record at the beginning of a sentence: its kind, date and file,
// and the page where it has more than one and page is not 0.
func (e Paper) named(page int) string {
	kind := e.Kind.Title()
	if word, _, _ := strings.Cut(kind, " "); strings.ToUpper(word) != word {
		kind = strings.ToLower(kind[:1]) + kind[1:]
	}
	s := "The " + kind
	if !e.Date.IsZero() {
		s += " of " + e.Date.Human()
	}
	if e.File != "" {
		where := e.File
		if page > 0 && e.Pages > 1 {
			where += fmt.Sprintf(", page %d", page)
		}
		s += " (" + where + ")"
	}
	return s
}

// adult is from how many years on a patient is no child.
const adult = 18

// AddAge adds what follows from the day: whether the patient is a child. It does
// nothing where the birth date is not known to the day.
func AddAge(c *clinical.Case, today clinical.Date) {
	born := c.Patient.BirthDate
	if known(c, clinical.FactMinor) || born.Precision() != clinical.PrecisionDay || today.Precision() != clinical.PrecisionDay || born.Compare(today) > 0 {
		return
	}
	if (clinical.Date{Year: born.Year + adult, Month: born.Month, Day: born.Day}).Compare(today) > 0 {
		c.Facts = append(c.Facts, clinical.Fact{
			ID: clinical.FactMinor, Value: true,
			Why: fmt.Sprintf("The patient was born on %s and is not %d yet", born.Human(), adult),
		})
	}
}
