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
		if l.near && !colon && l.role != "born" && (len(l.text) < minBareNear || strings.TrimSpace(gap) != "") {
			continue // a word that is nearly a label counts only where a label must stand
		}
		if !colon && (wordCount(gap) > maxGapWords(l.role) || len(l.text) == 1) || colon && wordCount(gap) > maxColonWords {
			continue // a single letter is a label only before a colon: "D: 03/04/2026", not "D'Angelo"
		}
		if !colon && l.role == "earlier" && len(l.text) <= 2 && (strings.Contains(gap, ",") || wordCount(gap) > 1) {
			continue // "Gelezen en goedgekeurd, 24/01/2024", "En Madrid a 22/01/2025"
		}
		s.Role, s.Label, s.LabelAt, s.Colon = l.role, l.text, l.start, colon
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
		if (s.Role == "earlier" || l.role == "place") && !colon {
			if x, ok := p.endedBefore(labels[:i], l, from); ok {
				s.Role, s.Label, s.LabelAt = x.role, x.text, x.start
				break
			}
		}
		p.title(l, s)
		break
	}
	if p.booked(s) {
		s.Role = "slot"
	}
	if s.Role == "" || s.Role == "document" || s.Role == "earlier" {
		if star := strings.TrimRight(p.Text[max(from, s.Start-4):s.Start], " "); strings.HasSuffix(star, "*") && !strings.HasSuffix(star, "**") || strings.HasSuffix(star, " °") || star == "°" {
			s.Role, s.Label = "born", "*"
		} else if n := p.abbreviatedBirth(s, from); n > 0 {
			s.Role, s.Label, s.LabelAt = "born", "*", n
		}
	}
}

// abbreviatedBirth tells whether "b." or "n." stands before the date, behind a name:
// "Baby Joseph, b. 12/03/1968", "Loredana Zanetti   n. 27/05/1972".
// It says where, 0 for nowhere.
func (p page) abbreviatedBirth(s *Spot, from int) int {
	before := strings.TrimRight(p.Text[max(from, s.Start-8):s.Start], " ")
	rest, ok := strings.CutSuffix(before, "b.")
	if !ok {
		rest, ok = strings.CutSuffix(before, "n.")
	}
	if !ok || !strings.HasSuffix(rest, "  ") && !strings.HasSuffix(rest, ", ") && !strings.HasSuffix(rest, "(") {
		return 0
	}
	return max(from, s.Start-8) + len(rest)
}

// minBareNear is how long a misread label is at least that counts without a colon,
// directly before its date: "Colloctecl 03 Feb 2023".
const minBareNear = 7

// maxColonWords is how many words may stand between a label with a colon and its
// date: "Date: Thursday, the 6th".
const maxColonWords = 3

// maxEndWords is how many words may stand between a verb that says that a treatment
// ended or began and its day: "completed his course of radiation therapy on".
const maxEndWords = 12

// attended are verbs of visits that an "on" before a day belongs to, folded.
var attended = map[string]bool{"attended": true, "bezocht": true}

// endedBefore finds the verb that an "on" before a day belongs to, in its sentence.
func (p page) endedBefore(labels []label, on label, from int) (label, bool) {
	for i := len(labels) - 1; i >= 0 && labels[i].start >= from; i-- {
		l := labels[i]
		if l.role != "finished" && l.role != "born" && !attended[words.Fold(l.text)] || l.near {
			continue
		}
		gap := p.Text[l.end:on.start]
		if l.role == "born" { // "geboren te Lier op", "nata a Lecce il"
			return l, !strings.ContainsAny(gap, ".;:,\n") && wordCount(gap) <= maxGapWords(l.role)
		}
		return l, !strings.ContainsAny(gap, ".;:") && !strings.Contains(gap, "\n\n") && wordCount(gap) <= maxEndWords
	}
	return label{}, false
}

// weekdays begin the day of an appointment, by their first three letters, folded.
var weekdays = map[string]bool{"mon": true, "tue": true, "wed": true, "thu": true, "fri": true, "sat": true, "sun": true, "die": true, "mit": true, "don": true, "fre": true, "sam": true, "son": true,
	"maa": true, "din": true, "woe": true, "vri": true, "zat": true, "zon": true, "lun": true, "mar": true, "mer": true, "mie": true, "jeu": true, "jue": true, "gio": true, "ven": true, "vie": true, "dim": true, "pon": true, "wto": true, "sro": true, "czw": true, "pia": true}

