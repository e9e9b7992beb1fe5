package packet

import (
	"fmt"
	"sort"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/packet/typeset"
)

// item is something of a known height that can be drawn at the current height.
type item struct {
	h    typeset.Length
	draw func()
}

// coverPart is a section of the cover of which only the first rows may fit.
type coverPart struct {
	title string
	rows  []item
	// more is drawn where n rows do not fit; whole tells that it is drawn even
	// where all of them do.
	more  func(n int) item
	whole bool
	shown int
}

const coverHeading = 41 * typeset.Point

// coverSections draws the questions, what is not here, and the scans: as many
// rows of each as the page holds, in turn.
func (l *Layout) coverSections(s *typeset.Sheet) {
	var parts []*coverPart
	for _, p := range []*coverPart{l.coverQuestions(s), l.coverMissing(s), l.coverScans(s)} {
		if len(p.rows) > 0 {
			parts = append(parts, p)
		}
	}
	share(parts, typeset.Bottom-s.Y)
	l.questionsCut = len(l.p.Case.Questions) > 0 && parts[0].cut()
	for _, p := range parts {
		if p.shown == 0 && !p.cut() {
			continue
		}
		s.Heading(p.title, 0)
		for _, r := range p.rows[:p.shown] {
			r.draw()
		}
		if p.cut() {
			p.more(len(p.rows) - p.shown).draw()
		}
	}
}

func (p *coverPart) cut() bool { return p.whole || p.shown < len(p.rows) }

func (p *coverPart) height() typeset.Length {
	h := coverHeading
	for _, r := range p.rows[:p.shown] {
		h += r.h
	}
	if p.cut() {
		h += p.more(1).h
	}
	return h
}

// share gives the parts rows in turn until no part can have one more.
func share(parts []*coverPart, room typeset.Length) {
	height := func() (h typeset.Length) {
		for _, p := range parts {
			h += p.height()
		}
		return h
	}
	for grown := true; grown; {
		grown = false
		for _, p := range parts {
			if p.shown == len(p.rows) {
				continue
			}
			p.shown++
			if height() > room {
				p.shown--
				continue
			}
			grown = true
		}
	}
}

// questionLines is how much of one question the cover shows.
const questionLines = 4

func (l *Layout) coverQuestions(s *typeset.Sheet) *coverPart {
	p := &coverPart{title: "What I ask"}
	for _, q := range l.p.Case.Questions {
		all := typeset.BreakLines([]typeset.Span{s.Text(q, typeset.BodyStyle)}, typeset.ColumnWidth-5*typeset.MM, 0)
		if len(all) > questionLines {
			p.whole = true
		}
		p.rows = append(p.rows, question(s, q, questionLines))
	}
	p.more = func(n int) item {
		words := "The questions in full: "
		if n > 0 {
			words = fmt.Sprintf("and %d more; the questions in full: ", n)
		}
		return moreLine(s, words, l.sectionPage(missingSection))
	}
	return p
}

// question is one question with a bar at its left.
func question(s *typeset.Sheet, text string, most int) item {
	lines := typeset.BreakLines([]typeset.Span{s.Text(text, typeset.BodyStyle)}, typeset.ColumnWidth-5*typeset.MM, most)
	lead := typeset.BodyStyle.Leading()
	h := typeset.Length(len(lines)) * lead
	return item{h + 5*typeset.Point, func() {
		s.Page().Bar(typeset.Left, s.Y, 2200, h, typeset.Teal)
		for i, ln := range lines {
			s.PutLine(typeset.Left+5*typeset.MM, s.Y+typeset.Length(i)*lead, lead, ln)
		}
		s.Y += h + 5*typeset.Point
	}}
}

// moreLine says on which page the rest stands.
func moreLine(s *typeset.Sheet, words string, page int) item {
	lead := typeset.NoteStyle.Leading()
	return item{lead + 2*typeset.Point, func() {
		s.Space(2 * typeset.Point)
		s.Paragraph(s.Text(words, typeset.NoteStyle), s.Link(pageWord(page), typeset.NoteStyle, page))
	}}
}

