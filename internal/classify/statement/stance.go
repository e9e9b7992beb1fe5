package statement

import (
	_ "embed"
	"strings"

	"github.com/medbundle/medbundle/internal/classify/words"
)

//go:embed context.yaml
var contextYAML []byte

// context are the words that turn a statement around or make it sure.
var context = MustLexicon(contextYAML, true)

// Stance says how far a sentence can be believed to claim what it names.
type Stance int

// The stances, weakest first.
const (
	// Refused: it is denied, planned, offered, asked for, or a relative's.
	Refused Stance = iota
	// Named: it is named and nothing speaks against it.
	Named
	// Sure: words beside it say that it was done.
	Sure
)

// How far, in words, the words that turn a claim around reach.
const (
	negationReach = 5
	undoneReach   = 6
	pastReach     = 12
	doneReach     = 7
	doubtReach    = 8
	plannedReach  = 3 // from a plan to a word that is no past then: "will be given"
)

// claim is what one sentence says of the words from first to last.
type claim struct {
	p           *Page
	s           Sentence
	first, last int
	dated       bool
	cues        []Hit
}

// Stance says how the sentence stands to the words from first to last. Dated
// tells that a date of their own stands beside them.
func (p *Page) Stance(first, last int, dated bool) Stance {
	c := p.claim(first, last, dated)
	if c.s.Question || c.s.Section == "family" || c.s.Section == "question" || c.ofRelative() || c.denied() || p.answeredNo(c.s) {
		return Refused
	}
	past := c.past()
	if c.s.Section == "plan" && past < 0 {
		return Refused
	}
	if !c.outweighsPlans(past) {
		return Refused
	}
	if past >= 0 || c.behind(doneReach, "done", "result") || dated {
		return Sure
	}
	return Named
}

// Doubted tells whether the sentence doubts or denies that the words from first
// to last are so, or says it of a relative or of nobody.
func (p *Page) Doubted(first, last int) bool {
	c := p.claim(first, last, false)
	switch c.s.Section {
	case "family", "question", "differential", "plan":
		return true
	}
	if c.s.Question || c.ofRelative() || c.denied() || p.answeredNo(c.s) || p.questionMark(c) {
		return true
	}
	for _, h := range c.cues {
		if h.Group != "doubt" && h.Group != "undone" {
			continue
		}
		if h.Last <= first && first-h.Last <= doubtReach || h.First >= last && h.First-last <= 4 {
			return true
		}
	}
	return false
}

// questionMark tells whether a question mark leads the words: "?recurrence".
func (p *Page) questionMark(c claim) bool { return strings.HasSuffix(p.Gap(c.first), "?") }

func (p *Page) claim(first, last int, dated bool) claim {
	c := claim{p: p, s: p.SentenceOf(first), first: first, last: last, dated: dated}
	for i := p.cueFrom(c.s.First); i < len(p.cues) && p.cues[i].First < c.s.Last; i++ {
		h := p.cues[i]
		if h.Last <= c.s.Last && !h.Overlaps(first, last) {
			c.cues = append(c.cues, h)
		}
	}
	return c
}

// ofRelative tells whether the sentence names a relative.
func (c claim) ofRelative() bool {
	for _, h := range c.cues {
		if h.Group == "family" {
			return true
		}
	}
	return false
}

// between tells whether a cue of the group stands between two words.
func (c claim) between(group string, from, to int) bool {
	for _, h := range c.cues {
		if h.Group == group && h.First >= from && h.Last <= to {
			return true
		}
	}
	return false
}

// behind tells whether one of the groups follows the words, with no plan between.
func (c claim) behind(reach int, groups ...string) bool {
	for _, h := range c.cues {
		for _, g := range groups {
			if h.Group == g && h.First >= c.last && h.First-c.last < reach && !c.between("plan", c.last, h.First) {
				return true
			}
		}
	}
	return false
}

// denied tells whether a negation governs the words. "No pain after mastectomy"
// does not deny the mastectomy.
func (c claim) denied() bool {
	for _, h := range c.cues {
		switch h.Group {
		case "negation":
			if d := c.first - h.Last; d >= 0 && d < negationReach && !c.afterwards(h.Last) && !c.ends(h.Last, c.first) {
				return true
			}
		case "undone":
			if d := c.first - h.Last; d >= 0 && d < negationReach && !c.afterwards(h.Last) && !c.broken(h.Last, c.first) {
				return true
			}
			if d := h.First - c.last; d >= 0 && d < undoneReach && !c.between("result", c.last, h.First) && !c.broken(c.last, h.First) {
				return true
			}
		}
	}
	return false
}

// afterwards tells whether a word that means "after" stands between word from
// and the words: what is denied then is what came later.
func (c claim) afterwards(from int) bool {
	for _, h := range c.cues {
		if h.Group == "past" && h.First >= from && h.Last <= c.first && afterWords[words.Fold(c.p.Word(h.First))] {
			return true
		}
	}
	return false
}

