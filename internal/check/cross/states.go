package cross

import (
	"slices"

	"github.com/medbundle/medbundle/internal/check/cross/state"
	"github.com/medbundle/medbundle/internal/check/exam"
	"github.com/medbundle/medbundle/internal/clinical"
)

// stated are kinds of which a first version and an unsigned one are not the
// paper itself.
var stated = map[clinical.Kind]bool{
	clinical.PathologyReport: true, clinical.CytologyReport: true, clinical.TumourGenomics: true, clinical.GermlineGenetics: true, clinical.ImagingReport: true,
	clinical.OperativeReport: true, clinical.ProcedureReport: true, clinical.DischargeSummary: true, clinical.OncologyNote: true, clinical.ProgressNote: true,
	clinical.LabResults: true, clinical.RadiotherapySummary: true, clinical.SystemicSummary: true, clinical.TreatmentPlan: true, clinical.TumourBoard: true,
	clinical.EmergencyReport: true, clinical.PriorSecondOpinion: true,
}

// promising are kinds of which an addendum is a part. Letters speak of results
// that others owe.
var promising = map[clinical.Kind]bool{
	clinical.PathologyReport: true, clinical.CytologyReport: true, clinical.TumourGenomics: true, clinical.GermlineGenetics: true, clinical.ImagingReport: true,
}

const (
	// finalDays is how many days after a first version its last word may bear.
	finalDays = 28
	// addendumDays is how long an addendum may take.
	addendumDays = 180
)

// version is a paper with what it says of its own state, and where.
type version struct {
	p *paper
	state.State
	page map[string]int // the first page that says so, by rule
}

// states finds first versions without their last word, promised addenda that
// are not here, and papers that nobody has signed.
func states(s *subject) []clinical.Finding {
	byKind := map[clinical.Kind][]*version{}
	var all []*version
	for _, p := range s.papers {
		if !stated[p.Kind] || !p.sure() {
			continue
		}
		v := readState(p)
		all = append(all, v)
		byKind[p.Kind] = append(byKind[p.Kind], v)
	}
	var early, owed, drafts []clinical.Finding
	for _, v := range all {
		if v.Preliminary && !v.Final && !slices.ContainsFunc(byKind[v.p.Kind], v.isFirstOf) {
			early = append(early, v.finding(RulePreliminary, "marked as preliminary; no final one of the same examination is here",
				"Ask who wrote it for the final report."))
		}
		if v.Awaited && promising[v.p.Kind] && !v.Added && !slices.ContainsFunc(byKind[v.p.Kind], v.isAnsweredBy) &&
			!slices.ContainsFunc(byKind[clinical.TumourGenomics], v.isAnsweredByTest) {
			owed = append(owed, v.finding(RuleAddendum, "more is to follow, it says; no addendum or later report is here",
				"Ask the department that wrote it for the addendum or the finished report."))
		}
		if v.Unsigned && !v.Final {
			drafts = append(drafts, v.finding(RuleUnsigned, "marked as a draft, or as not signed",
				"Ask who wrote it for the signed paper."))
		}
	}
	return slices.Concat(bounded(early, "preliminary reports"), bounded(owed, "reports of which more will follow"), bounded(drafts, "papers that nobody has signed"))
}

func readState(p *paper) *version {
	v := &version{p: p, page: map[string]int{}}
	for _, pg := range p.pages {
		at := state.Read(pg.lines)
		for _, x := range []struct {
			said bool
			rule string
		}{{at.Preliminary, RulePreliminary}, {at.Awaited, RuleAddendum}, {at.Unsigned, RuleUnsigned}} {
			if x.said && v.page[x.rule] == 0 {
				v.page[x.rule] = pg.number
			}
		}
		v.State = v.Or(at)
	}
	return v
}

func (v *version) finding(rule, said, fix string) clinical.Finding {
	page := v.page[rule]
	return v.p.finding(rule, clinical.SeverityWarning, page, v.p.named(page)+": "+said, fix)
}

// isFirstOf tells whether o may be the last word on what v is a first version of.
func (v *version) isFirstOf(o *version) bool {
	if o == v || o.Preliminary && !o.Final {
		return false
	}
	if v.p.Date.IsZero() || o.p.Date.IsZero() {
		return true
	}
	after := finalDays
	if v.p.Kind == clinical.ImagingReport {
		after = eventDays // a scan's report bears the day of the scan
		if a, b := titleExam(v.p), titleExam(o.p); len(a.Modalities) > 0 && len(b.Modalities) > 0 && !a.Agree(b) {
			return false
		}
	}
	return near(v.p.Date, o.p.Date, eventDays, after)
}

func titleExam(p *paper) exam.Exam { return exam.Of(p.Title) }

// isAnsweredBy tells whether o may be the addendum that v promises.
func (v *version) isAnsweredBy(o *version) bool {
	return o != v && o.Added && v.before(o, addendumDays)
}

// isAnsweredByTest tells whether o is a test on the tumour that may be what v
// promises.
func (v *version) isAnsweredByTest(o *version) bool {
	return o != v && !o.Preliminary && v.before(o, addendumDays)
}

func (v *version) before(o *version, days int) bool {
	return v.p.Date.IsZero() || o.p.Date.IsZero() || near(v.p.Date, o.p.Date, 0, days)
}
