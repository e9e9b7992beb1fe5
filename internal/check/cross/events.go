package cross

import (
	"fmt"
	"slices"

	"github.com/medbundle/medbundle/internal/check/exam"
	"github.com/medbundle/medbundle/internal/clinical"
)

// eventKind is what is expected of an event that a paper mentions.
type eventKind struct {
	fact clinical.FactID
	// noun names the event where the paper has no words for it, item is the item
	// of the checklist that asks for its paper, absent says what is not here.
	noun, absent string
	item         clinical.Kind
	// holds are the kinds that are the paper of the event, which may be dated so
	// many days after it.
	holds []clinical.Kind
	after int
	fix   string
}

var eventKinds = []eventKind{
	{
		fact: clinical.FactSurgery, noun: "an operation", absent: "no report on it is here", item: clinical.OperativeReport,
		holds: []clinical.Kind{clinical.OperativeReport, clinical.ProcedureReport}, after: eventDays,
		fix: "Ask the hospital that operated for the operation report of %s.",
	},
	{
		fact: clinical.FactHospitalStay, noun: "a stay in hospital", absent: "no discharge summary of it is here", item: clinical.DischargeSummary,
		holds: []clinical.Kind{clinical.DischargeSummary, clinical.EmergencyReport}, after: 31,
		fix: "Ask that hospital's records department for the discharge summary of %s.",
	},
	{
		fact: clinical.FactImagingDone, noun: "a scan", absent: "neither its report nor its pictures are here", item: clinical.ImagingReport,
		holds: []clinical.Kind{clinical.ImagingReport, clinical.ImagingStudy}, after: eventDays,
		fix: "Ask the hospital's imaging department for the report and the pictures of %s.",
	},
	{
		fact: clinical.FactGeneticTestDone, noun: "a gene test", absent: "its report is not here", item: clinical.TumourGenomics,
		holds: []clinical.Kind{clinical.TumourGenomics, clinical.GermlineGenetics}, after: 60,
		fix: "Ask the clinic that ordered the test for the laboratory's full report of %s.",
	},
}

const (
	// eventDays is how far apart two dates of one event may be.
	eventDays = 3
	// beforeReport is how many days a pathology report may be dated after the
	// operation that it takes for its own day.
	beforeReport = 28
	// longAgo is how many years back an event only informs.
	longAgo = 5
)

// event is one thing that papers mention, as the first of them says it.
type event struct {
	clinical.Mention
	p      *paper
	others map[string]bool // further papers that mention it, by record id
}

// events finds operations, stays, scans and gene tests that papers mention and
// whose own papers are not here, each event once.
func events(s *subject) []clinical.Finding {
	var out []clinical.Finding
	for _, k := range eventKinds {
		if s.waived(k.item) {
			continue
		}
		var fs []clinical.Finding
		held := k.heldBy(s)
		var alone []*event
		for _, e := range k.mentioned(s) {
			if !held.hold(e) {
				alone = append(alone, e)
			}
		}
		for _, e := range alone {
			if !k.askedFor(s, e, len(alone) == 1) {
				fs = append(fs, k.finding(s, e))
			}
		}
		out = append(out, bounded(fs, "events that papers mention and whose own papers are not here")...)
	}
	return out
}

// askedFor tells whether a checklist asks for the paper of the event: by its day,
// or, where there is no other event, at all.
func (k eventKind) askedFor(s *subject, e *event, only bool) bool {
	return slices.ContainsFunc(s.asked, func(a Asked) bool {
		return slices.Contains(a.Kinds, k.item) && (only && a.Date.IsZero() || !a.Date.IsZero() && near(a.Date, e.Date, eventDays, eventDays))
	})
}

