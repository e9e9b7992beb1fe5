package packet

import (
	"strings"

	"github.com/medbundle/medbundle/internal/document/rendition"
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
	s, cut := typeset(title, note, blocks)
	return s.sheets(cut)
}

// typeset sets the pages. Of a document that is too long it keeps the first
// pages, and says so on a last one.
func typeset(title, note string, blocks []rendition.Block) (s *sheet, cut bool) {
	s = newSheet(&speller{}, "")
	s.limit = mostSheets
	s.kicker("Plain rendition")
	s.again = strings.TrimSpace(clip(title, 60)) + ", continued"
	s.title(6, s.text(title, style{face: semibold, size: 17 * point, colour: ink}))
	if note != "" {
		s.space(1 * mm)
		s.paragraph(s.text(note, noteStyle))
	}
	s.space(4 * mm)
	for _, b := range blocks {
		s.block(b)
		if s.full() {
			break
		}
	}
	if cut = s.full(); cut {
		s.pages = s.pages[:s.limit]
		s.onTurn, s.limit = nil, 0
		s.turn()
		s.paragraph(s.text("The rest of this document is not shown here: it is too long. The original file holds all of it.", bodyStyle.strong()))
	}
	return s, cut
}

// sheets paints what was set.
func (s *sheet) sheets(cut bool) (Sheets, error) {
	data, err := paint(s.pages)
	if err != nil {
		return Sheets{}, err
	}
	sizes := make([]pdf.PageSize, len(s.pages))
	for i, p := range s.pages {
		sizes[i] = pdf.PageSize{Width: p.width.points(), Height: p.height.points()}
	}
	return Sheets{PDF: data, Sizes: sizes, Unshown: s.unshown, Cut: cut}, nil
}

// block sets one block.
func (s *sheet) block(b rendition.Block) {
	switch b.Kind {
	case rendition.PageBreak:
		if s.y > top+20*mm {
			s.turn()
		}
	case rendition.Table:
		s.grid(b)
	case rendition.Heading:
		s.blockHeading(b)
	case rendition.ListItem:
		s.listItem(b)
	case rendition.Preformatted:
		s.write(left, columnWidth, 0, s.text(b.Text, monoStyle))
		s.space(6 * point)
	default:
		s.paragraph(s.text(b.Text, bodyStyle))
		s.space(6 * point)
	}
}

func (s *sheet) blockHeading(b rendition.Block) {
	sizes := []length{14 * point, 12 * point, 10500}
	st := style{face: semibold, size: sizes[min(max(b.Level, 1), len(sizes))-1], colour: ink}
	s.need(st.leading() + 40*point)
	if s.y > top+10*mm {
		s.space(7 * point)
	}
	s.paragraph(s.text(b.Text, st))
	s.space(3 * point)
}

// deepest is how far lists are moved in; deeper ones stay there.
const deepest = 6

func (s *sheet) listItem(b rendition.Block) {
	indent := length(min(max(b.Level, 1), deepest)) * 5 * mm
	s.need(bodyStyle.leading())
	if !b.Numbered {
		s.putLine(left+indent-4*mm, s.y, bodyStyle.leading(), breakLines([]span{{text: "•", style: bodyStyle}}, columnWidth, 1)[0])
	}
	s.write(left+indent, columnWidth-indent, 0, s.text(b.Text, bodyStyle))
	s.space(2 * point)
}
