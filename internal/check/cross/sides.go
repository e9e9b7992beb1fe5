package cross

import (
	"fmt"
	"slices"

	"github.com/medbundle/medbundle/internal/check/cross/side"
	"github.com/medbundle/medbundle/internal/clinical"
)

// sided are kinds whose text says where the patient's cancer is. Reports on
// scans are none: they describe both sides of everybody.
var sided = map[clinical.Kind]bool{
	clinical.PathologyReport: true, clinical.CytologyReport: true, clinical.OperativeReport: true, clinical.ProcedureReport: true,
	clinical.OncologyNote: true, clinical.ProgressNote: true, clinical.DischargeSummary: true, clinical.RadiotherapySummary: true, clinical.SystemicSummary: true,
	clinical.TumourBoard: true, clinical.TreatmentPlan: true, clinical.ReferralLetter: true, clinical.PriorSecondOpinion: true, clinical.CaseSummary: true, clinical.TumourGenomics: true,
}

// fielded are kinds whose fields (diagnosis, procedure, specimen) must agree
// with each other.
var fielded = map[clinical.Kind]bool{
	clinical.PathologyReport: true, clinical.CytologyReport: true, clinical.OperativeReport: true, clinical.ProcedureReport: true,
}

// sidesApart is how many years may lie between two papers that contradict each
// other; further apart they may tell of two illnesses.
const sidesApart = 2

// placed is a statement with its place.
type placed struct {
	side.Statement
	page int
}

// word is what a paper says of the side of one organ.
type word struct {
	p    *paper
	side side.Side
	page int
}

const sideFix = "Ask the doctor who wrote it which side is right, and for a corrected paper, before anybody acts on it."

// sides finds papers that name one side where others, or they themselves, name
// the other. Where any paper tells of both sides nothing is said.
func sides(s *subject) []clinical.Finding {
	var out []clinical.Finding
	words := map[string][]word{} // by organ
	both := map[string]bool{}
	for _, p := range s.papers {
		if !sided[p.Kind] || p.Unreadable {
			continue
		}
		list := p.placed()
		if fielded[p.Kind] {
			if f, ok := p.contradiction(list); ok {
				out = append(out, f)
				continue // it is no witness against others
			}
		}
		for organ, w := range p.words(list) {
			if w.side == side.Both {
				both[organ] = true
			} else if p.Confidence != clinical.Unsure {
				words[organ] = append(words[organ], w)
			}
		}
	}
	for _, organ := range organsOf(words) {
		if !both[organ] {
			if f, ok := between(organ, words[organ]); ok {
				out = append(out, f)
			}
		}
	}
	return bounded(out, "papers that contradict each other about a side")
}

func organsOf(words map[string][]word) []string {
	var out []string
	for organ := range words {
		out = append(out, organ)
	}
	slices.Sort(out)
	return out
}

// placed lists what the title and the pages of a paper say.
func (p *paper) placed() []placed {
	var out []placed
	for _, st := range side.ReadLine(p.Title) {
		if st.Field == "" {
			st.Field = "title"
		}
		out = append(out, placed{st, firstPage(p)})
	}
	for _, pg := range p.pages {
		for _, st := range side.Read(pg.lines) {
			out = append(out, placed{st, pg.number})
		}
	}
	return out
}

func firstPage(p *paper) int {
	if len(p.pages) > 0 {
		return p.pages[0].number
	}
	return 0
}

// contradiction finds two fields of one report of which one names the left only
// and the other the right only.
func (p *paper) contradiction(list []placed) (clinical.Finding, bool) {
	type said struct {
		organ, field string
		side         side.Side
		page         int
	}
	var fields []said // one for each organ and field
	for _, st := range list {
		if st.Field == "" || st.Aside {
			continue
		}
		at := slices.IndexFunc(fields, func(x said) bool { return x.organ == st.Organ && x.field == st.Field })
		switch {
		case at < 0:
			fields = append(fields, said{st.Organ, st.Field, st.Side, st.page})
		case fields[at].side != st.Side:
			fields[at].side = side.Both
		}
	}
	for i, a := range fields {
		if slices.ContainsFunc(fields, func(x said) bool { return x.organ == a.organ && x.side == side.Both }) {
			continue
		}
		for _, b := range fields[i+1:] {
			if a.organ == b.organ && a.side != b.side {
				return p.finding(RuleSide, clinical.SeverityWarning, b.page, fmt.Sprintf(
					"%s contradicts itself: its %s says %s %s, its %s says %s %s", p.named(b.page), a.field, a.side, a.organ, b.field, b.side, b.organ), sideFix), true
			}
		}
	}
	return clinical.Finding{}, false
}

// words are the sides on which the paper says that a cancer is, by organ. What
// is told of another time, person or side makes it both.
func (p *paper) words(list []placed) map[string]word {
	out := map[string]word{}
	for _, st := range list {
		if !st.Cancer {
			continue
		}
		w, ok := out[st.Organ]
		switch {
		case !ok && st.Aside:
			continue
		case !ok:
			out[st.Organ] = word{p, st.Side, st.page}
		case w.side != st.Side:
			w.side = side.Both
			out[st.Organ] = w
		}
	}
	for _, st := range list { // those that stand aside before the first
		if w, ok := out[st.Organ]; ok && st.Cancer && st.Aside && w.side != st.Side {
			w.side = side.Both
			out[st.Organ] = w
		}
	}
	return out
}

// between finds papers on one side against those on the other, of about the
// same time. The fewer are named against the more.
func between(organ string, words []word) (clinical.Finding, bool) {
	var left, right []word
	for _, w := range words {
		if w.side == side.Left {
			left = append(left, w)
		} else {
			right = append(right, w)
		}
	}
	few, many := right, left
	if len(few) > len(many) {
		few, many = many, few
	}
	for _, a := range few {
		for _, b := range many {
			if !sameTime(a.p.Date, b.p.Date) {
				continue
			}
			more := ""
			if n := len(many) - 1; n > 0 {
				more = fmt.Sprintf(" and %d more", n)
			}
			return a.p.finding(RuleSide, clinical.SeverityWarning, a.page, fmt.Sprintf(
				"%s speaks of the %s %s; %s%s of the %s", a.p.named(a.page), a.side, organ, b.p.named(b.page), more, b.side), sideFix), true
		}
	}
	return clinical.Finding{}, false
}

func sameTime(a, b clinical.Date) bool {
	d := a.Year - b.Year
	return a.Year == 0 || b.Year == 0 || d >= -sidesApart && d <= sidesApart
}
