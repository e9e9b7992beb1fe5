package check

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/check/catalogue"
	"github.com/medbundle/medbundle/internal/clinical"
)

// authoredRows are the parts of a case that satisfy an item, and how that is said.
var authoredRows = []struct {
	name string
	has  func(clinical.Case) bool
	why  string
}{
	{"cover", func(c clinical.Case) bool { return c.Patient.Name() != "" && !c.Patient.BirthDate.IsZero() }, "name and birth date are known"},
	{"questions", func(c clinical.Case) bool { return len(c.Questions) > 0 }, "written in the case file"},
	{"symptoms", func(c clinical.Case) bool { return strings.TrimSpace(c.Symptoms) != "" }, "written in the case file"},
	{"contacts", func(c clinical.Case) bool { return len(c.Contacts) > 0 }, "written in the case file"},
	{"medicines", func(c clinical.Case) bool { return len(c.Medicines) > 0 }, "written in the case file"},
	{"allergies", func(c clinical.Case) bool { return len(c.Allergies) > 0 || c.NoKnownAllergies }, "written in the case file"},
	{"family", func(c clinical.Case) bool { return holdsWord(c.Symptoms, familyWords) }, "written in the case file"},
}

// familyWords are how a patient's own note speaks of the family's illnesses.
var familyWords = []string{"family", "mother", "father", "sister", "brother", "aunt", "uncle", "grandmother", "grandfather", "daughter", "son"}

// authored tells whether the case holds that part, and in what words that is said.
func (x *exam) authored(part string) (why string, ok bool) {
	for _, r := range authoredRows {
		if r.name == part {
			return r.why, r.has(x.Case)
		}
	}
	return "", false
}

// takeWord lets a person's word on an item count: sent apart, waived, not for
// this patient, asked for. What is here stays here.
func (x *exam) takeWord(r catalogue.Requirement, it *clinical.ChecklistItem) {
	x.takeRequest(it)
	if it.Status.Here() {
		return
	}
	if r.Physical && x.takeShipment(it) {
		return
	}
	w := x.Case.Words[it.ID]
	if base, _, ok := strings.Cut(it.ID, "@"); ok && w == (clinical.ItemWord{}) {
		w = x.Case.Words[base]
	}
	switch {
	case w.DoesNotApply != "":
		it.Status, it.Why, it.Fix = clinical.StatusNotAsked, "the case file says that it does not apply: "+w.DoesNotApply, ""
	case w.Waived != "" && r.Binding:
		it.Why = join(it.Why+";", "nobody can waive it, though the case file does")
	case w.Waived != "" && it.Status.Counted():
		it.Status, it.Why, it.Fix = clinical.StatusWaived, "waived: "+w.Waived, ""
	}
}

// takeShipment: slides and blocks travel by courier.
func (x *exam) takeShipment(it *clinical.ChecklistItem) bool {
	for _, s := range slices.Backward(x.Case.Shipments) {
		if s.Item != it.ID || !s.Returned.IsZero() {
			continue
		}
		it.Status, it.Fix = clinical.StatusSent, ""
		it.Why = firstOf(s.What, "they were sent") + onDay(" sent on ", s.Sent)
		if s.To != "" {
			it.Why += " to " + s.To
		}
		if len(s.CaseNumbers) > 0 {
			it.Why += "; case numbers " + strings.Join(s.CaseNumbers, ", ")
		}
		if !s.ReturnBy.IsZero() {
			it.Why += "; to be returned by " + s.ReturnBy.Human()
		}
		return true
	}
	return false
}

func onDay(words string, d clinical.Date) string {
	if d.IsZero() {
		return ""
	}
	return words + d.Human()
}

// takeRequest says of an item that it was asked for, when and of whom.
func (x *exam) takeRequest(it *clinical.ChecklistItem) {
	var last clinical.Request
	base, _, _ := strings.Cut(it.ID, "@")
	for _, r := range x.Case.Requests {
		if (slices.Contains(r.Items, it.ID) || slices.Contains(r.Items, base)) && r.Sent.Compare(last.Sent) >= 0 {
			last = r
		}
	}
	if last.To == "" && last.Sent.IsZero() || it.Status.Here() || !it.Status.Wanting() {
		return
	}
	asked := "asked for" + onDay(" on ", last.Sent)
	if last.To != "" {
		asked += " from " + last.To
	}
	switch {
	case !last.Answered.IsZero():
		it.Why = join(it.Why+";", asked+", answered on "+last.Answered.Human()+", but it is not among the papers")
		return
	case x.overdue(last.Due):
		asked += "; an answer has been overdue since " + last.Due.Human()
		it.Fix = "Ask again, and name the date of the first letter. " + it.Fix
	case !last.Due.IsZero():
		asked += "; an answer is due by " + last.Due.Human()
	}
	it.Requested, it.Due = last.Sent, last.Due
	if it.Status.Missing() {
		it.Status, it.Why = clinical.StatusRequested, asked
		return
	}
	it.Why = join(it.Why+";", asked)
}

func (x *exam) overdue(due clinical.Date) bool {
	return !due.IsZero() && lastDay(due).Compare(x.Today) < 0
}

// strayWords names what the case file says of items that there are not.
func strayWords(c *catalogue.Checklist, cs clinical.Case) []clinical.Finding {
	ids := slices.Sorted(maps.Keys(cs.Words))
	for _, r := range cs.Requests {
		ids = append(ids, r.Items...)
	}
	for _, s := range cs.Shipments {
		ids = append(ids, s.Item)
	}
	var out []clinical.Finding
	for i, id := range ids {
		base, _, _ := strings.Cut(id, "@")
		if slices.Contains(ids[:i], id) || c.Knows(base) {
			continue
		}
		var known []string
		for _, it := range c.Items {
			known = append(known, it.ID)
		}
		out = append(out, clinical.Finding{
			Rule: RuleStrayItem, Severity: clinical.SeverityWarning,
			Message: fmt.Sprintf("The case file speaks of the checklist item %q, which no list has%s", id, catalogue.Meant(id, known)),
			Fix:     "Write the id as `medbundle check --json` shows it.",
		})
	}
	return out
}
