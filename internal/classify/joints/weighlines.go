package joints

import (
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/classify/words"
)

// weighHead weighs what a paper's head says anew: whose, from when, which number.
func (t *typescript) weighHead(i int, o *opening) (points int, why string) {
	say := func(n int, reason string) {
		points += n
		if why == "" {
			why = reason
		}
	}
	patient := t.names(i)
	if patient && t.first.patient {
		say(3, "the patient is named anew")
	} else if patient {
		say(1, "the patient is named")
	}
	switch otherNumber(t.first.numbers, o.numbers) {
	case 2:
		say(4, "another number of the report")
	case 1:
		say(1, "another number of the report")
	}
	if otherDays(t.first.dates, o.dates) {
		say(2, "other dates")
	}
	if otherDays(t.first.days, o.days) {
		say(3, "the note of another day")
	}
	if o.language != "" && t.first.language != "" && o.language != t.first.language {
		say(3, "another language")
	}
	if t.houses[i] && t.first.house {
		say(2, "a letterhead")
	}
	if patient && t.headed(i) {
		say(2, "a head of its own")
	}
	if o.begins.phrase != 0 && o.begins.phrase != t.first.begins.phrase && (patient || t.divided(i)) {
		say(1, "it begins as papers do")
	}
	return points, why
}

// names tells whether the patient is named at the top of what begins with a line.
func (t *typescript) names(i int) bool {
	for k := i; k < min(len(t.text), i+topLines/2); k++ {
		if t.named[k] {
			return true
		}
	}
	return false
}

// headAt is how many lines below a line the first stands that names a patient or
// a house.
func (t *typescript) headAt(i int) int {
	for k := i; k < min(len(t.text), i+topLines/2); k++ {
		if t.houses[k] || t.named[k] || t.titles[k] || greets(t.text[k]) {
			return k - i
		}
	}
	return 0
}

// headed tells whether a line in capitals stands at the top that does not stand at
// the top of the present paper.
func (t *typescript) headed(i int) bool {
	for k := i; k < min(len(t.text), i+edgeLines+1); k++ {
		l := strings.TrimSpace(t.text[k])
		if len(l) < 4 || len(l) > maxEdgeLine || strings.ToUpper(l) != l || t.named[k] || bare(l) == "" {
			continue
		}
		if !slices.ContainsFunc(t.first.top, func(m string) bool { return alike(bare(l), m) }) {
			return true
		}
	}
	return false
}

// ending is how the lines before a place end.
type ending struct {
	closes, open      bool
	counted, counting bool // with the last page of so many, or with one before it
	below             bool // the count stands at the top of the page that goes on here
}

func (t *typescript) before(i int) ending {
	var e ending
	last := ""
	for k := i - 1; k >= t.start; k-- {
		l := t.text[k]
		if x := t.numbers[k]; x.n > 0 && !e.counted && !e.counting {
			near := i-k <= edgeLines
			e.counted, e.counting, e.below = x.n == x.of && near && !t.ahead, x.n < x.of, near && t.ahead
		}
		if isRule(l) || strings.TrimSpace(l) == "" || i-k > closeLines/2 {
			continue
		}
		if last == "" {
			last = l
		}
		e.closes = e.closes || words.ContainsAny(strings.ToLower(l), closings)
	}
	if !t.divided(i) && last != "" {
		p := words.Read([]string{last})[0]
		e.open = len(p.Lines) > 0 && endsOpen(p)
	}
	return e
}
