package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/check/reading"
	"github.com/medbundle/medbundle/internal/clinical"
)

// allTerms wants every term, wherever each stands.
func (m matcher) allTerms(c *claims) {
	var here, gone, waiting []string
	used := map[string]bool{}
	for _, t := range m.terms {
		hit := reading.Absent
		for _, cl := range c.list {
			if cl.flaw != nil {
				continue
			}
			for _, text := range cl.texts {
				h := t.Find(text, m.Value)
				used[cl.ID] = used[cl.ID] || h == reading.Found
				hit = max(hit, h)
			}
		}
		switch hit {
		case reading.Found:
			here = append(here, t.Name)
		case reading.Pending:
			waiting = append(waiting, t.Name)
		default:
			gone = append(gone, t.Name)
		}
	}
	c.takeBest()
	if c.grade < whole || len(here) == len(m.terms) {
		return
	}
	if len(here) == 0 {
		return // found by a code
	}
	c.grade = partly
	c.why = listed(here, "is", "are") + " here"
	if len(waiting) > 0 {
		c.why += "; " + listed(waiting, "is", "are") + " said to be awaited, or not done"
	}
	if len(gone) > 0 {
		c.why += "; " + listed(gone, "was", "were") + " not found"
	}
	for i := range c.list {
		if !used[c.list[i].ID] {
			c.list[i].grade = min(c.list[i].grade, unsure)
		}
	}
}

func listed(words []string, one, more string) string {
	if len(words) == 1 {
		return words[0] + " " + one
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1] + " " + more
}

// valueSeries wants results of at least two days.
func (m matcher) valueSeries(c *claims) {
	var days []clinical.Date
	undated := 0
	for i := range c.list {
		cl := &c.list[i]
		before := len(days) + undated
		for _, t := range m.terms {
			for _, text := range cl.texts {
				for _, d := range t.Values(text, cl.Date) {
					switch {
					case d.IsZero():
						undated++
					case !slices.Contains(days, d):
						days = append(days, d)
					}
				}
			}
		}
		if len(days)+undated == before && cl.grade == whole && !m.coded(cl.sheet) {
			cl.grade = unsure // it names the test; its values stand in another paper
		}
	}
	c.takeBest()
	slices.SortFunc(days, clinical.Date.Compare)
	switch {
	case len(days) >= 2:
		c.grade, c.why = whole, fmt.Sprintf("results of %d days, from %s to %s", len(days), days[0].Human(), days[len(days)-1].Human())
	case len(days) == 1:
		c.grade, c.why = partly, "only the result of "+days[0].Human()+" is here; the course needs at least two"
	case c.grade == whole:
		c.grade, c.why = partly, "the results here bear no dates"
	}
}

// scanSeries wants scans of one machine of at least two days.
func (m matcher) scanSeries(c *claims) {
	days := map[string][]clinical.Date{}
	for _, cl := range c.list {
		if cl.grade == whole && cl.Study == nil {
			c.grade = whole
			return // somebody said of it that it is an earlier scan
		}
		if cl.grade != whole || cl.Date.IsZero() {
			continue
		}
		for _, x := range cl.Study.Modalities() {
			if !slices.Contains(days[x], cl.Date) {
				days[x] = append(days[x], cl.Date)
			}
			if len(days[x]) > 1 {
				c.grade = whole
			}
		}
	}
	if c.grade == nothing {
		c.list = nil
	}
}
