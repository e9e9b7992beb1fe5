package text

import (
	"fmt"

	"github.com/medbundle/medbundle/internal/packet/typeset"
)

// Letterhead is what stands outside the text of a letter.
type Letterhead struct {
	// LetterPaper takes paper of the size Letter (8.5 × 11 in), else A4.
	LetterPaper bool
	// Foot names the patient on every page: a page that gets lost finds its way back.
	Foot string
}

const (
	labelWidth = 46 * typeset.MM
	indent     = 7 * typeset.MM
	blankLine  = 82 * typeset.MM
	belowBlank = 4 * typeset.Point
	footAt     = 12 * typeset.MM // above the foot of the paper
)

// setting is how densely a letter is set.
type setting struct {
	body typeset.Style
	gap  typeset.Length // between paragraphs
	// signing is the room above a line that somebody writes on.
	signing typeset.Length
}

// A letter that runs onto another page by a few lines is set closer.
var (
	wide  = setting{typeset.BodyStyle, 7 * typeset.Point, 8 * typeset.MM}
	dense = setting{typeset.Style{Face: typeset.BodyStyle.Face, Size: 9300, Colour: typeset.Ink}, 5 * typeset.Point, 7 * typeset.MM}
)

var (
	headStyle    = typeset.Style{Face: typeset.Semibold, Size: 14 * typeset.Point, Colour: typeset.Ink}
	subjectStyle = typeset.Style{Face: typeset.Semibold, Size: 12 * typeset.Point, Colour: typeset.Ink}
)

// maxPages bounds a letter.
const maxPages = 60

// PDF is the letter as PDF. The same blocks give the same bytes. Unshown are texts
// in scripts that the fonts do not have, which the letter describes instead.
func PDF(blocks []Block, head Letterhead) (data []byte, unshown []string, err error) {
	pages, sp := layOut(blocks, head, wide)
	if len(pages) > 1 {
		if closer, again := layOut(blocks, head, dense); len(closer) < len(pages) {
			pages, sp = closer, again
		}
	}
	data, err = typeset.Paint(pages)
	return data, sp.Unshown, err
}

// layOut sets the pages of a letter and their feet.
func layOut(blocks []Block, head Letterhead, set setting) ([]*typeset.Page, *typeset.Speller) {
	sp := &typeset.Speller{}
	paper := typeset.A4
	if head.LetterPaper {
		paper = typeset.Letter
	}
	s := typeset.NewSheetOn(paper, sp, "")
	s.Limit = maxPages
	for i := 0; i < len(blocks) && !s.Full(); i++ {
		w := writer{s, set, blocks, i}
		w.keep()
		w.block()
	}
	for i, pg := range s.Pages {
		number := fmt.Sprintf("Page %d of %d", i+1, len(s.Pages))
		st := typeset.FootStyle
		y := pg.Height - footAt
		pg.Write(typeset.Right-st.Face.Width(number, st.Size), y, number, st)
		pg.Write(typeset.Left, y, typeset.FitText(sp.Show(head.Foot), st, typeset.ColumnWidth-40*typeset.MM), st)
	}
	return s.Pages, sp
}

// writer sets the block at i.
type writer struct {
	*typeset.Sheet
	setting
	blocks []Block
	i      int
}

// at is the kind of the block so many places on; -1 where there is none.
func (w writer) at(on int) Kind {
	if i := w.i + on; i >= 0 && i < len(w.blocks) {
		return w.blocks[i].Kind
	}
	return -1
}

// keep turns the page early where a piece would be torn from what it belongs to:
// an entry from its first line, the signature from the line that it stands on.
func (w writer) keep() {
	lead := w.body.Leading()
	switch b := w.blocks[w.i]; {
	case b.Kind == Entry && w.at(1) == Under:
		w.Need(3 * lead)
	case b.Kind == Subject:
		w.Need(6 * lead)
	case b.Kind == Blank && w.at(-1) != Blank:
		w.Need(w.lines(0))
	case b.Kind == Paragraph && w.at(1) == Paragraph && w.at(2) == Blank:
		// No signature stands alone on a page.
		w.Need(w.paragraph(0) + w.paragraph(1) + w.lines(2))
	case b.Kind == Paragraph && w.at(1) == Blank:
		w.Need(w.paragraph(0) + w.lines(1))
	case b.Kind == Paragraph && w.at(1) == Address:
		w.Need(w.paragraph(0) + 2*lead)
	}
}

// paragraph is the height of the block so many places on.
func (w writer) paragraph(on int) typeset.Length {
	return min(w.Sheet.Block(w.Text(w.blocks[w.i+on].Text, w.body)).H, mostKept) + w.gap
}

// lines is the height of the lines to fill that begin so many places on.
func (w writer) lines(on int) (h typeset.Length) {
	for i := w.i + on; i < len(w.blocks) && w.blocks[i].Kind == Blank; i++ {
		h += w.gap + w.signing + belowBlank + 2*w.body.Leading()
	}
	return min(h, mostKept)
}

