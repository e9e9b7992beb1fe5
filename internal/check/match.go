package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/check/catalogue"
	"github.com/medbundle/medbundle/internal/check/reading"
	"github.com/medbundle/medbundle/internal/clinical"
)

// grade is how well papers satisfy an item.
type grade int

const (
	nothing grade = iota
	unsure
	flawed
	partly
	whole
)

// claim is one paper that satisfies an item, more or less.
type claim struct {
	*sheet
	grade    grade
	why, fix string
}

// claims are the papers that satisfy an item, and what they come to.
type claims struct {
	list     []claim
	grade    grade
	why, fix string
	newest   clinical.Date
}

func (c claims) records() []string {
	var ids []string
	for g := whole; g > nothing; g-- {
		for _, x := range c.list {
			if x.grade == g && !slices.Contains(ids, x.ID) {
				ids = append(ids, x.ID)
			}
		}
	}
	return ids
}

// look finds the papers that satisfy an item.
func (x *inquiry) look(r catalogue.Requirement) claims {
	m := newMatcher(r)
	var c claims
	for i := range x.sheets {
		s := &x.sheets[i]
		if cl, ok := m.claim(s); ok {
			c.list = append(c.list, cl)
		}
	}
	switch {
	case r.Series && slices.Contains(r.Kinds, clinical.ImagingStudy):
		m.scanSeries(&c)
	case r.Series:
		m.valueSeries(&c)
	case len(m.terms) > 1 && r.Needs == "all":
		m.allTerms(&c)
	default:
		c.takeBest()
	}
	for _, cl := range c.list {
		if cl.grade == whole && cl.Date.Compare(c.newest) > 0 {
			c.newest = cl.Date
		}
	}
	return c
}

// takeBest lets the best paper speak for the item.
func (c *claims) takeBest() {
	for _, cl := range c.list {
		if cl.grade > c.grade {
			c.grade, c.why, c.fix = cl.grade, cl.why, cl.fix
		}
	}
}

// matcher holds an item's words ready.
type matcher struct {
	catalogue.Requirement
	terms, body, part, wholes []reading.Term
}

func newMatcher(r catalogue.Requirement) matcher {
	return matcher{r, termsOf(r.Terms), termsOf(r.Body), termsOf(r.PartWords), termsOf(r.WholeWords)}
}

func termsOf(words []string) []reading.Term {
	out := make([]reading.Term, len(words))
	for i, w := range words {
		out[i] = reading.NewTerm(w)
	}
	return out
}

// proofKinds are the kinds that a health summary never stands for.
var proofKinds = []clinical.Kind{
	clinical.PathologyReport, clinical.CytologyReport, clinical.OperativeReport, clinical.ProcedureReport,
	clinical.ImagingReport, clinical.ImagingStudy,
}

// claim tells whether a paper satisfies the item, and how well.
func (m matcher) claim(s *sheet) (claim, bool) {
	if s.Kind == clinical.PortalSummary && slices.ContainsFunc(m.Kinds, func(k clinical.Kind) bool { return slices.Contains(proofKinds, k) }) {
		return claim{}, false
	}
	if slices.Contains(m.Kinds, s.Kind) || s.Kind == clinical.Unknown && m.coded(s) {
		return m.direct(s)
	}
	if holds(s.Record, m.Kinds) {
		return claim{sheet: s, grade: whole, why: "as a part of another paper, such as a health summary"}, true
	}
	if slices.Contains(m.Inside, s.Kind) {
		return m.within(s)
	}
	if s.Study != nil && len(m.Modality) > 0 && m.Physical && m.ofModality(s) {
		return claim{sheet: s, grade: whole, why: "as pictures of the slides"}, true
	}
	return claim{}, false
}

