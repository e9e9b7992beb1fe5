package packet

import (
	"fmt"
	"strings"

	"github.com/medbundle/medbundle/internal/packet/typeset"
)

func (sc *Scan) images() int {
	n := 0
	for _, se := range sc.Series {
		n += se.Images
	}
	return n
}

// size counts series and images.
func (sc *Scan) size() string {
	return count(len(sc.Series), "series", "series") + ", " + count(sc.images(), "image", "images")
}

// reportPages are the first pages of the scan's reports that are in the packet.
func (l *Layout) reportPages(sc *Scan) (pages []int) {
	for _, id := range sc.Reports {
		if e := l.byID[id]; e != nil && e.pages.First > 0 {
			pages = append(pages, e.pages.First)
		}
	}
	return pages
}

func (l *Layout) reportRemark(sc *Scan) string {
	pages := l.reportPages(sc)
	if len(pages) == 0 {
		return sc.noReport()
	}
	return "report: " + pageWord(pages[0])
}

// noReport says that no page of the packet was found to report on the scan. It
// does not say that there is no report: papers without text were not read.
func (sc *Scan) noReport() string {
	if sc.ReportInside != "" {
		return "a document is among the scan files: " + sc.ReportInside
	}
	return "no written report was found"
}

// reportSpans write "report 44", with links, or "report: none found".
func (l *Layout) reportSpans(s *typeset.Sheet, sc *Scan, st typeset.Style) []typeset.Span {
	if len(l.reportPages(sc)) == 0 {
		if sc.ReportInside != "" {
			return []typeset.Span{s.Text("report: in the scan files", st)}
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
	for _, p := range sc.Problems {
		s.Paragraph(s.Text(p, typeset.BodyStyle.In(typeset.Amber)))
	}
	s.Space(4 * typeset.MM)
	seriesTable(s, sc)
	typeset.ContactSheet(s, sc.Pictures)
	scanNote(s, sc)
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
	parts = append(parts, e.scan.size())
	spans := []typeset.Span{s.Text(strings.Join(parts, " · ")+" · ", typeset.BodyStyle)}
	if len(l.reportPages(e.scan)) == 0 {
		return append(spans, s.Text(e.scan.noReport(), typeset.BodyStyle.Strong()))
	}
	spans = append(spans, s.Text("report: page ", typeset.BodyStyle))
	return append(spans, l.pageSpans(s, e.scan.Reports, typeset.BodyStyle)...)
}

func seriesTable(s *typeset.Sheet, sc *Scan) {
	if len(sc.Series) == 0 {
		return
	}
	const where = 66 * typeset.MM
	t := s.NewTable(typeset.TextColumn("Series", 15*typeset.MM, 2), typeset.TextColumn("What", typeset.ColumnWidth-48*typeset.MM-where, 4),
		typeset.TextColumn("Type", 14*typeset.MM, 2), typeset.NumberColumn("Images", 19*typeset.MM, 1), typeset.TextColumn("Where on the disc", where, 3))
	t.Head()
	for _, se := range sc.Series {
		t.Add(0, []typeset.Span{t.Text(se.Number, typeset.CellStyle)}, []typeset.Span{t.Text(se.Description, typeset.CellStyle)},
			[]typeset.Span{t.Text(se.Modality, typeset.CellStyle)}, []typeset.Span{t.Text(fmt.Sprint(se.Images), typeset.CellStyle)},
			[]typeset.Span{t.Text(se.Folder, typeset.NoteStyle.In(typeset.Ink))})
	}
	t.End()
	s.Space(5 * typeset.MM)
}

func scanNote(s *typeset.Sheet, sc *Scan) {
	words := "Previews for finding the study, not for diagnosis. "
	if len(sc.Pictures) == 0 {
		words = "There is no preview of this study. "
	}
	where := "the DICOM folder"
	if sc.Folder != "" {
		where = "the folder " + sc.Folder
	}
	s.Paragraph(s.Text(words+"Open "+where+" with your viewer, or import the disc into your PACS.", typeset.NoteStyle))
}
