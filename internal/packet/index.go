package packet

import (
	"fmt"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/packet/statement"
	"github.com/medbundle/medbundle/internal/packet/typeset"
)

// index draws the list of everything in the packet, by group. Every row leads
// to its page as a whole, and none is split over two pages.
func (l *Layout) index(sp *typeset.Speller) []*typeset.Page {
	s := typeset.NewSheet(sp, "index")
	s.Kicker("Index")
	s.Again = "Index, continued"
	s.Title(1, s.Text("Everything in this packet", typeset.TitleStyle))
	s.Space(2 * typeset.MM)
	if len(l.entries) == 0 && len(l.said) == 0 {
		s.Paragraph(s.Text("There are no documents and no scans in this packet.", typeset.BodyStyle))
		return s.Pages
	}
	t := s.NewTable(indexColumns()...)
	t.Head()
	group := clinical.Group("")
	if len(l.said) > 0 {
		group = clinical.GroupFront
		l.statementRow(t)
	}
	for _, e := range l.entries {
		if e.scan != nil || e.shown() {
			l.indexRow(t, e, &group)
		}
	}
	l.appendixRows(t)
	t.End()
	return s.Pages
}

// statementRow is the row of what the patient wrote, which has no number and no
// date of service. It names its parts, and the page of one that begins later.
func (l *Layout) statementRow(t *typeset.Table) {
	first := l.sectionPage(statementSection)
	var parts []string
	for _, s := range l.said {
		name := strings.ToLower(s.Title[:1]) + s.Title[1:]
		if s.Page > 0 {
			name += fmt.Sprintf(" (page %d)", l.saidOn(s))
		}
		parts = append(parts, name)
	}
	groupHeading(t, clinical.GroupFront.Title())
	t.Add(first, nil, nil,
		[]typeset.Span{t.Link(statement.Title, typeset.CellStyle, 0), t.Text(" — "+strings.Join(parts, ", "), typeset.CellStyle)},
		[]typeset.Span{t.Text("the patient", typeset.CellStyle)}, []typeset.Span{t.Text(fmt.Sprint(l.counts[statementSection]), typeset.CellStyle)},
		[]typeset.Span{t.Link(fmt.Sprint(first), typeset.CellStyle.Strong(), 0)})
}

func indexColumns() []typeset.Column {
	cols := []typeset.Column{
		typeset.TextColumn("No", 11*typeset.MM, 1),
		typeset.TextColumn("Date of service", 25*typeset.MM, 1),
		typeset.TextColumn("Record", 0, 8),
		typeset.TextColumn("From", 43*typeset.MM, 4),
		typeset.NumberColumn("Pages", 16*typeset.MM, 1),
		typeset.NumberColumn("Page", 13*typeset.MM, 1),
	}
	rest := typeset.ColumnWidth
	for _, c := range cols {
		rest -= c.Width
	}
	cols[2].Width = rest
	return cols
}

// indexRow draws the row of e, under the heading of its group where group
// changes or the page does.
func (l *Layout) indexRow(t *typeset.Table, e *entry, group *clinical.Group) {
	g := e.record.Kind.Group()
	r := t.Set(l.indexCells(t, e))
	headed := g != *group
	need := r.H
	if headed {
		need += groupHeight
	}
	if t.Y+need > typeset.Bottom {
		t.Turn()
		title := g.Title()
		if !headed {
			title += ", continued"
		}
		groupHeading(t, title)
	} else if headed {
		groupHeading(t, g.Title())
	}
	*group = g
	t.AddRow(r, e.pages.First)
}

var groupStyle = typeset.Style{Face: typeset.Semibold, Size: 10 * typeset.Point, Colour: typeset.Teal}

const groupHeight = 4*typeset.MM + 15*typeset.Point

func groupHeading(t *typeset.Table, title string) {
	t.Space(4 * typeset.MM)
	t.PutLine(typeset.Left, t.Y, 15*typeset.Point, typeset.BreakLines([]typeset.Span{t.Text(title, groupStyle)}, typeset.ColumnWidth, 1)[0])
	t.Space(15 * typeset.Point)
}

func (l *Layout) indexCells(t *typeset.Table, e *entry) [][]typeset.Span {
	lead, detail := e.name()
	title := []typeset.Span{t.Link(lead, typeset.CellStyle, 0)}
	if detail != "" {
		title = append(title, t.Text(" — "+detail, typeset.CellStyle))
	}
	if rs := l.remarks(e); rs != "" {
		title = append(title, t.Text("\n"+rs, typeset.NoteStyle))
	}
	date := typeset.CellStyle
	if e.record.Date.IsZero() {
		date = typeset.CellStyle.In(typeset.Grey)
	}
	return [][]typeset.Span{
		{t.Text(fmt.Sprint(e.number), typeset.CellStyle)},
		{t.Text(e.date(), date)},
		title,
		{t.Text(e.facility(), typeset.CellStyle)},
		{t.Text(fmt.Sprint(e.pages.Last-e.pages.First+1), typeset.CellStyle)},
		{t.Link(fmt.Sprint(e.pages.First), typeset.CellStyle.Strong(), 0)},
	}
}
