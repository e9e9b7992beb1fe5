// Package paper writes the PDF files that hospitals and clinics send: a few
// letterheads, running text, boxes, tables and pictures, set in the fonts that
// every reader has. It lays out in whole numbers; the same calls make the same
// bytes.
package paper

import (
	"bytes"
	"fmt"
	"strings"
)

// Lengths on paper are whole tenths of a point (1/720 inch), measured from the
// top left corner of the page as a reader sees it.

// Sheet is a kind of page: its size as seen, the origin of its MediaBox in
// points, and whether it is stored lying on its side with /Rotate 90.
type Sheet struct {
	width, height    int
	originX, originY int
	sideways         bool
}

// The sheets: portrait unless the name says otherwise. A4Offset has a MediaBox
// that begins elsewhere than at 0 0, LetterSideways a /Rotate of 90.
var (
	Letter         = Sheet{width: 6120, height: 7920}
	LetterSideways = Sheet{width: 6120, height: 7920, sideways: true}
	LetterWide     = Sheet{width: 7920, height: 6120}
	A4             = Sheet{width: 5950, height: 8420}
	A4Offset       = Sheet{width: 5950, height: 8420, originX: 36, originY: -54}
)

// Style is how one house sets its letters.
type Style struct {
	font   Font
	size   int    // of running text
	colour string // of headings and rules, as "r g b" between 0 and 1
	margin int
}

// page is one page and what is drawn on it.
type page struct {
	Sheet
	content bytes.Buffer
}

// Paper is a document being laid out from the top down.
type Paper struct {
	Style
	pages []*page
	next  []Sheet // the sheets of the pages to come; the last one repeats
	y     int     // the top of what comes next
	foot  string
	note  string // below the foot, in smaller letters
}

// New begins a document. The foot stands at the bottom of every page, with the
// note below it; sheets are those of the first pages, the last one repeats.
func New(s Style, foot, note string, sheets ...Sheet) *Paper {
	p := &Paper{Style: s, next: sheets, foot: foot, note: note}
	p.turn()
	return p
}

// turn begins the next page.
func (p *Paper) turn() {
	p.pages = append(p.pages, &page{Sheet: p.next[0]})
	if len(p.next) > 1 {
		p.next = p.next[1:]
	}
	p.y = p.margin
}

func (p *Paper) page() *page  { return p.pages[len(p.pages)-1] }
func (p *Paper) measure() int { return p.page().width - 2*p.margin }

// room begins a new page unless height is left above the foot of this one.
func (p *Paper) room(height int) {
	if p.y+height > p.page().height-700 {
		p.turn()
	}
}

func (p *Paper) Skip(height int) { p.y += height }

// Points writes a number of tenths as a decimal fraction.
func Points(tenths int) string {
	sign := ""
	if tenths < 0 {
		sign, tenths = "-", -tenths
	}
	return fmt.Sprintf("%s%d.%d", sign, tenths/10, tenths%10)
}

// text draws s with its baseline at y.
func (g *page) text(x, y int, f Font, size int, colour, s string) {
	fmt.Fprintf(&g.content, "BT /F%d %s Tf %s rg %s %s Td %s Tj ET\n",
		f, Points(size), colour, Points(x), Points(g.height-y), literal(s))
}

func (g *page) line(x1, y1, x2, y2, width int, colour string) {
	fmt.Fprintf(&g.content, "%s w %s RG %s %s m %s %s l S\n", Points(width), colour,
		Points(x1), Points(g.height-y1), Points(x2), Points(g.height-y2))
}

func (g *page) fill(x, y, w, h int, colour string) {
	fmt.Fprintf(&g.content, "%s rg %s %s %s %s re f\n", colour,
		Points(x), Points(g.height-y-h), Points(w), Points(h))
}

const (
	black = "0 0 0"
	grey  = "0.45 0.45 0.45"
	white = "1 1 1"
	pale  = "0.93 0.94 0.95"
)

func (p *Paper) leading() int { return p.size * 13 / 10 }

// wrap breaks s into lines that fit width.
func wrap(s string, f Font, size, width int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(s) {
		longer := strings.TrimPrefix(line+" "+word, " ")
		if line != "" && f.width(longer, size) > width {
			lines, longer = append(lines, line), word
		}
		line = longer
	}
	return append(lines, line)
}

// lines draws each line in font f, indented by x.
func (p *Paper) lines(f Font, x int, lines []string) {
	for _, s := range lines {
		p.room(p.leading())
		p.page().text(p.margin+x, p.y+p.size, f, p.size, black, s)
		p.y += p.leading()
	}
}

// Bold draws lines in bold serif letters, as a letter's reference line.
func (p *Paper) Bold(lines ...string) {
	p.lines(SerifBold, 0, lines)
	p.Skip(80)
}

// Para draws paragraphs of running text.
func (p *Paper) Para(texts ...string) {
	for _, s := range texts {
		p.lines(p.font, 0, wrap(s, p.font, p.size, p.measure()))
		p.Skip(p.size / 2)
	}
}

// List draws numbered points.
func (p *Paper) List(items ...string) {
	for i, s := range items {
		lines := wrap(s, p.font, p.size, p.measure()-220)
		p.room(p.leading() * len(lines))
		p.page().text(p.margin+40, p.y+p.size, p.font, p.size, black, fmt.Sprintf("%d.", i+1))
		p.lines(p.font, 220, lines)
	}
	p.Skip(p.size / 2)
}

// Heading draws a section heading and keeps it with what follows.
func (p *Paper) Heading(s string) {
	p.room(p.leading() * 4)
	p.Skip(p.size / 2)
	p.page().text(p.margin, p.y+p.size, p.font.bold(), p.size+5, p.colour, s)
	p.y += p.leading() + 30
}

