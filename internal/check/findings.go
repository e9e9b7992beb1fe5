package check

import (
	"github.com/medbundle/medbundle/internal/check/catalogue"
	"github.com/medbundle/medbundle/internal/clinical"
)

// Rules that this package raises. Rule names are stable.
const (
	RuleMissing    = "missing"        // nothing of the item is here
	RuleRequested  = "requested"      // missing, and asked for
	RuleOverdue    = "overdue"        // asked for, and the answer is late
	RuleDoubtful   = "doubtful"       // a paper may be it
	RuleUnusable   = "unusable"       // it is here, but cannot be used as it is
	RulePartial    = "partial"        // a part of it is here
	RuleOld        = "old"            // it is here, and older than the list likes
	RuleWaived     = "waived"         // the case goes without it, and says why
	RuleStrayItem  = "stray-item"     // the case file speaks of an item that there is not
	RuleCancerSeen = "cancer-seen"    // the papers name a cancer for which there is a list
	RuleCancerOdd  = "cancer-differs" // the papers name another cancer than the case file
)

// ItemRules are the rules that speak of an item of the checklist, whose row says
// the same.
var ItemRules = []string{
	RuleMissing, RuleRequested, RuleOverdue, RuleDoubtful, RuleUnusable, RulePartial, RuleOld, RuleWaived,
}

var severities = map[string]clinical.Severity{
	catalogue.Required: clinical.SeverityError, catalogue.Recommended: clinical.SeverityWarning, catalogue.Optional: clinical.SeverityInfo,
}

// findingsOf says what follows from how an item stands.
func (x *inquiry) findingsOf(it clinical.ChecklistItem) []clinical.Finding {
	sev := severities[it.Level]
	mild := sev
	if sev == clinical.SeverityError {
		mild = clinical.SeverityWarning
	}
	f := clinical.Finding{Severity: sev, Fix: it.Fix}
	if len(it.Records) > 0 {
		f.Record = it.Records[0]
	}
	switch it.Status {
	case clinical.StatusMissing:
		f.Rule, f.Message = RuleMissing, it.Title+" is not here"
	case clinical.StatusRequested:
		f.Rule, f.Message = RuleRequested, it.Title+" is not here yet"
	case clinical.StatusUnusable:
		f.Rule, f.Message = RuleUnusable, it.Title+" is here but not usable"
	case clinical.StatusPartial:
		f.Rule, f.Message, f.Severity = RulePartial, it.Title+" is here in part", mild
	case clinical.StatusDoubtful:
		f.Rule, f.Message, f.Severity = RuleDoubtful, it.Title, mild
	case clinical.StatusOld:
		f.Rule, f.Message, f.Severity = RuleOld, it.Title+" may be old", mild
	case clinical.StatusWaived:
		f.Rule, f.Message, f.Severity = RuleWaived, it.Title+" is not here", clinical.SeverityInfo
	default:
		return nil
	}
	if it.Why != "" {
		f.Message += ": " + it.Why
	}
	out := []clinical.Finding{f}
	if it.Status.Wanting() && !it.Requested.IsZero() && x.overdue(it.Due) {
		out = append(out, clinical.Finding{
			Rule: RuleOverdue, Severity: clinical.SeverityWarning, Fix: it.Fix,
			Message: it.Title + ": an answer has been overdue since " + it.Due.Human(),
		})
	}
	return out
}
