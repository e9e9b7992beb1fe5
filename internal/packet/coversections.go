package packet

import (
	"fmt"
	"sort"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/packet/statement"
	"github.com/medbundle/medbundle/internal/packet/typeset"
	"github.com/medbundle/medbundle/internal/packet/wording"
)

// coverSections draws the questions, what is to be noted, what is not here, and
// the scans: as many rows of each as the page holds, in turn.
func (l *Layout) coverSections(s *typeset.Sheet) {
	s.Share(l.coverQuestions(s), l.coverNotes(s), l.coverQuotes(s), l.coverMissing(s), l.coverScans(s))
}

// questionLines is how much of one question the cover shows, and topQuestions
// how many; all stand in full behind it.
const (
	questionLines = 4
	topQuestions  = 3
)

func (l *Layout) coverQuestions(s *typeset.Sheet) *typeset.Part {
	all := l.p.Case.Questions
	p := &typeset.Part{Title: "What I ask", Whole: len(all) > topQuestions}
	for _, q := range all[:min(len(all), topQuestions)] {
		lines := typeset.BreakLines([]typeset.Span{s.Text(q, typeset.BodyStyle)}, typeset.ColumnWidth-5*typeset.MM, questionLines+1)
		if len(lines) > questionLines {
			p.Whole = true
		}
		p.Rows = append(p.Rows, barred(s, questionLines, typeset.Teal, s.Text(q, typeset.BodyStyle)))
	}
	p.More = func(n int) typeset.Item {
		words := "The questions in full: "
		if n += len(all) - len(p.Rows); n > 0 {
			words = fmt.Sprintf("and %d more; the questions in full: ", n)
		}
		return moreLine(s, words, l.questionsPage())
	}
	return p
}

// questionsPage is where the questions stand in full.
func (l *Layout) questionsPage() int {
	for _, s := range l.said {
		if s.Title == statement.QuestionsTitle {
			return l.saidOn(s)
		}
	}
	return 1
}

// barred is a paragraph with a bar at its left.
func barred(s *typeset.Sheet, most int, c typeset.Colour, spans ...typeset.Span) typeset.Item {
	lines := typeset.BreakLines(spans, typeset.ColumnWidth-5*typeset.MM, most)
	lead := typeset.BodyStyle.Leading()
	h := typeset.Length(len(lines)) * lead
	return typeset.Item{H: h + 5*typeset.Point, Draw: func() {
		s.Page().Bar(typeset.Left, s.Y, 2200, h, c)
		for i, ln := range lines {
			s.PutLine(typeset.Left+5*typeset.MM, s.Y+typeset.Length(i)*lead, lead, ln)
		}
		s.Y += h + 5*typeset.Point
	}}
}

// moreLine says on which page the rest stands.
func moreLine(s *typeset.Sheet, words string, page int) typeset.Item {
	lead := typeset.NoteStyle.Leading()
	return typeset.Item{H: lead + 2*typeset.Point, Draw: func() {
		s.Space(2 * typeset.Point)
		s.Paragraph(s.Text(words, typeset.NoteStyle), s.Link(pageWord(page), typeset.NoteStyle, page))
	}}
}

// coverMissing lists what the checklist finds missing or doubtful, what is
// required first, and how much was left out.
func (l *Layout) coverMissing(s *typeset.Sheet) *typeset.Part {
	p := &typeset.Part{Title: "Not here", Whole: true}
	page := l.sectionPage(missingSection)
	t := s.NewTable(typeset.TextColumn("", typeset.PillWidth, 1), typeset.TextColumn("", typeset.ColumnWidth-typeset.PillWidth, 2))
	row := func(mark typeset.Pill, page int, spans ...typeset.Span) typeset.Item {
		r := t.Set([][]typeset.Span{nil, spans})
		return typeset.Item{H: r.H, Draw: func() { mark.Draw(s, s.Y); t.AddRow(r, page) }}
	}
	optional, wanting := false, l.wanting()
	if n := len(l.unreadPages()); n > 0 {
		p.Rows = append(p.Rows, row(unreadPill, 0, l.unreadSpans(s, n, len(wanting) > 0)...))
	}
	for _, it := range wanting {
		if it.Level == "optional" && !optional {
			optional = true
			p.Rows = append(p.Rows, l.coverLeftOut(s, row, page)...)
		}
		spans := []typeset.Span{s.Text(it.Title, typeset.CellStyle.Strong())}
		if it.Level != "required" && it.Level != "" {
			spans = append(spans, s.Text(" ("+it.Level+")", typeset.CellStyle.In(typeset.Grey)))
		}
		if it.Why != "" {
			spans = append(spans, s.Text(" — "+it.Why, typeset.CellStyle))
		}
		p.Rows = append(p.Rows, row(pillOf(it), page, spans...))
	}
	if !optional {
		p.Rows = append(p.Rows, l.coverLeftOut(s, row, page)...)
	}
	if present, of := l.p.Checklist.Counts(); of > 0 && present == of {
		text := wording.Either(of, "The one item of the checklist is here.", fmt.Sprintf("All %d items of the checklist are here.", of)) +
			" The list cannot know what else exists."
		p.Rows = append(p.Rows, row(herePill, page, s.Text(text, typeset.CellStyle)))
		p.Title = "Against the checklist"
	}
	p.More = func(n int) typeset.Item {
		words := "Every listed item, and why: "
		if n > 0 {
			words = fmt.Sprintf("and %d more; every listed item, and why: ", n)
		}
		return moreLine(s, words, page)
	}
	return p
}

