// Package statement draws what the patient has written for the packet: the
// questions, the dates that are booked, how things are, medicines, allergies and
// whom to ask. Everything is printed as it was written; nothing is computed from
// it or checked.
package statement

import (
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/packet/typeset"
)

// Title is the title of the pages.
const Title = "From the patient"

// Start is where a part of the statement begins.
type Start struct {
	Title string
	// Page counts the pages of the statement from 0.
	Page int
}

// part is one part of the statement.
type part struct {
	title string
	says  bool // there is something to say
	draw  func(s *typeset.Sheet, c clinical.Case)
}

// QuestionsTitle is the title of the part with the questions.
const QuestionsTitle = "Questions for the doctor"

// MedicinesTitle is the title of the part with the medicines.
const MedicinesTitle = "Medicines"

// BookedTitle is the title of the part with the dates that are booked.
const BookedTitle = "Dates already booked"

// parts come in the order in which a second doctor wants to know.
func parts(c clinical.Case) []part {
	return []part{
		{QuestionsTitle, len(c.Questions) > 0, questions},
		{BookedTitle, len(c.Booked) > 0, booked},
		{"How things are now", strings.TrimSpace(c.Symptoms) != "", symptoms},
		{"Allergies", len(c.Allergies) > 0 || c.NoKnownAllergies || len(c.Medicines) > 0, allergies},
		{MedicinesTitle, len(c.Medicines) > 0, medicines},
		{"Who to contact", hasContacts(c), contacts},
	}
}

// Draw draws the statement. There are no pages where the patient wrote nothing.
func Draw(sp *typeset.Speller, c clinical.Case) (pages []*typeset.Page, starts []Start) {
	var s *typeset.Sheet
	for _, p := range parts(c) {
		if !p.says {
			continue
		}
		if s == nil {
			s = begin(sp, c)
		}
		s.Heading(p.title, keepWithHeading)
		starts = append(starts, Start{p.title, len(s.Pages) - 1})
		p.draw(s, c)
	}
	if s == nil {
		return nil, nil
	}
	return s.Pages, starts
}

// keepWithHeading is how much of a part stands on the page of its heading: the
// heads of a table and a row.
const keepWithHeading = 75 * typeset.Point

func begin(sp *typeset.Speller, c clinical.Case) *typeset.Sheet {
	s := typeset.NewSheet(sp, "from the patient")
	s.Kicker("In the patient's own words")
	s.Again = Title + ", continued"
	s.Title(1, s.Text(Title, typeset.TitleStyle))
	s.Space(1 * typeset.MM)
	s.Paragraph(s.Text(author(c)+" It is printed as it was written; nothing was checked or computed.", typeset.NoteStyle))
	return s
}

// author says who wrote this.
func author(c clinical.Case) string {
	acts, known := c.PreparerActs()
	switch {
	case !known:
		return "The patient, or who prepared this packet, wrote this."
	case !acts && c.PreparedBy == "":
		return "Written by the patient."
	case !acts:
		return "Written by " + c.PreparedBy + "."
	}
	who := c.PreparedBy
	switch {
	case who == "":
		who = "the patient's " + c.Relationship
	case c.Relationship != "":
		who += " (" + c.Relationship + ")"
	}
	return "Written for the patient by " + who + "."
}

// cell is a text of a table; words stand for what was not stated.
func cell(t *typeset.Table, text string) []typeset.Span {
	if strings.TrimSpace(text) == "" {
		return []typeset.Span{t.Text("not stated", typeset.CellStyle.In(typeset.Grey))}
	}
	return []typeset.Span{t.Text(flat(text), typeset.CellStyle)}
}

// flat is a text without breaks of lines, which mean nothing in a cell and would
// make a page of a word.
func flat(text string) string { return strings.Join(strings.Fields(text), " ") }

// hanging writes a mark at the left of a paragraph.
func hanging(s *typeset.Sheet, mark, text string, c typeset.Colour) {
	const indent, most = 8 * typeset.MM, 60 * typeset.MM
	st := typeset.BodyStyle
	text = flat(text)
	lines := typeset.BreakLines([]typeset.Span{s.Text(text, st)}, typeset.ColumnWidth-indent, 0)
	if len(lines) == 0 {
		return // nothing of it can be shown
	}
	s.Need(min(typeset.Length(len(lines))*st.Leading(), most))
	y := s.Y
	s.Write(typeset.Left, indent, 1, s.Text(mark, st.Strong().In(c)))
	s.Y = y
	s.Write(typeset.Left+indent, typeset.ColumnWidth-indent, 0, s.Text(text, st))
	s.Space(4 * typeset.Point)
}