// booked tells whether a day is that of an appointment: the day of the week stands
// before it and a time of day behind it ("Date: Thursday 6 June 2024   Time: 10.40").
func (p page) booked(s *Spot) bool {
	if s.Role != "" && s.Role != "document" && s.Role != "appointment" && s.Role != "place" && s.Role != "earlier" {
		return false
	}
	l := p.Lines[p.LineAt(s.Start)]
	before := strings.FieldsFunc(words.FoldSpaced(p.Text[max(l.Start, s.Start-maxDayName):s.Start]), func(r rune) bool { return !words.IsWordRune(r) })
	if len(before) == 0 {
		return false
	}
	day := before[len(before)-1]
	if len(day) > 10 || len(day) < 2 || len(day) > 2 && !weekdays[day[:3]] || len(day) == 2 && !shortDays[day] {
		return false
	}
	after := words.FoldSpaced(strings.TrimLeft(p.Text[s.End:min(l.End, s.End+maxTimeOfDay)], " ,-–\t"))
	for _, word := range timeWords {
		if rest, ok := strings.CutPrefix(after, word); ok && strings.ContainsAny(rest[:min(len(rest), 6)], "0123456789") {
			return true
		}
	}
	return len(after) > 4 && after[0] >= '0' && after[0] <= '9' && strings.ContainsAny(after[1:3], ":.h")
}

// How far the day of the week and the time of day may stand from a day, in bytes.
const (
	maxDayName   = 16
	maxTimeOfDay = 40
)

// shortDays are days of the week in two letters, in German and Dutch.
var shortDays = map[string]bool{"mo": true, "di": true, "mi": true, "do": true, "fr": true, "sa": true, "so": true, "ma": true, "wo": true, "vr": true, "za": true, "zo": true}

// timeWords stand before a time of day, folded.
var timeWords = []string{"time", "at ", "um ", "om ", "uhrzeit", "zeit", "tijd", "heure", "a ", "hora", "a las", "alle ", "ore ", "ora", "godz", "o godz", "check-in", "arrive"}

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
var visitWords = []string{"behandlung", "untersuch", "kontroll", "vorgestellt", "vorstell", "ambulan", "consult", "sprechstunde", "gesehen", "erhoben", "en consulta", "visita", "wizyt", "polikliniek", "gezien", "zag ik", "spreekuur"}

// writtenWords stand behind the day on which a note was written.
var writtenWords = []string{"aufgeschrieben", "notiert", "geschrieben", "opgeschreven", "genoteerd", "zapisane", "written", "noted down"}

// placeRole tells what a date behind a mere "on the" means: the date of the
// letter behind a place and a comma ("Ulm, den …"), the visit where the words
// behind it say so, else the history.
func (p page) placeRole(l label, s *Spot) string {
	before := strings.TrimRight(p.Text[max(0, l.start-4):l.start], " ")
	if opens := before == "" || strings.HasSuffix(before, "\n"); opens && words.ContainsAny(words.FoldSpaced(p.Text[s.End:min(len(p.Text), s.End+30)]), visitWords) {
		return "visit" // "Op 05-10-2023 zag ik …"
	}
	if before == "" || strings.HasSuffix(before, ",") || strings.HasSuffix(before, "\n") {
		return "document"
	}
	after := words.FoldSpaced(p.Text[s.End:min(len(p.Text), s.End+60)])
	if words.ContainsAny(after, visitWords) {
		return "visit"
	}
	if words.ContainsAny(after[:min(len(after), 24)], writtenWords) {
		return "document"
	}
	return "earlier"
}

// maxGapWords is how many words may stand between a label without a colon and its date.
func maxGapWords(role string) int {
	switch role {
	case "earlier":
		return 2
	case "born": // "geboren te Sint Niklaas op"
		return 4
	case "document":
		return 0
	}
	return 1
}

func firstMark(gap string) string {
	gap = strings.TrimLeft(gap, " .\t)")
	if gap == "" {
		return ""
	}
	return gap[:1]
}

func wordCount(s string) int {
	return len(strings.FieldsFunc(s, func(r rune) bool { return !words.IsWordRune(r) }))
}
