package pdfium

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/pdf"
)

// look is a page that is assembled, drawn and held against its source.
type look struct {
	name, content, page, note string
	// width and height are those that a reader sees, in points.
	width, height float64
	// blind: PDFium itself does not draw it as other readers do.
	blind bool
	// alone: poppler draws the source as other readers do not: it knows no
	// UserUnit, makes its own highlights, and opens popups.
	alone bool
}

// drawing fills the middle of any of the pages below and sets words into it.
const drawing = "0.2 0.4 0.9 rg 20 30 60 40 re f 0.9 0.3 0.1 RG 4 w 10 10 m 120 150 l S BT /F1 14 Tf 25 90 Td (Histology) Tj ET "

// shapes are the geometries in which pages come: turned, cropped, placed away
// from the origin, inverted, inherited, missing, and of all sizes.
func shapes() []look {
	out := []look{
		{"no media box", drawing, "/NoBox 1", "", 612, 792, false, false},
		{"broken media box", drawing, "/MediaBox [0 0 0 0]", "", 612, 792, false, false},
		{"inverted", drawing, "/MediaBox [200 300 0 0]", "", 200, 300, false, false},
		{"cropped", drawing, "/MediaBox [0 0 400 400] /CropBox [10 20 160 180]", "", 150, 160, false, false},
		{"inverted crop", drawing, "/MediaBox [0 0 400 400] /CropBox [160 180 10 20]", "", 150, 160, false, false},
		{"crop reaches out", drawing, "/MediaBox [0 0 200 300] /CropBox [-50 -50 900 150]", "", 200, 150, false, false},
		{"crop lies outside", drawing, "/MediaBox [0 0 200 300] /CropBox [1000 1000 1200 1200]", "", 200, 300, true, false},
		{"A3", drawing, "/MediaBox [0 0 1191 842]", "", 1191, 842, false, false},
		{"receipt, 58 mm by 1 m", drawing + "1 0 0 1 0 2600 cm " + drawing, "/MediaBox [0 0 164 2835]", "", 164, 2835, false, false},
		{"poster, 5 m", "50 0 0 50 0 0 cm " + drawing, "/MediaBox [0 0 9000 14173]", "", 9000, 14173, false, false},
		{"stamp", "0.1 0 0 0.1 0 0 cm " + drawing, "/MediaBox [0 0 20 30]", "", 20, 30, false, false},
		{"unit of 2", drawing, "/MediaBox [0 0 200 300] /UserUnit 2", "", 400, 600, false, true},
	}
	for _, rotate := range []int{0, 90, 180, 270, -90, 450} {
		w, h := 700.0, 800.0
		if rotate%180 != 0 {
			w, h = h, w
		}
		out = append(out, look{fmt.Sprintf("turned by %d, away from the origin", rotate), drawing,
			fmt.Sprintf("/MediaBox [-300 -400 400 400] /Rotate %d", rotate), "", w, h, false, false})
	}
	return out
}

func (l look) source() []byte {
	p := newPDF().page(l.content, helvetica, l.page)
	data := p.bytes()
	if strings.Contains(l.page, "/NoBox") {
		data = bytes.Replace(data, []byte("/MediaBox [0 0 612 792]"), []byte("                       "), 1)
	}
	return data
}

