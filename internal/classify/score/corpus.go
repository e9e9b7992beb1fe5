package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
)

// document is a line of documents.jsonl.
type document struct {
	ID, Source, Label, Lang, Title, Text string
	Also                                 []string
}

// source is where the document is from; vendors of C-CDA samples count as one.
func (d document) source() string {
	s, _, _ := strings.Cut(d.Source, ":")
	return s
}

// report is a line of identity.jsonl.
type report struct {
	ID, Lang, Text          string
	Name, Dob, Ids, Doctors []string
}

// maxLine bounds a line of the data, in bytes.
const maxLine = 1 << 24

// readLines reads a file of JSON lines; none where the file is not there.
func readLines[T any](dir, name string) ([]T, error) {
	f, err := os.Open(filepath.Join(dir, name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []T
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, maxLine)
	for n := 1; lines.Scan(); n++ {
		var v T
		if err := json.Unmarshal(lines.Bytes(), &v); err != nil {
			return nil, fmt.Errorf("%s, line %d: %w", name, n, err)
		}
		out = append(out, v)
	}
	return out, lines.Err()
}

// accepted maps a label of the data to the kinds that a fair reader accepts, the
// first of which has the label for its own.
var accepted = map[string][]clinical.Kind{
	"pathology_report":     {clinical.PathologyReport, clinical.CytologyReport},
	"operative_note":       {clinical.OperativeReport, clinical.ProcedureReport},
	"discharge_summary":    {clinical.DischargeSummary},
	"medication_list":      {clinical.MedicationList},
	"treatment_plan":       {clinical.TreatmentPlan, clinical.TumourBoard},
	"imaging_report":       {clinical.ImagingReport},
	"lab_result":           {clinical.LabResults, clinical.TumourMarkerSeries},
	"genomic_report":       {clinical.TumourGenomics, clinical.GermlineGenetics},
	"clinic_note":          {clinical.OncologyNote, clinical.ProgressNote, clinical.ReferralLetter, clinical.EmergencyReport, clinical.CaseSummary, clinical.PriorSecondOpinion, clinical.HealthHistory, clinical.TumourBoard},
	"radiotherapy_summary": {clinical.RadiotherapySummary},
	"chemo_record":         {clinical.SystemicSummary},
	"other":                {clinical.Other, clinical.Unknown, clinical.Questions, clinical.SymptomNote, clinical.IdentityDocument, clinical.InsurancePapers, clinical.ReleaseConsent, clinical.ProxyConsent, clinical.AdvanceDirective, clinical.TrialPapers},
}

// accepts tells whether one of the labels accepts the kind.
func accepts(k clinical.Kind, labels ...string) bool {
	for _, l := range labels {
		if slices.Contains(accepted[l], k) {
			return true
		}
	}
	return false
}

// labelOf is the label that an answer stands for where the right one was want.
func labelOf(k clinical.Kind, want string) string {
	if accepts(k, want) {
		return want
	}
	for l, ks := range accepted {
		if ks[0] == k {
			return l
		}
	}
	for _, l := range []string{"pathology_report", "operative_note", "treatment_plan", "lab_result", "genomic_report", "clinic_note", "other"} {
		if accepts(k, l) {
			return l
		}
	}
	return string(k)
}
