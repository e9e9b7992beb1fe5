package people

import (
	"sort"
	"strings"
	"unicode"

	"github.com/medbundle/medbundle/internal/classify/dates"
	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

// maxBirths bounds the birth dates that are read of one page.
const maxBirths = 50

// withBirthDates adds the birth dates of the page among the parts; one without
// a named patient before it takes the name on its own line.
func (p page) withBirthDates(parts []part, known dates.Reading) []part {
	births := 0
	for _, s := range known.On(p.Number) {
		if births == maxBirths {
			break
		}
		if s.Role != "born" && !p.bareBirth(s) || s.Date.Precision() == clinical.PrecisionMonth && s.Label == "*" {
			continue
		}
		births++
		x := part{start: s.Start, end: s.End, label: "born"}
		x.Family, x.Given = p.nameBefore(s.Start)
		near := false
		for _, o := range parts {
			if o.HasName() && s.Start-o.end < 300 && o.start-s.End < 200 {
				near = true
				if compareNames(x.Patient, o.Patient) < namesNear {
					x.Family, x.Given = "", ""
				}
			}
		}
		if !near && !x.HasName() {
			x.Family, x.Given = p.nameInAddress(s.Start)
		}
		x.BirthDate = s.Date
		parts = insertPart(parts, x)
	}
	return parts
}

// bareBirth tells whether a date at the head of the first page follows a name
// and a comma directly ("Andrea Ilgner, 21.10.1982, wohnhaft …").
func (p page) bareBirth(s dates.Spot) bool {
	if s.Page != 1 || s.Role != "" || len(p.Lines) == 0 || p.LineAt(s.Start) > 3 || s.Date.Year > 2015 {
		return false
	}
	after := strings.TrimLeft(words.Fold(p.Text[s.End:min(len(p.Text), s.End+20)]), " ,")
	return strings.HasPrefix(after, "wohnhaft") || strings.HasPrefix(after, "wh")
}

// nameBefore reads a name that ends directly before pos, on its line: "Andrea
// Ilgner, 21.10.1982", "Huberta Hotzenplotz, geb. am …".
func (p page) nameBefore(pos int) (family, given string) {
	if len(p.Lines) == 0 {
		return "", ""
	}
	l := p.Lines[p.LineAt(pos)]
	var parts []string
	comma := false
	last := sort.Search(len(p.Words), func(i int) bool { return p.Words[i].End > pos }) - 1
	for i := last; i >= l.First && last-i < 10; i-- {
		w := p.Words[i]
		word := p.Text[w.Start:w.End]
		if len(parts) == 0 && p.birthWord(i) {
			continue
		}
		if courtesy[words.Fold(word)] || !nameLike(word, 1) || len(parts) >= 4 || unicode.IsLower([]rune(word)[0]) && len(parts) == 0 {
			break
		}
		if gap := p.Text[w.End:min(pos, max(w.End, p.nextStart(i)))]; len(parts) > 0 && strings.ContainsAny(gap, ".:;()") {
			break
		} else if len(parts) > 0 && strings.Contains(gap, ",") {
			comma = true
		}
		parts = append([]string{word}, parts...)
		if comma && len(parts) >= 2 && i > l.First && strings.Contains(p.Text[p.Words[i-1].End:w.Start], ",") {
			break
		}
	}
	if len(parts) < 2 && !(len(parts) == 1 && comma) {
		return "", ""
	}
	if comma {
		return splitName(parts[0]+", "+strings.Join(parts[1:], " "), "name")
	}
	return splitName(strings.Join(parts, " "), "name")
}

func (p page) nextStart(i int) int {
	if i+1 < len(p.Words) {
		return p.Words[i+1].Start
	}
	return len(p.Text)
}

// birthWord tells whether the word at i belongs to a label of a birth date.
func (p page) birthWord(i int) bool {
	switch words.Fold(p.Text[p.Words[i].Start:p.Words[i].End]) {
	case "geb", "geboren", "am", "born", "dob", "d", "o", "b", "nato", "nata", "il", "ne", "nee", "le", "ur", "nacido", "nacida", "el", "date", "of", "birth", "op":
		return true
	}
	return false
}

// nameInAddress reads the name above an address that stands before pos: a line
// of two to four names without any other word, over a line with a house number.
func (p page) nameInAddress(pos int) (family, given string) {
	if len(p.Lines) == 0 {
		return "", ""
	}
	at := p.LineAt(pos)
	for i := at - 1; i >= max(0, at-5); i-- {
		l, below := p.Lines[i], p.Lines[i+1]
		text := strings.TrimSpace(p.Text[l.Start:l.End])
		if n := l.Last - l.First; n < 2 || n > 4 || strings.ContainsAny(text, ":;/()") || strings.IndexAny(p.Text[below.Start:below.End], "0123456789") < 0 {
			continue
		}
		alike := true
		for j := l.First; j < l.Last; j++ {
			alike = alike && nameLike(p.Text[p.Words[j].Start:p.Words[j].End], j-l.First) && !courtesy[words.Fold(p.Text[p.Words[j].Start:p.Words[j].End])]
		}
		if alike {
			return splitName(text, "name")
		}
	}
	return "", ""
}