// direct judges a paper that is of a kind of the item.
func (m matcher) direct(s *sheet) (claim, bool) {
	if s.Study != nil && s.Study.Images() == 0 && !m.wantsPlans() {
		return claim{}, false // a study without a picture is no scan to look at
	}
	c := claim{sheet: s, grade: whole}
	if len(m.Modality) > 0 {
		var ok bool
		if c, ok = m.scan(s); !ok {
			return claim{}, false
		}
	}
	if s.Study == nil && !m.Series && len(m.terms) > 0 && len(m.Inside) == 0 && m.best(s, "") == reading.Absent {
		return claim{}, false
	}
	switch {
	case s.flaw != nil:
		return m.flawed(s), true
	case s.Confidence == clinical.Unsure:
		return claim{sheet: s, grade: unsure, why: "a paper may be this, but it is not certain"}, true
	}
	if page, ok := reading.Partly(s.texts, m.part, m.wholes); ok && len(m.part) > 0 {
		return claim{sheet: s, grade: partly, why: where(s, page) + ": " + m.PartWhy}, true
	}
	return c, true
}

func (m matcher) flawed(s *sheet) claim {
	c := claim{sheet: s, grade: flawed, why: where(s, s.flaw.Page) + " " + s.flaw.Why, fix: s.flaw.Fix}
	if s.flaw.Part {
		c.grade = partly
	}
	return c
}

// wantsPlans tells whether the item asks for plans, which are no pictures.
func (m matcher) wantsPlans() bool {
	return slices.ContainsFunc(m.Modality, func(x string) bool { return strings.HasPrefix(x, "RT") })
}

// holds tells whether a readable record has one of the kinds as a part of itself.
func holds(rec *clinical.Record, kinds []clinical.Kind) bool {
	return !rec.Unreadable && slices.ContainsFunc(rec.Inside, func(k clinical.Kind) bool { return slices.Contains(kinds, k) })
}

func (m matcher) coded(s *sheet) bool {
	return slices.ContainsFunc(s.Codes, func(c clinical.Code) bool {
		return slices.Contains(m.Codes, strings.ToLower(c.System)+":"+c.Value)
	})
}

// within judges a paper of another kind in whose text the item may stand.
func (m matcher) within(s *sheet) (claim, bool) {
	if s.Unreadable {
		return claim{}, false
	}
	hit, page, name := m.bestAt(s)
	switch {
	case hit == reading.Found || m.coded(s):
		c := claim{sheet: s, grade: whole, why: "in " + where(s, page)}
		if s.flaw != nil {
			c = m.flawed(s)
		} else if s.Confidence == clinical.Unsure {
			c.grade, c.why = unsure, "it may stand in a paper whose kind is not certain"
		}
		return c, true
	case hit == reading.Pending:
		return claim{
			sheet: s, grade: flawed, why: fmt.Sprintf("%s says that %s was not done, or is awaited", where(s, page), name),
			fix: "Ask for the result.",
		}, true
	}
	return claim{}, false
}

// best is how the item's terms stand in a paper at their best.
func (m matcher) best(s *sheet, value string) reading.Hit {
	hit := reading.Absent
	for _, t := range m.terms {
		for _, text := range s.texts {
			hit = max(hit, t.Find(text, value))
		}
	}
	return hit
}

// bestAt is the same with the page and the name of the term.
func (m matcher) bestAt(s *sheet) (hit reading.Hit, page int, name string) {
	for _, t := range m.terms {
		for _, text := range s.texts {
			h := t.Find(text, m.Value)
			if m.Heading && !t.Heads(text) {
				h = reading.Absent
			}
			if h > hit {
				hit, page, name = h, text.Page, t.Name
			}
		}
	}
	return hit, page, name
}

// where names a paper in a sentence: "the pathology report of 1 Feb 2026 (page 2
// of x.pdf)".
func where(s *sheet, page int) string {
	w := "the " + lowerFirst(s.Kind.Title())
	if !s.Date.IsZero() {
		w += " of " + s.Date.Human()
	}
	file := s.Path[strings.LastIndexAny(s.Path, "/!")+1:]
	switch {
	case file == "":
		return w
	case page > 0 && len(s.texts) > 1:
		return fmt.Sprintf("%s (page %d of %s)", w, page, file)
	}
	return w + " (" + file + ")"
}

func lowerFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}
