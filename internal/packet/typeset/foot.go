package typeset

import (
	"fmt"

	"github.com/medbundle/medbundle/internal/pdf"
)

// FootHeight is the height of a running foot.
const FootHeight = Length(pdf.FootBand * 1000)

// Foot is the running foot of one page: whose papers they are, where the page
// comes from, and its number.
type Foot struct {
	// Mark leads the foot in red: "DRAFT"; "" for none.
	Mark               string
	Name, Born, Source string
	Number, Total      int
	// See leads from the foot to another page: "pictures: page 9"; "" for none.
	// Where there is no room for it, it is left out.
	See     string
	SeePage int
}

// Page draws the foot for a page of the given width. The page number is kept
// whatever the width; of the rest as much as there is room for.
func (f Foot) Page(width Length) *Page {
	pg := &Page{Width: width, Height: FootHeight}
	scale := footScale(width)
	st := FootStyle
	st.Size = FootStyle.Size * scale / 1000
	big := st.In(Ink).Strong()
	big.Size = 9 * Point * scale / 1000
	from, to := Left, width-18*MM
	if width != PaperWidth {
		from = min(Left, width/14)
		to = width - min(18*MM, width/14)
	}
	base := 11*Point + (scale-1000)*7 // high enough for printers that leave an edge white
	pg.Bar(from, 1*Point, to-from, 500, Rim)
	from = f.mark(pg, from, to, base, scale)
	start := f.number(pg, from, to, base, st, big)
	start = f.see(pg, from, start, base, st)
	if text := f.text(st, start-from-8*Point); text != "" {
		pg.Write(from, base, text, st)
	}
	return pg
}

// mark draws the mark at the left, in red, and returns where the rest may begin.
// On pages that are hardly wider than their number it is set as small as it must be.
func (f Foot) mark(pg *Page, from, to, base, scale Length) Length {
	if f.Mark == "" {
		return from
	}
	st := Style{Face: Semibold, Size: 9 * Point * scale / 1000, Colour: Red}
	gap := 2 * Point
	room := to - from - gap - st.Face.Width(fmt.Sprint(f.Number), st.Size)
	if w := st.Face.Width(f.Mark, st.Size); w > room {
		st.Size = max(st.Size*max(room, 0)/w, 1*Point)
	}
	pg.Write(from, base, f.Mark, st)
	from += st.Face.Width(f.Mark, st.Size) + gap
	if width := to - from; width > 60*Point {
		from += 4 * Point
	}
	return from
}

// seeRoom is what is left for the patient's name beside a link, at least.
const seeRoom = 180 * Point

// see draws the link beside the number, and returns where it starts.
func (f Foot) see(pg *Page, from, start, base Length, st Style) Length {
	w := st.Face.Width(f.See, st.Size)
	x := start - 12*Point - w
	if f.See == "" || x-from < seeRoom*st.Size/FootStyle.Size {
		return start
	}
	pg.Write(x, base, f.See, st.In(Teal))
	pg.Lead(x-2*Point, base-st.Size, w+4*Point, st.Size+3*Point, f.SeePage)
	return x
}

// footScale makes the foot larger on pages much wider than paper, which a
// reader sees reduced; in thousandths.
func footScale(width Length) Length {
	return min(max(1000, width*1000/(900*Point)), 1700)
}

// number draws "page N of M", or as much of it as fits, at the right, and
// returns where it starts.
func (f Foot) number(pg *Page, from, to, base Length, st, big Style) Length {
	n, of := fmt.Sprint(f.Number), fmt.Sprintf(" of %d", f.Total)
	for _, around := range [][2]string{{"page ", of}, {"", of}, {"", ""}} {
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

// text joins the patient and the source so that they fit: a long name yields
// first, so that the birth date stays, then the end of the source.
func (f Foot) text(st Style, room Length) string {
	if room < 20*Point {
		return ""
	}
	source := " · " + f.Source
	if whole := f.Name + f.Born + source; st.Face.Width(whole, st.Size) <= room {
		return whole
	}
	name := FitText(f.Name, st, max(room*60/100-st.Face.Width(f.Born, st.Size), room*25/100))
	return FitText(name+f.Born+source, st, room)
}
