package cross

import (
	"fmt"

	"github.com/medbundle/medbundle/internal/clinical"
)

// timeless are kinds of papers whose date need not be that of something that
// was done: an appointment, a form that ends on a day, a plan.
var timeless = map[clinical.Kind]bool{
	clinical.Other: true, clinical.Unknown: true, clinical.Questions: true, clinical.CoverSheet: true, clinical.ReleaseConsent: true, clinical.ProxyConsent: true,
	clinical.InsurancePapers: true, clinical.IdentityDocument: true, clinical.TrialPapers: true, clinical.AdvanceDirective: true, clinical.TreatmentPlan: true,
	clinical.ParentalAuthority: true, clinical.PathologyMaterial: true,
}

// dates finds papers that bear a day which is still to come, or one before the
// patient was born.
func dates(s *subject) []clinical.Finding {
	var future, early []clinical.Finding
	for _, p := range s.papers {
		switch {
		case after(p.Date, s.today) && !timeless[p.Kind]:
			future = append(future, p.finding(RuleFuture, clinical.SeverityWarning, 0,
				fmt.Sprintf("%s: this date is still to come", p.named(0)), dateFix(p)))
		case before(p.Date, s.Patient.BirthDate):
			early = append(early, p.finding(RuleBeforeBirth, clinical.SeverityWarning, 0,
				fmt.Sprintf("%s: on this date the patient was not born yet, but on %s", p.named(0), s.Patient.BirthDate.Human()), dateFix(p)))
		}
	}
	return append(bounded(future, "papers that bear a date to come"), bounded(early, "papers that bear a date before birth")...)
}

func dateFix(p *paper) string {
	if p.Study != nil {
		return "Ask the hospital's imaging department for the right date of the scan."
	}
	if p.Path == "" {
		return "Look at it and say its date in case.yaml."
	}
	return fmt.Sprintf("Look at it. If it was misread, say the date in case.yaml: `files: {%q: {date: YYYY-MM-DD}}`; if the paper is wrong, ask for a corrected one.", p.Path)
}
