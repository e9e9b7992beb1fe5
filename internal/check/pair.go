package check

import (
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
)

// PairReports finds the written reports of each scan: the record ids of the
// reports by the record id of the scan. A report belongs to a scan where both
// are of the same day, give or take three, and the report's title or evidence
// names the scan's modality. A report that fits two scans equally is given to
// the one nearest in time, and to none where that is a tie.
func PairReports(records []*clinical.Record) map[string][]string {
	out := map[string][]string{}
	for _, rep := range records {
		if rep.Kind != clinical.ImagingReport || rep.Unreadable {
			continue
		}
		best, bestDays, tie := "", maxPairDays+1, false
		for _, scan := range records {
			days, ok := apart(rep, scan)
			if scan.Study == nil || !ok || !namesModality(rep, scan.Study.Modalities()) {
				continue
			}
			switch {
			case days < bestDays:
				best, bestDays, tie = scan.ID, days, false
			case days == bestDays:
				tie = true
			}
		}
		if best != "" && !tie {
			out[best] = append(out[best], rep.ID)
		}
	}
	return out
}

// maxPairDays is how many days a report may bear later or earlier than its scan.
const maxPairDays = 3

func apart(a, b *clinical.Record) (int, bool) {
	n, ok := a.Date.DaysUntil(b.Date)
	if n < 0 {
		n = -n
	}
	return n, ok && n <= maxPairDays
}

// modalityWords are what reports call the pictures of a modality.
var modalityWords = map[string][]string{
	"CT": {"ct", "cect", "hrct", "computed tomography", "computertomographie", "tomografia", "scanner", "tac", "tdm", "tk"},
	"MR": {"mr", "mri", "mrt", "magnetic resonance", "irm", "rm", "resonancia", "risonanza", "rezonans"},
	"PT": {"pet", "pet/ct", "pet-ct", "tep"},
	"MG": {"mammogram", "mammography", "mammo", "mammographie", "mammografia", "mamografía", "tomosynthesis"},
	"US": {"ultrasound", "us", "usg", "sonography", "sonographie", "echography", "ecografía", "ecografia", "échographie"},
	"CR": {"x-ray", "xray", "radiograph", "chest", "röntgen", "radiografía", "radiographie", "rtg", "rx"},
	"NM": {"bone scan", "scintigraphy", "szintigraphie", "nuclear", "gammagrafía", "scintigrafia", "spect"},
}

func namesModality(rep *clinical.Record, modalities []string) bool {
	text := rep.Title
	for _, e := range rep.Evidence {
		if e.Claim == clinical.ClaimKind {
			text += " " + e.Text
		}
	}
	text = " " + strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return strings.ContainsRune(" ,.;:()[]\"“”'\n\t", r)
	}), " ") + " "
	for _, m := range modalities {
		if m == "DX" {
			m = "CR"
		}
		for _, w := range modalityWords[m] {
			if strings.Contains(text, " "+w+" ") {
				return true
			}
		}
	}
	return false
}
