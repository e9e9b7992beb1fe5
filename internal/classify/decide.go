package classify

import (
	"maps"
	"slices"
	"sort"

	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

// ranked lists the tallies, best first; kinds with equal scores by name.
func (ts tallies) ranked() []*tally {
	out := make([]*tally, 0, len(ts))
	for _, k := range slices.Sorted(maps.Keys(ts)) {
		out = append(out, ts[k])
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].score() > out[j].score() })
	return out
}

// What a verdict takes, in points.
const (
	minScore     = 4  // below it the kind is unknown
	minTerms     = 8  // the same where only words of a long running text speak for it
	longText     = 90 // words from which a text is long
	likelyScore  = 14 // below it the kind is a guess
	likelyLead   = 3
	certainScore = 16
	certainLead  = 10
)

// kin lists kinds that one paper may well be at once: they do not make each
// other doubtful.
var kin = map[clinical.Kind]string{
	clinical.OncologyNote: "visit", clinical.ProgressNote: "visit", clinical.EmergencyReport: "visit", clinical.ReferralLetter: "visit", clinical.CaseSummary: "visit", clinical.HealthHistory: "visit",
	clinical.OperativeReport: "procedure", clinical.ProcedureReport: "procedure",
	clinical.PathologyReport: "tissue", clinical.CytologyReport: "tissue",
	clinical.TumourGenomics: "genes", clinical.GermlineGenetics: "genes",
	clinical.LabResults: "blood", clinical.TumourMarkerSeries: "blood",
}

// decide picks the kind and says how sure it is.
func (ts tallies) decide(pages []*words.Page) (*tally, clinical.Confidence) {
	ts.settle()
	r := ts.ranked()
	if len(r) == 0 || r[0].score() < r[0].atLeast(pages) {
		return nil, clinical.Unsure
	}
	best, rival := r[0], 0
	for _, t := range r[1:] {
		if kin[t.kind] == "" || kin[t.kind] != kin[best.kind] {
			rival = t.score()
			break
		}
	}
	lead := best.score() - rival
	sources := 0
	for _, n := range []int{best.title, best.heading, best.term, best.layout} {
		if n > 0 {
			sources++
		}
	}
	switch {
	case best.score() >= certainScore && lead >= certainLead && sources > 1:
		return best, clinical.Certain
	case best.score() >= likelyScore && lead >= likelyLead:
		return best, clinical.Likely
	}
	return best, clinical.Unsure
}

// atLeast is what it takes for the kind to be a best guess.
func (t *tally) atLeast(pages []*words.Page) int {
	n := 0
	for _, p := range pages {
		n += len(p.Words)
	}
	if n >= longText && t.score() == min(t.term, maxTermScore) {
		return minTerms
	}
	return minScore
}

// topEvidence is the weightiest evidence, at most n pieces.
func (t *tally) topEvidence(n int) []clinical.Evidence {
	fs := append([]finding(nil), t.evidence...)
	sort.SliceStable(fs, func(i, j int) bool { return fs[i].weight > fs[j].weight })
	var out []clinical.Evidence
	seen := map[string]bool{}
	for _, f := range fs {
		if len(out) == n {
			break
		}
		if key := f.Source + f.Text; !seen[key] {
			seen[key] = true
			out = append(out, f.Evidence)
		}
	}
	return out
}
