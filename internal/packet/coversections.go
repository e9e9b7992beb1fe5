package packet

import (
	"fmt"
	"sort"

	"github.com/medbundle/medbundle/internal/clinical"
)

// item is something of a known height that can be drawn at the current height.
type item struct {
	h    length
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

const coverHeading = 41 * point

// coverSections draws the questions, what is not here, and the scans: as many
// rows of each as the page holds, in turn.
func (l *Layout) coverSections(s *sheet) {
	var parts []*coverPart
	for _, p := range []*coverPart{l.coverQuestions(s), l.coverMissing(s), l.coverScans(s)} {
		if len(p.rows) > 0 {
			parts = append(parts, p)
		}
	}
	share(parts, bottom-s.y)
	l.questionsCut = len(l.p.Case.Questions) > 0 && parts[0].cut()
	for _, p := range parts {
		if p.shown == 0 && !p.cut() {
			continue
		}
		s.heading(p.title, 0)
		for _, r := range p.rows[:p.shown] {
			r.draw()
		}
		if p.cut() {
			p.more(len(p.rows) - p.shown).draw()
		}
	}
}

func (p *coverPart) cut() bool { return p.whole || p.shown < len(p.rows) }

func (p *coverPart) height() length {
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
func share(parts []*coverPart, room length) {
	height := func() (h length) {
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

func (l *Layout) coverQuestions(s *sheet) *coverPart {
	p := &coverPart{title: "What I ask"}
	for _, q := range l.p.Case.Questions {
		all := breakLines([]span{s.text(q, bodyStyle)}, columnWidth-5*mm, 0)
		if len(all) > questionLines {
			p.whole = true
		}
		p.rows = append(p.rows, s.question(q, questionLines))
	}
	p.more = func(n int) item {
		words := "The questions in full: "
		if n > 0 {
			words = fmt.Sprintf("and %d more; the questions in full: ", n)
		}
		return s.moreLine(words, l.sectionPage(missingSection))
	}
	return p
}

// question is one question with a bar at its left.
func (s *sheet) question(text string, most int) item {
	lines := breakLines([]span{s.text(text, bodyStyle)}, columnWidth-5*mm, most)
	lead := bodyStyle.leading()
	h := length(len(lines)) * lead
	return item{h + 5*point, func() {
		c := teal
		s.page().add(boxMark{x: left, y: s.y, w: 2200, h: h, fill: &c})
		for i, ln := range lines {
			s.putLine(left+5*mm, s.y+length(i)*lead, lead, ln)
		}
		s.y += h + 5*point
	}}
}

// moreLine says on which page the rest stands.
func (s *sheet) moreLine(words string, page int) item {
	lead := noteStyle.leading()
	return item{lead + 2*point, func() {
		s.space(2 * point)
		s.paragraph(s.text(words, noteStyle), s.link(pageWord(page), noteStyle, page))
	}}
}

// coverMissing lists what the checklist finds missing or doubtful, what is
// required first, and how much was left out.
func (l *Layout) coverMissing(s *sheet) *coverPart {
	p := &coverPart{title: "Not here", whole: true}
	page := l.sectionPage(missingSection)
	t := s.newTable(column{width: pillWidth}, column{width: columnWidth - pillWidth, most: 2})
	row := func(mark pill, page int, spans ...span) item {
		r := t.set([][]span{nil, spans})
		return item{r.h, func() { mark.draw(s, s.y); t.addRow(r, page) }}
	}
	optional := false
	for _, it := range l.wanting() {
		if it.Level == "optional" && !optional {
			optional = true
			p.rows = append(p.rows, l.coverLeftOut(s, row, page)...)
		}
		spans := []span{s.text(it.Title, cellStyle.strong())}
		if it.Level != "required" && it.Level != "" {
			spans = append(spans, s.text(" ("+it.Level+")", cellStyle.in(grey)))
		}
		if it.Why != "" {
			spans = append(spans, s.text(" — "+it.Why, cellStyle))
		}
		p.rows = append(p.rows, row(pillOf(it), page, spans...))
	}
	if !optional {
		p.rows = append(p.rows, l.coverLeftOut(s, row, page)...)
	}
	if present, of := l.p.Checklist.Counts(); of > 0 && present == of {
		text := fmt.Sprintf("All %d items of the checklist are here. The list cannot know what else exists.", of)
		p.rows = append(p.rows, row(herePill, page, s.text(text, cellStyle)))
		p.title = "Against the checklist"
	}
	p.more = func(n int) item {
		words := "Every listed item, and what to do: "
		if n > 0 {
			words = fmt.Sprintf("and %d more; every listed item, and what to do: ", n)
		}
		return s.moreLine(words, page)
	}
	return p
}

// coverLeftOut says how much was left out; it stands before what is optional.
func (l *Layout) coverLeftOut(s *sheet, row func(pill, int, ...span) item, page int) []item {
	n := l.leftOutCount()
	if n == 0 {
		return nil
	}
	words := count(n, "file was left out or cannot be read", "files were left out or cannot be read")
	return []item{row(leftOutPill, page, s.text(words, cellStyle))}
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
func (l *Layout) coverScans(s *sheet) *coverPart {
	p := &coverPart{title: "Scans"}
	t := s.newTable(column{width: 23 * mm}, column{width: columnWidth - 103*mm, most: 2}, column{width: 35 * mm, most: 2}, column{width: 45 * mm, right: true, most: 2})
	for i := range l.p.Scans {
		sc := &l.p.Scans[i]
		e := l.byID[sc.Record.ID]
		r := t.set([][]span{
			{s.text(e.date(), cellStyle)},
			{s.link(e.title(), cellStyle, e.pages.First)},
			{s.text(sc.size(), cellStyle)},
			append(l.reportSpans(s, sc, cellStyle), s.text(" · pictures ", cellStyle), s.link(fmt.Sprint(e.pages.First), cellStyle, e.pages.First)),
		})
		p.rows = append(p.rows, item{r.h, func() { t.addRow(r, 0) }})
	}
	p.more = func(n int) item {
		first := l.p.Scans[min(p.shown, len(l.p.Scans)-1)].Record.ID
		return s.moreLine(fmt.Sprintf("and %d more, from ", n), l.byID[first].pages.First)
	}
	return p
}
