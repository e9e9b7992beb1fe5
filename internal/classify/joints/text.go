package joints

import (
	"slices"
	"strings"
)

// weighText weighs what the text of the page o says: its kind, its sections, its
// language, its number.
func (s *scan) weighText(o *opening) (points int, why string) {
	say := func(n int, reason string) {
		points += n
		if why == "" {
			why = reason
		}
	}
	switch otherNumber(s.numbers, o.numbers) {
	case 2:
		say(6, "another number of the report")
	case 1:
		say(3, "another number of the report")
	}
	if otherDays(s.days, o.days) {
		say(5, "the note of another day")
	}
	if s.last.language != "" && o.language != "" && s.last.language != o.language {
		say(6, "another language")
	}
	if s.otherHouse(o) {
		say(2, "another letterhead")
	}
	if n, reason := s.weighSections(o); n != 0 {
		say(n, reason)
	}
	return points, why
}

// weighSections weighs the headings of the page o, and how it begins.
func (s *scan) weighSections(o *opening) (points int, why string) {
	kind := ""
	if s.sections.otherKind(o.sections) {
		kind, _ = o.sections.best()
		points, why = 4, "headings of another kind: "+kind
	}
	anew := o.begins.phrase != 0 && (o.begins.phrase != s.last.begins.phrase || !alike(o.begins.says, s.last.begins.says))
	sure := false
	if anew {
		points += 2
		again := s.sections.seen[o.begins.phrase]
		if again {
			points += 2
		}
		sure = o.begins.weight >= telling && (again || kind != "" && o.begins.of[kind])
		if why == "" {
			why = "it begins as papers do"
		}
	}
	if o.story && !s.runningHead(o) {
		if points += 2; s.last.closes {
			points += 2
		}
		if why == "" {
			why = "it begins with the patient's story"
		}
	}
	switch {
	case sure && !s.last.open:
		points = max(points, enough)
	case !s.last.closes && !s.short():
		points = min(points, 4) // a full page goes on as a rule
	case points >= 4:
		points++
	}
	return points, why
}

// telling is the weight of headings that stand once in a paper, and in few kinds.
const telling = 4

// otherDays tells whether both tell of days, and of none that both know.
func otherDays(paper, page []string) bool {
	return len(paper) > 0 && len(page) > 0 && !slices.ContainsFunc(page, func(d string) bool { return slices.Contains(paper, d) })
}

// otherHouse tells whether the page has a letterhead that is not the one of the
// paper's first page nor the one of the page before.
func (s *scan) otherHouse(o *opening) bool {
	if len(o.letters) == 0 || len(s.first.letters) == 0 || s.last == s.first && o.weight < sureTitle {
		return false // a running head begins on the second page
	}
	for _, l := range o.letters {
		for _, m := range append(slices.Clone(s.first.letters), s.last.letters...) {
			if alike(l, m) || strings.Contains(l, m) || strings.Contains(m, l) {
				return false
			}
		}
	}
	return true
}
