// Package plain draws documents that have no pages of their own (a text file, a
// C-CDA document, an office letter), and the pages that stand for documents
// which cannot be shown.
package plain

import (
	"strings"

	"github.com/medbundle/medbundle/internal/document/rendition"
	"github.com/medbundle/medbundle/internal/packet/typeset"
	"github.com/medbundle/medbundle/internal/pdf"
)

// Sheets are pages that this package drew for one document. They leave room
// for the running foot.
type Sheets struct {
	PDF   []byte
	Sizes []pdf.PageSize
	// Unshown are the texts, as given, that the fonts cannot show.
	Unshown []string
	// Cut tells that the document was too long and that the last page says so.
	Cut bool
}

// mostSheets bounds the pages of one rendition.
const mostSheets = 1000

// Typeset draws a document that has no pages of its own, under its title and a
// note that says that this is a rendition and where the original is.
func Typeset(title, note string, blocks []rendition.Block) (Sheets, error) {
	s, cut := layOut(title, note, blocks)
	return sheets(s, cut)
}

// layOut sets the pages. Of a document that is too long it keeps the first
// pages, and says so on a last one.
func layOut(title, note string, blocks []rendition.Block) (s *typeset.Sheet, cut bool) {
	s = typeset.NewSheet(&typeset.Speller{}, "")
	s.Limit = mostSheets
	s.Kicker("Plain rendition")
	s.Again = strings.TrimSpace(typeset.Clip(title, 60)) + ", continued"
	s.Title(6, s.Text(title, typeset.Style{Face: typeset.Semibold, Size: 17 * typeset.Point, Colour: typeset.Ink}))
	if note != "" {
		s.Space(1 * typeset.MM)
		s.Paragraph(s.Text(note, typeset.NoteStyle))
	}
	s.Space(4 * typeset.MM)
	for _, b := range blocks {
		block(s, b)
		if s.Full() {
			break
		}
	}
	if cut = s.Full(); cut {
		s.Pages = s.Pages[:s.Limit]
		s.OnTurn, s.Limit = nil, 0
		s.Turn()
		s.Paragraph(s.Text("The rest of this document is not shown here: it is too long. The original file holds all of it.", typeset.BodyStyle.Strong()))
	}
	return s, cut
}

// sheets paints what was set.
func sheets(s *typeset.Sheet, cut bool) (Sheets, error) {
	data, err := typeset.Paint(s.Pages)
	if err != nil {
		return Sheets{}, err
	}
	sizes := make([]pdf.PageSize, len(s.Pages))
	for i, p := range s.Pages {
		sizes[i] = pdf.PageSize{Width: p.Width.Points(), Height: p.Height.Points()}
	}
	return Sheets{PDF: data, Sizes: sizes, Unshown: s.Unshown, Cut: cut}, nil
}

// block sets one block.
func block(s *typeset.Sheet, b rendition.Block) {
	switch b.Kind {
	case rendition.PageBreak:
		if s.Y > typeset.Top+20*typeset.MM {
			s.Turn()
		}
	case rendition.Table:
		grid(s, b)
	case rendition.Heading:
		blockHeading(s, b)
	case rendition.ListItem:
		listItem(s, b)
	case rendition.Preformatted:
		s.Write(typeset.Left, typeset.ColumnWidth, 0, s.Text(b.Text, typeset.MonoStyle))
		s.Space(6 * typeset.Point)
	default:
		s.Paragraph(s.Text(b.Text, typeset.BodyStyle))
		s.Space(6 * typeset.Point)
	}
}

func blockHeading(s *typeset.Sheet, b rendition.Block) {
	sizes := []typeset.Length{14 * typeset.Point, 12 * typeset.Point, 10500}
	st := typeset.Style{Face: typeset.Semibold, Size: sizes[min(max(b.Level, 1), len(sizes))-1], Colour: typeset.Ink}
	s.Need(st.Leading() + 40*typeset.Point)
	if s.Y > typeset.Top+10*typeset.MM {
		s.Space(7 * typeset.Point)
	}
	s.Paragraph(s.Text(b.Text, st))
	s.Space(3 * typeset.Point)
}

// deepest is how far lists are moved in; deeper ones stay there.
const deepest = 6

func listItem(s *typeset.Sheet, b rendition.Block) {
	indent := typeset.Length(min(max(b.Level, 1), deepest)) * 5 * typeset.MM
	s.Need(typeset.BodyStyle.Leading())
	if !b.Numbered {
		s.PutLine(typeset.Left+indent-4*typeset.MM, s.Y, typeset.BodyStyle.Leading(), typeset.BreakLines([]typeset.Span{{Text: "•", Style: typeset.BodyStyle}}, typeset.ColumnWidth, 1)[0])
	}
	s.Write(typeset.Left+indent, typeset.ColumnWidth-indent, 0, s.Text(b.Text, typeset.BodyStyle))
	s.Space(2 * typeset.Point)
}
