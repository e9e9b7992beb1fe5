package packet

import (
	"fmt"
	"strings"

	"github.com/medbundle/medbundle/internal/packet/typeset"
	"github.com/medbundle/medbundle/internal/packet/wording"
)

func (l *Layout) reportRemark(sc *Scan) string {
	pages := l.firstPages(sc.Reports)
	if len(pages) == 0 {
		return sc.NoReport()
	}
	return "report: " + pageWord(pages[0])
}

// reportSpans write "report 44", with links, or "report: none found"; where there is
// another paper among the scan files, "among its files: 44".
func (l *Layout) reportSpans(s *typeset.Sheet, sc *Scan, st typeset.Style) []typeset.Span {
	if len(l.firstPages(sc.Reports)) == 0 && len(l.firstPages(sc.Papers)) > 0 {
		return append([]typeset.Span{s.Text("among its files: ", st)}, l.pageSpans(s, sc.Papers, st)...)
	}
	if len(l.firstPages(sc.Reports)) == 0 {
		if sc.LeftOut {
			return []typeset.Span{s.Text("report: left out", st)}
		}
		return []typeset.Span{s.Text("report: none found", st)}
	}
	return append([]typeset.Span{s.Text("report ", st)}, l.pageSpans(s, sc.Reports, st)...)
}

// scan draws the pages of one imaging study: what it is, where it lies, and
// pictures to know it by.
func (l *Layout) scan(sp *typeset.Speller, i int) []*typeset.Page {
	sc := &l.p.Scans[i]
	e := l.byID[sc.Record.ID]
	s := typeset.NewSheet(sp, "scans")
	place := fmt.Sprintf("Scan %d of %d", i+1, len(l.p.Scans))
	s.Kicker(place)
	s.Again = strings.TrimSpace(typeset.Clip(place+" · "+e.title(), 60)) + ", continued"
	title := []typeset.Span{s.Text(e.title(), typeset.TitleStyle)}
	if !e.record.Date.IsZero() {
		title = append(title, s.Text(" · "+e.record.Date.Human(), typeset.TitleStyle))
	}
	s.Title(4, title...)
	s.Space(1 * typeset.MM)
	s.Paragraph(l.scanLine(s, e)...)
	if why := sc.Why(); why != "" {
		s.Paragraph(s.Text(why, typeset.BodyStyle))
	}
	for _, p := range wording.Once(sc.Problems) {
		s.Paragraph(s.Text(p, typeset.BodyStyle.In(typeset.Amber)))
	}
	s.Space(4 * typeset.MM)
	sc.Draw(s)
	return s.Pages
}

// scanLine says where the study is from, how large it is, and where its report
// stands.
func (l *Layout) scanLine(s *typeset.Sheet, e *entry) []typeset.Span {
	var parts []string
	if f := e.facility(); f != "" {
		parts = append(parts, f)
	}
	if st := e.record.Study; st != nil && st.Accession != "" {
		parts = append(parts, "accession "+st.Accession)
	}
	parts = append(parts, e.scan.Size())
	spans := []typeset.Span{s.Text(strings.Join(parts, " · ")+" · ", typeset.BodyStyle)}
	papers := len(l.firstPages(e.scan.Papers)) > 0
	switch {
	case len(l.firstPages(e.scan.Reports)) > 0:
		spans = append(spans, s.Text("report: page ", typeset.BodyStyle))
		spans = append(spans, l.pageSpans(s, e.scan.Reports, typeset.BodyStyle)...)
	case papers && e.scan.Images() == 0: // what it holds is those papers
		spans = append(spans, s.Text("written out: page ", typeset.BodyStyle))
		return append(spans, l.pageSpans(s, e.scan.Papers, typeset.BodyStyle)...)
	default:
		spans = append(spans, s.Text(e.scan.NoReport(), typeset.BodyStyle.Strong()))
	}
	if !papers {
		return spans
	}
	spans = append(spans, s.Text(" · also among its files: page ", typeset.BodyStyle))
	return append(spans, l.pageSpans(s, e.scan.Papers, typeset.BodyStyle)...)
}
