package cross

import (
	"slices"

	"github.com/medbundle/medbundle/internal/check/exam"
	"github.com/medbundle/medbundle/internal/clinical"
)

// holders are the papers that may be those of events of one kind.
type holders struct {
	eventKind
	byYear  map[int][]holder
	undated []holder
}

type holder struct {
	p    *paper
	exam exam.Exam
}

func (k eventKind) heldBy(s *subject) holders {
	h := holders{eventKind: k, byYear: map[int][]holder{}}
	for _, p := range s.papers {
		if !slices.Contains(k.holds, p.Kind) {
			continue
		}
		x := holder{p: p}
		switch {
		case p.Study != nil:
			x.exam, _ = exam.OfStudy(p.Study)
		case k.fact == clinical.FactImagingDone:
			x.exam = exam.Of(p.Title + "\n" + firstLines(p))
		}
		if p.Date.Year == 0 {
			h.undated = append(h.undated, x)
		} else {
			h.byYear[p.Date.Year] = append(h.byYear[p.Date.Year], x)
		}
	}
	return h
}

// firstLines are those that may say what a report is of.
func firstLines(p *paper) string {
	out := ""
	if len(p.pages) > 0 {
		for i, l := range p.pages[0].lines {
			if i == 15 {
				break
			}
			out += l.Raw + "\n"
		}
	}
	return out
}

// hold tells whether a paper of the event may be here. A paper without a date
// may be that of any.
func (h holders) hold(e *event) bool {
	if len(h.undated) > 0 && h.fact != clinical.FactImagingDone {
		return true
	}
	for _, x := range h.undated {
		if mayShow(x, e) {
			return true
		}
	}
	early := eventDays
	if e.p.Kind == clinical.PathologyReport && h.fact == clinical.FactSurgery {
		early = beforeReport
	}
	for year := e.Date.Year - 1; year <= e.Date.Year+1; year++ {
		for _, x := range h.byYear[year] {
			if near(e.Date, x.p.Date, early, h.after) && mayShow(x, e) {
				return true
			}
		}
	}
	return false
}

// mayShow tells whether a report or scan may be of the scan that is mentioned.
func mayShow(x holder, e *event) bool {
	if e.Fact != clinical.FactImagingDone || len(x.exam.Modalities) == 0 {
		return true
	}
	m := exam.Of(e.What)
	if e.Modality != "" {
		m.Modalities = append(m.Modalities, exam.Modality(e.Modality))
	}
	return len(m.Modalities) == 0 || x.exam.SharesModality(m)
}
