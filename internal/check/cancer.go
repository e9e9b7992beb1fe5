package check

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/check/catalogue"
	"github.com/medbundle/medbundle/internal/clinical"
)

// SuggestCancer says, as a finding, which list of a single cancer fits the
// papers where none was chosen, or where another was. It never chooses one:
// a list that came by itself would ask a patient for papers of an illness that a
// paper only mentioned.
func SuggestCancer(s Subject, chosen string) []clinical.Finding {
	seen, ok := cancerSeen(s)
	if !ok || seen.pack == chosen {
		return nil
	}
	f := clinical.Finding{
		Rule: RuleCancerSeen, Severity: clinical.SeverityInfo, Record: seen.record, Path: seen.path, Page: seen.page,
		Message: fmt.Sprintf("%s names %s; no list of a single cancer was chosen", seen.why, seen.title),
		Fix:     fmt.Sprintf("If that is the cancer in question, write `cancer: %s` into case.yaml: the checklist then asks for what it needs.", seen.pack),
	}
	if chosen != catalogue.Generic {
		f.Rule, f.Severity = RuleCancerOdd, clinical.SeverityWarning
		f.Message = fmt.Sprintf("%s names %s, but the list that was chosen is %q", seen.why, seen.title, chosen)
		f.Fix = fmt.Sprintf("If the list is the wrong one, write `cancer: %s` into case.yaml.", seen.pack)
	}
	return []clinical.Finding{f}
}

type cancer struct {
	pack, title, why string
	record, path     string
	page             int
}

// diagnosisKinds are papers whose codes are those of the patient's own illness.
var diagnosisKinds = []clinical.Kind{
	clinical.PathologyReport, clinical.OncologyNote, clinical.DischargeSummary, clinical.TumourBoard, clinical.TreatmentPlan,
	clinical.SystemicSummary, clinical.RadiotherapySummary, clinical.OperativeReport, clinical.ReferralLetter, clinical.CaseSummary,
}

// icdCode is an ICD-10 code of a malignant or in-situ growth, as letters write it.
var icdCode = regexp.MustCompile(`(?:^|[\s(:\[,;])([CD]\d[0-9A](?:\.\d{1,2})?)(?:[\s),.;:\]!GVZALRB]|$)`)

// cancerSeen is the cancer that the codes of the papers agree on; none where
// they name several.
func cancerSeen(s Subject) (cancer, bool) {
	var found []cancer
	for _, paper := range s.Papers {
		sh := sheet{Paper: paper}
		if sh.Record == nil || sh.Match == clinical.MatchConflict || !slices.Contains(diagnosisKinds, sh.Kind) || sh.Confidence == clinical.Unsure {
			continue
		}
		for _, p := range sh.Pages {
			for _, code := range codesIn(p.Text) {
				pack := packOf(code)
				if pack == nil || slices.ContainsFunc(found, func(c cancer) bool { return c.pack == pack.Name }) {
					continue
				}
				w := where(&sh, p.Number)
				found = append(found, cancer{
					pack: pack.Name, title: lowerFirst(pack.Title) + " (" + code + ")", why: strings.ToUpper(w[:1]) + w[1:],
					record: sh.ID, path: sh.Path, page: p.Number,
				})
			}
		}
	}
	if len(found) != 1 {
		return cancer{}, false
	}
	return found[0], true
}

// maxCodes bounds how many codes of one page are looked at.
const maxCodes = 40

// codesIn are the codes of growths that a text names.
func codesIn(text string) (out []string) {
	for i := 0; i+2 < len(text) && len(out) < maxCodes; i++ {
		if text[i] != 'C' && text[i] != 'D' || text[i+1] < '0' || text[i+1] > '9' {
			continue
		}
		if m := icdCode.FindStringSubmatch(text[max(0, i-1):min(len(text), i+8)]); m != nil {
			out = append(out, m[1])
		}
	}
	return out
}

// packOf is the pack that lists a code, or the longest beginning of it.
func packOf(code string) *catalogue.Checklist {
	var best *catalogue.Checklist
	length := 0
	for _, name := range catalogue.Packs() {
		p, err := catalogue.Pack(name)
		if err != nil {
			continue // every pack is read by a test
		}
		for _, c := range p.ICD10 {
			if len(c) > length && strings.HasPrefix(code, c) {
				best, length = p, len(c)
			}
		}
	}
	return best
}