// mostKept bounds what is kept together.
const mostKept = 60 * typeset.MM

func (w writer) block() {
	b := w.blocks[w.i]
	if b.Apart && w.Y > typeset.Top {
		w.Space(w.gap)
	}
	switch b.Kind {
	case Head:
		w.Paragraph(w.Text(b.Text, headStyle))
	case Address:
		w.Paragraph(w.Text(b.Text, w.addressStyle()))
	case AtRight:
		span := w.Text(b.Text, w.body)
		at := max(typeset.Left, typeset.Right-span.Face.Width(span.Text, span.Size))
		w.Write(at, typeset.Right-at, 0, span)
	case Subject:
		w.Space(4 * typeset.MM)
		w.Paragraph(w.Text(b.Text, subjectStyle))
		w.Space(1 * typeset.MM)
	case Cells:
		w.cells(b)
	case Entry:
		w.listed(fmt.Sprintf("%d.", b.Number), 0, b.Text, w.body.Strong())
	case Under:
		w.listed("–", indent, b.Text, w.body)
	case Blank:
		w.fill(b)
	case Small:
		w.Space(2 * typeset.Point)
		w.Paragraph(w.Text(b.Text, typeset.NoteStyle.In(typeset.Ink)))
	default:
		w.Paragraph(w.Text(b.Text, w.body))
	}
	if b.Kind == Head || b.Kind == Address && w.inHead() && w.at(1) != Address {
		w.Space(2 * typeset.Point)
	}
	if w.inHead() && w.at(1) != Address && w.at(1) != Head {
		w.Space(2 * typeset.Point)
		w.Rule(typeset.Rim, 600)
		w.Space(2 * typeset.MM)
	}
}

// inHead tells that the block is the name at the head or belongs to it.
func (w writer) inHead() bool {
	for i := w.i; i >= 0; i-- {
		switch {
		case w.blocks[i].Kind == Head:
			return true
		case w.blocks[i].Kind != Address:
			return false
		}
	}
	return false
}

func (w writer) addressStyle() typeset.Style {
	if w.inHead() {
		return typeset.CellStyle
	}
	return w.body
}

// cells sets one row of the table that says whose records are meant.
func (w writer) cells(b Block) {
	lead := w.body.Leading()
	label := typeset.BreakLines([]typeset.Span{w.Text(b.Label, w.body.In(typeset.Grey))}, labelWidth-typeset.ColumnGap, 3)
	value := typeset.BreakLines([]typeset.Span{w.Text(b.Text, w.body.Strong())}, typeset.ColumnWidth-labelWidth, 8)
	const pad = 2 * typeset.Point
	h := typeset.Length(max(len(label), len(value), 1))*lead + 2*pad
	w.Need(h)
	if w.at(-1) != Cells {
		w.Rule(typeset.Rim, 500)
	}
	for i, ln := range label {
		w.PutLine(typeset.Left, w.Y+pad+typeset.Length(i)*lead, lead, ln)
	}
	for i, ln := range value {
		w.PutLine(typeset.Left+labelWidth, w.Y+pad+typeset.Length(i)*lead, lead, ln)
	}
	w.Y += h
	w.Rule(typeset.Hair, 500)
	if w.at(1) != Cells {
		w.Rule(typeset.Rim, 500)
		w.Space(2 * typeset.Point)
	}
}

// listed sets a text behind its number or its dash.
func (w writer) listed(mark string, in typeset.Length, text string, st typeset.Style) {
	lead := st.Leading()
	w.Need(lead)
	w.PutLine(typeset.Left+in, w.Y, lead, typeset.BreakLines([]typeset.Span{{Text: mark, Style: st}}, indent*2, 1)[0])
	w.Write(typeset.Left+in+indent, typeset.ColumnWidth-in-indent, 0, w.Text(text, st))
	w.Space(1 * typeset.Point)
}

// fill sets lines to write on, side by side, with what belongs on each below.
func (w writer) fill(b Block) {
	w.Need(w.signing + belowBlank + typeset.NoteStyle.Leading())
	w.Space(w.signing)
	y, below := w.Y, w.Y
	for i, label := range b.Fills {
		x := typeset.Left + typeset.Length(i)*(blankLine+fillGap)
		width := min(blankLine, typeset.Right-x)
		if i == maxFills || width <= 0 {
			break
		}
		w.Page().Bar(x, y, width, 600, typeset.Ink)
		w.Y = y + belowBlank
		w.Write(x, width, 2, w.Text(label, typeset.NoteStyle.In(typeset.Ink)))
		below = max(below, w.Y)
	}
	w.Y = below
}

const (
	fillGap  = 12 * typeset.MM
	maxFills = 2
)
