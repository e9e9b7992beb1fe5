package joints

import (
	"fmt"
	"slices"
)

// weigh adds up what speaks for and against a paper's beginning on the page o.
func (s *scan) weigh(o *opening) (points int, why string) {
	points, why = s.counting(o)
	if points < 0 {
		return points, ""
	}
	head, named, otherDay := s.weighHead(o)
	points += head
	n, reason := s.weighTitle(o, named, otherDay)
	if points += n; reason != "" {
		why = reason
	}
	if o.greeting {
		points += 3
	}
	if s.last.closes {
		points += 2
		if o.patient {
			points++
		}
	}
	if s.blank {
		points++
	}
	if s.short() {
		points++
	}
	if o.goesOn {
		points -= 4
	}
	if s.last.open {
		points -= 3
	}
	more, reason := s.weighText(o)
	if why == "" || more >= enough {
		why = reason
	}
	return points + more, why
}

// weighTitle weighs the title at the top of the page o.
func (s *scan) weighTitle(o *opening, named, otherDay bool) (points int, why string) {
	runs := s.runningHead(o)
	if same := s.first.kind == o.kind && alike(bare(o.title), bare(s.first.title)); o.weight > 0 && same && !s.last.closes && !s.short() {
		runs = true
	}
	title := min(o.weight, 16) / 4
	if sectional[o.kind] && !named {
		title = min(title, 2)
	}
	switch {
	case o.weight == 0:
	case otherDay:
		points += title
		why = o.title
	case alike(bare(o.title), bare(s.last.title)), runs && alike(bare(o.title), bare(s.first.title)):
		if otherDays(s.days, o.days) {
			break // the visits of a portal have the same title
		}
		points -= 4 // a title that stands on every page is a running head
	case s.first.kind == o.kind && !named:
		points += title - 1 // "Synoptic report" inside a pathology report
		why = o.title
	case named || s.last.closes || s.short():
		points += 1 + title
		why = o.title
	case min(o.weight, s.first.weight) >= plainTitle && o.line < openLines && !sectional[o.kind]:
		points += 2 + title // both say what they are, and not the same
		why = o.title
	default:
		points += title // it may as well be a section
		why = o.title
	}
	return points, why
}

// sectional are kinds whose titles are headings of sections inside other papers too.
var sectional = map[string]bool{
	"lab_results": true, "medication_list": true, "allergy_list": true, "health_history": true, "family_history": true, "treatment_plan": true,
	"discharge_summary": true, "advance_directive": true, "tumour_marker_series": true, "care_team": true, "other": true,
}

// weighHead weighs letterhead, patient and dates at the top of the page o: they
// stand on first pages, and on every page where they are a running head. named
// tells that something is named there which is not on the page before, otherDay
// that labels tell other dates than on the paper's first page.
func (s *scan) weighHead(o *opening) (points int, named, otherDay bool) {
	patient, house := o.patient && !s.last.patient, o.house && !s.last.house
	switch {
	case patient && house:
		points = 5
	case patient:
		points = 3
	case house:
		points = 1
	}
	otherDay = len(o.dates) > 0 && len(s.first.dates) > 0
	for _, d := range o.dates {
		otherDay = otherDay && !slices.Contains(s.first.dates, d)
	}
	if otherDay {
		points += 3
	}
	other := s.otherHead(o)
	if other {
		points += 4
	}
	return points, patient || other || otherDay, otherDay
}

// otherHead tells whether both pages name the patient below lines of which one
// differs: a letterhead that stays, and a title that does not.
func (s *scan) otherHead(o *opening) bool {
	if len(o.above) == 0 || len(s.last.above) == 0 {
		return false
	}
	return slices.ContainsFunc(o.above, func(l string) bool {
		return len(l) > 3 && !slices.ContainsFunc(s.last.above, func(m string) bool { return alike(l, m) })
	})
}

// short tells whether the page before ends early, as last pages do.
func (s *scan) short() bool { return s.last.lines*3 < s.longest*2 }

// counting weighs the page numbers that the pages print.
func (s *scan) counting(o *opening) (points int, why string) {
	switch {
	case o.number == 1:
		return enough, fmt.Sprintf("page 1 of %d", o.of)
	case o.number > 1:
		return -1, "" // whatever came before: this is no first page
	case s.last.number > 0 && s.last.number < s.last.of:
		return -1, "" // the paper before says that it goes on
	case s.last.number > 0:
		return 3, ""
	}
	return 0, ""
}

// runningHead tells whether the page begins with lines with which the page
// before begins.
func (s *scan) runningHead(o *opening) bool {
	same := 0
	for _, l := range o.top {
		if len(l) > 3 && slices.ContainsFunc(s.last.top, func(m string) bool { return alike(l, m) }) {
			same++
		}
	}
	return same > 0 && same*2 >= len(o.top)
}
