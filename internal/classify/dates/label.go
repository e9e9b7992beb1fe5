package dates

import (
	"sort"
	"strings"

	"github.com/medbundle/medbundle/internal/classify/words"
)

// labelReach is how far a label may stand before its date, in bytes.
const labelReach = 48

// label is a label that says what the date after it means.
type label struct {
	start, end int
	role, text string
	near       bool // a letter of it is put right
}

func (p page) dateLabels() []label {
	var out []label
	p.EachLabel(func(h words.Hit, m words.Meaning) {
		start, end := p.Words[h.First].Start, p.Words[h.Last-1].End
		if n := len(out); n > 0 && out[n-1].start == start {
			return
		}
		out = append(out, label{start, end, m.What, p.Text[start:end], h.Near})
	}, words.DateLabel)
	return out
}

// label gives the spot the meaning of the nearest label before it, on its line
// or alone on the line above, with no other date in between.
func (p page) label(s *Spot, labels []label, from int) {
	before := sort.Search(len(labels), func(i int) bool { return labels[i].end > s.Start })
	for i := before - 1; i >= 0; i-- {
		l := labels[i]
		if l.start < from || s.Start-l.end > labelReach {
			break
		}
		gap := p.Text[l.end:s.Start]
		colon := strings.ContainsAny(firstMark(gap), ":=")
		if strings.Count(gap, "\n") > 1 || strings.Contains(gap, "\n") && !colon && strings.TrimSpace(gap) != "" {
			break
		}
		if l.near && !colon && l.role != "born" {
			continue // a word that is nearly a label counts only where a label must stand
		}
		if !colon && (wordCount(gap) > maxGapWords(l.role) || len(l.text) == 1) {
			continue // a single letter is a label only before a colon: "D: 03/04/2026", not "D'Angelo"
		}
		s.Role, s.Label, s.colon = l.role, l.text, colon
		switch l.role {
		case "place":
			s.Role = p.placeRole(l, s)
		case "titled":
			s.Role = "earlier"
		}
		if s.Role == "exam" && p.compared(labels[:i+1], from) {
			s.Role = "earlier"
			break
		}
		p.title(l, s)
		break
	}
	if s.Role == "" || s.Role == "document" || s.Role == "earlier" {
		if star := strings.TrimRight(p.Text[max(from, s.Start-3):s.Start], " "); strings.HasSuffix(star, "*") {
			s.Role, s.Label = "born", "*"
		}
	}
}

// compared tells whether the last of the labels stands behind one that tells of
// an earlier examination, on its line: "Vergleich: CT vom …".
func (p page) compared(labels []label, from int) bool {
	last := labels[len(labels)-1]
	for i := len(labels) - 2; i >= 0 && labels[i].start >= from; i-- {
		if labels[i].end > last.start {
			continue
		}
		between := p.Text[labels[i].end:last.start]
		if strings.Contains(between, "\n") {
			return false
		}
		if labels[i].role == "earlier" && len(labels[i].text) > 3 && !strings.Contains(between, ".") {
			return true
		}
	}
	return false
}

// visitWords stand behind the date of the visit that a letter reports on.
var visitWords = []string{"behandlung", "untersuch", "kontroll", "vorgestellt", "vorstell", "ambulan", "consult", "sprechstunde", "gesehen", "erhoben", "en consulta", "visita", "wizyt", "polikliniek", "gezien"}

// placeRole tells what a date behind a mere "on the" means: the date of the
// letter behind a place and a comma ("Ulm, den …"), the visit where the words
// behind it say so, else the history.
func (p page) placeRole(l label, s *Spot) string {
	before := strings.TrimRight(p.Text[max(0, l.start-4):l.start], " ")
	if before == "" || strings.HasSuffix(before, ",") || strings.HasSuffix(before, "\n") {
		return "document"
	}
	if words.ContainsAny(words.Fold(strings.ReplaceAll(p.Text[s.End:min(len(p.Text), s.End+60)], "\n", " ")), visitWords) {
		return "visit"
	}
	return "earlier"
}

// maxGapWords is how many words may stand between a label without a colon and its date.
func maxGapWords(role string) int {
	switch role {
	case "earlier", "born":
		return 2
	case "document":
		return 0
	}
	return 1
}

func firstMark(gap string) string {
	gap = strings.TrimLeft(gap, " \t)")
	if gap == "" {
		return ""
	}
	return gap[:1]
}

func wordCount(s string) int {
	return len(strings.FieldsFunc(s, func(r rune) bool { return !words.IsWordRune(r) }))
}
