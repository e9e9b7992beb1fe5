package packet

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/packet/statement"
	"github.com/medbundle/medbundle/internal/packet/typeset"
	"github.com/medbundle/medbundle/internal/packet/wording"
)

// cover draws page 1: who, what is asked, what is not here, which scans. It is
// always exactly one page; what does not fit is named and linked.
func (l *Layout) cover(sp *typeset.Speller) []*typeset.Page {
	s := typeset.NewSheet(sp, "cover")
	s.Kicker(l.coverKicker())
	l.coverDraft(s)
	l.coverPatient(s)
	l.coverNameless(s)
	l.coverFacts(s)
	l.coverSections(s)
	return s.Pages[:1]
}

// coverKicker says what this is, and what is wanted of the second doctor.
func (l *Layout) coverKicker() string {
	const what = "Records for a second opinion"
	if wanted := l.p.Case.Opinion.Wanted(); wanted != "" {
		return what + " · " + wanted
	}
	return what
}

// coverDraft says on a draft that it is one.
func (l *Layout) coverDraft(s *typeset.Sheet) {
	if l.p.Draft {
		s.Paragraph(s.Text(DraftMark+": this is not the final bundle. Please do not rely on it.", typeset.BodyStyle.Strong().In(typeset.Red)))
		s.Space(3 * typeset.MM)
	}
}

func (l *Layout) coverPatient(s *typeset.Sheet) {
	pt := l.p.Case.Patient
	name := pt.Name()
	if name == "" {
		name = "Name not stated"
	}
	if l.p.Nameless != "" {
		name = "A person without a name"
	}
	s.Title(3, s.Text(name, typeset.TitleStyle))
	var about []string
	if !pt.BirthDate.IsZero() {
		about = append(about, "born "+pt.BirthDate.Human())
	}
	if sex := sexWord(pt.Sex); sex != "" {
		about = append(about, sex)
	}
	if ids := numbers(pt); len(ids) > 0 {
		word := "record no. "
		if l.p.Nameless != "" {
			word = "called in the scans: "
		}
		if len(ids) > 1 {
			word = "record nos. "
		}
		about = append(about, word+wording.Some(ids, 4))
	}
	spans := []typeset.Span{s.Text(strings.Join(about, " · "), typeset.BodyStyle)}
	if page := l.nameSeenOn(name); page > 0 {
		gap := " · "
		if len(about) == 0 {
			gap = ""
		}
		spans = append(spans, typeset.Span{Text: gap + "name as written: ", Style: typeset.BodyStyle}, s.Link(fmt.Sprintf("page %d", page), typeset.BodyStyle, page))
	}
	s.Write(typeset.Left, typeset.ColumnWidth, 3, spans...)
	s.Space(5 * typeset.MM)
}

// numbers are the record numbers, each with who issued it where that is a name and
// no address or OID.
func numbers(pt clinical.Patient) []string {
	out := pt.Numbers()
	for n, id := range out {
		i := slices.Index(pt.IDs, id)
		if name := strings.TrimSpace(pt.Issuer(max(i, 0))); i >= 0 && isName(name) {
			out[n] = id + " (" + name + ")"
		}
	}
	return out
}

func isName(s string) bool {
	return strings.IndexFunc(s, unicode.IsLetter) >= 0 && !strings.ContainsAny(s, ":/@") && len(s) <= longestIssuer && strings.Contains(s, " ")
}

// longestIssuer is how long the name of a hospital is at most beside a number.
const longestIssuer = 60

// nameSeenOn is a page that carries the patient's name, where the fonts cannot
// show it; 0 where they can, or where no document tells.
func (l *Layout) nameSeenOn(name string) int {
	if _, whole := typeset.Showable(typeset.Shorten(name, longest)); whole {
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
func (l *Layout) coverFacts(s *typeset.Sheet) {
	c := l.p.Case
	prepared, by := "Prepared", ""
	if c.PreparedBy != "" {
		prepared, by = "Prepared by", c.PreparedBy
		if c.Relationship != "" && !strings.EqualFold(c.Relationship, "self") {
			by += " (" + c.Relationship + ")"
		}
	}
	if !l.p.Created.IsZero() {
		by = strings.TrimPrefix(by+", "+clinical.DateOf(l.p.Created).Human(), ", ")
	}
	facts := []struct {
		label, value string
		style        typeset.Style
	}{
		{"For", c.Recipient, typeset.BodyStyle},
		{prepared, by, typeset.BodyStyle},
		{"Decision needed by", c.DecideBy.Human(), typeset.BodyStyle.Strong()},
		{"In this packet", l.contents(), typeset.BodyStyle},
		{"Already booked", l.nextBooked(), typeset.BodyStyle},
	}
	gap := 9 * typeset.MM
	width := (typeset.ColumnWidth - gap) / 2
	n, y, low := 0, s.Y, s.Y
	for _, f := range facts {
		if f.value == "" {
			continue
		}
		if n%2 == 0 {
			y = low
		}
		s.Y = y
		x := typeset.Left + typeset.Length(n%2)*(width+gap)
		s.Write(x, width, 1, s.Text(typeset.Upper(f.label), typeset.KickerStyle))
		s.Write(x, width, 3, s.Text(f.value, f.style))
		low = max(low, s.Y+4*typeset.MM)
		n++
	}
	s.Y = low
}

// nextBooked is the first booked date that has not passed, and how many more
// there are.
func (l *Layout) nextBooked() string {
	today := clinical.DateOf(l.p.Created)
	var ahead []clinical.Booking
	for _, b := range statement.InOrder(l.p.Case.Booked) {
		if l.p.Created.IsZero() || !b.Date.Past(today) {
			ahead = append(ahead, b)
		}
	}
	if len(ahead) == 0 {
		return ""
	}
	next := ahead[0].Date.Human() + ", " + ahead[0].What
	if n := len(ahead) - 1; n > 0 {
		next = fmt.Sprintf("%s, and %d more", typeset.Clip(next, 90), n)
	}
	return next
}

// contents counts what the packet holds.
func (l *Layout) contents() string {
	parts := []string{wording.Count(l.total, "page", "pages"), wording.Count(len(l.entries), "record", "records")}
	if n := len(l.p.Scans); n > 0 {
		images := 0
		for i := range l.p.Scans {
			images += l.p.Scans[i].Images()
		}
		parts = append(parts, fmt.Sprintf("%s (%s)", wording.Count(n, "scan", "scans"), wording.Count(images, "image", "images")))
	}
	return strings.Join(parts, " · ")
}

// pageWord writes "page 7".
func pageWord(page int) string { return fmt.Sprintf("page %d", page) }