// Title draws the document's own title.
func (p *Paper) Title(s string) {
	size := p.size + 45
	p.page().text(p.margin, p.y+size, p.font.bold(), size, p.colour, s)
	p.y += size + 90
}

// Fields draws label and value pairs in two columns, inside a frame.
func (p *Paper) Fields(pairs ...[2]string) {
	half, row := p.measure()/2, p.leading()+12
	top, height := p.y, (len(pairs)+1)/2*row+100
	for i, pair := range pairs {
		x, y := p.margin+80+i%2*half, top+50+i/2*row+p.size
		label := pair[0] + ": "
		p.page().text(x, y, p.font.bold(), p.size-5, grey, label)
		p.page().text(x+p.font.bold().width(label, p.size-5)+20, y, p.font, p.size, black, pair[1])
	}
	for _, edge := range [][4]int{{0, 0, 1, 0}, {0, 1, 1, 1}, {0, 0, 0, 1}, {1, 0, 1, 1}} {
		p.page().line(p.margin+edge[0]*p.measure(), top+edge[1]*height,
			p.margin+edge[2]*p.measure(), top+edge[3]*height, 7, p.colour)
	}
	p.y = top + height + 120
}

// Column is a column of a table: its heading and its share of the width.
type Column struct {
	Name  string
	Share int // of 100
}

// Table draws a ruled table; a row that does not fit moves to the next page.
func (p *Paper) Table(cols []Column, rows ...[]string) {
	bold := p.font.bold()
	p.room(p.leading() * 4)
	p.page().fill(p.margin, p.y, p.measure(), p.leading()+50, pale)
	names := make([]string, len(cols))
	for i, c := range cols {
		names[i] = c.Name
	}
	p.row(cols, names, bold)
	for _, r := range rows {
		p.row(cols, r, p.font)
	}
	p.Skip(100)
}

// row draws one row as high as its highest cell; a cell that begins with '*'
// is set in bold, as laboratories mark a value out of range.
func (p *Paper) row(cols []Column, cells []string, f Font) {
	wrapped, most := make([][]string, len(cols)), 1
	for i, c := range cols {
		wrapped[i] = wrap(strings.TrimPrefix(cells[i], "*"), f.bold(), p.size, p.measure()*c.Share/100-60)
		most = max(most, len(wrapped[i]))
	}
	height := most*p.leading() + 50
	p.room(height)
	x := p.margin
	for i, c := range cols {
		g := f
		if strings.HasPrefix(cells[i], "*") {
			g = f.bold()
		}
		for k, s := range wrapped[i] {
			p.page().text(x+30, p.y+25+p.size+k*p.leading(), g, p.size, black, s)
		}
		x += p.measure() * c.Share / 100
	}
	p.y += height
	p.page().line(p.margin, p.y, p.margin+p.measure(), p.y, 4, grey)
}

// Sign draws the closing lines of a letter or report; the first is a scrawl.
func (p *Paper) Sign(lines ...string) {
	p.room(p.leading() * (len(lines) + 2))
	p.Skip(p.leading() / 2)
	p.page().text(p.margin+20, p.y+160, SerifItalic, 170, "0.1 0.15 0.45", lines[0])
	p.Skip(230)
	p.lines(p.font, 0, lines[1:])
}

// PDF finishes the pages and writes them as a file, locked if lock is set.
func (p *Paper) PDF(lock *Lock) []byte {
	w := &writer{lock: lock}
	catalog, tree := w.reserve(), w.reserve()
	fonts := ""
	for i, name := range fontNames {
		n := w.add("<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>", name)
		fonts += fmt.Sprintf("/F%d %d 0 R ", i, n)
	}
	kids := ""
	for i, g := range p.pages {
		p.footer(g, i+1)
		kids += fmt.Sprintf("%d 0 R ", g.write(w, tree, fonts))
	}
	w.set(tree, "<< /Type /Pages /Kids [ %s] /Count %d >>", kids, len(p.pages))
	extension := ""
	if lock != nil {
		extension = " /Extensions << /ADBE << /BaseVersion /1.7 /ExtensionLevel 8 >> >>"
	}
	w.set(catalog, "<< /Type /Catalog /Pages %d 0 R%s >>", tree, extension)
	return w.finish("1.7", catalog)
}

func (p *Paper) footer(g *page, number int) {
	y := g.height - 380
	right := fmt.Sprintf("Page %d of %d", number, len(p.pages))
	g.line(p.margin, y-130, g.width-p.margin, y-130, 4, grey)
	g.text(p.margin, y, Sans, 75, grey, p.foot)
	g.text(g.width-p.margin-Sans.width(right, 75), y, Sans, 75, grey, right)
	g.text(p.margin, y+110, Sans, 65, grey, p.note)
}

// write adds the page and its content, and returns the page's object number.
func (g *page) write(w *writer, tree int, fonts string) int {
	width, height, turned := g.width, g.height, ""
	shift := fmt.Sprintf("1 0 0 1 %d %d cm\n", g.originX, g.originY)
	if g.sideways {
		width, height, turned = g.height, g.width, " /Rotate 90"
		shift = fmt.Sprintf("0 1 -1 0 %s 0 cm\n", Points(g.height))
	}
	content := w.stream("", append([]byte(shift), g.content.Bytes()...))
	return w.add("<< /Type /Page /Parent %d 0 R /MediaBox [%d %d %s %s]%s /Resources << /Font << %s>> >> /Contents %d 0 R >>",
		tree, g.originX, g.originY, Points(g.originX*10+width), Points(g.originY*10+height), turned, fonts, content)
}
