// Package side reads on which side a paper says that something of a paired
// organ is, in English, German, French, Spanish, Italian, Polish and Dutch. It
// takes only what stands close together, and lets go of what tells of relatives,
// of former times, of the other side, or of what is not so.
package side

import (
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/check/phrase"
)

// Side is left, right or both.
type Side string

// The sides.
const (
	Left  Side = "left"
	Right Side = "right"
	Both  Side = "both"
)

var sideOf = map[string]Side{"L": Left, "R": Right, "B": Both}

// Statement says that something of an organ is on a side.
type Statement struct {
	Organ string
	Side  Side
	// Field is the field of the report that says so: "procedure"; "" for running text.
	Field string
	// Cancer tells that it is said of a cancer, or of an operation for one.
	Cancer bool
	// Aside tells that the words tell of another time, person or side, so that
	// they contradict nothing.
	Aside bool
}

// apart is how many words may stand between an organ and its side.
const apart = 3

// segment is a run of words that belong together.
type segment struct {
	field string
	words []string
}

// Read lists the statements of a page in order.
func Read(lines []phrase.Line) []Statement {
	var out []Statement
	for _, s := range segments(lines) {
		out = append(out, s.statements()...)
	}
	return out
}

// ReadLine lists the statements of one line, such as a title.
func ReadLine(text string) []Statement { return Read([]phrase.Line{phrase.NewLine(text)}) }

// maxSegment bounds a segment, in words.
const maxSegment = 40

// segments cuts a page at the ends of sentences, at list numbers, at blank
// lines and where a field begins.
func segments(lines []phrase.Line) []segment {
	var out []segment
	var cur segment
	flush := func(field string) {
		if len(cur.words) > 0 {
			out = append(out, cur)
		}
		cur = segment{field: field}
	}
	fieldLines := 0
	for _, l := range lines {
		if len(l.Words) == 0 {
			flush(cur.field)
			if fieldLines > 0 {
				cur.field = "" // a field ends at a blank line, but not before it says anything
			}
			continue
		}
		first := 0
		if field, at := fieldAt(l); at > 0 {
			flush(field)
			first, fieldLines = at, 0
		} else if headed(l) {
			flush("")
		}
		if first < len(l.Words) {
			fieldLines++
		}
		if fieldLines > 6 {
			cur.field = ""
		}
		for i := first; i < len(l.Words); i++ {
			if i > first && ends(l, i) || i == first && i > 0 && len(cur.words) > 0 || len(cur.words) >= maxSegment || i == 0 && numbers(l) {
				flush(cur.field)
			}
			cur.words = append(cur.words, l.Words[i].Text)
		}
	}
	flush("")
	return out
}

// fieldAt reads a label at the head of a line; at is the first word behind it.
func fieldAt(l phrase.Line) (field string, at int) {
	texts := l.Texts()
	for _, h := range labels.Find(texts[:min(len(texts), 6)]) {
		if h.First > 1 {
			break
		}
		behind := l.Gap(h.Last)
		alone := h.Last == len(texts)
		if strings.Contains(behind, ":") || alone && h.First == 0 {
			return h.What, h.Last
		}
	}
	return "", 0
}

// headed tells whether another field begins: a few words and a colon, and not a
// specimen ("Left breast, biopsy: …").
func headed(l phrase.Line) bool {
	for i := 1; i <= min(5, len(l.Words)); i++ {
		if strings.Contains(l.Gap(i), ":") {
			return !organs.Has(l.Texts()[:i])
		}
	}
	return false
}

// ends tells whether a sentence ends before word i.
func ends(l phrase.Line, i int) bool {
	gap := l.Gap(i)
	if strings.ContainsAny(gap, ";!?•·\t") {
		return true
	}
	at := strings.IndexByte(gap, '.')
	return at >= 0 && (strings.TrimSpace(gap[at+1:]) != "" || len(gap) > at+1 && len(l.Words[i-1].Text) > 2)
}

// numbers tells whether a line begins with the number or letter of a list: "2.", "B)".
func numbers(l phrase.Line) bool {
	return len(l.Words) > 1 && len(l.Words[0].Text) <= 2 && strings.ContainsAny(l.Gap(1), ".)")
}

// statements are those of one segment: one where it names a single organ.
func (s segment) statements() []Statement {
	found := organs.Find(s.words)
	if len(found) == 0 {
		return nil
	}
	organ := found[0].What
	if slices.ContainsFunc(found, func(h phrase.Hit) bool { return h.What != organ }) {
		return nil
	}
	side := s.side(found)
	if side == "" {
		return nil
	}
	return []Statement{{
		Organ: organ, Side: side, Field: s.field, Cancer: cancer.Has(s.words), Aside: otherwise.Has(s.words),
	}}
}

// side is that of the sides which stand close to the organ.
func (s segment) side(found []phrase.Hit) Side {
	var out Side
	for _, h := range sides.Find(s.words) {
		if !s.means(h) {
			continue
		}
		for _, o := range found {
			if h.First-o.Last > apart || o.First-h.Last > apart {
				continue
			}
			switch side := sideOf[h.What]; {
			case out == "":
				out = side
			case out != side:
				out = Both
			}
		}
	}
	return out
}

// means tells whether a word for a side is one here, and not "was left open",
// "right away", "sin".
func (s segment) means(h phrase.Hit) bool {
	before, behind := "", ""
	if h.First > 0 {
		before = s.words[h.First-1]
	}
	if h.Last < len(s.words) {
		behind = s.words[h.Last]
	}
	switch s.words[h.First] {
	case "left":
		return !slices.Contains([]string{"was", "were", "be", "is", "has", "had", "she", "he", "have", "been"}, before) &&
			!slices.Contains([]string{"in", "to", "open", "with", "at", "for", "on", "over", "against", "alone", "intact", "behind"}, behind)
	case "right":
		return before != "all" && !slices.Contains([]string{"away", "now", "after", "before", "handed", "hand", "to", "upper", "lower"}, behind)
	case "sin", "re", "li": // "sin" is Latin and Spanish, "re" and "li" are other words as well
		return slices.Contains([]string{"mamma", "mammae", "mammaca", "mammakarzinom", "mastektomie", "niere", "lunge", "brust", "bet"}, before)
	}
	return true
}
