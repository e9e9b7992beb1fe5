package letters

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/check"
	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/letters/casenumber"
)

// event is something that was done, of which a record should exist.
type event struct {
	what     string // "left mastectomy"; "" where a letter need not say
	modality string
	date     clinical.Date
	before   clinical.Date // it was on this day or shortly before; where date is not told
	place    string        // by the name that the gazetteer has for it
	rank     int           // how far place is to be trusted: the lower, the better
	numbers  []string
	why      string // which paper says so
}

// How a place is known, best first.
const (
	rankNamed   = iota // the sentence that tells of the event names it
	rankCounter        // the report of the scan is from there, or the scan of the report
	rankNear           // another paper of those days is from there
	rankPaper          // the paper that tells of the event is from there
	rankNone
)

// proofs are the facts whose mentions say that a record of the kind should exist.
var proofs = map[clinical.Kind][]clinical.FactID{
	clinical.OperativeReport:     {clinical.FactSurgery},
	clinical.PathologyReport:     {clinical.FactSurgery},
	clinical.DischargeSummary:    {clinical.FactHospitalStay},
	clinical.SystemicSummary:     {clinical.FactSystemicTherapy},
	clinical.RadiotherapySummary: {clinical.FactRadiotherapy, clinical.FactRadioiodine},
	clinical.ImagingReport:       {clinical.FactImagingDone},
	clinical.ImagingStudy:        {clinical.FactImagingDone},
	clinical.TrialPapers:         {clinical.FactTrial},
	clinical.GermlineGenetics:    {clinical.FactGeneticTestDone},
	clinical.TumourGenomics:      {clinical.FactGeneticTestDone},
}

// telling are the facts of which a letter says what was done; of the others the
// name of the document and the date are enough for a records office.
var telling = map[clinical.FactID]bool{clinical.FactSurgery: true, clinical.FactImagingDone: true}

// mostEvents bounds the events of one document in one letter.
const mostEvents = 40

// events lists what the papers say was done and of which a record of the kinds
// should exist, oldest first, each once.
func (g *gazetteer) events(kinds []clinical.Kind) []event {
	var out []event
	facts := map[clinical.FactID]bool{}
	for _, k := range kinds {
		for _, f := range proofs[k] {
			facts[f] = true
		}
	}
	for _, p := range g.papers {
		if p.Unreadable {
			continue
		}
		for _, m := range p.Mentions {
			if facts[m.Fact] {
				out = append(out, g.eventOf(p, m))
			}
		}
	}
	if len(out) == 0 {
		out = g.factEvents(facts)
	}
	out = append(out, g.counterparts(kinds)...)
	slices.SortStableFunc(out, func(a, b event) int { return a.date.Compare(b.date) })
	return merged(out)
}

// factEvents are those that the facts of the case prove, where no mention does. A
// fact that a paper proves by being what it is proves no other paper.
func (g *gazetteer) factEvents(facts map[clinical.FactID]bool) (out []event) {
	for _, f := range g.facts {
		for _, p := range g.papers {
			if f.Value && facts[f.ID] && f.Record == p.ID && !p.Unreadable {
				out = append(out, g.eventOf(p, clinical.Mention{Fact: f.ID, Quote: f.Why, Page: f.Page}))
			}
		}
	}
	return out
}

// soon are kinds of papers that are written within days of what they tell of.
var soon = map[clinical.FactID][]clinical.Kind{
	clinical.FactSurgery:      {clinical.PathologyReport, clinical.DischargeSummary},
	clinical.FactHospitalStay: {clinical.DischargeSummary, clinical.OperativeReport},
}

func (g *gazetteer) eventOf(p clinical.Paper, m clinical.Mention) event {
	e := event{date: m.Date, modality: m.Modality, why: saidBy(p, m.Page), rank: rankNone}
	if telling[m.Fact] {
		e.what = plainly(m.What)
	}
	if m.Date.IsZero() && slices.Contains(soon[m.Fact], p.Kind) && p.Date.Precision() == clinical.PrecisionDay {
		e.before = p.Date
	}
	if n := g.namedIn(m.Quote); n != "" {
		e.place, e.rank = n, rankNamed
	} else if n := g.near(m.Date, m.Fact); n != "" {
		e.place, e.rank = n, rankNear
	} else if n := g.find(facilityOf(p)); n != "" && !laboratory(n) {
		e.place, e.rank = n, rankPaper
	}
	return e
}

// dayPapers are the kinds that a hospital writes on the days of an event.
var dayPapers = map[clinical.FactID][]clinical.Kind{
	clinical.FactSurgery:      {clinical.OperativeReport, clinical.DischargeSummary},
	clinical.FactHospitalStay: {clinical.DischargeSummary, clinical.OperativeReport, clinical.EmergencyReport},
}

// near is the place of a paper of the same days that tells where it was.
func (g *gazetteer) near(d clinical.Date, f clinical.FactID) string {
	for _, p := range g.papers {
		if slices.Contains(dayPapers[f], p.Kind) && close(p.Date, d, 10) {
			if n := g.find(facilityOf(p)); n != "" && !laboratory(n) {
				return n
			}
		}
	}
	return ""
}

