package typeset

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"strconv"
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"
)

// Page is one page as a list of marks, in the order in which they are drawn.
type Page struct {
	Width, Height Length
	Marks         []mark
	// Section names the page in its running foot.
	Section string
}

// mark is something that can be drawn on a page.
type mark interface{ draw(*pen) }

func (p *Page) add(m mark) { p.Marks = append(p.Marks, m) }

// Write puts a text that the fonts can show on the base line y.
func (p *Page) Write(x, y Length, text string, st Style) {
	p.add(TextMark{x, y, st.Face.Width(text, st.Size), text, st})
}

// Words are the words of the page in the order in which they were set.
func (p *Page) Words() string {
	var b strings.Builder
	for _, m := range p.Marks {
		if t, ok := m.(TextMark); ok {
			b.WriteString(t.Text)
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// Bar fills a rectangle.
func (p *Page) Bar(x, y, w, h Length, c Colour) {
	p.add(boxMark{x: x, y: y, w: w, h: h, fill: &c})
}

// TextMark is a run of text; y is its baseline.
type TextMark struct {
	X, Y, W Length
	Text    string
	Style   Style
}

// boxMark is a rectangle, filled, stroked or both, with rounded corners where
// radius is not 0.
type boxMark struct {
	x, y, w, h   Length
	fill, stroke *Colour
	line, radius Length
}

// imageMark is a picture.
type imageMark struct {
	x, y, w, h Length
	jpeg       func() ([]byte, error)
}

// LinkMark is an area that leads to a page of the packet.
type LinkMark struct {
	x, Y, w, H Length
	Page       int
}

// pen draws marks with fpdf.
type pen struct {
	*fpdf.Fpdf
	images map[[sha256.Size]byte]string
	track  Length
}

func (m TextMark) draw(p *pen) {
	if m.Style.Track != p.track {
		p.RawWriteStr(fmt.Sprintf("%.2f Tc", m.Style.Track.Points()))
		p.track = m.Style.Track
	}
	p.SetFont(m.Style.Face.name, "", m.Style.Size.Points())
	c := m.Style.Colour
	p.SetTextColor(int(c[0]), int(c[1]), int(c[2]))
	p.Text(m.X.Points(), m.Y.Points(), m.Text)
}

func (m boxMark) draw(p *pen) {
	how := ""
	if m.stroke != nil {
		p.SetDrawColor(int(m.stroke[0]), int(m.stroke[1]), int(m.stroke[2]))
		p.SetLineWidth(m.line.Points())
		how = "D"
	}
	if m.fill != nil {
		p.SetFillColor(int(m.fill[0]), int(m.fill[1]), int(m.fill[2]))
		how = "F" + how
	}
	x, y, w, h := m.x.Points(), m.y.Points(), m.w.Points(), m.h.Points()
	if m.radius > 0 {
		p.RoundedRect(x, y, w, h, m.radius.Points(), "1234", how)
		return
	}
	p.Rect(x, y, w, h, how)
}

func (m imageMark) draw(p *pen) {
	name := p.picture(m.jpeg)
	if p.Err() {
		return
	}
	p.ImageOptions(name, m.x.Points(), m.y.Points(), m.w.Points(), m.h.Points(), false, jpegOptions, 0, "")
}

func (m LinkMark) draw(p *pen) {
	p.LinkString(m.x.Points(), m.Y.Points(), m.w.Points(), m.H.Points(), linkScheme+strconv.Itoa(m.Page))
}

// linkScheme leads the URI of a link inside the packet, which the assembler
// turns into a link to the page.
const linkScheme = "mb:"

// epoch stands in the files of which only the pages are kept.
var epoch = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

// stripHeight is more than the height of a running foot.
const stripHeight = 30 * Point

// Pieces divides pages, each piece with at most so many pictures if no page has more,
// so that Paint need not hold those of all pages at once.
func Pieces(pages []*Page, pictures int) (pieces [][]*Page) {
	first, held := 0, 0
	for i, pg := range pages {
		n := pg.pictures()
		if held+n > pictures && i > first {
			pieces = append(pieces, pages[first:i])
			first, held = i, 0
		}
		held += n
	}
	if first < len(pages) {
		pieces = append(pieces, pages[first:])
	}
	return pieces
}

func (p *Page) pictures() (n int) {
	for _, m := range p.Marks {
		if _, ok := m.(imageMark); ok {
			n++
		}
	}
	return n
}

// Paint draws pages as a PDF. The same pages give the same bytes.
func Paint(pages []*Page) (out []byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			out, err = nil, fmt.Errorf("typeset: drawing failed: %v", r)
		}
	}()
	p := newPen(facesOf(pages))
	// fpdf makes a new compressor for every page, which costs more than the
	// few hundred bytes of a running foot are worth.
	p.SetCompression(pages[0].Height > stripHeight)
	for _, pg := range pages {
		p.AddPageFormat("P", fpdf.SizeType{Wd: pg.Width.Points(), Ht: pg.Height.Points()})
		p.track = 0
		for _, m := range pg.Marks {
			m.draw(p)
		}
		p.closeTracking()
	}
	var buf bytes.Buffer
	if err := p.Output(&buf); err != nil {
		return nil, fmt.Errorf("typeset: drawing failed: %w", err)
	}
	return buf.Bytes(), nil
}

// facesOf lists the faces that pages use: each costs some milliseconds.
func facesOf(pages []*Page) (used []*Face) {
	seen := map[*Face]bool{}
	for _, pg := range pages {
		for _, m := range pg.Marks {
			if t, ok := m.(TextMark); ok {
				seen[t.Style.Face] = true
			}
		}
	}
	for _, f := range faces {
		if seen[f] {
			used = append(used, f)
		}
	}
	return used
}

func newPen(used []*Face) *pen {
	f := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: fpdf.SizeType{Wd: PaperWidth.Points(), Ht: PaperHeight.Points()}})
	f.SetCreationDate(epoch)
	f.SetModificationDate(epoch)
	f.SetCatalogSort(true)
	f.SetProducer("medbundle", true)
	f.SetMargins(0, 0, 0)
	f.SetAutoPageBreak(false, 0)
	for _, face := range used {
		f.AddUTF8FontFromBytes(face.name, "", face.ttf)
	}
	return &pen{Fpdf: f, images: map[[sha256.Size]byte]string{}}
}

// closeTracking ends letter-spacing, which fpdf knows nothing about.
func (p *pen) closeTracking() {
	if p.track != 0 {
		p.RawWriteStr("0 Tc")
		p.track = 0
	}
}
