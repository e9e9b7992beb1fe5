package dossier

import (
	"strings"

	"github.com/medbundle/medbundle/internal/classify"
	"github.com/medbundle/medbundle/internal/clinical"
)

// strangersInText finds paragraphs of a text that name somebody else as the patient,
// by name and birth date, among those of this patient. They, and those after them up
// to the next that names this patient, become a record of their own that is set
// aside. It tells whether there were any.
func (d *Dossier) strangersInText(e *Entry) bool {
	doc := e.Document()
	if doc.Source != nil || doc.Structured || len(doc.Blocks) == 0 || len(e.More) > 0 {
		return false
	}
	units, texts := e.paragraphs()
	strange, first := d.strangePages(texts, func(s classify.Sighting) bool { return s.HasName() && !s.BirthDate.IsZero() })
	if len(strange) == 0 || len(strange) == len(units) {
		return false
	}
	var theirs, ours []clinical.LineRange
	for i, u := range units {
		if len(strange) > 0 && strange[0] == i+1 {
			strange = strange[1:]
			theirs = joinRun(theirs, u)
		} else {
			ours = joinRun(ours, u)
		}
	}
	other := &Entry{Item: e.Item, Aside: aboutAnother}
	other.OriginalLines, e.OriginalLines, e.blocks = theirs, ours, nil
	d.takeOut(e, other, first)
	d.find(clinical.Finding{
		Rule: "other-person-page", Severity: clinical.SeverityError, Path: e.Item.Key(),
		Message: "A part of this text (" + other.part() + ") names another person as the patient. It was left out of the packet, with what follows it and names nobody; the original file still holds it.",
		Fix:     "Look at it. If it is somebody else's, make a copy of the file without it and put that into the folder instead.",
		Private: other.part() + " say " + person(first.Patient) + "; the case is " + person(d.Case.Patient),
	})
	return true
}

// takeOut makes a record of a part that was taken from e, about somebody else, and
// judges both anew.
func (d *Dossier) takeOut(e, other *Entry, who classify.Sighting) {
	other.patient, other.order = e.patient, e.order
	other.classify()
	other.Patient, other.Match = who.Patient, clinical.MatchConflict
	d.Entries = append(d.Entries, other)
	e.classify()
	e.Match = d.match(e.Patient)
	e.Remarks = append(e.Remarks, other.part()+" left out: about another person")
}

// paragraphs are the record's paragraphs, as lines of the file and as text. A short
// line above one, such as a title, belongs to it.
func (e *Entry) paragraphs() (units []clinical.LineRange, texts []string) {
	text := e.Document().Lines()
	_, blocks := e.Document().Breaks()
	runs := e.OriginalLines
	if runs == nil {
		runs = []clinical.LineRange{{First: 1, Last: len(text)}}
	}
	for _, r := range runs {
		at := r.First
		for n := r.First + 1; n <= r.Last+1; n++ {
			if n <= r.Last && !(blocks[n-1] && len(strings.TrimSpace(text[n-2])) > 0 && (n-at > 1 || len(text[n-2]) > shortLine)) {
				continue
			}
			units = append(units, clinical.LineRange{First: at, Last: n - 1})
			texts = append(texts, strings.Join(text[at-1:n-1], "\n"))
			at = n
		}
	}
	return units, texts
}

// shortLine is the length of a line that may be a title.
const shortLine = 60

// joinRun adds a run to rising runs.
func joinRun(runs []clinical.LineRange, r clinical.LineRange) []clinical.LineRange {
	if k := len(runs) - 1; k >= 0 && runs[k].Last == r.First-1 {
		runs[k].Last = r.Last
		return runs
	}
	return append(runs, r)
}
