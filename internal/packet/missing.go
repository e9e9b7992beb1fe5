package packet

import (
	"fmt"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/packet/typeset"
	"github.com/medbundle/medbundle/internal/packet/wording"
)

// missing draws what is not here: the checklist item by item, what is doubtful
// about the records that are here, what was left out, and the account of files.
func (l *Layout) missing(sp *typeset.Speller) []*typeset.Page {
	s := typeset.NewSheet(sp, "what is missing")
	s.Kicker("What is missing")
	s.Again = "What is missing, continued"
	s.Title(3, s.Text(l.missingTitle(), typeset.TitleStyle))
	s.Space(2 * typeset.MM)
	l.checklist(s)
	l.doubts(s)
	l.leftOut(s)
	l.account(s)
	return s.Pages
}

// missingTitle counts the checklist. It never calls a case complete.
func (l *Layout) missingTitle() string {
	present, of := l.p.Checklist.Counts()
	if of == 0 {
		return "What is here, and what is not"
	}
	missing, doubtful, otherwise := 0, 0, 0
	for _, it := range l.p.Checklist.Items {
		switch {
		case it.Missing():
			missing++
		case it.Status == clinical.StatusDoubtful:
			doubtful++
		case it.Wanting():
			otherwise++
		}
	}
	var rest []string
	if missing > 0 {
		rest = append(rest, wording.Count(missing, "is missing", "are missing"))
	}
	switch {
	case otherwise > 0:
		rest = append(rest, wording.Count(doubtful+otherwise, "needs a look", "need a look"))
	case doubtful > 0:
		rest = append(rest, wording.Count(doubtful, "is doubtful", "are doubtful"))
	}
	title := fmt.Sprintf("%d of %s", present, wording.Count(of, "listed item is here", "listed items are here"))
	if present == 1 && of > 1 {
		title = fmt.Sprintf("1 of %d listed items is here", of)
	}
	if len(rest) > 0 {
		title += "; " + strings.Join(rest, ", ")
	}
	return title
}

func (l *Layout) checklist(s *typeset.Sheet) {
	c := l.p.Checklist
	if len(c.Items) == 0 {
		s.Paragraph(s.Text("No checklist was held against these records.", typeset.BodyStyle))
		return
	}
	name := strings.TrimSpace(c.Name + " " + c.Version)
	if name != "" {
		name = "Checked against the list “" + name + "”. "
	}
	s.Paragraph(s.Text(name+"The list holds what a second doctor usually asks for; it cannot know what else exists.", typeset.NoteStyle))
	s.Space(3 * typeset.MM)
	t := s.NewTable(typeset.TextColumn("", typeset.PillWidth, 1), typeset.TextColumn("Listed item", 50*typeset.MM, 6),
		typeset.TextColumn("Why", typeset.ColumnWidth-typeset.PillWidth-68*typeset.MM, 12), typeset.NumberColumn("Page", 18*typeset.MM, 4))
	t.Head()
	l.unreadRow(t)
	for _, it := range append(l.wanting(), l.notWanting()...) {
		l.checklistRow(t, it)
	}
	t.End()
	l.notAsked(s)
}

// notWanting are the items that are here, then those waived, then those of which a
// person says that they do not apply.
func (l *Layout) notWanting() (out []clinical.ChecklistItem) {
	for _, rank := range []func(clinical.ItemStatus) bool{
		clinical.ItemStatus.Here,
		func(s clinical.ItemStatus) bool { return s == clinical.StatusWaived },
		func(s clinical.ItemStatus) bool { return s == clinical.StatusNotAsked },
	} {
		for _, it := range l.p.Checklist.Items {
			if rank(it.Status) && !(it.Status == clinical.StatusNotAsked && l.unsaid(it)) {
				out = append(out, it)
			}
		}
	}
	return out
}

// unsaid tells whether nobody said a word on an item.
func (l *Layout) unsaid(it clinical.ChecklistItem) bool {
	return l.p.Case.Words[it.ID].DoesNotApply == ""
}

