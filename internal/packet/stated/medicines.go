package stated

import (
	"fmt"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/packet/typeset"
	"github.com/medbundle/medbundle/internal/packet/wording"
)

// Medicine is a line of a list with its source.
type Medicine struct {
	clinical.MedicineLine
	Source
}

// Own turns what the patient wrote into lines; page is where it stands.
func Own(ms []clinical.Medicine, page int) (out []Medicine) {
	for _, m := range ms {
		to := m.Stopped.Human()
		if m.Ongoing {
			to = "still taken"
		}
		out = append(out, Medicine{
			clinical.MedicineLine{Name: m.Name, Dose: m.Dose, HowOften: m.HowOften, From: m.Started.Human(), To: to, Ended: !m.Stopped.IsZero()},
			Source{Name: "as the patient wrote it", Page: page},
		})
	}
	return out
}

// Medicines draws the table: own, what the patient wrote, and lines, of the
// records; unread are lists of which no line could be read. There is no page where
// the records list nothing.
func Medicines(sp *typeset.Speller, own, lines []Medicine, unread []Source) []*typeset.Page {
	if len(lines)+len(unread) == 0 {
		return nil
	}
	s := typeset.NewSheet(sp, "medicines")
	s.Kicker("In the words of the records")
	s.Again = MedicinesTitle + ", continued"
	s.Title(2, s.Text(MedicinesTitle, typeset.TitleStyle))
	s.Space(1 * typeset.MM)
	s.Paragraph(s.Text("Copied line by line and grouped by name, the newest paper first. Nothing was computed or joined: what is taken today has to be asked. A line that could not be divided surely stands whole under its name.", typeset.NoteStyle))
	for _, u := range unread {
		s.Space(1 * typeset.MM)
		s.Paragraph(s.Link(fmt.Sprintf("Page %d", u.Page), typeset.BodyStyle, u.Page), s.Text(" holds a list of medicines that could not be read line by line.", typeset.BodyStyle))
	}
	s.Space(3 * typeset.MM)
	if len(lines) > 0 {
		rows(s, grouped(own, lines))
	}
	return s.Pages
}

// grouped orders the lines by name, the same name in another case beside it; the
// patient's own first, then the newest paper. What one paper lists twice alike on
// one page is one line.
func grouped(own, lines []Medicine) []Medicine {
	all := append(slices.Clone(own), lines...)
	slices.SortStableFunc(all, func(a, b Medicine) int {
		if n := strings.Compare(nameKey(a), nameKey(b)); n != 0 {
			return n
		}
		if own, other := a.Record == "", b.Record == ""; own != other {
			if own {
				return -1
			}
			return 1
		}
		return b.Source.Date.Compare(a.Source.Date)
	})
	return slices.CompactFunc(all, func(a, b Medicine) bool { return a == b })
}

func nameKey(m Medicine) string {
	return strings.ToLower(strings.Join(strings.Fields(m.MedicineLine.Name), " "))
}

func rows(s *typeset.Sheet, all []Medicine) {
	const dose, often, date, from, page = 26 * typeset.MM, 31 * typeset.MM, 22 * typeset.MM, 26 * typeset.MM, 10 * typeset.MM
	t := s.NewTable(typeset.TextColumn("Name", typeset.ColumnWidth-dose-often-2*date-from-page, 0), typeset.TextColumn("Dose", dose, 0), typeset.TextColumn("How often", often, 0),
		typeset.TextColumn("From", date, 0), typeset.TextColumn("To", date, 0), typeset.TextColumn("Source", from, 0), typeset.NumberColumn("Page", page, 1))
	t.Head()
	last := ""
	for _, m := range all {
		name := []typeset.Span{t.Text(m.MedicineLine.Name, typeset.CellStyle.Strong())}
		if key := nameKey(m); key == last {
			name = []typeset.Span{t.Text(m.MedicineLine.Name, typeset.CellStyle.In(typeset.Grey))}
		} else {
			last = key
		}
		to := []typeset.Span{t.Text(m.To, typeset.CellStyle)}
		if m.Ended && m.Record != "" {
			word := "listed as ended"
			if m.To != "" {
				word = "\n" + word
			}
			to = append(to, t.Text(word, typeset.NoteStyle))
		}
		t.Add(m.Source.Page, name, plain(t, m.Dose), plain(t, m.HowOften), plain(t, m.From), to, small(t, m), []typeset.Span{t.Link(fmt.Sprint(m.Source.Page), typeset.CellStyle, 0)})
	}
	t.End()
	s.Space(2 * typeset.MM)
	s.Paragraph(s.Text(wording.Count(len(all), "line", "lines")+". An empty field means that the line does not say it.", typeset.NoteStyle))
}

func plain(t *typeset.Table, text string) []typeset.Span {
	if text == "" {
		return nil
	}
	return []typeset.Span{t.Text(text, typeset.CellStyle)}
}

func small(t *typeset.Table, m Medicine) []typeset.Span {
	text := m.Source.Name
	if !m.Source.Date.IsZero() {
		text += ", " + m.Source.Date.Human()
	}
	if m.Recognized {
		text += ", read by OCR"
	}
	return []typeset.Span{t.Text(text, typeset.NoteStyle)}
}
