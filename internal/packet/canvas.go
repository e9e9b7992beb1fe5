package packet

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"strconv"
	"time"

	"codeberg.org/go-pdf/fpdf"
)

// page is one page as a list of marks, in the order in which they are drawn.
type page struct {
	width, height length
	marks         []mark
	// section names the page in its running foot.
	section string
}

// mark is something that can be drawn on a page.
type mark interface{ draw(*pen) }

func (p *page) add(m mark) { p.marks = append(p.marks, m) }

// textMark is a run of text; y is its baseline.
type textMark struct {
	x, y, w length
	text    string
	style   style
}

// boxMark is a rectangle, filled, stroked or both, with rounded corners where
// radius is not 0.
type boxMark struct {
	x, y, w, h   length
	fill, stroke *colour
	line, radius length
}

// imageMark is a picture.
type imageMark struct {
	x, y, w, h length
	jpeg       []byte
}

// linkMark is an area that leads to a page of the packet.
type linkMark struct {
	x, y, w, h length
	page       int
}

// pen draws marks with fpdf.
type pen struct {
	*fpdf.Fpdf
	images map[[sha256.Size]byte]string
	track  length
}

func (m textMark) draw(p *pen) {
	if m.style.track != p.track {
		p.RawWriteStr(fmt.Sprintf("%.2f Tc", m.style.track.points()))
		p.track = m.style.track
	}
	p.SetFont(m.style.face.name, "", m.style.size.points())
	c := m.style.colour
	p.SetTextColor(int(c[0]), int(c[1]), int(c[2]))
	p.Text(m.x.points(), m.y.points(), m.text)
}

func (m boxMark) draw(p *pen) {
	how := ""
	if m.stroke != nil {
		p.SetDrawColor(int(m.stroke[0]), int(m.stroke[1]), int(m.stroke[2]))
		p.SetLineWidth(m.line.points())
		how = "D"
	}
	if m.fill != nil {
		p.SetFillColor(int(m.fill[0]), int(m.fill[1]), int(m.fill[2]))
		how = "F" + how
	}
	x, y, w, h := m.x.points(), m.y.points(), m.w.points(), m.h.points()
	if m.radius > 0 {
		p.RoundedRect(x, y, w, h, m.radius.points(), "1234", how)
		return
	}
	p.Rect(x, y, w, h, how)
}

func (m imageMark) draw(p *pen) {
	p.ImageOptions(p.picture(m.jpeg), m.x.points(), m.y.points(), m.w.points(), m.h.points(), false, jpegOptions, 0, "")
}

func (m linkMark) draw(p *pen) {
	p.LinkString(m.x.points(), m.y.points(), m.w.points(), m.h.points(), linkScheme+strconv.Itoa(m.page))
}

// linkScheme leads the URI of a link inside the packet, which the assembler
// turns into a link to the page.
const linkScheme = "mb:"

// epoch stands in the files of which only the pages are kept.
var epoch = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

// paint draws pages as a PDF. The same pages give the same bytes.
func paint(pages []*page) (out []byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			out, err = nil, fmt.Errorf("packet: drawing failed: %v", r)
		}
	}()
	p := newPen(facesOf(pages))
	// fpdf makes a new compressor for every page, which costs more than the
	// few hundred bytes of a running foot are worth.
	p.SetCompression(pages[0].height > footHeight)
	for _, pg := range pages {
		p.AddPageFormat("P", fpdf.SizeType{Wd: pg.width.points(), Ht: pg.height.points()})
		p.track = 0
		for _, m := range pg.marks {
			m.draw(p)
		}
		p.closeTracking()
	}
	var buf bytes.Buffer
	if err := p.Output(&buf); err != nil {
		return nil, fmt.Errorf("packet: drawing failed: %w", err)
	}
	return buf.Bytes(), nil
}

// facesOf lists the faces that pages use: each costs some milliseconds.
func facesOf(pages []*page) (used []*face) {
	seen := map[*face]bool{}
	for _, pg := range pages {
		for _, m := range pg.marks {
			if t, ok := m.(textMark); ok {
				seen[t.style.face] = true
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

func newPen(used []*face) *pen {
	f := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: fpdf.SizeType{Wd: paperWidth.points(), Ht: paperHeight.points()}})
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
