package document

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/draw"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"

	"github.com/medbundle/medbundle/internal/ocr"
	"github.com/medbundle/medbundle/internal/pdf"
	"github.com/medbundle/medbundle/internal/pdf/pdfium"
	"github.com/medbundle/medbundle/internal/pdf/textlayer"
)

// box is a rectangle from its top left.
type box struct{ x0, y0, x1, y1 float64 }

// through is the box around b as a map of points shows it.
func (b box) through(f func(x, y float64) (float64, float64)) box {
	out := box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, c := range [][2]float64{{b.x0, b.y0}, {b.x1, b.y0}, {b.x0, b.y1}, {b.x1, b.y1}} {
		x, y := f(c[0], c[1])
		out = box{min(out.x0, x), min(out.y0, y), max(out.x1, x), max(out.y1, y)}
	}
	return out
}

// moved is b, as large as it is, where a map of points shows its middle. Words
// stand level in a layer, also on slanted lines.
func (b box) moved(f func(x, y float64) (float64, float64)) box {
	x, y := f((b.x0+b.x1)/2, (b.y0+b.y1)/2)
	return box{x - (b.x1-b.x0)/2, y - (b.y1-b.y0)/2, x + (b.x1-b.x0)/2, y + (b.y1-b.y0)/2}
}

// off is how far two boxes are apart at the worst of their sides.
func (b box) off(c box) float64 {
	return max(math.Abs(b.x0-c.x0), math.Abs(b.y0-c.y0), math.Abs(b.x1-c.x1), math.Abs(b.y1-c.y1))
}

// printedWord is a word of a drawn page and where it stands, in pixels.
type printedWord struct {
	text string
	box
}

const letterText = `ONTSLAGBRIEF OPERATIVE REPORT
Patient: DOE, Jane  Date of birth: 14 March 1971
The patient was taken to the operating room and placed
in the supine position. The wound was closed with sutures
and the specimen was sent to pathology. There were no
complications and the blood loss was small (50 ml).
She was discharged home in good condition with written
instructions for the care of the wound at home.`

// printedPage is a page of 150 dots per inch with lines of text.
func printedPage(t *testing.T, text string) (*image.Gray, []printedWord) {
	t.Helper()
	data, err := os.ReadFile("../packet/typeset/fonts/NotoSans-Regular.ttf")
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := opentype.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	const size, step, margin = 26.0, 44, 130
	face, err := opentype.NewFace(parsed, &opentype.FaceOptions{Size: size, DPI: 72})
	if err != nil {
		t.Fatal(err)
	}
	img := image.NewGray(image.Rect(0, 0, 1240, 1000))
	draw.Draw(img, img.Rect, image.White, image.Point{}, draw.Src)
	d := font.Drawer{Dst: img, Src: image.Black, Face: face}
	var words []printedWord
	for i, line := range strings.Split(text, "\n") {
		base := margin + step*(i+1)
		d.Dot = fixed.P(margin, base)
		for _, w := range strings.Fields(line) {
			ink, _ := d.BoundString(w)
			words = append(words, printedWord{w, box{
				float64(ink.Min.X) / 64, float64(base) - 0.905*size, float64(ink.Max.X) / 64, float64(base) + 0.212*size,
			}})
			d.DrawString(w + " ")
		}
	}
	return img, words
}

// leaned turns a page clockwise by a small angle, about its middle.
func leaned(img *image.Gray, slope float64) (*image.Gray, func(x, y float64) (float64, float64)) {
	cx, cy := float64(img.Rect.Dx())/2, float64(img.Rect.Dy())/2
	out := image.NewGray(img.Rect)
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			dx, dy := float64(x)-cx, float64(y)-cy
			sx, sy := int(math.Round(cx+dx+slope*dy)), int(math.Round(cy+dy-slope*dx))
			out.Pix[out.PixOffset(x, y)] = 255
			if image.Pt(sx, sy).In(img.Rect) {
				out.Pix[out.PixOffset(x, y)] = img.Pix[img.PixOffset(sx, sy)]
			}
		}
	}
	return out, func(x, y float64) (float64, float64) {
		dx, dy, n := x-cx, y-cy, 1+slope*slope
		return cx + (dx-slope*dy)/n, cy + (dy+slope*dx)/n
	}
}

