package packet

import (
	"slices"

	"github.com/medbundle/medbundle/internal/pdf"
)

// The paper, and the margins of the pages that this package draws. The foot
// margin leaves room for the running foot.
const (
	paperWidth  length = 595280 // A4
	paperHeight length = 841890

	left        = 22 * mm
	right       = paperWidth - 18*mm
	top         = 17 * mm
	bottom      = paperHeight - footMargin
	footMargin  = 22 * mm
	columnWidth = right - left
)

// The foot band fits into the foot margin with 10 points to spare, or this does
// not compile.
const _ = uint(footMargin - length((pdf.FootBand+10)*1000))

// sheet sets text and tables down the pages of one section.
type sheet struct {
	*speller
	pages   []*page
	section string
	y       length
	// again is the line at the top of every page but the first.
	again string
	// onTurn draws what is repeated below it, such as the heads of a table.
	onTurn func()
	// limit is the number of pages after which nothing more is set; 0 for none.
	limit int
}

func newSheet(sp *speller, section string) *sheet {
	s := &sheet{speller: sp, section: section}
	s.turn()
	return s
}

// page is the page being set.
func (s *sheet) page() *page { return s.pages[len(s.pages)-1] }

// turn starts a new page.
func (s *sheet) turn() {
	s.pages = append(s.pages, &page{width: paperWidth, height: paperHeight, section: s.section})
	s.y = top
	if s.again != "" {
		s.write(left, columnWidth, 1, s.text(upper(s.again), kickerStyle))
		s.space(3 * mm)
	}
	if s.onTurn != nil {
		s.onTurn()
	}
}

// full tells that the limit of pages is passed.
func (s *sheet) full() bool { return s.limit > 0 && len(s.pages) > s.limit }

// need turns the page unless h is left on it.
func (s *sheet) need(h length) {
	if s.y+h > bottom {
		s.turn()
	}
}

// space moves down.
func (s *sheet) space(h length) { s.y += h }

// text makes a span from text that comes from outside.
func (s *sheet) text(text string, st style) span { return span{text: s.show(text), style: st} }

// link makes a span that leads to a page.
func (s *sheet) link(text string, st style, page int) span {
	return span{text: s.show(text), style: st.in(teal), page: page}
}

// write sets spans as a paragraph of the given width at x, turning pages
// between lines as needed.
func (s *sheet) write(x, width length, most int, spans ...span) {
	lead := leadingOf(spans)
	for _, ln := range breakLines(spans, width, most) {
		if s.need(lead); s.full() {
			return
		}
		s.putLine(x, s.y, lead, ln)
		s.y += lead
	}
}

// paragraph writes spans over the whole width of the page.
func (s *sheet) paragraph(spans ...span) { s.write(left, columnWidth, 0, spans...) }

func leadingOf(spans []span) length {
	var lead length
	for _, sp := range spans {
		lead = max(lead, sp.leading())
	}
	return lead
}

// putLine draws one line whose top is y; capital letters stand in its middle.
func (s *sheet) putLine(x, y, lead length, ln line) {
	var size length
	for _, r := range ln.runs {
		size = max(size, r.size)
	}
	base := y + (lead+size*714/1000)/2
	for _, r := range ln.runs {
		s.page().add(textMark{x + r.x, base, r.w, r.text, r.style})
		if r.page > 0 {
			s.page().add(linkMark{x + r.x, y, r.w, lead, r.page})
		}
	}
}

// rule draws a line across the column at the current height.
func (s *sheet) rule(c colour, thick length) {
	s.page().add(boxMark{x: left, y: s.y - thick/2, w: columnWidth, h: thick, fill: &c})
}

// kicker writes the small capitals above a title, and the bar under them.
func (s *sheet) kicker(text string) {
	s.write(left, columnWidth, 1, s.text(upper(text), kickerStyle))
	s.space(1 * point)
	c := teal
	s.page().add(boxMark{x: left, y: s.y, w: 26 * mm, h: 2200, fill: &c})
	s.space(2200 + 5*mm)
}

// titleSizes are tried in turn: a long title is set smaller to stay on one
// line, then on two.
var titleSizes = []struct {
	size  length
	lines int
}{{21 * point, 1}, {19 * point, 1}, {17 * point, 1}, {19 * point, 2}, {16 * point, 2}, {13 * point, 99}}

// title writes the title of a page in at most most lines.
func (s *sheet) title(most int, spans ...span) {
	fit := slices.Clone(spans)
	for _, try := range titleSizes {
		for i := range fit {
			fit[i].size = try.size
		}
		if len(breakLines(fit, columnWidth, try.lines+1)) > try.lines {
			continue
		}
		lead := try.size * 118 / 100
		for _, ln := range breakLines(fit, columnWidth, most) {
			s.need(lead)
			s.putLine(left, s.y, lead, ln)
			s.y += lead
		}
		return
	}
}

// heading writes the heading of a section, and keeps it with the next lines.
func (s *sheet) heading(text string, keep length) {
	s.need(7*mm + sectionStyle.leading() + 2*mm + keep)
	if s.y > top {
		s.space(6 * mm)
	}
	s.paragraph(s.text(text, sectionStyle))
	s.space(2 * mm)
}