// coverMissing lists what the checklist finds missing or doubtful, what is
// required first, and how much was left out.
func (l *Layout) coverMissing(s *typeset.Sheet) *coverPart {
	p := &coverPart{title: "Not here", whole: true}
	page := l.sectionPage(missingSection)
	t := s.NewTable(typeset.TextColumn("", typeset.PillWidth, 1), typeset.TextColumn("", typeset.ColumnWidth-typeset.PillWidth, 2))
	row := func(mark typeset.Pill, page int, spans ...typeset.Span) item {
		r := t.Set([][]typeset.Span{nil, spans})
		return item{r.H, func() { mark.Draw(s, s.Y); t.AddRow(r, page) }}
	}
	optional := false
	for _, it := range l.wanting() {
		if it.Level == "optional" && !optional {
			optional = true
			p.rows = append(p.rows, l.coverLeftOut(s, row, page)...)
		}
		spans := []typeset.Span{s.Text(it.Title, typeset.CellStyle.Strong())}
		if it.Level != "required" && it.Level != "" {
			spans = append(spans, s.Text(" ("+it.Level+")", typeset.CellStyle.In(typeset.Grey)))
		}
		if it.Why != "" {
			spans = append(spans, s.Text(" — "+it.Why, typeset.CellStyle))
		}
		p.rows = append(p.rows, row(pillOf(it), page, spans...))
	}
	if !optional {
		p.rows = append(p.rows, l.coverLeftOut(s, row, page)...)
	}
	if present, of := l.p.Checklist.Counts(); of > 0 && present == of {
		text := fmt.Sprintf("All %d items of the checklist are here. The list cannot know what else exists.", of)
		p.rows = append(p.rows, row(herePill, page, s.Text(text, typeset.CellStyle)))
		p.title = "Against the checklist"
	}
	p.more = func(n int) item {
		words := "Every listed item, and what to do: "
		if n > 0 {
			words = fmt.Sprintf("and %d more; every listed item, and what to do: ", n)
		}
		return moreLine(s, words, page)
	}
	return p
}

// coverLeftOut says how much was left out; it stands before what is optional.
func (l *Layout) coverLeftOut(s *typeset.Sheet, row func(typeset.Pill, int, ...typeset.Span) item, page int) []item {
	n := l.leftOutCount()
	if n == 0 {
		return nil
	}
	words := count(n, "file was left out or cannot be read", "files were left out or cannot be read")
	return []item{row(leftOutPill, page, s.Text(words, typeset.CellStyle))}
}

// wanting are the items that are missing or doubtful, the required ones first.
func (l *Layout) wanting() []clinical.ChecklistItem {
	var out []clinical.ChecklistItem
	for _, it := range l.p.Checklist.Items {
		if it.Status == clinical.StatusMissing || it.Status == clinical.StatusDoubtful {
			out = append(out, it)
		}
	}
	rank := map[string]int{"": 0, "required": 0, "recommended": 1, "optional": 2}
	sort.SliceStable(out, func(i, j int) bool {
		a, b := out[i], out[j]
		if rank[a.Level] != rank[b.Level] {
			return rank[a.Level] < rank[b.Level]
		}
		return a.Status == clinical.StatusMissing && b.Status != clinical.StatusMissing
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
func (l *Layout) coverScans(s *typeset.Sheet) *coverPart {
	p := &coverPart{title: "Scans"}
	t := s.NewTable(typeset.TextColumn("", 23*typeset.MM, 1), typeset.TextColumn("", typeset.ColumnWidth-103*typeset.MM, 2), typeset.TextColumn("", 35*typeset.MM, 2), typeset.NumberColumn("", 45*typeset.MM, 2))
	for i := range l.p.Scans {
		sc := &l.p.Scans[i]
		e := l.byID[sc.Record.ID]
		r := t.Set([][]typeset.Span{
			{s.Text(e.date(), typeset.CellStyle)},
			{s.Link(e.title(), typeset.CellStyle, e.pages.First)},
			{s.Text(sc.size(), typeset.CellStyle)},
			append(l.reportSpans(s, sc, typeset.CellStyle), s.Text(" · pictures ", typeset.CellStyle), s.Link(fmt.Sprint(e.pages.First), typeset.CellStyle, e.pages.First)),
		})
		p.rows = append(p.rows, item{r.H, func() { t.AddRow(r, 0) }})
	}
	p.more = func(n int) item {
		first := l.p.Scans[min(p.shown, len(l.p.Scans)-1)].Record.ID
		return moreLine(s, fmt.Sprintf("and %d more, from ", n), l.byID[first].pages.First)
	}
	return p
}