// scanned is a PDF whose one page is the picture, off the origin, turned.
func scanned(img *image.Gray, rotate int) []byte {
	w, h := float64(img.Rect.Dx())*72/150, float64(img.Rect.Dy())*72/150
	content := fmt.Sprintf("q %g 0 0 %g 40 -30 cm /P Do Q", w, h)
	objects := []string{
		"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>",
		fmt.Sprintf("<</Type/Page/Parent 2 0 R/Contents 4 0 R/Rotate %d/MediaBox[40 -30 %g %g]/Resources<</XObject<</P 5 0 R>>>>>>", rotate, 40+w, h-30),
		fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", len(content), content),
		fmt.Sprintf("<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8/Length %d>>stream\n%s\nendstream",
			img.Rect.Dx(), img.Rect.Dy(), len(img.Pix), img.Pix),
	}
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	xref := fmt.Sprintf("xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for i, o := range objects {
		xref += fmt.Sprintf("%010d 00000 n \n", b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", xref, len(objects)+1, start)
	return b.Bytes()
}

// packed reads a file as the program does and puts its page into two packets,
// with the words that were read over it, and bare.
func packed(t *testing.T, r *Reader, path string) (packet, bare string) {
	t.Helper()
	doc, err := r.Read(context.Background(), File{Path: path, Name: "scan.pdf"})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	packet, bare = filepath.Join(dir, "packet.pdf"), filepath.Join(dir, "bare.pdf")
	writePacket(t, packet, doc, true)
	writePacket(t, bare, doc, false)
	return packet, bare
}

// writePacket writes the one page of a document.
func writePacket(t *testing.T, path string, doc *Document, text bool) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	opt := pdf.AppendOptions{Band: true}
	if text {
		opt.Text = doc.Layers()
	}
	a := pdf.NewAssembler(f, 1, pdf.Info{Title: "packet"})
	if _, _, err := a.Append(context.Background(), *doc.Source, opt); err != nil {
		t.Fatal(err)
	}
	if err := a.Close(nil); err != nil {
		t.Fatal(err)
	}
}

func outputOf(t *testing.T, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Skip(name + " is not installed")
	}
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v %.300s", name, err, out)
	}
	return string(out)
}

var wordTag = regexp.MustCompile(`<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*)</word>`)

// boxesIn are the places of words as poppler sees them.
func boxesIn(t *testing.T, packet string) (words []printedWord) {
	for _, m := range wordTag.FindAllStringSubmatch(outputOf(t, "pdftotext", "-bbox", packet, "-"), -1) {
		var n [4]float64
		for i := range n {
			n[i], _ = strconv.ParseFloat(m[i+1], 64)
		}
		words = append(words, printedWord{m[5], box{n[0], n[1], n[2], n[3]}})
	}
	return words
}

// reading is a reader with the engine and with tesseract, where that is here.
func reading(t *testing.T) *Reader {
	t.Helper()
	work := t.TempDir()
	tesseract := ocr.New(ocr.Options{Work: work})
	if _, err := tesseract.Languages(); err != nil {
		t.Skip(err)
	}
	engine := pdfium.New(pdfium.Options{Workers: 1})
	t.Cleanup(func() { engine.Close() })
	return &Reader{Engine: engine, OCR: tesseract, Work: work}
}

// near is how far, in points, nearly all words may lie from their print, and
// far any: tesseract itself cuts a word in capitals before a comma short.
const near, far = 2.0, 4.0

// TestWordsLieOnTheirPrint reads scans of known words that are turned in every
// way a scan can be, and slanted, and has poppler, MuPDF and PDFium read the
// packet: the words are found where they are printed, in their order, and the
// page looks as without them.
func TestWordsLieOnTheirPrint(t *testing.T) {
	r := reading(t)
	page, words := printedPage(t, letterText)
	for _, c := range []struct {
		rotate int
		slope  float64
	}{{0, 0}, {90, 0}, {180, 0}, {270, 0}, {0, 0.052}, {180, 0.02}} {
		t.Run(fmt.Sprintf("turned by %d, slanted by %g", c.rotate, c.slope), func(t *testing.T) {
			picture, slanted := leaned(page, c.slope)
			path := filepath.Join(t.TempDir(), "scan.pdf")
			if err := os.WriteFile(path, scanned(picture, c.rotate), 0o600); err != nil {
				t.Fatal(err)
			}
			packet, bare := packed(t, r, path)
			seen := boxesIn(t, packet)
			hits, close, worst := 0, 0, 0.0
			for _, w := range words {
				want := w.moved(slanted).through(func(x, y float64) (float64, float64) { return standing(x, y, c.rotate, picture.Rect) })
				best := math.Inf(1)
				for _, s := range seen {
					if s.text == w.text {
						best = min(best, s.off(want))
					}
				}
				if best <= 20 { // else it was misread, and the same word stands elsewhere
					hits++
					worst = max(worst, best)
				}
				if best <= near {
					close++
				}
			}
			t.Logf("%d words, %d found, %d within %g pt, the worst %.2f pt off", len(words), hits, close, near, worst)
			if hits*100 < len(words)*95 || close*100 < hits*95 || worst > far {
				t.Error("words are not where they are printed")
			}
			sameLook(t, packet, bare)
			const sentence = "There were no complications and the blood loss was small"
			for judge, text := range readBack(t, r.Engine, packet) {
				if judge == "PDFium" && c.rotate == 180 {
					continue // it orders pieces of a line from the left, also upside down
				}
				if !strings.Contains(strings.Join(strings.Fields(text), " "), sentence) {
					t.Errorf("%s reads %q", judge, text)
				}
			}
		})
	}
}

