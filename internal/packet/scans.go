package packet

import (
	"fmt"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/imaging"
	"github.com/medbundle/medbundle/internal/packet/typeset"
)

func (sc *Scan) images() int {
	n := 0
	for _, se := range sc.Series {
		n += se.Images
	}
	return n
}

// size counts series and pictures, and says what a study without pictures is.
func (sc *Scan) size() string {
	what := sc.count()
	if kinds := sc.pictureless(); sc.images() == 0 && len(kinds) > 0 {
		what += " (" + some(kinds, 3) + ")"
	}
	return count(len(sc.Series), "series", "series") + ", " + what
}

// count counts the pictures.
func (sc *Scan) count() string {
	if n := sc.images(); n > 0 {
		return count(n, "image", "images")
	}
	return "no pictures"
}

// place leads the number of the page of the scan.
func (sc *Scan) place() string {
	if len(sc.Pictures) == 0 {
		return "page "
	}
	return "pictures "
}

// pictureless names what its series hold instead of pictures, each once.
func (sc *Scan) pictureless() (kinds []string) {
	for _, se := range sc.Series {
		title := imaging.ModalityTitle(se.Modality)
		if !withoutPictures[se.Modality] || slices.Contains(kinds, title) {
			continue
		}
		kinds = append(kinds, title)
	}
	for i, k := range kinds {
		kinds[i] = strings.ToLower(k[:1]) + k[1:]
	}
	return kinds
}

// withoutPictures are the modalities (PS3.3 C.7.3.1.1.1) that hold something
// other than pictures.
var withoutPictures = map[string]bool{
	"AU": true, "DOC": true, "ECG": true, "EEG": true, "EPS": true, "HD": true, "KO": true, "PR": true, "REG": true,
	"RTDOSE": true, "RTPLAN": true, "RTRECORD": true, "RTSTRUCT": true, "SEG": true, "SR": true,
}

func (l *Layout) reportRemark(sc *Scan) string {
	pages := l.firstPages(sc.Reports)
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
	if len(l.firstPages(sc.Reports)) == 0 {
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
	note := scanNote(s, sc)
	seriesTable(s, sc, note.H)
	typeset.ContactSheet(s, sc.Pictures, note.H)
	note.Draw()
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
	if len(l.firstPages(e.scan.Reports)) == 0 {
		return append(spans, s.Text(e.scan.noReport(), typeset.BodyStyle.Strong()))
	}
	spans = append(spans, s.Text("report: page ", typeset.BodyStyle))
	return append(spans, l.pageSpans(s, e.scan.Reports, typeset.BodyStyle)...)
}

// seriesTable keeps the height note free below it where no pictures follow.
func seriesTable(s *typeset.Sheet, sc *Scan, note typeset.Length) {
	if len(sc.Series) == 0 {
		return
	}
	const where = 66 * typeset.MM
	t := s.NewTable(typeset.TextColumn("Series", 15*typeset.MM, 2), typeset.TextColumn("What", typeset.ColumnWidth-55*typeset.MM-where, 4),
		typeset.TextColumn("Type", 21*typeset.MM, 2), typeset.NumberColumn("Images", 19*typeset.MM, 1), typeset.TextColumn("Where on the disc", where, 3))
	t.Head()
	for i, se := range sc.Series {
		r := t.Set([][]typeset.Span{{t.Text(se.Number, typeset.CellStyle)}, {t.Text(se.Description, typeset.CellStyle)},
			{t.Text(se.Modality, typeset.CellStyle)}, {t.Text(fmt.Sprint(se.Images), typeset.CellStyle)},
			{t.Text(se.Folder, typeset.NoteStyle.In(typeset.Ink))}})
		if i == len(sc.Series)-1 && len(sc.Pictures) == 0 {
			t.Need(r.H + belowSeries + note)
		}
		t.AddRow(r, 0)
	}
	t.End()
	s.Space(belowSeries)
}

const belowSeries = 5 * typeset.MM

// scanNote says what the pictures are for, and where the study lies.
func scanNote(s *typeset.Sheet, sc *Scan) typeset.Item {
	words := "Previews for finding the study, not for diagnosis. "
	switch {
	case sc.images() == 0:
		words = ""
	case len(sc.Pictures) == 0:
		words = "There is no preview of this study. "
	}
	where := "the DICOM folder"
	if sc.Folder != "" {
		where = "the folder " + sc.Folder
	}
	return s.Block(s.Text(words+"Open "+where+" with your viewer, or import the disc into your PACS.", typeset.NoteStyle))
}
