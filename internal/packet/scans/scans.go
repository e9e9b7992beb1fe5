// Package scans knows an imaging study as the packet shows it: what it holds in
// words, where it lies, the table of its series, and its pictures.
package scans

import (
	"fmt"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/packet/typeset"
	"github.com/medbundle/medbundle/internal/packet/wording"
)

// Scan is an imaging study, which gets one or more pages of its own.
type Scan struct {
	Record *clinical.Record
	// Folder is the study's place in the bundle: "DICOM/PT000001/ST000001".
	Folder   string
	Series   []Series
	Pictures []typeset.Picture
	// Reports are the ids of the records that report on this study.
	Reports []string
	// Papers are the ids of the other records that lie among its files.
	Papers []string
	// LeftOut tells that reports were left out.
	LeftOut bool
	// Problems are sentences about what is wrong with the study.
	Problems []string
}

// Series is one line of a study's table.
type Series struct {
	Number, Description, Modality string
	// Types say what its instances are, in plain words with the standard term.
	Types  []string
	Images int
	// Extent says which numbers the images have: "1–45, no gap".
	Extent string
	Folder string
}

// is says what the series holds.
func (se *Series) is() string {
	if len(se.Types) == 0 {
		return se.Modality
	}
	return wording.Some(se.Types, 2)
}

// count is the number of its pictures; a series of another kind has none to count.
func (se *Series) count() string {
	if se.Images == 0 {
		return "–"
	}
	return fmt.Sprint(se.Images)
}

// Title is how lists call the study, in one piece.
func (sc *Scan) Title() string {
	lead, detail := sc.Record.Name()
	if detail != "" {
		lead += " — " + detail
	}
	return lead
}

// Images counts the pictures of all series.
func (sc *Scan) Images() int {
	n := 0
	for _, se := range sc.Series {
		n += se.Images
	}
	return n
}

// Size counts series and pictures, and says what a study without pictures is.
func (sc *Scan) Size() string {
	what := sc.Count()
	if kinds := sc.pictureless(); sc.Images() == 0 && len(kinds) > 0 {
		what += " (" + wording.Some(kinds, 3) + ")"
	}
	return wording.Count(len(sc.Series), "series", "series") + ", " + what
}

// Count counts the pictures.
func (sc *Scan) Count() string {
	if n := sc.Images(); n > 0 {
		return wording.Count(n, "image", "images")
	}
	return "no pictures"
}

// Place leads the number of the page of the scan.
func (sc *Scan) Place() string {
	if len(sc.Pictures) == 0 {
		return "page "
	}
	return "pictures "
}

// pictureless names what its series hold instead of pictures, each once, in plain
// words.
func (sc *Scan) pictureless() (kinds []string) {
	for _, se := range sc.Series {
		for _, t := range se.Types {
			plain, _, _ := strings.Cut(t, " (")
			if pictures := strings.HasSuffix(t, "("+se.Modality+")"); !pictures && !slices.Contains(kinds, plain) {
				kinds = append(kinds, plain)
			}
		}
	}
	return kinds
}

// NoReport says that no page of the packet was found to report on the scan. It
// does not say that there is no report: papers without text were not read.
func (sc *Scan) NoReport() string {
	if sc.LeftOut {
		return "written reports were left out"
	}
	return "no written report was found"
}

// maxWhy is how many letters of a request or a reason are shown.
const maxWhy = 160

// Why says what was asked for and why, as the scan files say it: "Asked for: CT
// chest with contrast · Reason: staging of breast cancer"; "" where they do not.
// What the title says already is left out.
func (sc *Scan) Why() string {
	st := sc.Record.Study
	if st == nil {
		return ""
	}
	var parts []string
	if p := strings.TrimSpace(st.Procedure); p != "" && !strings.EqualFold(p, strings.TrimSpace(st.Description)) {
		parts = append(parts, "Asked for: "+typeset.Clip(p, maxWhy))
	}
	if r := strings.TrimSpace(st.Reason); r != "" {
		parts = append(parts, "Reason: "+typeset.Clip(r, maxWhy))
	}
	return strings.Join(parts, " · ")
}

// Draw draws the series and the pictures, and keeps the note about them on the
// page of the last.
func (sc *Scan) Draw(s *typeset.Sheet) {
	below := note(s, sc)
	seriesTable(s, sc, below.H)
	typeset.ContactSheet(s, sc.Pictures, below.H)
	below.Draw()
}

// seriesTable keeps the height keep free below it where no pictures follow.
func seriesTable(s *typeset.Sheet, sc *Scan, keep typeset.Length) {
	if len(sc.Series) == 0 {
		return
	}
	const number, kind, images, extent, where = 15 * typeset.MM, 36 * typeset.MM, 20 * typeset.MM, 30 * typeset.MM, 22 * typeset.MM
	t := s.NewTable(typeset.TextColumn("Series", number, 2), typeset.TextColumn("What", typeset.ColumnWidth-number-kind-images-extent-where, 4),
		typeset.TextColumn("Type", kind, 3), typeset.NumberColumn("Images", images, 1), typeset.TextColumn("Slices", extent, 4), typeset.TextColumn("Folder", where, 3))
	t.Head()
	for i, se := range sc.Series {
		r := t.Set([][]typeset.Span{{t.Text(se.Number, typeset.CellStyle)}, {t.Text(se.Description, typeset.CellStyle)},
			{t.Text(se.is(), typeset.CellStyle)}, {t.Text(se.count(), typeset.CellStyle)}, {t.Text(se.Extent, typeset.CellStyle)},
			{t.Text(strings.TrimPrefix(se.Folder, sc.Folder+"/"), typeset.NoteStyle.In(typeset.Ink))}})
		if i == len(sc.Series)-1 && len(sc.Pictures) == 0 {
			t.Need(r.H + belowSeries + keep)
		}
		t.AddRow(r, 0)
	}
	t.End()
	s.Space(belowSeries)
}

const belowSeries = 5 * typeset.MM

// note says what the pictures are for, and where the study lies.
func note(s *typeset.Sheet, sc *Scan) typeset.Item {
	words := "Previews for finding the study, not for diagnosis. "
	switch {
	case sc.Images() == 0:
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
