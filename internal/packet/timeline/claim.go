package timeline

import (
	"slices"
	"strings"
	"unicode"

	"github.com/medbundle/medbundle/internal/check"
	"github.com/medbundle/medbundle/internal/check/exam"
	"github.com/medbundle/medbundle/internal/check/phrase"
	"github.com/medbundle/medbundle/internal/clinical"
)

// claim is what one place says of one event.
type claim struct {
	Event
	// own tells that the place is the paper of the event, or the scan itself.
	own   bool
	fact  clinical.FactID
	exam  exam.Exam
	words wording
	// pair is the id of the scan that a report is about.
	pair string
}

func (c *claim) record() string { return c.Sources[0].Record }

// ownLanes say of which events papers are the papers.
var ownLanes = map[clinical.Kind]Lane{
	clinical.ImagingReport: Scans, clinical.PathologyReport: Pathology, clinical.CytologyReport: Pathology,
	clinical.TumourGenomics: Pathology, clinical.GermlineGenetics: Pathology, clinical.OperativeReport: Operations,
	clinical.ProcedureReport: Operations, clinical.SystemicSummary: Drugs, clinical.RadiotherapySummary: Radiotherapy,
	clinical.DischargeSummary: Stays, clinical.EmergencyReport: Stays,
}

// factLanes say where a mention belongs.
var factLanes = map[clinical.FactID]Lane{
	clinical.FactSurgery: Operations, clinical.FactProcedure: Operations, clinical.FactSystemicTherapy: Drugs,
	clinical.FactRadiotherapy: Radiotherapy, clinical.FactRadioiodine: Radiotherapy, clinical.FactImagingDone: Scans,
	clinical.FactHospitalStay: Stays, clinical.FactRecurrence: Recurrence, clinical.FactGeneticTestDone: Pathology,
}

// ownFacts are the facts of which papers of a kind are the report.
var ownFacts = map[Lane]clinical.FactID{
	Operations: clinical.FactSurgery, Drugs: clinical.FactSystemicTherapy, Radiotherapy: clinical.FactRadiotherapy, Stays: clinical.FactHospitalStay, Scans: clinical.FactImagingDone,
}

// claimsOf lists what a paper says, its own event first.
func claimsOf(p clinical.Paper, born clinical.Date) (out []claim) {
	if p.Study != nil {
		if s, ok := check.NewScan(p); ok {
			lead, detail := p.Name()
			c := claim{own: true, exam: s.Exam, Event: Event{Lane: Scans, What: joined(lead, detail), Short: short(s.Exam.Title()), From: p.Date}}
			c.Sources = []Source{{Record: p.ID}}
			out = append(out, c)
		}
		return out
	}
	if p.Unreadable {
		return nil
	}
	if c, ok := ownClaim(p); ok {
		out = append(out, c)
	}
	for _, m := range p.Mentions {
		if len(out) > 0 && m.Fact == out[0].fact && m.Date == p.Date {
			continue // the paper names its own event
		}
		if lane, ok := factLanes[m.Fact]; ok && !before(m.Date, born) && !before(p.Date, m.Date) {
			out = append(out, mentioned(p, m, lane))
		}
	}
	for _, m := range p.Plans {
		if lane, ok := factLanes[m.Fact]; ok {
			c := mentioned(p, m, lane)
			c.Planned = true
			out = append(out, c)
		}
	}
	return out
}

// ownClaim is the event that the paper is the report of.
func ownClaim(p clinical.Paper) (c claim, ok bool) {
	lane, ok := ownLanes[p.Kind]
	if !ok || p.Confidence == clinical.Unsure {
		return c, false
	}
	c = claim{own: true, fact: ownFacts[lane], Event: Event{Lane: lane, From: p.Date, Sources: []Source{{p.ID, firstPage(p)}}}}
	if p.Kind == clinical.ProcedureReport {
		c.fact = clinical.FactProcedure
	}
	told := false
	for _, m := range p.Mentions {
		if m.Fact == c.fact && m.Date == p.Date {
			c.lasts(m)
			told = true
			break
		}
	}
	if p.Kind == clinical.DischargeSummary && !told {
		return c, false // a letter from outside a hospital, which proves no stay
	}
	c.What = ownWhat(p, c.fact)
	switch lane {
	case Scans:
		c.exam = check.NewReport(p).Exam
		c.Short = c.exam.Title()
	case Pathology:
		c.Short = strings.ToLower(p.Kind.Title()[:1]) + p.Kind.Title()[1:]
	case Stays:
		c.What, c.Short = stay(p), "stay"
	case Radiotherapy:
		c.Planned = planning.Has(phrase.NewLine(p.Title).Texts())
	}
	c.finish()
	return c, true
}

// mostNamed is how many operations a report is named for whose title names none.
const mostNamed = 3

