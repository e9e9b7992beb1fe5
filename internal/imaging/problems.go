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
	RuleNoUID       = "scan-without-uid"
	RuleExecutable  = "scan-executable-preamble"
)

// findProblems lists what does not fit together within a study.
func findProblems(s *Study) []clinical.Finding {
	var out []clinical.Finding
	for _, check := range []func(*Study) []clinical.Finding{twoPatients, sameUID, perInstance, gaps} {
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

// perInstance finds what is wrong with single files.
func perInstance(s *Study) []clinical.Finding {
	var out []clinical.Finding
	for _, in := range s.instances() {
		if in.Truncated {
			out = append(out, clinical.Finding{
				Rule: RuleTruncated, Severity: clinical.SeverityWarning, Path: in.where(),
				Message: "This scan file is cut off: it holds less than its header promises.",
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

// gaps finds image numbers that are absent from series which are otherwise
// numbered through. A few numbers of many say that pictures were chosen, not lost.
func gaps(s *Study) []clinical.Finding {
	var out []clinical.Finding
	for _, series := range s.Series {
		missing, count, last := series.gaps()
		if count == 0 {
			continue
		}
		out = append(out, clinical.Finding{
			Rule: RuleGap, Severity: clinical.SeverityWarning, Path: series.Instances[0].where(),
			Message: fmt.Sprintf("Series %s (%s): images %s of %d are missing.",
				orElse(series.Number, "without number"), orElse(series.Description, series.Modality), missing, last),
			Fix: "Copy the disc again, or ask the hospital for the whole series.",
		})
	}
	return out
}

// gaps names the runs of numbers missing between the first and the last.
func (s *Series) gaps() (runs string, count, last int) {
	var names []string
	present, previous := 0, 0
	for i, in := range s.Instances {
		if !in.HasInstanceNumber {
			return "", 0, 0
		}
		n := in.InstanceNumber
		if i > 0 && n > previous+1 {
			count += n - previous - 1
			names = append(names, numberRun(previous+1, n-1))
		}
		if i == 0 || n != previous {
			present++
		}
		previous = n
	}
	if present < 5 || count > present/2 {
		return "", 0, 0
	}
	if len(names) > 6 {
		names = append(names[:6], "…")
	}
	return strings.Join(names, ", "), count, previous
}

func numberRun(from, to int) string {
	if from == to {
		return number(from)
	}
	return number(from) + "–" + number(to)
}
