package packet

import (
	"fmt"
	"slices"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/packet/typeset"
	"github.com/medbundle/medbundle/internal/packet/wording"
)

// caution is a finding that the reader of the packet must know.
type caution struct {
	clinical.Finding
	entry *entry // or nil
	page  int    // of the packet; 0 if none
	times int    // how many files are said to be so
}

// cautions are the findings about records that stand in the packet and can be
// read, the gravest first, each once. What to do about them concerns the sender, who is
// told elsewhere.
func (l *Layout) cautions() (out []caution) {
	at := map[string]int{} // by what a reader sees
	for _, f := range l.p.Findings {
		e := l.byID[f.Record]
		general := f.Record == "" && (f.Path == "" && f.Rule == "patient-unknown" || f.Rule == "no-consent")
		if f.Severity == clinical.SeverityInfo || !general && (e == nil || e.record.Unreadable) {
			continue
		}
		c := caution{Finding: f, entry: e}
		if e != nil {
			c.page = e.pageOf(f.Page)
		}
		said := fmt.Sprintf("%p %d %s %s", e, c.page, f.Severity, f.Message)
		if n, ok := at[said]; ok {
			out[n].times++
			continue
		}
		at[said], c.times = len(out), 1
		out = append(out, c)
	}
	slices.SortStableFunc(out, func(a, b caution) int { return a.rank() - b.rank() })
	return out
}

func (c caution) rank() int {
	if c.Severity == clinical.SeverityError {
		return 0
	}
	return 1
}

// spans say whose caution it is, and what it is.
func (c caution) spans(s *typeset.Sheet, st typeset.Style) []typeset.Span {
	message := c.Message + wording.Times(c.times)
	if c.entry == nil {
		return []typeset.Span{s.Text(message, st.Strong())}
	}
	return []typeset.Span{s.Text(c.entry.title()+": ", st.Strong()), s.Text(message, st)}
}

// doubts draws the table of cautions.
func (l *Layout) doubts(s *typeset.Sheet) {
	all := l.cautions()
	if len(all) == 0 {
		return
	}
	s.Heading("To be read with care", 50*typeset.Point)
	t := s.NewTable(typeset.TextColumn("No", 12*typeset.MM, 1),
		typeset.TextColumn("What is doubtful", typeset.ColumnWidth-28*typeset.MM, 12), typeset.NumberColumn("Page", 16*typeset.MM, 1))
	t.Head()
	for _, c := range all {
		var number, page []typeset.Span
		if c.entry != nil {
			number = []typeset.Span{t.Text(fmt.Sprint(c.entry.number), typeset.CellStyle)}
			page = []typeset.Span{t.Link(fmt.Sprint(c.page), typeset.CellStyle, 0)}
		}
		t.Add(c.page, number, c.spans(t.Sheet, typeset.CellStyle), page)
	}
	t.End()
}

// coverNotes are the cautions of error severity.
func (l *Layout) coverNotes(s *typeset.Sheet) *typeset.Part {
	p := &typeset.Part{Title: "Please note"}
	for _, c := range l.cautions() {
		if c.Severity != clinical.SeverityError {
			continue
		}
		spans := c.spans(s, typeset.BodyStyle)
		if c.page > 0 {
			// The page leads: a long message is cut at its end.
			spans = append([]typeset.Span{s.Link(pageWord(c.page), typeset.BodyStyle, c.page), s.Text(" · ", typeset.BodyStyle)}, spans...)
		}
		p.Rows = append(p.Rows, barred(s, 3, typeset.Red, spans...))
	}
	p.More = func(n int) typeset.Item {
		return moreLine(s, fmt.Sprintf("and %d more: ", n), l.sectionPage(missingSection))
	}
	return p
}
