package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
)

// RuleNoConsent is raised where somebody acts for the patient and nothing here
// shows that they may. It keeps a final bundle from being written, and no word of
// a case file lifts it: a consent that a relative could waive would be none.
const RuleNoConsent = "no-consent"

// Consent tells whether the paper is missing by which somebody else may act for
// the patient: a consent or power of attorney, for a child the proof that a parent
// or guardian may act. A paper that cannot be read, or may be something else,
// proves nothing.
func Consent(s Subject) (missing clinical.Finding, found bool) {
	proxy, minor := factOf(s.Case, clinical.FactProxy), factOf(s.Case, clinical.FactMinor)
	child := minor.Value
	if !proxy.Value && (!child || proxy.Stated) {
		return clinical.Finding{}, false
	}
	serves := []clinical.Kind{clinical.ProxyConsent}
	if child {
		serves = append(serves, clinical.ParentalAuthority)
	}
	perhaps := clinical.Paper{}
	for _, p := range s.Papers {
		switch {
		case !slices.Contains(serves, p.Kind):
		case p.Confidence != clinical.Unsure && !p.Unreadable:
			return clinical.Finding{}, false
		case perhaps.Record == nil:
			perhaps = p
		}
	}
	return lacking(child, proxy, perhaps), true
}

func factOf(c clinical.Case, id clinical.FactID) clinical.Fact {
	for _, f := range c.Facts {
		if f.ID == id {
			return f
		}
	}
	return clinical.Fact{}
}

// lacking says what is not here, and what to do; perhaps is a paper that may be it.
func lacking(child bool, proxy clinical.Fact, perhaps clinical.Paper) clinical.Finding {
	f := clinical.Finding{
		Rule: RuleNoConsent, Severity: clinical.SeverityError,
		Message: "Somebody else prepares this for the patient, and the patient's consent is not among the papers",
		Fix:     "Put the consent that the patient has signed, or a power of attorney, into the folder as a PDF or photo.",
	}
	kind := clinical.ProxyConsent
	if child {
		kind = clinical.ParentalAuthority
		f.Message = "The patient is a child, and nothing among the papers proves that a parent or guardian may act"
		f.Fix = "Put the full birth certificate, or the court's order, into the folder as a PDF or photo."
	} else if !proxy.Stated && proxy.Why != "" {
		f.Message += "; that somebody else does is so because " + proxy.Why
		f.Fix += " If the patient does it, write `prepared_by: the patient` into case.yaml."
	}
	if perhaps.Record == nil {
		f.Fix += fmt.Sprintf(" Where it is a photo or scan, say what it is in case.yaml: `files: {%q: {kind: %s}}`.", "consent.jpg", kind)
		return f
	}
	f.Record, f.Path = perhaps.ID, perhaps.Path
	f.Message += " for certain"
	f.Fix = fmt.Sprintf("Look at %s: if it is that paper and can be read, say so in case.yaml: `files: {%q: {kind: %s}}`. If not: ", perhaps.Path, perhaps.Path, kind) +
		strings.ToLower(f.Fix[:1]) + f.Fix[1:]
	return f
}
