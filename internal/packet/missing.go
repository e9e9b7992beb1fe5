package packet

import (
	"fmt"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
)

// missing draws what is not here: the checklist item by item, what is doubtful
// about the records that are here, what was left out, and the account of files.
func (l *Layout) missing(sp *speller) []*page {
	s := newSheet(sp, "what is missing")
	s.kicker("What is missing")
	s.again = "What is missing, continued"
	s.title(3, s.text(l.missingTitle(), titleStyle))
	s.space(2 * mm)
	l.questionsInFull(s)
	l.checklist(s)
	l.doubts(s)
	l.leftOut(s)
	l.account(s)
	return s.pages
}

// missingTitle counts the checklist. It never calls a case complete.
func (l *Layout) missingTitle() string {
	present, of := l.p.Checklist.Counts()
	if of == 0 {
		return "What is here, and what is not"
	}
	missing, doubtful := 0, 0
	for _, it := range l.p.Checklist.Items {
		switch it.Status {
		case clinical.StatusMissing:
			missing++
		case clinical.StatusDoubtful:
			doubtful++
		}
	}
	var rest []string
	if missing > 0 {
		rest = append(rest, count(missing, "is missing", "are missing"))
	}
	if doubtful > 0 {
		rest = append(rest, count(doubtful, "is doubtful", "are doubtful"))
	}
	title := fmt.Sprintf("%d of %s", present, count(of, "listed item is here", "listed items are here"))
	if present == 1 && of > 1 {
		title = fmt.Sprintf("1 of %d listed items is here", of)
	}
	if len(rest) > 0 {
		title += "; " + strings.Join(rest, ", ")
	}
	return title
}

// questionsInFull repeats the questions where the cover could not show them all.
func (l *Layout) questionsInFull(s *sheet) {
	if !l.questionsCut {
		return
	}
	s.heading("What I ask, in full", 0)
	for _, q := range l.p.Case.Questions {
		s.write(left+5*mm, columnWidth-5*mm, 0, s.text(q, bodyStyle))
		s.space(2 * point)
	}
}

func (l *Layout) checklist(s *sheet) {
	c := l.p.Checklist
	if len(c.Items) == 0 {
		s.paragraph(s.text("No checklist was held against these records.", bodyStyle))
		return
	}
	name := strings.TrimSpace(c.Name + " " + c.Version)
	if name != "" {
		name = "Checked against the list “" + name + "”. "
	}
	s.paragraph(s.text(name+"The list holds what a second doctor usually asks for; it cannot know what else exists.", noteStyle))
	s.space(3 * mm)
	t := s.newTable(column{"", pillWidth, false, 1}, column{"Listed item", 50 * mm, false, 6},
		column{"Why, and what to do", columnWidth - pillWidth - 68*mm, false, 12}, column{"Page", 18 * mm, true, 4})
	t.head()
	for _, it := range append(l.wanting(), l.notWanting()...) {
		l.checklistRow(t, it)
	}
	t.end()
}

// notWanting are the items that are here, then those that do not apply.
func (l *Layout) notWanting() (out []clinical.ChecklistItem) {
	for _, status := range []clinical.ItemStatus{clinical.StatusPresent, clinical.StatusNotAsked} {
		for _, it := range l.p.Checklist.Items {
			if it.Status == status {
				out = append(out, it)
			}
		}
	}
	return out
}

func (l *Layout) checklistRow(t *table, it clinical.ChecklistItem) {
	title := []span{t.text(it.Title, cellStyle.strong())}
	if it.Level != "required" && it.Level != "" {
		title = append(title, t.text("\n"+it.Level, noteStyle))
	}
	var why []span
	if it.Why != "" {
		why = append(why, t.text(it.Why, cellStyle))
	}
	if it.Fix != "" && it.Status != clinical.StatusNotAsked {
		why = append(why, t.text(separate(why)+it.Fix, cellStyle.in(grey)))
	}
	r := t.set([][]span{nil, title, why, l.pageSpans(t.sheet, it.Records, cellStyle)})
	t.need(r.h)
	pillOf(it).draw(t.sheet, t.y)
	t.addRow(r, 0)
}