// counterparts are the scans whose report is here and the reports whose scan is
// here, where the other of the two is asked for.
func (g *gazetteer) counterparts(kinds []clinical.Kind) []event {
	wantScan, wantReport := slices.Contains(kinds, clinical.ImagingStudy), slices.Contains(kinds, clinical.ImagingReport)
	if !wantScan && !wantReport {
		return nil
	}
	var records []*clinical.Record
	for _, p := range g.papers {
		records = append(records, p.Record)
	}
	scanOf, reportsOf := map[string]bool{}, check.PairReports(records)
	for _, reports := range reportsOf {
		for _, id := range reports {
			scanOf[id] = true
		}
	}
	var out []event
	for _, p := range g.papers {
		report := p.Kind == clinical.ImagingReport && wantScan && !scanOf[p.ID] && p.Confidence != clinical.Unsure
		scan := p.Study != nil && p.Study.Images() > 0 && wantReport && len(reportsOf[p.ID]) == 0
		if !report && !scan {
			continue
		}
		lead, detail := p.Name()
		e := event{what: plainly(cmp.Or(detail, lead)), date: p.Date, numbers: casenumber.OfScan(p), rank: rankNone, why: saidBy(p, 0)}
		if p.Study != nil && len(p.Study.Modalities()) > 0 {
			e.modality = p.Study.Modalities()[0]
		}
		if n := g.find(facilityOf(p)); n != "" {
			e.place, e.rank = n, rankCounter
		}
		out = append(out, e)
	}
	return out
}

// saidBy names the paper that tells of an event, for the owner of the papers.
func saidBy(p clinical.Paper, page int) string {
	s := strings.ToLower(p.Kind.Title())
	if !p.Date.IsZero() {
		s += " of " + p.Date.Human()
	}
	switch {
	case p.Path != "" && page > 0:
		s += fmt.Sprintf(" (page %d of %s)", page, p.Path)
	case p.Path != "":
		s += " (" + p.Path + ")"
	}
	return "the " + s
}

// merged makes one event of those that are told twice: of the same kind of scan,
// and within three days or one inside the other's month or year. What is told
// without a date stands alone only where nothing of its kind has one.
func merged(es []event) []event {
	var out, undated []event
	for _, e := range es {
		if e.date.IsZero() {
			undated = append(undated, e)
			continue
		}
		i := slices.IndexFunc(out, func(o event) bool { return sameEvent(o, e) })
		if i < 0 {
			out = append(out, e)
			continue
		}
		out[i].take(e)
	}
	for _, e := range undated {
		if !slices.ContainsFunc(out, func(o event) bool { return sameModality(o.modality, e.modality) }) {
			out = append(out, e)
		}
	}
	return out[:min(len(out), mostEvents)]
}

func sameEvent(a, b event) bool {
	return sameModality(a.modality, b.modality) && close(a.date, b.date, 3)
}

func sameModality(a, b string) bool { return a == "" || b == "" || a == b }

// take joins what another paper says of the same event.
func (e *event) take(o event) {
	if o.rank < e.rank {
		e.place, e.rank, e.why = o.place, o.rank, o.why
	}
	if o.date.Precision() == clinical.PrecisionDay && e.date.Precision() != clinical.PrecisionDay {
		e.date = o.date
	}
	e.what, e.modality = cmp.Or(e.what, o.what), cmp.Or(e.modality, o.modality)
	for _, n := range o.numbers {
		if !slices.Contains(e.numbers, n) {
			e.numbers = append(e.numbers, n)
		}
	}
}

// close tells whether two dates may be of one event: at most so many days
// apart, or, where one is less precise, one inside the other.
func close(a, b clinical.Date, days int) bool {
	if n, ok := a.DaysUntil(b); ok {
		return max(n, -n) <= days
	}
	return !a.IsZero() && !b.IsZero() && a.Year == b.Year && (a.Month == 0 || b.Month == 0 || a.Month == b.Month)
}

// illness are words that tell what the illness is, which a letter to a records
// office need not: "mastectomy for invasive carcinoma" is a mastectomy.
var illness = regexp.MustCompile(`(?i)carcinom|cancer|tumou?r|malign|metasta|lymphom|leuk|sarcom|melanom|neoplas|krebs|karzinom|cáncer|carcinoma|guz|rak\b|kanker`)

var purpose = regexp.MustCompile(`(?i) (?:for|due to|because of|wegen|bei|per|por|pour|z powodu|wegens) .*$`)

// specimen leads what a pathology report says it received.
var specimen = regexp.MustCompile(`(?i)^(?:specimen|sample|received|präparat|material)s?(?: \w+)?: ?`)

// plainly is what was done without what it was done for.
func plainly(what string) string {
	what = specimen.ReplaceAllString(oneLine(what), "")
	what = strings.Trim(purpose.ReplaceAllString(what, ""), " ,.;:-–")
	if illness.MatchString(what) || len(what) > 90 {
		return ""
	}
	return what
}
