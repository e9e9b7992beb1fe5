package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
)

// Rules that this package raises. Rule names are stable.
const (
	RuleMissing  = "missing"
	RuleDoubtful = "doubtful"
)

// Subject is what a checklist is held against.
type Subject struct {
	Case clinical.Case
	// Papers are the records that go into the bundle, each about the patient.
	Papers []clinical.Paper
	// Today is the day on which the question is asked, which decides what is old.
	Today clinical.Date
}

// Evaluate says how the checklist stands for a case. A required item that is
// missing is a finding of error severity; other items warn or inform.
func (c *Checklist) Evaluate(s Subject) (clinical.ChecklistResult, []clinical.Finding) {
	facts := s.Case.Facts
	var records []*clinical.Record
	for _, p := range s.Papers {
		records = append(records, p.Record)
	}
	res := clinical.ChecklistResult{Name: c.Name, Version: c.Version}
	var findings []clinical.Finding
	for _, req := range c.Items {
		it := req.stand(facts, records)
		it.Kinds = req.Kinds
		res.Items = append(res.Items, it)
		if f, ok := findingOf(it); ok {
			findings = append(findings, f)
		}
	}
	return res, findings
}

func (r Requirement) stand(facts []clinical.Fact, records []*clinical.Record) clinical.ChecklistItem {
	it := clinical.ChecklistItem{ID: r.ID, Title: r.Title, Level: r.Level}
	applies, why := r.applies(facts)
	var sure, unsure, inside []string
	for _, rec := range records {
		if holds(rec, r.Kinds) {
			inside = append(inside, rec.ID)
		}
		if !slices.Contains(r.Kinds, rec.Kind) || rec.Study != nil && rec.Study.Images() == 0 {
			continue // a study without a picture is no scan to look at
		}
		if rec.Confidence == clinical.Unsure || rec.Unreadable {
			unsure = append(unsure, rec.ID)
		} else {
			sure = append(sure, rec.ID)
		}
	}
	it.Records = slices.Concat(sure, inside, unsure)
	switch {
	case len(sure) > 0:
		it.Status = clinical.StatusPresent
	case len(inside) > 0:
		it.Status = clinical.StatusPresent
		it.Why = "as a part of another paper, such as a health summary"
	case len(unsure) > 0:
		it.Status = clinical.StatusDoubtful
		it.Why = "a paper may be this, but it is not certain"
		it.Fix = "Look at it and confirm; if it is not, ask for the real one. " + r.Fix
	case !applies:
		it.Status = clinical.StatusNotAsked
		it.Why = why
	default:
		it.Status = clinical.StatusMissing
		it.Why, it.Fix = firstOf(why, r.Reason), r.Fix
	}
	return it
}

// holds tells whether a readable record has one of the kinds as a part of itself.
func holds(rec *clinical.Record, kinds []clinical.Kind) bool {
	return !rec.Unreadable && slices.ContainsFunc(rec.Inside, func(k clinical.Kind) bool { return slices.Contains(kinds, k) })
}

// applies tells whether the item is asked for in this case, and why or why not.
func (r Requirement) applies(facts []clinical.Fact) (bool, string) {
	if len(r.When) == 0 {
		return true, ""
	}
	var asked []string
	denied := false
	for _, id := range r.When {
		for _, f := range facts {
			if f.ID == id && f.Value {
				return true, f.Why
			}
			denied = denied || f.ID == id && f.Stated
		}
		asked = append(asked, id.Noun())
	}
	what := strings.Join(asked, " or ")
	if denied {
		return false, "the case file says that there was not " + what
	}
	return false, fmt.Sprintf("the papers that could be read do not mention %s", what)
}

func findingOf(it clinical.ChecklistItem) (clinical.Finding, bool) {
	sev := map[string]clinical.Severity{
		"required": clinical.SeverityError, "recommended": clinical.SeverityWarning, "optional": clinical.SeverityInfo,
	}[it.Level]
	f := clinical.Finding{Severity: sev, Fix: it.Fix}
	switch it.Status {
	case clinical.StatusMissing:
		f.Rule = RuleMissing
		f.Message = it.Title + " is not here"
		if it.Why != "" {
			f.Message += ": " + it.Why
		}
	case clinical.StatusDoubtful:
		f.Rule, f.Record = RuleDoubtful, it.Records[0]
		f.Message = it.Title + ": " + it.Why
		if sev == clinical.SeverityError {
			f.Severity = clinical.SeverityWarning
		}
	default:
		return f, false
	}
	return f, true
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
