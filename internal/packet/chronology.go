package packet

import (
	"fmt"
	"slices"

	"github.com/medbundle/medbundle/internal/packet/statement"
	"github.com/medbundle/medbundle/internal/packet/timeline"
	"github.com/medbundle/medbundle/internal/packet/timeline/chart"
	"github.com/medbundle/medbundle/internal/packet/typeset"
)

// labelStyle is that of the words in the picture.
var labelStyle = typeset.Style{Face: typeset.NoteStyle.Face, Size: 7200, Colour: typeset.Ink}

// timeline draws what happened when: a picture, and the table of all events with
// their sources. Without an event there is no page.
func (l *Layout) timeline(sp *typeset.Speller) []*typeset.Page {
	if len(l.p.Timeline) == 0 {
		return nil
	}
	s := typeset.NewSheet(sp, "timeline")
	s.Kicker("Timeline")
	s.Again = "Timeline, continued"
	s.Title(1, s.Text("What happened when", typeset.TitleStyle))
	s.Space(5 * typeset.MM)
	shown := make([]timeline.Event, len(l.p.Timeline))
	for i, e := range l.p.Timeline {
		e.Short = s.Show(e.Short)
		shown[i] = e
	}
	measure := func(text string) typeset.Length { return labelStyle.Face.Width(text, labelStyle.Size) }
	c, drawn := chart.Draw(shown, l.eventPage, typeset.ColumnWidth, measure)
	if drawn {
		d := drawing{s.Page(), s.Y, l}
		d.chart(&c)
		s.Y += c.Height + 4*typeset.MM
		s.Paragraph(s.Text(c.Legend(shown), typeset.NoteStyle))
		s.Space(4 * typeset.MM)
	}
	l.events(s, c.Numbered)
	s.Need(4*typeset.MM + 2*typeset.NoteStyle.Leading())
	s.Space(3 * typeset.MM)
	s.Paragraph(s.Text("Dates and words are copied from the records on the pages named at the right; nothing is computed or concluded. Papers that could not be read tell nothing here.", typeset.NoteStyle))
	return s.Pages
}

// eventPages are the pages of the packet that tell of event i, each once.
func (l *Layout) eventPages(i int) (pages []int) {
	for _, src := range l.p.Timeline[i].Sources {
		if page := l.SourcePage(src); page > 0 && !slices.Contains(pages, page) {
			pages = append(pages, page)
		}
	}
	return pages
}

func (l *Layout) eventPage(i int) int {
	if pages := l.eventPages(i); len(pages) > 0 {
		return pages[0]
	}
	return 0
}

// SourcePage is the page of the packet on which a source of the timeline stands; 0
// where it has none.
func (l *Layout) SourcePage(src timeline.Source) int {
	if src.Record == "" {
		if len(l.own) == 0 {
			return 0
		}
		for _, s := range l.said {
			if s.Title == statement.BookedTitle {
				return l.saidOn(s)
			}
		}
		return l.sectionPage(statementSection)
	}
	if e := l.byID[src.Record]; e != nil {
		return e.pageOf(src.Page)
	}
	return 0
}

// events draws the table, a row for each event; numbered where the picture names
// rows by number.
func (l *Layout) events(s *typeset.Sheet, numbered bool) {
	cols := []typeset.Column{
		typeset.TextColumn("Date", 46*typeset.MM, 2),
		typeset.TextColumn("Event, as stated", 0, 6),
		typeset.NumberColumn("Source page", 27*typeset.MM, 3),
	}
	if numbered {
		cols = append([]typeset.Column{typeset.TextColumn("No", 10*typeset.MM, 1)}, cols...)
	}
	rest := typeset.ColumnWidth
	for _, c := range cols {
		rest -= c.Width
	}
	cols[len(cols)-2].Width = rest
	t := s.NewTable(cols...)
	t.Head()
	undated := false
	for i := range l.p.Timeline {
		e := &l.p.Timeline[i]
		r := t.Set(l.eventCells(t, i, numbered))
		if !e.Dated() && !undated {
			undated = true
			if t.Y+groupHeight+r.H > typeset.Bottom {
				t.Turn()
			}
			groupHeading(t, "No date stated")
		}
		t.AddRow(r, l.eventPage(i))
	}
	t.End()
}

// mostSources is how many pages a row names.
const mostSources = 6

func (l *Layout) eventCells(t *typeset.Table, i int, numbered bool) (cells [][]typeset.Span) {
	e := &l.p.Timeline[i]
	if numbered {
		cells = append(cells, []typeset.Span{t.Text(fmt.Sprint(i+1), typeset.CellStyle.In(typeset.Grey))})
	}
	when := t.Text(e.When(), typeset.CellStyle)
	if !e.Dated() {
		when = t.Text("not stated", typeset.CellStyle.In(typeset.Grey))
	}
	what := []typeset.Span{t.Text(e.Words(), typeset.CellStyle)}
	if e.Quote != "" {
		what = append(what, t.Text("\n“"+e.Quote+"”", typeset.NoteStyle))
	}
	var pages []typeset.Span
	all := l.eventPages(i)
	for n, page := range all {
		if n == mostSources {
			pages = append(pages, t.Text(fmt.Sprintf(" and %d more", len(all)-n), typeset.NoteStyle))
			break
		}
		if n > 0 {
			pages = append(pages, t.Text(", ", typeset.CellStyle))
		}
		pages = append(pages, t.Link(fmt.Sprint(page), typeset.CellStyle, page))
	}
	return append(cells, []typeset.Span{when}, what, pages)
}
