// Package check knows rules: how a checklist stands for a case, and which
// findings follow. It knows nothing about files, formats or output.
package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/check/catalogue"
	"github.com/medbundle/medbundle/internal/check/reading"
	"github.com/medbundle/medbundle/internal/clinical"
)

// Subject is what a checklist is held against.
type Subject struct {
	Case clinical.Case
	// Papers are the records that go into the bundle, each about the patient.
	Papers []clinical.Paper
	// Today is the day on which the question is asked, which decides what is old
	// and what is overdue.
	Today clinical.Date
}

// Evaluate says how the checklist stands for a case. A required item that is
// missing or not usable is a finding of error severity; other items warn or
// inform. An item of which there should be one each (for every operation, scan,
// stay) is followed by those that are missing, as items of their own
// (docs/decisions/0016).
func Evaluate(c *catalogue.Checklist, s Subject) (clinical.ChecklistResult, []clinical.Finding) {
	res := clinical.ChecklistResult{Name: c.Name, Version: c.Version}
	x := newInquiry(s)
	var findings []clinical.Finding
	for _, req := range c.Items {
		it := x.stand(req)
		items := []clinical.ChecklistItem{it}
		if it.Status.Here() {
			items = append(items, x.lacking(req, it)...)
		}
		for _, it := range items {
			res.Items = append(res.Items, it)
			findings = append(findings, x.findingsOf(it)...)
		}
	}
	return res, append(findings, strayWords(c, s.Case)...)
}

// inquiry is one case while a checklist is held against it.
type inquiry struct {
	Subject
	sheets []sheet
}

// sheet is a paper with its text ready to be searched.
type sheet struct {
	clinical.Paper
	texts []reading.Text
	flaw  *reading.Flaw
}

func newInquiry(s Subject) *inquiry {
	x := &inquiry{Subject: s}
	byPath := map[string][]reading.Text{}
	for _, p := range s.Papers {
		if p.Record == nil || p.Match == clinical.MatchConflict {
			continue // somebody else's paper proves nothing
		}
		sh := sheet{Paper: p, texts: reading.TextsOf(p)}
		x.sheets = append(x.sheets, sh)
		if p.Path != "" {
			byPath[p.Path] = append(byPath[p.Path], sh.texts...)
		}
	}
	for i := range x.sheets {
		x.sheets[i].judge(byPath[x.sheets[i].Path])
	}
	return x
}

// judge finds what makes the paper less than it should be.
func (s *sheet) judge(sameFile []reading.Text) {
	if s.Unreadable {
		f := reading.Unreadable(s.Record)
		s.flaw = &f
		return
	}
	if f, ok := reading.Torn(s.texts, sameFile); ok {
		s.flaw = &f
		return
	}
	if f, ok := reading.Unfinished(s.texts); ok {
		s.flaw = &f
	}
}

// stand says how one item stands.
func (x *inquiry) stand(r catalogue.Requirement) clinical.ChecklistItem {
	it := clinical.ChecklistItem{ID: r.ID, Title: r.Title, Term: r.Term, Level: x.levelOf(r), Kinds: r.Kinds}
	applies, why := x.applies(r)
	cl := x.look(r)
	written, authored := x.authored(r.Authored)
	it.Records = cl.records()
	switch {
	case cl.grade == whole:
		it.Status, it.Why = clinical.StatusPresent, cl.why
		if !authored { // what a person writes for this bundle is of today
			x.age(r, &it, cl)
		}
	case authored:
		it.Status, it.Why = clinical.StatusPresent, written
	case cl.grade == partly:
		it.Status, it.Why, it.Fix = clinical.StatusPartial, cl.why, join(cl.fix, r.Fix)
	case cl.grade == flawed:
		it.Status, it.Why, it.Fix = clinical.StatusUnusable, cl.why, join(cl.fix, r.Fix)
	case cl.grade == unsure:
		it.Status, it.Why = clinical.StatusDoubtful, cl.why
		it.Fix = join("Look at it and confirm; if it is not, ask for the real one.", r.Fix)
	case !applies:
		it.Status, it.Why = clinical.StatusNotAsked, why
	case r.IfExists && !x.mentioned(r):
		it.Status, it.Why = clinical.StatusNotAsked, "nothing that could be read says that there is one"
	default:
		it.Status, it.Why, it.Fix = clinical.StatusMissing, firstOf(why, r.Reason), r.Fix
		it.Proven = why != ""
	}
	x.takeWord(r, &it)
	return it
}