// notAsked names the items that would be required and that nothing calls for, in a
// line; what is optional and is not here is not named.
func (l *Layout) notAsked(s *typeset.Sheet) {
	var titles []string
	for _, it := range l.p.Checklist.Items {
		if it.Status == clinical.StatusNotAsked && l.unsaid(it) && (it.Level == "required" || it.Level == "") {
			titles = append(titles, it.Title)
		}
	}
	if len(titles) > 0 {
		s.Space(3 * typeset.MM)
		s.Paragraph(s.Text("Not asked for, as nothing that was read or stated calls for it: "+strings.Join(titles, " · ")+".", typeset.NoteStyle))
	}
}

func (l *Layout) checklistRow(t *typeset.Table, it clinical.ChecklistItem) {
	title := []typeset.Span{t.Text(it.Title, typeset.CellStyle.Strong())}
	if it.Level != "required" && it.Level != "" {
		title = append(title, t.Text("\n"+it.Level, typeset.NoteStyle))
	}
	var why []typeset.Span
	if it.Why != "" {
		why = append(why, t.Text(it.Why, typeset.CellStyle))
	}
	l.pilledRow(t, pillOf(it), title, why, l.pageSpans(t.Sheet, it.Records, typeset.CellStyle))
}

// pilledRow adds a row with a mark before it.
func (l *Layout) pilledRow(t *typeset.Table, mark typeset.Pill, cells ...[]typeset.Span) {
	r := t.Set(append([][]typeset.Span{nil}, cells...))
	t.Need(r.H)
	mark.Draw(t.Sheet, t.Y)
	t.AddRow(r, 0)
}

func (l *Layout) leftOut(s *typeset.Sheet) {
	if len(l.p.LeftOut) == 0 {
		return
	}
	s.Heading("Left out or not readable, and why", 50*typeset.Point)
	t := s.NewTable(typeset.TextColumn("Files", 12*typeset.MM, 1), typeset.TextColumn("What", 68*typeset.MM, 12),
		typeset.TextColumn("Why", typeset.ColumnWidth-80*typeset.MM, 12))
	t.Head()
	for _, o := range l.p.LeftOut {
		t.Add(0, []typeset.Span{t.Text(fmt.Sprint(max(1, o.Count)), typeset.CellStyle)}, []typeset.Span{t.Text(o.What, typeset.CellStyle)},
			[]typeset.Span{t.Text(o.Why, typeset.CellStyle)})
	}
	t.End()
}

// fateWords say what became of one file, and of more, in words for a reader.
var fateWords = map[clinical.Fate][2]string{
	clinical.FatePages:     {"as pages of this packet", "as pages of this packet"},
	clinical.FateFile:      {"as a file beside it, with a page here that says why", "as files beside it, with a page here that says why"},
	clinical.FateScan:      {"as part of a scan", "as parts of scans"},
	clinical.FateContainer: {"archive, opened and its contents counted here", "archives, opened and their contents counted here"},
	clinical.FateDuplicate: {"the same as another file", "the same as other files"},
	clinical.FateSetAside:  {"set aside", "set aside"},
	clinical.FateIgnored:   {"not a record: viewer software, a system file or a logo", "not records: viewer software, system files, logos"},
}

// account adds the files up.
func (l *Layout) account(s *typeset.Sheet) {
	if l.p.Inputs == 0 {
		return
	}
	lead := typeset.CellStyle.Leading()
	s.Heading("Account of every file received", typeset.Length(len(clinical.Fates)+1)*lead+3*typeset.Point)
	row := func(n int, words string, st typeset.Style) {
		number := fmt.Sprint(n)
		s.Write(typeset.Left+12*typeset.MM-st.Face.Width(number, st.Size), typeset.ColumnWidth, 1, s.Text(number, st))
		s.Y -= lead
		s.Write(typeset.Left+15*typeset.MM, typeset.ColumnWidth-15*typeset.MM, 1, s.Text(words, st))
	}
	for _, f := range clinical.Fates {
		if n := l.p.Totals[f]; n > 0 {
			row(n, wording.Either(n, fateWords[f][0], fateWords[f][1]), typeset.CellStyle)
		}
	}
	s.Space(3 * typeset.Point)
	s.Rule(typeset.Hair, 400)
	row(l.p.Inputs, wording.Either(l.p.Inputs, "file in all", "files in all"), typeset.CellStyle.Strong())
}
