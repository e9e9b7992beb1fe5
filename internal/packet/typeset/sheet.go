package typeset

import (
	"slices"

	"github.com/medbundle/medbundle/internal/pdf"
)

// The paper, and the margins of the pages that this package draws. The foot
// margin leaves room for the running foot.
const (
	PaperWidth  Length = 595280 // A4
	PaperHeight Length = 841890

	Left        = 22 * MM
	Right       = PaperWidth - 18*MM
	Top         = 17 * MM
	Bottom      = PaperHeight - footMargin
	footMargin  = 22 * MM
	ColumnWidth = Right - Left
)

// Size is the size of a sheet of paper.
type Size struct{ Width, Height Length }

// The papers.
var (
	A4     = Size{PaperWidth, PaperHeight}
	Letter = Size{612 * Point, 792 * Point}
)

// The foot band fits into the foot margin with 10 points to spare, or this does
// not compile.
const _ = uint(footMargin - Length((pdf.FootBand+10)*1000))

// Sheet sets text and tables down the pages of one section.
type Sheet struct {
	*Speller
	Pages   []*Page
	section string
	Y       Length
	// Again is the line at the top of every page but the first.
	Again string
	// OnTurn draws what is repeated below it, such as the heads of a table.
	OnTurn func()
	// Limit is the number of pages after which nothing more is set; 0 for none.
	Limit int
	paper Size
}

// NewSheet starts the first page of a section; sp collects what cannot be shown.
func NewSheet(sp *Speller, section string) *Sheet { return NewSheetOn(A4, sp, section) }

// NewSheetOn starts the first page of a section on paper of another size. The
// column is as wide as on A4, and ends as far above the foot of the paper.
func NewSheetOn(paper Size, sp *Speller, section string) *Sheet {
	s := &Sheet{Speller: sp, section: section, paper: paper}
	s.Turn()
	return s
}

// bottom is where the column ends.
func (s *Sheet) bottom() Length { return s.paper.Height - footMargin }

// Page is the page being set.
func (s *Sheet) Page() *Page { return s.Pages[len(s.Pages)-1] }

// Turn starts a new page.
func (s *Sheet) Turn() {
	s.Pages = append(s.Pages, &Page{Width: s.paper.Width, Height: s.paper.Height, Section: s.section})
	s.Y = Top
	if s.Again != "" {
		s.Write(Left, ColumnWidth, 1, s.Text(Upper(s.Again), KickerStyle))
		s.Space(3 * MM)
	}
	if s.OnTurn != nil {
		s.OnTurn()
	}
}

// Full tells that the limit of pages is passed.
func (s *Sheet) Full() bool { return s.Limit > 0 && len(s.Pages) > s.Limit }

// Need turns the page unless h is left on it.
func (s *Sheet) Need(h Length) {
	if s.Y+h > s.bottom() {
		s.Turn()
	}
}

// Space moves down.
func (s *Sheet) Space(h Length) { s.Y += h }

// Text makes a span from text that comes from outside.
func (s *Sheet) Text(text string, st Style) Span { return Span{Text: s.Show(text), Style: st} }

// Link makes a span that leads to a page.
func (s *Sheet) Link(text string, st Style, page int) Span {
	return Span{Text: s.Show(text), Style: st.In(Teal), page: page}
}

// Write sets spans as a paragraph of the given width at x, turning pages
// between lines as needed.
func (s *Sheet) Write(x, width Length, most int, spans ...Span) {
	lead := leadingOf(spans)
	for _, ln := range BreakLines(spans, width, most) {
		if s.Need(lead); s.Full() {
			return
		}
		s.PutLine(x, s.Y, lead, ln)
		s.Y += lead
	}
}

// Paragraph writes spans over the whole width of the page.
func (s *Sheet) Paragraph(spans ...Span) { s.Write(Left, ColumnWidth, 0, spans...) }

// Block is a paragraph of a known height.
func (s *Sheet) Block(spans ...Span) Item {
	h := Length(len(BreakLines(spans, ColumnWidth, 0))) * leadingOf(spans)
	return Item{H: h, Draw: func() { s.Paragraph(spans...) }}
}

func leadingOf(spans []Span) Length {
	var lead Length
	for _, sp := range spans {
		lead = max(lead, sp.Leading())
	}
	return lead
}

// PutLine draws one line whose top is y; capital letters stand in its middle.
func (s *Sheet) PutLine(x, y, lead Length, ln line) {
	var size Length
	for _, r := range ln.runs {
		size = max(size, r.Size)
	}
	base := y + (lead+size*714/1000)/2
	for _, r := range ln.runs {
		s.Page().add(TextMark{x + r.x, base, r.w, r.text, r.Style})
		if r.page > 0 {
			s.Page().add(LinkMark{x + r.x, y, r.w, lead, r.page})
		}
	}
}

// Rule draws a line across the column at the current height.
func (s *Sheet) Rule(c Colour, thick Length) {
	s.Page().Bar(Left, s.Y-thick/2, ColumnWidth, thick, c)
}

// Kicker writes the small capitals above a title, and the bar under them.
func (s *Sheet) Kicker(text string) {
	s.Write(Left, ColumnWidth, 1, s.Text(Upper(text), KickerStyle))
	s.Space(1 * Point)
	s.Page().Bar(Left, s.Y, 26*MM, 2200, Teal)
	s.Space(2200 + 5*MM)
}

// titleSizes are tried in turn: a long title is set smaller to stay on one
// line, then on two.
var titleSizes = []struct {
	size  Length
	lines int
}{{21 * Point, 1}, {19 * Point, 1}, {17 * Point, 1}, {19 * Point, 2}, {16 * Point, 2}, {13 * Point, 99}}

// Title writes the title of a page in at most most lines.
func (s *Sheet) Title(most int, spans ...Span) {
	fit := slices.Clone(spans)
	for _, try := range titleSizes {
		for i := range fit {
			fit[i].Size = try.size
		}
		if len(BreakLines(fit, ColumnWidth, try.lines+1)) > try.lines {
			continue
		}
		lead := try.size * 118 / 100
		for _, ln := range BreakLines(fit, ColumnWidth, most) {
			s.Need(lead)
			s.PutLine(Left, s.Y, lead, ln)
			s.Y += lead
		}
		return
	}
}

// Heading writes the heading of a section, and keeps it with the next lines.
func (s *Sheet) Heading(text string, keep Length) {
	s.Need(7*MM + sectionStyle.Leading() + 2*MM + keep)
	if s.Y > Top {
		s.Space(6 * MM)
	}
	s.Paragraph(s.Text(text, sectionStyle))
	s.Space(2 * MM)
}
