package document

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/ocr"
	"github.com/medbundle/medbundle/internal/pdf"
	"github.com/medbundle/medbundle/internal/pdf/pdfium"
	"github.com/medbundle/medbundle/internal/pdf/textlayer"
)

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
				want := w.through(slanted).through(func(x, y float64) (float64, float64) { return standing(x, y, c.rotate, picture.Rect) })
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
			if hits*100 < len(words)*90 || close*100 < hits*95 || worst > far {
				t.Error("words are not where they are printed")
			}
			sameLook(t, packet, bare)
			if c.slope != 0 {
				return
			}
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
