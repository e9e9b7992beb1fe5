package packet

import (
	"fmt"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
)

// cover draws page 1: who, what is asked, what is not here, which scans. It is
// always exactly one page; what does not fit is named and linked.
func (l *Layout) cover(sp *speller) []*page {
	s := newSheet(sp, "cover")
	s.kicker("Records for a second opinion")
	l.coverPatient(s)
	l.coverFacts(s)
	l.coverSections(s)
	return s.pages[:1]
}

func (l *Layout) coverPatient(s *sheet) {
	pt := l.p.Case.Patient
	name := pt.Name()
	if name == "" {
		name = "Name not stated"
	}
	s.title(3, s.text(name, titleStyle))
	var about []string
	if !pt.BirthDate.IsZero() {
		about = append(about, "born "+pt.BirthDate.Human())
	}
	if sex := sexWord(pt.Sex); sex != "" {
		about = append(about, sex)
	}
	if len(pt.IDs) > 0 {
		word := "record no. "
		if len(pt.IDs) > 1 {
			word = "record nos. "
		}
		about = append(about, word+some(pt.IDs, 4))
	}
	spans := []span{s.text(strings.Join(about, " · "), bodyStyle)}
	if page := l.nameSeenOn(name); page > 0 {
		gap := " · "
		if len(about) == 0 {
			gap = ""
		}
		spans = append(spans, span{text: gap + "name as written: ", style: bodyStyle}, s.link(fmt.Sprintf("page %d", page), bodyStyle, page))
	}
	s.write(left, columnWidth, 3, spans...)
	s.space(5 * mm)
}

// nameSeenOn is a page that carries the patient's name, where the fonts cannot
// show it; 0 where they can, or where no document tells.
func (l *Layout) nameSeenOn(name string) int {
	if _, whole := showable(name); whole {
		return 0
	}
	for _, e := range l.entries {
		if e.doc != nil && !e.doc.Own && e.record.Patient.HasName() {
			return e.pages.First
		}
	}
	return 0
}

func sexWord(sex string) string {
	switch sex {
	case "F":
		return "female"
	case "M":
		return "male"
	case "O":
		return "sex: other"
	}
	return ""
}

// coverFacts draws the pairs of label and value, two in a line, those known.
func (l *Layout) coverFacts(s *sheet) {
	c := l.p.Case
	prepared, by := "Prepared", ""
	if c.PreparedBy != "" {
		prepared, by = "Prepared by", c.PreparedBy
	}
	if !l.p.Created.IsZero() {
		by = strings.TrimPrefix(by+", "+clinical.DateOf(l.p.Created).Human(), ", ")
	}
	facts := []struct {
		label, value string
		style        style
	}{
		{"For", c.Recipient, bodyStyle},
		{prepared, by, bodyStyle},
		{"Decision needed by", c.DecideBy.Human(), bodyStyle.strong()},
		{"In this packet", l.contents(), bodyStyle},
	}
	gap := 9 * mm
	width := (columnWidth - gap) / 2
	n, y, low := 0, s.y, s.y
	for _, f := range facts {
		if f.value == "" {
			continue
		}
		if n%2 == 0 {
			y = low
		}
		s.y = y
		x := left + length(n%2)*(width+gap)
		s.write(x, width, 1, s.text(upper(f.label), kickerStyle))
		s.write(x, width, 3, s.text(f.value, f.style))
		low = max(low, s.y+4*mm)
		n++
	}
	s.y = low
}

// contents counts what the packet holds.
func (l *Layout) contents() string {
	parts := []string{count(l.total, "page", "pages"), count(len(l.entries), "record", "records")}
	if n := len(l.p.Scans); n > 0 {
		images := 0
		for i := range l.p.Scans {
			images += l.p.Scans[i].images()
		}
		parts = append(parts, fmt.Sprintf("%s (%s)", count(n, "scan", "scans"), count(images, "image", "images")))
	}
	return strings.Join(parts, " · ")
}

// pageWord writes "page 7".
func pageWord(page int) string { return fmt.Sprintf("page %d", page) }
