// Package service picks, of the days that a paper tells, the one on which the service
// took place that it is about. dates knows what the label of each day says.
package service

import (
	"slices"

	"github.com/medbundle/medbundle/internal/classify/dates"
	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

// preferred lists, for each kind, the meanings of a date that say when the
// service took place, best first. Printing, birth and signature never do.
var preferred = map[clinical.Kind][]string{
	clinical.OperativeReport:     {"operation", "exam", "service", "document", "admitted", "discharged", "reported"},
	clinical.ProcedureReport:     {"operation", "exam", "service", "document", "reported"},
	clinical.PathologyReport:     {"collected", "operation", "service", "received", "exam", "document", "reported"},
	clinical.CytologyReport:      {"collected", "operation", "service", "received", "exam", "document", "reported"},
	clinical.TumourGenomics:      {"collected", "service", "received", "document", "reported"},
	clinical.GermlineGenetics:    {"collected", "service", "received", "document", "reported"},
	clinical.ImagingReport:       {"exam", "service", "document", "operation", "collected", "reported", "admitted"},
	clinical.DischargeSummary:    {"discharged", "document", "service", "admitted", "reported"},
	clinical.LabResults:          {"collected", "service", "received", "exam", "document", "reported"},
	clinical.TumourMarkerSeries:  {"collected", "document", "reported"},
	clinical.SystemicSummary:     {"document", "service", "finished", "discharged", "reported", "started"},
	clinical.RadiotherapySummary: {"service", "finished", "document", "exam", "reported", "started"},
	clinical.MedicationList:      {"document", "service", "reported"},
}

var preferredElse = []string{"service", "exam", "document", "discharged", "admitted", "operation", "reported", "received"}

// reading is what the paper tells of its days.
type reading struct{ dates.Reading }

// Day picks the date of service of a document of kind k. ok is false where
// no date says that it is one.
func Day(known dates.Reading, k clinical.Kind) (dates.Spot, bool) {
	r := reading{known}
	prefer := preferred[k]
	if prefer == nil {
		prefer = preferredElse
	}
	switch k {
	case clinical.Other:
		prefer = []string{"service", "document", "reported"}
	case clinical.Unknown:
		prefer = []string{"service", "collected", "exam", "document", "reported"}
	}
	for _, full := range []bool{true, false} {
		if s, ok := r.first("visit", full); ok && isVisit[k] && !r.has("service") {
			return s, true
		}
		for i, role := range prefer {
			if s, ok := r.row(); ok && i == 1 && (k == clinical.LabResults || k == clinical.TumourMarkerSeries) {
				return s, true
			}
			if s, ok := r.courseEnd(); ok && full && role == "finished" && k == clinical.RadiotherapySummary {
				return s, true
			}
			if s, ok := r.titled(k); ok && role == "document" {
				return s, true
			}
			if s, ok := r.first(role, full); ok {
				return s, true
			}
		}
		if s, ok := r.first("printed", full); ok && statesPresent[k] {
			return s, true
		}
		if s, ok := r.row(); ok && full && k == clinical.SystemicSummary {
			return s, true
		}
		if s, ok := r.letterDate(full); ok {
			return s, true
		}
		if s, ok := r.row(); ok && full && k == clinical.Unknown {
			return s, true
		}
		if s, ok := r.ofForm(k); ok && full {
			return s, true
		}
	}
	if s, ok := r.first("visit", true); ok {
		return s, true
	}
	return dates.Spot{}, false
}

// isForm are the kinds that people fill in and sign.
var isForm = map[clinical.Kind]bool{clinical.Other: true, clinical.Unknown: true, clinical.ReleaseConsent: true, clinical.ProxyConsent: true, clinical.AdvanceDirective: true, clinical.TrialPapers: true, clinical.Questions: true, clinical.SymptomNote: true}

// ofForm is the day of a form, a bill or an appointment that tells no other: of what
// it is for, or at its foot.
func (r reading) ofForm(k clinical.Kind) (dates.Spot, bool) {
	if !isForm[k] {
		return dates.Spot{}, false
	}
	for _, role := range []string{"operation", "exam", "slot"} {
		if s, ok := r.first(role, true); ok {
			return s, true
		}
	}
	if s, ok := r.first("signed", true); ok && k != clinical.Unknown && k != clinical.Other {
		return s, true
	}
	if s, ok := r.onlyDay(); ok {
		return s, true
	}
	return r.atFoot()
}

// titling are the words between a title and its day, folded: "Attest vom …".
var titling = map[string]bool{"vom": true, "du": true, "of": true, "van": true, "del": true, "z dnia": true, "dated": true}

// onlyDay is the one day that the paper tells beside birth dates, where it ends a line
// in its head as a title's does: "Attest vom 24.03.2025".
func (r reading) onlyDay() (only dates.Spot, ok bool) {
	for _, s := range r.Spots {
		switch {
		case s.Role == "born" || s.Date.Precision() != clinical.PrecisionDay:
		case ok && s.Date != only.Date:
			return dates.Spot{}, false
		case !ok:
			only, ok = s, true
		}
	}
	return only, ok && only.InHeader && only.Ends && titling[words.Fold(only.Label)]
}

// atFoot is the last day of the paper where it ends a line without a label, as at the
// foot of a form: "Gelezen en goedgekeurd, 24/01/2024".
func (r reading) atFoot() (dates.Spot, bool) {
	for i := len(r.Spots) - 1; i >= 0; i-- {
		if s := r.Spots[i]; s.Date.Precision() == clinical.PrecisionDay && s.Role != "born" {
			return s, s.Role == "" && s.Ends && !s.Begins
		}
	}
	return dates.Spot{}, false
}

// has tells whether a date of the role stands on the paper.
func (r reading) has(role string) bool {
	return slices.ContainsFunc(r.Spots, func(s dates.Spot) bool { return s.Role == role })
}

// courseEnd is the last day on which a course of treatment ended.
func (r reading) courseEnd() (last dates.Spot, ok bool) {
	for _, s := range r.Spots {
		if s.Role == "finished" && s.Date.Precision() == clinical.PrecisionDay && s.Date.Compare(last.Date) > 0 {
			last, ok = s, true
		}
	}
	return last, ok
}

// row is the day with which the rows of a table of results begin, when they were
// taken; of rows of several days the newest.
func (r reading) row() (newest dates.Spot, ok bool) {
	rows := 0
	for _, s := range r.Spots {
		if !s.Begins || s.Date.Precision() != clinical.PrecisionDay {
			continue
		}
		if rows++; s.Date.Compare(newest.Date) > 0 {
			newest = s
		}
	}
	return newest, rows >= minRows
}

// minRows is how many lines that begin with a day make a table.
const minRows = 3

// isVisit are the kinds that tell of a visit: its day comes before that of the letter.
var isVisit = map[clinical.Kind]bool{clinical.OncologyNote: true, clinical.ProgressNote: true, clinical.EmergencyReport: true}

// statesPresent are the kinds that list what is so when they are made: where no
// other date says when, the day of printing does.
var statesPresent = map[clinical.Kind]bool{clinical.MedicationList: true, clinical.AllergyList: true, clinical.PortalSummary: true, clinical.HealthHistory: true, clinical.SystemicSummary: true}

// first is the first date of the role, those in the header of the first page
// before others; the body of a paper holds dates of the history.
func (r reading) first(role string, fullDate bool) (dates.Spot, bool) {
	for _, header := range []bool{true, false} {
		for _, s := range r.Spots {
			full := s.Date.Precision() == clinical.PrecisionDay
			if s.Role != role || s.InHeader != header || full != fullDate {
				continue
			}
			if !header && weakLabel(s) {
				continue
			}
			return s, true
		}
	}
	return dates.Spot{}, false
}

// dateWords make a label mean a date of service outside the head of a paper, too.
var dateWords = []string{"date", "datum", "fecha", "data ", "doa", "dod", "dos", "dag"}

// weakLabel tells whether a label means a date of service only in the head of a
// paper: in the body, "admitted" and "CT vom" mostly tell the history.
func weakLabel(s dates.Spot) bool {
	label := words.Fold(s.Label)
	if s.Label == dates.StayLabel {
		return false
	}
	if s.Role == "document" {
		return true
	}
	return !s.Colon && (len(label) < 5 || !words.ContainsAny(label, dateWords))
}

// titleLines is in how many lines from the top a month without a day is the paper's.
const titleLines = 3

// letterDate is a date without a label in the head of the first page, as a
// letter has it, or in its first words.
func (r reading) letterDate(fullDate bool) (dates.Spot, bool) {
	_, table := r.row()
	for _, s := range r.Spots {
		if !s.InHeader || s.Role != "" || (s.Date.Precision() == clinical.PrecisionDay) != fullDate {
			continue
		}
		if table && s.Begins || !fullDate && s.Line >= titleLines {
			continue
		}
		return s, true
	}
	return dates.Spot{}, false
}

// titled is the first date that ends a title of kind k.
func (r reading) titled(k clinical.Kind) (dates.Spot, bool) {
	for _, s := range r.Spots {
		if s.Role == dates.TitledRole && s.Date.Precision() == clinical.PrecisionDay &&
			(k == clinical.Unknown || slices.Contains(s.About, string(k)) || slices.Contains(s.About, dates.AnyKind)) {
			return s, true
		}
	}
	return dates.Spot{}, false
}
