package pdf

import "github.com/medbundle/medbundle/internal/pdf/cos"

// point is a place in the user space of a page.
type point struct{ x, y float64 }

// topLeft is where the page begins for a reader: the corner of its box that is at
// the top left when it is shown upright.
func (d *draft) topLeft() point {
	switch d.rotate {
	case 90:
		return point{d.box.X0, d.box.Y0}
	case 180:
		return point{d.box.X1, d.box.Y0}
	case 270:
		return point{d.box.X1, d.box.Y1}
	}
	return point{d.box.X0, d.box.Y1}
}

// spellDestination spells the top of a page of the packet as a destination (ISO
// 32000-1, 12.3.2.2) that leaves the reader's zoom as it is. The page is written.
func (a *Assembler) spellDestination(b []byte, page int) []byte {
	b = cos.SpellRef(append(b, '['), a.pageNumbers[page-1])
	top := a.tops[page-1]
	b = cos.SpellNumber(append(b, "/XYZ "...), top.x)
	b = cos.SpellNumber(append(b, ' '), top.y)
	return append(b, " null]"...)
}

// link is a link annotation that waits until the page is written to which it leads.
type link struct {
	number int
	rect   cos.Rect
	page   int
}

// writeLinks writes the links, now that all pages are.
func (a *Assembler) writeLinks() {
	for _, l := range a.links {
		b := cos.SpellRect([]byte("<</Type/Annot/Subtype/Link/Border[0 0 0]/F 4/Rect"), l.rect)
		b = a.spellDestination(append(b, "/Dest"...), l.page)
		a.w.Object(l.number, append(b, ">>"...))
	}
}