// levelOf is the level of an item for this patient.
func (x *inquiry) levelOf(r catalogue.Requirement) string {
	denied := 0
	for _, id := range r.RequiredIf {
		f, known := x.fact(id)
		switch {
		case known && f.Value:
			return catalogue.Required
		case known && f.Stated:
			denied++
		}
	}
	if denied > 0 && denied == len(r.RequiredIf) && r.Level == catalogue.Recommended {
		return catalogue.Optional
	}
	return r.Level
}

// fact is what is known of a fact; a true one counts before a false one.
func (x *inquiry) fact(id clinical.FactID) (f clinical.Fact, known bool) {
	for _, c := range x.Case.Facts {
		if c.ID == id && (!known || c.Value) {
			f, known = c, true
		}
	}
	return f, known
}

// applies tells whether the item is asked for in this case, and why or why not.
func (x *inquiry) applies(r catalogue.Requirement) (bool, string) {
	if len(r.When) == 0 {
		return true, ""
	}
	var asked []string
	denied := false
	for _, id := range r.When {
		f, known := x.fact(id)
		if known && f.Value {
			return true, strings.TrimSuffix(firstOf(f.Why, "the case file says that there was "+id.Noun()), ".")
		}
		denied = denied || known && f.Stated
		asked = append(asked, id.Noun())
	}
	what := strings.Join(asked, " or ")
	if denied {
		return false, "the case file says that there was not " + what
	}
	return false, fmt.Sprintf("the papers that could be read do not mention %s", what)
}

// mentioned tells whether a paper says that there was such a scan.
func (x *inquiry) mentioned(r catalogue.Requirement) bool {
	for _, s := range x.sheets {
		for _, m := range s.Mentions {
			if m.Modality != "" && slices.Contains(r.Modality, m.Modality) && (len(r.Body) == 0 || holdsWord(m.What+" "+m.Quote, r.Body)) {
				return true
			}
		}
	}
	return false
}

// age calls an item old whose newest paper is older than the list likes.
func (x *inquiry) age(r catalogue.Requirement, it *clinical.ChecklistItem, cl claims) {
	if r.WarnAfterDays == 0 || cl.newest.IsZero() {
		return
	}
	if days, ok := lastDay(cl.newest).DaysUntil(x.Today); ok && days > r.WarnAfterDays {
		it.Status = clinical.StatusOld
		it.Why = fmt.Sprintf("the newest is of %s, which is %s ago; this list likes it no older than %s", cl.newest.Human(), span(days), span(r.WarnAfterDays))
		it.Fix = "Ask whether there is a newer one. " + r.Fix
	}
}

// lastDay is the last day that a date may mean.
func lastDay(d clinical.Date) clinical.Date {
	if d.Month == 0 {
		d.Month = 12
	}
	if d.Day == 0 {
		d.Day = 31
		for !d.Valid() && d.Day > 28 {
			d.Day--
		}
	}
	return d
}

// span says a number of days so that a person sees it.
func span(days int) string {
	switch {
	case days == 1:
		return "1 day"
	case days < 60:
		return fmt.Sprintf("%d days", days)
	case days < 730:
		return fmt.Sprintf("%d months", days/30)
	}
	return fmt.Sprintf("%d years", days/365)
}

func join(a, b string) string { return strings.TrimSpace(a + " " + b) }

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
