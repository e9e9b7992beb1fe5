package people

import (
	"strings"

	"github.com/medbundle/medbundle/internal/classify/dates"
	"github.com/medbundle/medbundle/internal/classify/names"
	"github.com/medbundle/medbundle/internal/classify/nametext"
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
		if s.Role != "born" && !p.bareBirth(s) || p.ofKin(s.Start) || s.Date.Precision() == clinical.PrecisionMonth && s.Label == "*" {
			continue
		}
		births++
		x := part{start: s.Start, end: s.End, label: "born"}
		x.setName(p.nameBefore(min(s.Start, s.LabelAt)))
		if !x.HasName() {
			x.setName(p.nameBehindTitle(s.Start))
		}
		if !x.HasName() {
			x.setName(p.nameAbove(min(s.Start, s.LabelAt)))
		}
		x.Former = p.formerBefore(s.Start)
		near := false
		for _, o := range parts {
			if o.HasName() && s.Start-o.end < 300 && o.start-s.End < 200 {
				near = true
				if names.Compare(x.Patient, o.Patient) < names.Near {
					x.setName("", "", false)
				}
			}
		}
		if !near && !x.HasName() {
			x.setName(p.nameInAddress(s.Start))
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
	after, _, _ := strings.Cut(strings.TrimLeft(words.FoldSpaced(p.Text[s.End:min(len(p.Text), s.End+20)]), " ,"), " ")
	after = strings.Trim(after, ".:")
	return after == "wohnhaft" || after == "wh"
}

// nameBefore reads a name that ends directly before pos, on its line: "Andrea
// Ilgner, 21.10.1982", "GARCÍA LÓPEZ, Ana, nacida el …", "Mevr. A. de Vries, …",
// "Castellanos, Roy   43 y.o. male   10/31/1980".
func (p page) nameBefore(pos int) (family, given string, sure bool) {
	first, last := p.Before(pos)
	if last-first < 1 {
		return "", "", false
	}
	return names.Split(p.Joined(first, last), "name", p.Lang)
}

// nameBehindTitle reads the name at the start of the line of pos where the line
// begins with "Mr" or "Frau", not with the title of a doctor.
func (p page) nameBehindTitle(pos int) (family, given string, sure bool) {
	if len(p.Lines) == 0 {
		return "", "", false
	}
	l := p.Lines[p.LineAt(pos)]
	if l.Last-l.First < 3 {
		return "", "", false
	}
	title := p.Words[l.First]
	if word := words.Fold(p.Text[title.Start:title.End]); !names.Courtesy(word) || nametext.Doctors[word] {
		return "", "", false
	}
	name, end := p.After(title.Start, l.First)
	if end > pos || len(strings.Fields(name)) < 2 {
		return "", "", false
	}
	return names.Split(name, "name", p.Lang)
}

// formerBefore is the former family name that stands before a birth date.
func (p page) formerBefore(pos int) string {
	if len(p.Lines) == 0 {
		return ""
	}
	l := p.Lines[p.LineAt(pos)]
	for i := p.WordAt(pos) - 1; i > l.First && p.WordAt(pos)-i < 12; i-- {
		if p.MaidenMark(i) > 0 {
			name, end := p.FormerAfter(p.Words[i-1].End)
			if end < pos {
				return name
			}
		}
	}
	return ""
}