// coverLeftOut says how much was left out; it stands before what is optional.
func (l *Layout) coverLeftOut(s *typeset.Sheet, row func(typeset.Pill, int, ...typeset.Span) typeset.Item, page int) []typeset.Item {
	n := l.leftOutCount()
	if n == 0 {
		return nil
	}
	words := wording.Count(n, "file was left out or cannot be read", "files were left out or cannot be read")
	return []typeset.Item{row(leftOutPill, page, s.Text(words, typeset.CellStyle))}
}

// wanting are the items that are missing or doubtful, the required ones first.
func (l *Layout) wanting() []clinical.ChecklistItem {
	var out []clinical.ChecklistItem
	for _, it := range l.p.Checklist.Items {
		if it.Wanting() {
			out = append(out, it)
		}
	}
	rank := map[string]int{"": 0, "required": 0, "recommended": 1, "optional": 2}
	sort.SliceStable(out, func(i, j int) bool {
		a, b := out[i], out[j]
		if rank[a.Level] != rank[b.Level] {
			return rank[a.Level] < rank[b.Level]
		}
		return a.Missing() && !b.Missing()
	})
	return out
}

func (l *Layout) leftOutCount() int {
	n := 0
	for _, o := range l.p.LeftOut {
		n += max(1, o.Count)
	}
	return n
}

// coverScans lists the scans with the pages of their pictures and reports.
func (l *Layout) coverScans(s *typeset.Sheet) *typeset.Part {
	p := &typeset.Part{Title: "Scans"}
	t := s.NewTable(coverScanColumns()...)
	for i := range l.p.Scans {
		sc := &l.p.Scans[i]
		e := l.byID[sc.Record.ID]
		r := t.Set([][]typeset.Span{
			{s.Text(e.date(), typeset.CellStyle)},
			{s.Link(e.title(), typeset.CellStyle, e.pages.First)},
			{s.Text(sc.Count(), typeset.CellStyle)},
			l.reportSpans(s, sc, typeset.CellStyle),
			{s.Text(sc.Place(), typeset.CellStyle), s.Link(fmt.Sprint(e.pages.First), typeset.CellStyle, e.pages.First)},
		})
		p.Rows = append(p.Rows, typeset.Item{H: r.H, Draw: func() { t.AddRow(r, 0) }})
	}
	p.More = func(n int) typeset.Item {
		first := l.p.Scans[min(p.Shown, len(l.p.Scans)-1)].Record.ID
		return moreLine(s, fmt.Sprintf("and %d more, from ", n), l.byID[first].pages.First)
	}
	return p
}

// coverScanColumns are wide enough that what they say about reports and pages
// is never broken; scans with many reports take two lines.
func coverScanColumns() []typeset.Column {
	const date, images, report, page = 22 * typeset.MM, 24 * typeset.MM, 38 * typeset.MM, 21 * typeset.MM
	return []typeset.Column{
		typeset.TextColumn("", date, 1),
		typeset.TextColumn("", typeset.ColumnWidth-date-images-report-page, 2),
		typeset.TextColumn("", images, 1),
		typeset.TextColumn("", report, 2),
		typeset.NumberColumn("", page, 1),
	}
}