// standing is where a pixel lies, in points from the top left, on the page as a
// reader sees it.
func standing(x, y float64, rotate int, r image.Rectangle) (float64, float64) {
	w, h := float64(r.Dx()), float64(r.Dy())
	switch rotate {
	case 90:
		x, y = h-y, x
	case 180:
		x, y = w-x, h-y
	case 270:
		x, y = y, w-x
	}
	return x * 72 / 150, y * 72 / 150
}

// sameLook draws two packets and holds them against each other.
func sameLook(t *testing.T, a, b string) {
	t.Helper()
	if outputOf(t, "pdftoppm", "-r", "60", a) != outputOf(t, "pdftoppm", "-r", "60", b) {
		t.Error("poppler draws the page differently with the words over it")
	}
}

// readBack is the text of a packet as three readers see it.
func readBack(t *testing.T, engine Prober, packet string) map[string]string {
	t.Helper()
	p, err := engine.Probe(context.Background(), packet, "packet", nil)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{"PDFium": p.Pages[0].Text, "poppler": outputOf(t, "pdftotext", "-raw", packet, "-")}
	if _, err := exec.LookPath("mutool"); err == nil {
		out["MuPDF"] = outputOf(t, "mutool", "draw", "-q", "-F", "txt", packet)
	}
	return out
}

// TestLettersSurvive lays words by hand over a page, and has three readers read
// them, letters whose codes hold brackets, a backslash or a line end included.
func TestLettersSurvive(t *testing.T) {
	engine := pdfium.New(pdfium.Options{Workers: 1})
	defer engine.Close()
	page, _ := printedPage(t, "")
	path := filepath.Join(t.TempDir(), "scan.pdf")
	if err := os.WriteFile(path, scanned(page, 0), 0o600); err != nil {
		t.Fatal(err)
	}
	lines := []string{
		"Befund: Größe übermäßig, Müller (17 mm)", "przyjęta z powodu wstrząsu żółć", "Διάγνωση: καρκίνος μαστού",
		"Диагноз: рак молочной железы", "čaj Ĩ Ŝ Č ĩ ŝ ਊ", `a\b (c) [d] {e} 50 %`,
	}
	layer := &textlayer.Layer{Place: [6]float64{1.0 / 1240, 0, 0, 1.0 / 1000, 0, 0}}
	for i, line := range lines {
		left := 100
		for _, w := range strings.Fields(line) {
			n := 13 * len([]rune(w))
			layer.Words = append(layer.Words, textlayer.Word{Text: w, Left: uint16(left), Base: uint16(150 + 60*i), Width: uint16(n), Size: 26})
			left += n + 8
		}
	}
	doc := &Document{Source: &pdf.Source{Name: "scan", Path: path, Format: pdf.FormatPDF}, Sizes: make([]pdf.PageSize, 1), Pages: []string{""}}
	doc.Recognized = []Recognized{{Page: 1, Layer: layer}}
	out := filepath.Join(t.TempDir(), "packet.pdf")
	writePacket(t, out, doc, true)
	if said := outputOf(t, "qpdf", "--check", out); strings.Contains(said, "WARNING") {
		t.Error(said)
	}
	for judge, text := range readBack(t, engine, out) {
		for _, line := range lines {
			if !strings.Contains(strings.Join(strings.Fields(text), " "), line) {
				t.Errorf("%s does not read %q in %q", judge, line, text)
			}
		}
	}
	packet, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(packet, page.Pix) {
		t.Error("the picture was touched")
	}
	again := filepath.Join(t.TempDir(), "again.pdf")
	writePacket(t, again, doc, true)
	if second, err := os.ReadFile(again); err != nil || !bytes.Equal(packet, second) {
		t.Errorf("another packet the second time, or %v", err)
	}
}
