package dossier

import (
	"fmt"

	"github.com/medbundle/medbundle/internal/classify"
	"github.com/medbundle/medbundle/internal/clinical"
)

// RuleIdentity: a paper is counted as the patient's though a part of the name
// or the birth date stands otherwise on it.
const RuleIdentity = "identity"

// reportSpelling says where a paper of this patient has another spelling of the
// name, or day and month of the birth date the other way round: a hospital that
// files by them may keep two people. What a person has settled is not asked again.
func (d *Dossier) reportSpelling(e *Entry) {
	if !e.Packed || e.word.SamePatient {
		return
	}
	why := classify.Contradiction(d.Case.Patient, e.Patient)
	for _, alias := range d.aliases {
		if classify.Compare(alias, e.Patient) == clinical.MatchSame {
			return
		}
	}
	if why == "" || e.poorlyRead() {
		return
	}
	page := 0
	for _, ev := range e.Evidence {
		if ev.Claim == clinical.ClaimPatient && page == 0 {
			page = ev.Page
		}
	}
	d.find(clinical.Finding{
		Rule: RuleIdentity, Severity: clinical.SeverityWarning, Record: e.ID, Path: e.firstPath(), Page: page,
		Message: "This paper is counted as this patient's, but it does not say quite the same: " + why,
		Fix:     "Look at it. If it is a slip of the pen, ask for a corrected copy; if both names are right, add the other one to `aliases` in case.yaml; if it is somebody else's, put `leave_out: true` for this file there.",
		Private: fmt.Sprintf("it says %s; the case is %s", person(e.Patient), person(d.Case.Patient)),
	})
}
