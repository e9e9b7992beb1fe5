package packet

import (
	"fmt"
	"strings"
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
		return "no written report here"
	}
	return "report: " + pageWord(pages[0])
}

// reportSpans write "report 44", with links, or "report: none".
func (l *Layout) reportSpans(s *sheet, sc *Scan, st style) []span {
	if len(l.reportPages(sc)) == 0 {
		return []span{s.text("report: none", st)}
	}
	return append([]span{s.text("report ", st)}, l.pageSpans(s, sc.Reports, st)...)
}

// scan draws the pages of one imaging study: what it is, where it lies, and
// pictures to know it by.
func (l *Layout) scan(sp *speller, i int) []*page {
	sc := &l.p.Scans[i]
	e := l.byID[sc.Record.ID]
	s := newSheet(sp, "scans")
	place := fmt.Sprintf("Scan %d of %d", i+1, len(l.p.Scans))
	s.kicker(place)
	s.again = strings.TrimSpace(clip(place+" · "+e.title(), 60)) + ", continued"
	title := []span{s.text(e.title(), titleStyle)}
	if !e.record.Date.IsZero() {
		title = append(title, s.text(" · "+e.record.Date.Human(), titleStyle))
	}
	s.title(4, title...)
	s.space(1 * mm)
	s.paragraph(l.scanLine(s, e)...)
	for _, p := range sc.Problems {
		s.paragraph(s.text(p, bodyStyle.in(amber)))
	}
	s.space(4 * mm)
	seriesTable(s, sc)
	contactSheet(s, sc.Pictures)
	scanNote(s, sc)
	return s.pages
}

// scanLine says where the study is from, how large it is, and where its report
// stands.
func (l *Layout) scanLine(s *sheet, e *entry) []span {
	var parts []string
	if f := e.facility(); f != "" {
		parts = append(parts, f)
	}
	if st := e.record.Study; st != nil && st.Accession != "" {
		parts = append(parts, "accession "+st.Accession)
	}
	parts = append(parts, e.scan.size())
	spans := []span{s.text(strings.Join(parts, " · ")+" · ", bodyStyle)}
	if len(l.reportPages(e.scan)) == 0 {
		return append(spans, s.text("no written report here", bodyStyle.strong()))
	}
	spans = append(spans, s.text("report: page ", bodyStyle))
	return append(spans, l.pageSpans(s, e.scan.Reports, bodyStyle)...)
}

func seriesTable(s *sheet, sc *Scan) {
	if len(sc.Series) == 0 {
		return
	}
	const where = 66 * mm
	t := s.newTable(column{"Series", 15 * mm, false, 2}, column{"What", columnWidth - 48*mm - where, false, 4},
		column{"Type", 14 * mm, false, 2}, column{"Images", 19 * mm, true, 1}, column{"Where on the disc", where, false, 3})
	t.head()
	for _, se := range sc.Series {
		t.add(0, []span{t.text(se.Number, cellStyle)}, []span{t.text(se.Description, cellStyle)},
			[]span{t.text(se.Modality, cellStyle)}, []span{t.text(fmt.Sprint(se.Images), cellStyle)},
			[]span{t.text(se.Folder, noteStyle.in(ink))})
	}
	t.end()
	s.space(5 * mm)
}

func scanNote(s *sheet, sc *Scan) {
	words := "Previews for finding the study, not for diagnosis. "
	if len(sc.Pictures) == 0 {
		words = "There is no preview of this study. "
	}
	where := "the DICOM folder"
	if sc.Folder != "" {
		where = "the folder " + sc.Folder
	}
	s.paragraph(s.text(words+"Open "+where+" with your viewer, or import the disc into your PACS.", noteStyle))
}