// mentioned lists the events of the kind, the latest first, each once.
func (k eventKind) mentioned(s *subject) []*event {
	var all []*event
	for _, p := range s.papers {
		for _, m := range p.Mentions {
			if m.Fact == k.fact && s.happened(p, m.Date) {
				all = append(all, &event{Mention: m, p: p, others: map[string]bool{}})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b *event) int {
		return precision(b.Date) - precision(a.Date) // those that tell the day take the vaguer ones in
	})
	var out []*event
	at := map[[2]int][]*event{} // by year and month
	for _, e := range all {
		if first := taken(at, e); first != nil {
			if e.p.ID != first.p.ID {
				first.others[e.p.ID] = true
			}
			continue
		}
		out = append(out, e)
		at[[2]int{e.Date.Year, e.Date.Month}] = append(at[[2]int{e.Date.Year, e.Date.Month}], e)
		if e.Date.Month > 0 {
			at[[2]int{e.Date.Year, 0}] = append(at[[2]int{e.Date.Year, 0}], e)
		}
	}
	slices.SortStableFunc(out, func(a, b *event) int { return b.Date.Compare(a.Date) })
	return out
}

// taken is the event that e is another mention of.
func taken(at map[[2]int][]*event, e *event) *event {
	months := [][2]int{{e.Date.Year, e.Date.Month}}
	if e.Date.Day > 0 { // three days may end a month, or a year
		for _, step := range []int{-1, 1} {
			n := e.Date.Year*12 + e.Date.Month - 1 + step
			months = append(months, [2]int{n / 12, n%12 + 1})
		}
	}
	for _, m := range months {
		for _, o := range at[m] {
			if near(o.Date, e.Date, eventDays, eventDays) && sameWhat(o.Mention, e.Mention) {
				return o
			}
		}
	}
	return nil
}

// sameWhat tells that two mentions may be of one event: scans of two modalities
// on a day are two.
func sameWhat(a, b clinical.Mention) bool {
	return a.Modality == "" || b.Modality == "" || exam.Modality(a.Modality) == exam.Modality(b.Modality) ||
		exam.Of(a.What).SharesModality(exam.Of(b.What))
}

func precision(d clinical.Date) int {
	switch {
	case d.Day > 0:
		return 3
	case d.Month > 0:
		return 2
	case d.Year > 0:
		return 1
	}
	return 0
}

// happened tells whether a date can be that of an event which a paper tells of:
// it is known, not before birth, and not after the paper or today.
func (s *subject) happened(p *paper, d clinical.Date) bool {
	if d.Year == 0 || before(d, s.Patient.BirthDate) || after(d, s.today) {
		return false
	}
	return !after(d, p.Date)
}

// after tells whether all of d lies after all of e; nothing lies after no date.
func after(d, e clinical.Date) bool {
	if d.Year == 0 || e.Year == 0 {
		return false
	}
	switch {
	case d.Year != e.Year || d.Month == 0 || e.Month == 0:
		return d.Year > e.Year
	case d.Month != e.Month || d.Day == 0 || e.Day == 0:
		return d.Month > e.Month
	}
	return d.Day > e.Day
}

func before(d, e clinical.Date) bool { return after(e, d) }

// near tells whether e may lie from so many days before d to so many after it.
// Of two dates the less precise one decides.
func near(d, e clinical.Date, before, after int) bool {
	if d.Month == 0 || e.Month == 0 {
		return d.Year == e.Year
	}
	months := (e.Year*12 + e.Month) - (d.Year*12 + d.Month)
	if d.Day > 0 && e.Day > 0 {
		if months < -1-before/28 || months > 1+after/28 {
			return false // quickly: most are years apart
		}
		n, ok := d.DaysUntil(e)
		return ok && n >= -before && n <= after
	}
	return months >= -inMonths(before) && months <= inMonths(after)
}

// inMonths is how many calendar months further a span may reach; a few days
// reach none, lest every event of a month be one.
func inMonths(days int) int {
	if days <= eventDays {
		return 0
	}
	return (days + 30) / 31
}

func (k eventKind) finding(s *subject, e *event) clinical.Finding {
	sev := clinical.SeverityWarning
	if s.today.Year > 0 && e.Date.Year < s.today.Year-longAgo {
		sev = clinical.SeverityInfo
	}
	what, when := k.noun, " of "+e.Date.Human()
	switch {
	case k.fact == clinical.FactHospitalStay: // “was admitted” names none
		when = " that ended on or about " + e.Date.Human()
	case e.What != "":
		what = "“" + e.What + "”"
	}
	also := ""
	switch n := len(e.others); {
	case n == 1:
		also = ", as does another paper"
	case n > 1:
		also = fmt.Sprintf(", as do %d other papers", n)
	}
	return e.p.finding(RuleEventAlone, sev, e.Page,
		fmt.Sprintf("%s mentions %s%s%s; %s", e.p.named(e.Page), what, when, also, k.absent),
		fmt.Sprintf(k.fix, e.Date.Human()))
}
