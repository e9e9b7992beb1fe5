package check

import (
	"fmt"

	"github.com/medbundle/medbundle/internal/check/catalogue"
	"github.com/medbundle/medbundle/internal/clinical"
)

// SuggestCancer says, as a finding, which list of a single cancer fits the
// papers where none was chosen, or where another was. It never chooses one:
// a list that came by itself would ask a patient for papers of an illness that a
// paper only mentioned.
func SuggestCancer(s Subject, chosen string) []clinical.Finding {
	seen := s.Case.CancerSeen
	if seen.Pack == "" || seen.Pack == chosen {
		return nil
	}
	pack, err := catalogue.Pack(seen.Pack)
	if err != nil {
		return nil // a cancer for which there is no list
	}
	f := clinical.Finding{
		Rule: RuleCancerSeen, Severity: clinical.SeverityInfo, Record: seen.Record, Page: seen.Page,
		Message: fmt.Sprintf("The papers speak of %s, and no list of a single cancer was chosen. %s", lowerFirst(pack.Title), seen.Why),
		Fix:     fmt.Sprintf("If that is the cancer in question, write `cancer: %s` into case.yaml: the checklist then asks for what it needs.", seen.Pack),
	}
	if chosen != catalogue.Generic {
		f.Rule, f.Severity = RuleCancerOdd, clinical.SeverityWarning
		f.Message = fmt.Sprintf("The papers speak of %s, and the list that was chosen is %q. %s", lowerFirst(pack.Title), chosen, seen.Why)
		f.Fix = fmt.Sprintf("If the list is the wrong one, write `cancer: %s` into case.yaml.", seen.Pack)
	}
	return []clinical.Finding{f}
}
