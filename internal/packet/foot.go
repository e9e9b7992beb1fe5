package packet

import (
	"fmt"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/pdf"
)

// footHeight is the height of a running foot.
const footHeight = length(pdf.FootBand * 1000)

// feet draws the running foot of every page of the packet: a PDF in which page
// k is as wide as page k of the packet and as high as the foot band.
func (l *Layout) feet() ([]byte, error) {
	sp := &speller{}
	who := l.footPatient(sp)
	pages := make([]*page, 0, l.total)
	for _, pg := range l.front {
		pages = append(pages, l.foot(len(pages)+1, pg.width, who, pg.section))
	}
	for _, e := range l.entries {
		if e.doc == nil {
			continue
		}
		source := sp.show(l.footSource(e))
		for _, size := range e.doc.Sizes {
			pages = append(pages, l.foot(len(pages)+1, footWidth(size), who, source))
		}
	}
	return paint(pages)
}

// bearer is whose papers they are, as the feet say it.
type bearer struct{ name, born string }

func (l *Layout) footPatient(sp *speller) bearer {
	pt := l.p.Case.Patient
	who := bearer{name: sp.show(pt.Name())}
	if who.name == "" {
		who.name = "Name not stated"
	}
	if !pt.BirthDate.IsZero() {
		who.born = " · born " + pt.BirthDate.Human()
	}
	return who
}

// footSource names the document at the foot of its pages.
func (l *Layout) footSource(e *entry) string {
	parts := []string{fmt.Sprintf("No %d", e.number), e.record.Kind.Title()}
	if e.record.Kind == clinical.Other || e.record.Kind == clinical.Unknown {
		parts[1] = e.title()
	}
	if name := e.source(); name != "" {
		parts = append(parts, name)
	}
	return strings.Join(parts, " · ")
}

// footWidth is the width of a page, kept within what a foot can be drawn on.
func footWidth(size pdf.PageSize) length {
	if !(size.Width >= 1) { // not a number, too
		return point
	}
	return length(min(size.Width, 1e5)*1000 + 0.5)
}

// foot draws one foot. The page number is kept whatever the width; of the rest
// as much as there is room for.
func (l *Layout) foot(number int, width length, who bearer, source string) *page {
	pg := &page{width: width, height: footHeight}
	scale := footScale(width)
	st := footStyle
	st.size = footStyle.size * scale / 1000
	big := st.in(ink).strong()
	big.size = 9 * point * scale / 1000
	from, to := left, width-18*mm
	if width != paperWidth {
		from = min(left, width/14)
		to = width - min(18*mm, width/14)
	}
	base := 11*point + (scale-1000)*7 // high enough for printers that leave an edge white
	c := rim
	pg.add(boxMark{x: from, y: 1 * point, w: to - from, h: 500, fill: &c})
	start := l.footNumber(pg, number, from, to, base, st, big)
	room := start - from - 8*point
	if text := footText(who, source, st, room); text != "" {
		pg.add(textMark{from, base, st.face.width(text, st.size), text, st})
	}
	return pg
}

// footScale makes the foot larger on pages much wider than paper, which a
// reader sees reduced; in thousandths.
func footScale(width length) length {
	return min(max(1000, width*1000/(900*point)), 1700)
}

// footNumber draws "page N of M", or as much of it as fits, at the right, and
// returns where it starts.
func (l *Layout) footNumber(pg *page, number int, from, to, base length, st, big style) length {
	n := fmt.Sprint(number)
	for _, around := range [][2]string{{"page ", fmt.Sprintf(" of %d", l.total)}, {"", fmt.Sprintf(" of %d", l.total)}, {"", ""}} {
		a, b, c := st.face.width(around[0], st.size), big.face.width(n, big.size), st.face.width(around[1], st.size)
		x := to - a - b - c
		if x < from && around != [2]string{} {
			continue
		}
		if around[0] != "" {
			pg.add(textMark{x, base, a, around[0], st})
		}
		pg.add(textMark{x + a, base, b, n, big})
		if around[1] != "" {
			pg.add(textMark{x + a + b, base, c, around[1], st})
		}
		return x
	}
	return from
}

// footText joins the patient and the source so that they fit: a long name
// yields first, so that the birth date stays, then the end of the source.
func footText(who bearer, source string, st style, room length) string {
	if room < 20*point {
		return ""
	}
	source = " · " + source
	if whole := who.name + who.born + source; st.face.width(whole, st.size) <= room {
		return whole
	}
	name := fitText(who.name, st, max(room*60/100-st.face.width(who.born, st.size), room*25/100))
	return fitText(name+who.born+source, st, room)
}
