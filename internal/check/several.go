package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/check/catalogue"
	"github.com/medbundle/medbundle/internal/clinical"
)

// event is something of which there should be a paper: an operation, a stay, a scan.
type event struct {
	date     clinical.Date
	what     string // "left mastectomy", "CT scan"
	modality string
	why      string // which paper says so
	record   string // the record that is the event itself, as a scan is
}

// maxLacking bounds how many papers of one item are named as missing.
const maxLacking = 20

// lacking are the papers that are missing of an item of which there should be
// one each, as items of their own: "Operation report of 19 Mar 2026". They are
// recommended at most, for they rest on what papers say in passing.
func (x *inquiry) lacking(r catalogue.Requirement, base clinical.ChecklistItem) []clinical.ChecklistItem {
	var out []clinical.ChecklistItem
	for _, e := range x.events(r) {
		if x.covered(r, e) || len(out) == maxLacking {
			continue
		}
		it := clinical.ChecklistItem{
			ID: r.ID + "@" + e.date.String(), Title: fmt.Sprintf("%s of %s", base.Title, e.date.Human()), Term: base.Term, Kinds: r.Kinds,
			Level: catalogue.Recommended, Status: clinical.StatusMissing, Why: e.why, Fix: r.Fix, Proven: true,
		}
		if e.what != "" {
			it.Title += " (" + e.what + ")"
		}
		if base.Level == catalogue.Optional {
			it.Level = catalogue.Optional
		}
		if n := countID(out, it.ID); n > 0 {
			it.ID += fmt.Sprintf("+%d", n+1)
		}
		x.takeWord(r, &it)
		out = append(out, it)
	}
	return out
}

func countID(items []clinical.ChecklistItem, id string) (n int) {
	for _, it := range items {
		if it.ID == id || strings.HasPrefix(it.ID, id+"+") {
			n++
		}
	}
	return n
}

// provenBy is what a mention proves of which an item wants one paper each.
var provenBy = map[string]clinical.FactID{
	"procedure": clinical.FactSurgery, "stay": clinical.FactHospitalStay, "scan": clinical.FactImagingDone,
}

// events are what the papers say happened, each once, by date. What bears no
// date cannot be told from what is here, and is none.
func (x *inquiry) events(r catalogue.Requirement) []event {
	var out []event
	if r.Multiplicity == "" {
		return nil
	}
	if r.Multiplicity == "scan" {
		out = x.scans()
	} else {
		out = x.told(provenBy[r.Multiplicity], r)
	}
	slices.SortStableFunc(out, func(a, b event) int { return a.date.Compare(b.date) })
	var once []event
	for _, e := range out {
		if i := slices.IndexFunc(once, func(y event) bool { return sameEvent(y, e) }); i < 0 {
			once = append(once, e)
		} else if precise(e.date) > precise(once[i].date) {
			once[i] = e
		}
	}
	return once
}

// scans are those whose pictures are here.
func (x *inquiry) scans() (out []event) {
	for _, s := range x.sheets {
		if s.Study == nil || s.Study.Images() == 0 || s.Date.IsZero() {
			continue
		}
		ms := s.Study.Modalities()
		out = append(out, event{
			date: s.Date, what: scanName(s.Study), modality: strings.Join(ms, " "), record: s.ID,
			why: "the pictures are here, the written report is not",
		})
	}
	return out
}

func scanName(s *clinical.Study) string {
	return firstOf(strings.TrimSpace(s.Description), strings.Join(s.Modalities(), ", "))
}

// told are operations and stays that papers speak of; an operation report is
// word of an operation too, of which there should be a pathology report.
func (x *inquiry) told(fact clinical.FactID, r catalogue.Requirement) (out []event) {
	for i := range x.sheets {
		s := &x.sheets[i]
		if s.Kind == clinical.OperativeReport && fact == clinical.FactSurgery && !s.Date.IsZero() && s.Confidence != clinical.Unsure &&
			!slices.Contains(r.Kinds, clinical.OperativeReport) {
			out = append(out, event{date: s.Date, why: "there is " + where(s, 0) + ", but no report on the tissue that was taken", record: s.ID})
		}
		for _, m := range s.Mentions {
			if m.Fact != fact || m.Date.IsZero() || m.Date.Compare(x.Today) > 0 && !x.Today.IsZero() {
				continue
			}
			why := where(s, m.Page) + " speaks of it"
			if m.Quote != "" {
				why = where(s, m.Page) + " says “" + shorten(m.Quote) + "”"
			}
			out = append(out, event{date: m.Date, what: shorten(m.What), why: why})
		}
	}
	return out
}

func shorten(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 100 {
		return string(r[:99]) + "…"
	}
	return s
}

func precise(d clinical.Date) int {
	return map[clinical.Precision]int{clinical.PrecisionYear: 1, clinical.PrecisionMonth: 2, clinical.PrecisionDay: 3}[d.Precision()]
}

func sameEvent(a, b event) bool {
	if a.record != "" && b.record != "" && a.record != b.record {
		return a.modality == b.modality && a.modality != "" && a.date == b.date && a.what == b.what
	}
	return near(a.date, b.date, maxPairDays, maxPairDays)
}

// near tells whether b may be of the same time as a: so many days before it or
// after, or within the month or year that is all that one of them says.
func near(a, b clinical.Date, before, after int) bool {
	if n, ok := a.DaysUntil(b); ok {
		return -before <= n && n <= after
	}
	if a.Year != b.Year {
		return false
	}
	return a.Month == 0 || b.Month == 0 || a.Month == b.Month
}

// How many days after an operation its pathology report may bear, and after a
// stay is spoken of its discharge summary.
const (
	pathologyDays = 45
	stayDays      = 14
)

// covered tells whether a paper of the item belongs to the event.
func (x *inquiry) covered(r catalogue.Requirement, e event) bool {
	var records []*clinical.Record
	for i := range x.sheets {
		s := &x.sheets[i]
		records = append(records, s.Record)
		if !slices.Contains(r.Kinds, s.Kind) || s.Study != nil {
			continue
		}
		switch {
		case s.Date.IsZero():
			return true // it may be this one
		case r.Multiplicity == "scan":
			if near(e.date, s.Date, maxPairDays, maxPairDays) && reportNames(s, strings.Fields(e.modality)) {
				return true
			}
		case slices.Contains(r.Kinds, clinical.PathologyReport):
			if near(e.date, s.Date, maxPairDays, pathologyDays) || lateIn(e.date, s.Date) || s.tells(e.date) {
				return true
			}
		case r.Multiplicity == "stay":
			if near(e.date, s.Date, stayDays, stayDays) || s.tells(e.date) {
				return true
			}
		case near(e.date, s.Date, maxPairDays, maxPairDays):
			return true
		}
	}
	return e.record != "" && r.Multiplicity == "scan" && len(PairReports(records)[e.record]) > 0
}

// lateIn: an operation of which only the month is known may be reported in the next.
func lateIn(op, report clinical.Date) bool {
	if op.Precision() != clinical.PrecisionMonth || report.Month == 0 {
		return false
	}
	months := (report.Year-op.Year)*12 + report.Month - op.Month
	return months == 0 || months == 1
}

// tells tells whether the paper itself speaks of what was on that day.
func (s *sheet) tells(d clinical.Date) bool {
	return slices.ContainsFunc(s.Mentions, func(m clinical.Mention) bool {
		return !m.Date.IsZero() && m.Date.Precision() == clinical.PrecisionDay && near(m.Date, d, maxPairDays, maxPairDays)
	})
}
