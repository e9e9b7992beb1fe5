// Package plain draws documents that have no pages of their own (a text file, a
// C-CDA document, an office letter), and the pages that stand for documents
// which cannot be shown.
package plain

import (
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/document/rendition"
	"github.com/medbundle/medbundle/internal/packet/script"
	"github.com/medbundle/medbundle/internal/packet/typeset"
	"github.com/medbundle/medbundle/internal/pdf"
)

// Sheets are pages that this package drew for one document. They leave room
// for the running foot.
type Sheets struct {
	PDF   []byte
	Sizes []pdf.PageSize
	// Words are the words of each page, in the order in which they were set.
	Words []string
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
	s, cut := setWhole(title, note, blocks)
	return sheets(s, cut)
}

// unshownNote is added to the note of a rendition that does not show all.
const unshownNote = "Some text is in a script that cannot be shown here; the original shows it."

// setWhole sets the pages, and sets them again under another note where not all
// of the text can be shown.
func setWhole(title, note string, blocks []rendition.Block) (s *typeset.Sheet, cut bool) {
	sp := typeset.Speller{Japanese: japanese(blocks)}
	first := sp
	if s, cut = layOut(&first, title, note, blocks); len(s.Unshown) == 0 {
		return s, cut
	}
	return layOut(&sp, title, strings.TrimSpace(note+" "+unshownNote), blocks)
}

// japanese tells that some text of the blocks is Japanese beyond doubt.
func japanese(blocks []rendition.Block) bool {
	return slices.ContainsFunc(blocks, func(b rendition.Block) bool {
		return script.HasKana(b.Text) || slices.ContainsFunc(b.Rows, func(r []string) bool { return slices.ContainsFunc(r, script.HasKana) })
	})
}

// layOut sets the pages. Of a document that is too long it keeps the first
// pages, and says so on a last one.
func layOut(sp *typeset.Speller, title, note string, blocks []rendition.Block) (s *typeset.Sheet, cut bool) {
	s = typeset.NewSheet(sp, "")
	s.Limit = mostSheets
	s.Kicker("Plain rendition")
	s.Again = strings.TrimSpace(typeset.Clip(title, 60)) + ", continued"
	s.Title(6, s.Text(title, typeset.Style{Face: typeset.Semibold, Size: 17 * typeset.Point, Colour: typeset.Ink}))
	if note != "" {
		s.Space(1 * typeset.MM)
		s.Paragraph(s.Text(note, typeset.NoteStyle))
	}
	s.Space(4 * typeset.MM)
	if len(blocks) > 0 && blocks[0].Kind == rendition.Heading && sameWords(blocks[0].Text, title) {
		blocks = blocks[1:] // it stands at the head already
	}
	for i, b := range blocks {
		if b.Kind == rendition.Heading {
			s.Need(min(keptHeight(s, blocks[i:]), mostKept))
		}
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

func sameWords(a, b string) bool { return slices.Equal(strings.Fields(a), strings.Fields(b)) }

// sheets paints what was set.
func sheets(s *typeset.Sheet, cut bool) (Sheets, error) {
	data, err := typeset.Paint(s.Pages)
	if err != nil {
		return Sheets{}, err
	}
	words := make([]string, len(s.Pages))
	sizes := make([]pdf.PageSize, len(s.Pages))
	for i, p := range s.Pages {
		sizes[i] = pdf.PageSize{Width: p.Width.Points(), Height: p.Height.Points()}
		words[i] = p.Words()
	}
	return Sheets{PDF: data, Sizes: sizes, Words: words, Unshown: s.Unshown, Cut: cut}, nil
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
		st := typeset.BodyStyle
		if b.Aside {
			st = typeset.NoteStyle
		}
		s.Paragraph(s.Text(b.Text, st))
		s.Space(6 * typeset.Point)
	}
}

const (
	aboveHeading = 7 * typeset.Point
	belowHeading = 3 * typeset.Point
)

func headingStyle(level int) typeset.Style {
	sizes := []typeset.Length{14 * typeset.Point, 12 * typeset.Point, 10500}
	return typeset.Style{Face: typeset.Semibold, Size: sizes[min(max(level, 1), len(sizes))-1], Colour: typeset.Ink}
}

func blockHeading(s *typeset.Sheet, b rendition.Block) {
	if s.Y > typeset.Top+10*typeset.MM {
		s.Space(aboveHeading)
	}
	s.Paragraph(s.Text(b.Text, headingStyle(b.Level)))
	s.Space(belowHeading)
}

// mostKept bounds what is kept together: more would leave pages half empty.
const mostKept = (typeset.Bottom - typeset.Top) / 2

// keptHeight is the height of the headings that lead blocks, and of the start
// of what they head: no heading stands alone at the foot of a page.
func keptHeight(s *typeset.Sheet, blocks []rendition.Block) (h typeset.Length) {
	for _, b := range blocks {
		if h > mostKept {
			return h
		}
		if b.Kind != rendition.Heading {
			return h + startHeight(s, b)
		}
		h += aboveHeading + s.Block(s.Text(typeset.Clip(b.Text, mostHeading), headingStyle(b.Level))).H + belowHeading
	}
	return h
}

// mostHeading is more runes of a heading than mostKept can hold.
const mostHeading = 5000

// startHeight is the height of the first lines of a block.
func startHeight(s *typeset.Sheet, b rendition.Block) typeset.Length {
	switch b.Kind {
	case rendition.Table:
		n := gridWidth(b)
		if n == 0 || n > mostColumns {
			return 3 * typeset.CellStyle.Leading()
		}
		st := gridStyle(s, b, n)
		return gridStart(s.NewTable(gridColumns(s, b, n, st)...), b, st)
	case rendition.PageBreak:
		return 0
	}
	return 2 * typeset.BodyStyle.Leading()
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