// assembled is a packet of one page with a foot.
func assembled(t *testing.T, src pdf.Source, size pdf.PageSize) []byte {
	t.Helper()
	var b bytes.Buffer
	a := pdf.NewAssembler(&b, 1, pdf.Info{})
	foot := newPDF().page(fmt.Sprintf("0 1 1 rg 0 0 %g %g re f", size.Width, pdf.FootBand), "", fmt.Sprintf("/MediaBox [0 0 %g %g]", size.Width, pdf.FootBand)).bytes()
	if err := a.SetFeet(pdf.Source{Name: "foot", Data: foot, Format: pdf.FormatPDF}); err != nil {
		t.Fatal(err)
	}
	if _, _, err := a.Append(t.Context(), src, pdf.AppendOptions{Band: true}); err != nil {
		t.Fatal(err)
	}
	if err := a.Close(nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Pages of every geometry stand upright and whole in the packet, with the foot
// below what they show.
func TestPagesOfEveryShape(t *testing.T) {
	e := testEngine(t, Options{}, "")
	for _, l := range shapes() {
		path := writeFile(t, "f.pdf", l.source())
		p, err := e.Probe(context.Background(), path, "f.pdf", nil)
		if err != nil || !p.Assemblable || len(p.Check.Pages) != 1 {
			t.Fatalf("%s: %+v, %v", l.name, p, err)
		}
		if got := p.Check.Pages[0]; got != (pdf.PageSize{Width: l.width, Height: l.height}) {
			t.Errorf("%s: a reader sees %+v", l.name, got)
		}
		packet := writeFile(t, "packet.pdf", assembled(t, pdf.Source{Name: "f.pdf", Path: path, Format: pdf.FormatPDF}, p.Check.Pages[0]))
		l.compare(t, e, path, packet, p.Check.Pages[0])
	}
}

// compare has PDFium, and poppler where it is installed and knows the thing,
// draw both pages.
func (l look) compare(t *testing.T, e *Engine, path, packet string, size pdf.PageSize) {
	t.Helper()
	got, err := e.Compare(context.Background(), []Pair{{File: PageFile{Path: path, Name: "f.pdf"}, Page: 1, TwinFile: PageFile{Path: packet, Name: "packet.pdf"}, Twin: 1}})
	if err != nil || !l.blind && (!got[0].Drawn || got[0].Differs()) {
		t.Errorf("%s: %+v, %v", l.name, got, err)
	}
	if _, err := exec.LookPath("pdftoppm"); err != nil || l.alone {
		return
	}
	dpi := min(72, 72*600/max(size.Width, size.Height))
	was, is := popplerGray(t, path, dpi), popplerGray(t, packet, dpi)
	if d := was.apart(is); d > 16 {
		t.Errorf("%s: poppler draws the packet's page %d of 255 apart", l.name, d)
	}
	if band := is.height - was.height; band < int(pdf.FootBand*dpi/72)-1 {
		t.Errorf("%s: the band has %d dots", l.name, band)
	}
}

type gray struct {
	width, height int
	pixels        []byte
}

func popplerGray(t *testing.T, path string, dpi float64) (g gray) {
	t.Helper()
	to := filepath.Join(t.TempDir(), "page")
	if out, err := exec.Command("pdftoppm", "-gray", "-cropbox", "-singlefile", "-r", fmt.Sprint(dpi), path, to).CombinedOutput(); err != nil {
		t.Fatalf("pdftoppm: %v %s", err, out)
	}
	b, err := os.ReadFile(to + ".pgm")
	if err != nil {
		t.Fatal(err)
	}
	var top int
	if _, err := fmt.Sscanf(string(b[:min(40, len(b))]), "P5\n%d %d\n%d\n", &g.width, &g.height, &top); err != nil {
		t.Fatal(err)
	}
	g.pixels = b[len(b)-g.width*g.height:]
	return g
}

// apart compares means over 12 × 12 cells of g with those of the same part of
// the other.
func (g gray) apart(other gray) (most int) {
	const n = 12
	for cell := range n * n {
		row, column := cell/n, cell%n
		sums, count := [2]int{}, 0
		for y := g.height * row / n; y < min(g.height*(row+1)/n, other.height); y++ {
			for x := g.width * column / n; x < min(g.width*(column+1)/n, other.width); x++ {
				sums[0] += int(g.pixels[y*g.width+x])
				sums[1] += int(other.pixels[y*other.width+x])
				count++
			}
		}
		if count > 0 {
			most = max(most, (sums[0]-sums[1])/count, (sums[1]-sums[0])/count)
		}
	}
	return most
}

// annotated are pages whose notes, fields, stamps and layers a reader sees, or
// does not. Each is a page on which something stands at 20 150.
func annotated() []look {
	const box = "/MediaBox [0 0 200 300]"
	note := func(name, annotation string) look {
		return look{name: name, content: drawing, page: box + " /Annots [6 0 R]", note: "<< /Type /Annot /Rect [20 150 100 230] " + annotation + " >>", width: 200, height: 300,
			blind: strings.Contains(name, "without"), alone: strings.Contains(annotation, "Highlight") || strings.Contains(annotation, "FileAttachment") || strings.Contains(annotation, "Popup")}
	}
	return []look{
		note("stamp", "/Subtype /Stamp /AP << /N 5 0 R >>"),
		note("field", "/Subtype /Widget /T (name) /FT /Tx /V (typed) /AP << /N 5 0 R >>"),
		note("checked box", "/Subtype /Widget /T (name) /FT /Btn /V /Yes /AS /Yes /AP << /N << /Yes 5 0 R >> >>"),
		note("unchecked box", "/Subtype /Widget /T (name) /FT /Btn /V /Off /AS /Off /AP << /N << /Yes 5 0 R >> >>"),
		note("box without a state", "/Subtype /Widget /T (name) /FT /Btn /V /Yes /AP << /N << /Yes 5 0 R >> >>"),
		note("signature", "/Subtype /Widget /T (name) /FT /Sig /V << /Type /Sig /Contents <00> >> /AP << /N 5 0 R >>"),
		note("hidden", "/Subtype /Stamp /F 2 /AP << /N 5 0 R >>"),
		note("not for the screen", "/Subtype /Stamp /F 32 /AP << /N 5 0 R >>"),
		note("to be redacted", "/Subtype /Redact /AP << /N 5 0 R >>"),
		note("clip", "/Subtype /FileAttachment /AP << /N 5 0 R >>"),
		note("free text", "/Subtype /FreeText /Contents (by hand) /DA (/Helv 12 Tf 0 g) /AP << /N 5 0 R >>"),
		note("highlight", "/Subtype /Highlight /QuadPoints [20 230 100 230 20 150 100 150] /C [1 1 0] /AP << /N 5 0 R >>"),
		note("popup", "/Subtype /Popup /AP << /N 5 0 R >>"),
	}
}

// noted is the page with its note; a field is in the document's form.
func (l look) noted() []byte {
	p := newPDF()
	p.page(l.content, helvetica, l.page) // objects 3 and 4
	p.stream("/Type /XObject /Subtype /Form /BBox [0 0 40 40]", "0.8 0 0.2 rg 0 0 40 40 re f 0 g 10 10 9 20 re f")
	p.add(l.note)
	if strings.Contains(l.note, "/Widget") {
		return withCatalog(p.bytes(), "/AcroForm << /Fields [6 0 R] >>")
	}
	return p.bytes()
}

// Notes, fields and stamps stand in the packet as PDFium and poppler show them in
// the source; what they hide stays hidden.
func TestNotesLookAsInAViewer(t *testing.T) {
	e := testEngine(t, Options{}, "")
	for _, l := range annotated() {
		path := writeFile(t, "f.pdf", l.noted())
		size := pdf.PageSize{Width: l.width, Height: l.height}
		packet := writeFile(t, "packet.pdf", assembled(t, pdf.Source{Name: "f.pdf", Path: path, Format: pdf.FormatPDF}, size))
		l.compare(t, e, path, packet, size)
	}
}

// A page with its notes left out differs, so the comparison above can fail.
func TestLookTellsNotesApart(t *testing.T) {
	e := testEngine(t, Options{}, "")
	l := annotated()[0]
	without := newPDF().page(l.content, helvetica, "/MediaBox [0 0 200 300]")
	a, b := writeFile(t, "a.pdf", l.noted()), writeFile(t, "b.pdf", without.bytes())
	got, err := e.Compare(context.Background(), []Pair{{File: PageFile{Path: a, Name: "a"}, Page: 1, TwinFile: PageFile{Path: b, Name: "b"}, Twin: 1}})
	if err != nil || !got[0].Differs() {
		t.Errorf("%+v, %v", got, err)
	}
}