// separate is the break between two parts of a cell.
func separate(before []span) string {
	if len(before) == 0 {
		return ""
	}
	return "\n"
}

// pageSpans links to the pages of records, the first five of them.
func (l *Layout) pageSpans(s *sheet, ids []string, st style) []span {
	const most = 5
	var spans []span
	n := 0
	for _, id := range ids {
		e := l.byID[id]
		if e == nil || e.pages.First == 0 {
			continue
		}
		n++
		if n > most {
			continue
		}
		if n > 1 {
			spans = append(spans, s.text(", ", st))
		}
		spans = append(spans, s.link(fmt.Sprint(e.pages.First), st, e.pages.First))
	}
	if n > most {
		spans = append(spans, s.text(fmt.Sprintf(" + %d", n-most), st.in(grey)))
	}
	return spans
}

// doubts lists the findings about records that stand in the packet.
func (l *Layout) doubts(s *sheet) {
	var fs []clinical.Finding
	for _, f := range l.p.Findings {
		if f.Severity != clinical.SeverityInfo && l.byID[f.Record] != nil {
			fs = append(fs, f)
		}
	}
	if len(fs) == 0 {
		return
	}
	s.heading("To be read with care", 50*point)
	t := s.newTable(column{"No", 12 * mm, false, 1}, column{"What is doubtful", 92 * mm, false, 12},
		column{"What to do", columnWidth - 120*mm, false, 12}, column{"Page", 16 * mm, true, 1})
	t.head()
	for _, f := range fs {
		e := l.byID[f.Record]
		t.add(e.pages.First, []span{t.text(fmt.Sprint(e.number), cellStyle)},
			[]span{t.text(e.title()+": ", cellStyle.strong()), t.text(f.Message, cellStyle)},
			[]span{t.text(f.Fix, cellStyle.in(grey))}, []span{t.link(fmt.Sprint(e.pages.First), cellStyle, 0)})
	}
	t.end()
}

func (l *Layout) leftOut(s *sheet) {
	if len(l.p.LeftOut) == 0 {
		return
	}
	s.heading("Left out or not readable, and why", 50*point)
	t := s.newTable(column{"Files", 12 * mm, false, 1}, column{"What", 48 * mm, false, 12},
		column{"Why", 50 * mm, false, 12}, column{"What to do", columnWidth - 110*mm, false, 12})
	t.head()
	for _, o := range l.p.LeftOut {
		t.add(0, []span{t.text(fmt.Sprint(max(1, o.Count)), cellStyle)}, []span{t.text(o.What, cellStyle)},
			[]span{t.text(o.Why, cellStyle)}, []span{t.text(o.Fix, cellStyle.in(grey))})
	}
	t.end()
}

// fateWords say what became of files in words for a reader.
var fateWords = map[clinical.Fate]string{
	clinical.FatePages:     "as pages of this packet",
	clinical.FateFile:      "as files beside it, with a page here that says why",
	clinical.FateScan:      "as parts of scans",
	clinical.FateContainer: "archives, opened and their contents counted here",
	clinical.FateDuplicate: "the same as another file",
	clinical.FateSetAside:  "set aside",
	clinical.FateIgnored:   "not records: viewer software and system files",
}

// account adds the files up.
func (l *Layout) account(s *sheet) {
	if l.p.Inputs == 0 {
		return
	}
	lead := cellStyle.leading()
	s.heading("Account of every file received", length(len(clinical.Fates)+1)*lead+3*point)
	row := func(n int, words string, st style) {
		number := fmt.Sprint(n)
		s.write(left+12*mm-st.face.width(number, st.size), columnWidth, 1, s.text(number, st))
		s.y -= lead
		s.write(left+15*mm, columnWidth-15*mm, 1, s.text(words, st))
	}
	for _, f := range clinical.Fates {
		if n := l.p.Totals[f]; n > 0 {
			row(n, fateWords[f], cellStyle)
		}
	}
	s.space(3 * point)
	s.rule(hair, 400)
	row(l.p.Inputs, wordFor(l.p.Inputs, "file in all", "files in all"), cellStyle.strong())
}

func wordFor(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}
