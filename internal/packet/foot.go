package packet

import (
	"fmt"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/packet/typeset"
	"github.com/medbundle/medbundle/internal/pdf"
)

// footHeight is the height of a running foot.
const footHeight = typeset.Length(pdf.FootBand * 1000)

// feet draws the running foot of every page of the packet: a PDF in which page
// k is as wide as page k of the packet and as high as the foot band.
func (l *Layout) feet() ([]byte, error) {
	sp := &typeset.Speller{}
	who := l.footPatient(sp)
	pages := make([]*typeset.Page, 0, l.total)
	for _, pg := range l.front {
		pages = append(pages, l.foot(len(pages)+1, pg.Width, who, pg.Section))
	}
	for _, e := range l.entries {
		if e.doc == nil {
			continue
		}
		source := sp.Show(l.footSource(e))
		for _, size := range e.doc.Sizes {
			pages = append(pages, l.foot(len(pages)+1, footWidth(size), who, source))
		}
	}
	return typeset.Paint(pages)
}

// bearer is whose papers they are, as the feet say it.
type bearer struct{ name, born string }

func (l *Layout) footPatient(sp *typeset.Speller) bearer {
	pt := l.p.Case.Patient
	who := bearer{name: sp.Show(pt.Name())}
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
func footWidth(size pdf.PageSize) typeset.Length {
	if !(size.Width >= 1) { // not a number, too
		return typeset.Point
	}
	return typeset.Length(min(size.Width, 1e5)*1000 + 0.5)
}

// foot draws one foot. The page number is kept whatever the width; of the rest
// as much as there is room for.
func (l *Layout) foot(number int, width typeset.Length, who bearer, source string) *typeset.Page {
	pg := &typeset.Page{Width: width, Height: footHeight}
	scale := footScale(width)
	st := typeset.FootStyle
	st.Size = typeset.FootStyle.Size * scale / 1000
	big := st.In(typeset.Ink).Strong()
	big.Size = 9 * typeset.Point * scale / 1000
	from, to := typeset.Left, width-18*typeset.MM
	if width != typeset.PaperWidth {
		from = min(typeset.Left, width/14)
		to = width - min(18*typeset.MM, width/14)
	}
	base := 11*typeset.Point + (scale-1000)*7 // high enough for printers that leave an edge white
	pg.Bar(from, 1*typeset.Point, to-from, 500, typeset.Rim)
	start := l.footNumber(pg, number, from, to, base, st, big)
	room := start - from - 8*typeset.Point
	if text := footText(who, source, st, room); text != "" {
		pg.Write(from, base, text, st)
	}
	return pg
}

// footScale makes the foot larger on pages much wider than paper, which a
// reader sees reduced; in thousandths.
func footScale(width typeset.Length) typeset.Length {
	return min(max(1000, width*1000/(900*typeset.Point)), 1700)
}

// footNumber draws "page N of M", or as much of it as fits, at the right, and
// returns where it starts.
func (l *Layout) footNumber(pg *typeset.Page, number int, from, to, base typeset.Length, st, big typeset.Style) typeset.Length {
	n := fmt.Sprint(number)
	for _, around := range [][2]string{{"page ", fmt.Sprintf(" of %d", l.total)}, {"", fmt.Sprintf(" of %d", l.total)}, {"", ""}} {
		a, b, c := st.Face.Width(around[0], st.Size), big.Face.Width(n, big.Size), st.Face.Width(around[1], st.Size)
		x := to - a - b - c
		if x < from && around != [2]string{} {
			continue
		}
		if around[0] != "" {
			pg.Write(x, base, around[0], st)
		}
		pg.Write(x+a, base, n, big)
		if around[1] != "" {
			pg.Write(x+a+b, base, around[1], st)
		}
		return x
	}
	return from
}

// footText joins the patient and the source so that they fit: a long name
// yields first, so that the birth date stays, then the end of the source.
func footText(who bearer, source string, st typeset.Style, room typeset.Length) string {
	if room < 20*typeset.Point {
		return ""
	}
	source = " · " + source
	if whole := who.name + who.born + source; st.Face.Width(whole, st.Size) <= room {
		return whole
	}
	name := typeset.FitText(who.name, st, max(room*60/100-st.Face.Width(who.born, st.Size), room*25/100))
	return typeset.FitText(name+who.born+source, st, room)
}