var afterWords = map[string]bool{
	"after": true, "following": true, "since": true, "status": true, "s": true, "post": true, "nach": true, "seit": true, "z": true, "zustand": true,
	"apres": true, "suite": true, "depuis": true, "tras": true, "despues": true, "desde": true, "dopo": true, "po": true, "stan": true, "na": true, "sinds": true,
}

// ends tells whether a clause ends between two words, at a bracket or a colon.
func (c claim) ends(from, to int) bool {
	for i := from; i <= to && i < len(c.p.Words); i++ {
		if strings.ContainsAny(c.p.Gap(i), "():") {
			return true
		}
	}
	return false
}

// broken tells whether a comma or the like stands between two words.
func (c claim) broken(from, to int) bool { return c.p.Broken(from, to+1) }

// past is the nearest word before that says that it was done, with no plan
// between and in reach; -1 for none.
func (c claim) past() int {
	for i := len(c.cues) - 1; i >= 0; i-- {
		h := c.cues[i]
		if h.Last > c.first || c.first-h.Last > pastReach {
			continue
		}
		if h.Group == "plan" || h.Group == "negation" {
			return -1
		}
		if h.Group == "past" && !c.between("plan", h.First-plannedReach, h.First) {
			return h.First
		}
	}
	return -1
}

// outweighsPlans tells whether no plan in the sentence governs the words.
func (c claim) outweighsPlans(past int) bool {
	for _, h := range c.cues {
		if h.Group != "plan" {
			continue
		}
		switch {
		case h.Last <= c.first:
			if (past < h.Last || c.weak(past)) && !c.behind(4, "done") && !(c.dated && c.behind(doneReach, "result")) {
				return false
			}
		case past >= 0 && !c.weak(past), c.between("result", c.last, h.First), c.between("done", c.last, h.First):
		case !(c.dated && c.broken(c.last, h.First)):
			return false
		}
	}
	return true
}

// weak tells whether the word that says it was done may as well belong to a plan
// behind it: "radiotherapy after mastectomy is recommended".
func (c claim) weak(past int) bool {
	return weakPast[words.Fold(c.p.Word(past))]
}

var weakPast = map[string]bool{
	"after": true, "following": true, "previous": true, "nach": true, "apres": true, "tras": true,
	"dopo": true, "po": true, "na": true, "dal": true, "aktuelle": true, "last": true, "recent": true, "primare": true,
}

// answeredNo tells whether the sentence is a heading that is answered with "no",
// or with nothing: a field of a form that was left empty.
func (p *Page) answeredNo(s Sentence) bool {
	if !s.Heading {
		return false
	}
	n, ok := p.next(s)
	if !ok {
		return false
	}
	return answersNo[words.Fold(p.Word(n.First))] || n.Heading && p.beginsLine(n.First)
}

var answersNo = map[string]bool{"no": true, "none": true, "never": true, "nil": true, "nein": true, "keine": true, "kein": true, "keiner": true, "non": true, "aucun": true, "aucune": true, "ninguno": true, "ninguna": true, "nessuna": true, "nessuno": true, "nie": true, "brak": true, "nee": true, "geen": true, "n": true, "negative": true, "denies": true, "not": true, "nicht": true}

// Planned tells whether a plan in the sentence governs the words.
func (p *Page) Planned(first, last int) bool {
	c := p.claim(first, last, false)
	return !c.outweighsPlans(c.past())
}

// Intended tells whether the sentence plans the words from first to last for the
// patient: it neither denies nor asks, and speaks of no relative.
func (p *Page) Intended(first, last int) bool {
	c := p.claim(first, last, false)
	if c.s.Question || c.s.Section == "family" || c.s.Section == "question" || c.ofRelative() || c.denied() {
		return false
	}
	past := c.past()
	return c.s.Section == "plan" && past < 0 || !c.outweighsPlans(past)
}

// OfRelative tells whether the sentence of the word speaks of a relative.
func (p *Page) OfRelative(word int) bool {
	c := p.claim(word, word+1, false)
	return c.s.Section == "family" || c.ofRelative()
}

// Behind tells whether a word of the group of context.yaml follows soon.
func (p *Page) Behind(last int, group string) bool {
	c := p.claim(last-1, last, false)
	return c.behind(doneReach, group)
}

// Dose tells whether an amount of a drug follows before the word end: "20 mg".
func (p *Page) Dose(from, end int) bool {
	for i := from; i+1 < min(end, from+5); i++ {
		if isNumber(p.Word(i)) && doseUnits[strings.ToLower(p.Word(i+1))] {
			return true
		}
		if w := strings.ToLower(p.Word(i)); isNumber(w) && doseUnits[strings.TrimLeft(w, "0123456789")] {
			return true
		}
	}
	return false
}

var doseUnits = map[string]bool{"mg": true, "g": true, "mcg": true, "µg": true, "ug": true, "auc": true, "ml": true, "iu": true, "ie": true}