// ownWhat is what the paper is the report of: as its title says, or else as it names
// it, or else its kind.
func ownWhat(p clinical.Paper, fact clinical.FactID) string {
	_, detail := p.Name()
	if len(wordingOf(detail).telling) > 0 {
		return detail
	}
	var named []string
	for _, m := range p.Mentions {
		w := short(m.What)
		if len(named) == 0 {
			w = sentence(m.What)
		}
		if m.Fact == fact && w != "" && (m.Date.IsZero() || m.Date == p.Date) && len(named) < mostNamed && !slices.Contains(named, w) {
			named = append(named, w)
		}
	}
	if len(named) > 0 {
		return strings.Join(named, ", ")
	}
	return p.Kind.Title()
}

func stay(p clinical.Paper) string {
	what := "Stay in hospital"
	if p.Kind == clinical.EmergencyReport {
		what = "Emergency visit"
	}
	return joined(what, p.Facility)
}

// planning are words in the title of a paper that is about the planning of
// radiotherapy.
var planning = phrase.New(map[string][]string{"": {
	"simulation*", "planning", "planungs*", "bestrahlungsplan*", "dosimetri*", "simulacion*", "planificacion*", "simulazione*", "pianificazione*", "planowanie*", "simulatie*",
}})

// mentioned is what a sentence of a paper says of an event.
func mentioned(p clinical.Paper, m clinical.Mention, lane Lane) claim {
	c := claim{fact: m.Fact, Event: Event{Lane: lane, What: sentence(m.What), Quote: m.Quote, From: m.Date, Sources: []Source{{p.ID, max(m.Page, 1)}}}}
	c.lasts(m)
	switch {
	case lane == Scans:
		c.exam = exam.Of(m.What)
		if m.Modality != "" {
			c.exam.Modalities = []string{exam.Modality(m.Modality)}
		}
		c.Short = c.exam.Title()
	case lane == Stays:
		c.What, c.Short = "Stay in hospital", "stay"
	case lane == Recurrence:
		c.Short = m.What
	case c.What == "":
		c.What = sentence(m.Fact.Noun())
	}
	c.finish()
	return c
}

// lasts takes from a mention how long the event went on.
func (c *claim) lasts(m clinical.Mention) {
	if m.First.IsZero() && m.Last.IsZero() || m.First == m.Last {
		return
	}
	c.From, c.To, c.Lasting = m.First, m.Last, true
	if c.Lane == Stays && m.Last.IsZero() {
		c.From, c.To, c.Lasting = m.Date, clinical.Date{}, false // of a stay its paper tells the last day
		if m.Date != m.First {
			c.From, c.To, c.Lasting = m.First, m.Date, true
		}
	}
}

func (c *claim) finish() {
	c.Quote = strings.TrimSpace(c.Quote)
	if c.Short == "" {
		c.Short = c.What
	}
	c.Short = short(c.Short)
	c.words = wordingOf(c.What)
	if c.Lane != Scans {
		c.exam.Sides = exam.Of(c.What).Sides
	}
}

func firstPage(p clinical.Paper) int {
	if len(p.Pages) > 0 {
		return max(p.Pages[0].Number, 1)
	}
	return 1
}

func joined(lead, detail string) string {
	if detail == "" {
		return lead
	}
	return lead + ", " + detail
}

// sentence begins with a capital letter.
func sentence(s string) string {
	for i, r := range s {
		return string(unicode.ToUpper(r)) + s[i+len(string(r)):]
	}
	return s
}

// short begins with a small letter, unless its first word is written in capitals
// or mixed.
func short(s string) string {
	word, _, _ := strings.Cut(s, " ")
	rs := []rune(word)
	if len(rs) < 2 || rs[1] == '-' || strings.ToLower(string(rs[1:])) != string(rs[1:]) {
		return s
	}
	return string(unicode.ToLower(rs[0])) + s[len(string(rs[0])):]
}

// wording are the words of a text that are not short, and those of them that tell
// one event from another of its kind.
type wording struct{ all, telling []string }

func wordingOf(what string) (w wording) {
	for _, x := range phrase.NewLine(what).Texts() {
		if len(x) < 4 || slices.Contains(w.all, x) {
			continue
		}
		w.all = append(w.all, x)
		if !common[x] {
			w.telling = append(w.telling, x)
		}
	}
	return w
}

// shares tells whether a telling word stands in both; where one has none any word
// will do.
func (w wording) shares(o wording) bool {
	a, b := w.telling, o.telling
	if len(a) == 0 || len(b) == 0 {
		a, b = w.all, o.all
	}
	for _, x := range a {
		if slices.Contains(b, x) {
			return true
		}
	}
	return false
}

// common are words that many events share.
var common = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields("left right both bilateral links rechts gauche droite izquierdo derecho izquierda derecha sinistra destra breast lung colon prostate with without from under ultrasound guided laparoscopic open report note operative operation surgery surgical procedure treatment therapy cancer tumour tumor lymph node nodes robotic assisted partial total radical biopsy biopsies excision resection administration record flowsheet summary discharge scan imaging examination") {
		m[w] = true
	}
	return m
}()

func before(a, b clinical.Date) bool {
	if a.IsZero() || b.IsZero() {
		return false
	}
	switch {
	case a.Year != b.Year || a.Month == 0 || b.Month == 0:
		return a.Year < b.Year
	case a.Month != b.Month || a.Day == 0 || b.Day == 0:
		return a.Month < b.Month
	}
	return a.Day < b.Day
}
