package imaging

import (
	"fmt"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
)

// The rules of the findings that Group makes.
const (
	RuleTwoPatients = "scan-two-patients"
	RuleSameUID     = "scan-same-uid"
	RuleTruncated   = "scan-truncated"
	RuleGap         = "scan-gap"
	RuleSpacing     = "scan-spacing"
	RuleSliceTwice  = "scan-slice-twice"
	RuleNoUID       = "scan-without-uid"
	RuleExecutable  = "scan-executable-preamble"
)

// findProblems lists what does not fit together within a study.
func findProblems(s *Study) []clinical.Finding {
	var out []clinical.Finding
	for _, check := range []func(*Study) []clinical.Finding{twoPatients, sameUID, perInstance, gaps, unnumberedGaps, sameSlice, capturesOnly} {
		out = append(out, check(s)...)
	}
	clinical.SortFindings(out)
	return out
}

// where is how the user knows the file; Path, which is a place on this disk,
// must not travel in findings.
func (in *Instance) where() string { return in.Name }

// twoPatients finds a study whose files name different people.
func twoPatients(s *Study) []clinical.Finding {
	all := s.instances()
	for _, in := range all[1:] {
		if differ(all[0].Patient, in.Patient) {
			return []clinical.Finding{{
				Rule: RuleTwoPatients, Severity: clinical.SeverityError, Path: in.where(),
				Message: "The files of one scan name two different patients.",
				Fix:     "Ask the hospital that made the disc which patient the scan belongs to.",
				Private: fmt.Sprintf("%s and %s", all[0].Patient.Name(), in.Patient.Name()),
			}}
		}
	}
	return nil
}

// differ tells whether two headers name different people; what one of them
// leaves out does not count, nor does a second given name.
func differ(a, b clinical.Patient) bool {
	if !a.BirthDate.IsZero() && !b.BirthDate.IsZero() && a.BirthDate != b.BirthDate {
		return true
	}
	return a.Family != "" && b.Family != "" && !strings.EqualFold(a.Family, b.Family)
}

// sameUID finds instances that share a SOP Instance UID and are not the same.
func sameUID(s *Study) []clinical.Finding {
	var out []clinical.Finding
	seen := map[string]*Instance{}
	for _, in := range s.instances() {
		other := seen[in.SOPInstance]
		if in.SOPInstance == "" || other == nil {
			seen[in.SOPInstance] = in
			continue
		}
		out = append(out, clinical.Finding{
			Rule: RuleSameUID, Severity: clinical.SeverityWarning, Path: in.where(),
			Message: fmt.Sprintf("This scan file claims to be the same image as %s and differs from it.", other.where()),
			Fix:     "Both are packed. Ask the hospital for a fresh copy of this scan.",
		})
	}
	return out
}

// presentWords says how much of the picture is there, where that can be told.
func (in *Instance) presentWords() string {
	switch n := in.PixelsPresent; {
	case n <= 0:
		return ""
	case n < 1:
		return ", less than 1 % of the picture"
	default:
		return fmt.Sprintf(", about %d %% of the picture", int(n))
	}
}

// perInstance finds what is wrong with single files.
func perInstance(s *Study) []clinical.Finding {
	var out []clinical.Finding
	for _, in := range s.instances() {
		if in.Truncated {
			out = append(out, clinical.Finding{
				Rule: RuleTruncated, Severity: clinical.SeverityWarning, Path: in.where(),
				Message: "This scan file is cut off: it holds less than its header promises" + in.presentWords() + ".",
				Fix:     "Copy it from the disc again, or ask the hospital for a fresh copy.",
			})
		}
		if in.SOPInstance == "" || in.StudyUID == "" || in.SeriesUID == "" {
			out = append(out, clinical.Finding{
				Rule: RuleNoUID, Severity: clinical.SeverityInfo, Path: in.where(),
				Message: "This scan file lacks an identifying number (UID); one is made for the directory of the scans.",
			})
		}
		if in.ExecutablePreamble != "" {
			out = append(out, clinical.Finding{
				Rule: RuleExecutable, Severity: clinical.SeverityWarning, Path: in.where(),
				Message: fmt.Sprintf("This scan file begins like a file of another kind (%s). In the bundle its first 128 bytes, which are not part of the scan, are blank.", in.ExecutablePreamble),
				Fix:     "Do not open the file that you received with anything but a scan viewer, and tell the hospital that made the disc.",
			})
		}
	}
	return out
}
