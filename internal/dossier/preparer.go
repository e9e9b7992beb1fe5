package dossier

import (
	"slices"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/collect"
)

// preparer concludes from who prepares the bundle whether somebody acts for the
// patient. A stated fact is never overruled; the case file is refused where the
// two contradict each other.
func (d *Dossier) preparer() {
	if slices.ContainsFunc(d.Case.Facts, func(f clinical.Fact) bool { return f.ID == clinical.FactProxy }) {
		return
	}
	acts, known := d.Case.PreparerActs()
	switch {
	case known && acts:
		d.Case.Facts = append(d.Case.Facts, clinical.Fact{ID: clinical.FactProxy, Value: true, Stated: true, Why: "the case file says who prepares this"})
	case known:
		d.Case.Facts = append(d.Case.Facts, clinical.Fact{ID: clinical.FactProxy, Stated: true, Why: "the case file says who prepares this"})
	case d.Case.PreparedBy != "":
		d.find(clinical.Finding{
			Rule: "prepared-by", Severity: clinical.SeverityWarning, Path: collect.CaseFileName,
			Message: "The case file says who prepares this, and not what that person is to the patient",
			Fix:     "Write it into case.yaml: `relationship: daughter`, or `relationship: self` where it is the patient.",
		})
	}
}
