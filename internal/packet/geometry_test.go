package packet

import (
	"encoding/xml"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/packet/typeset"
	"github.com/medbundle/medbundle/internal/packet/typesettest"
)

func TestNothingOverflowsOrOverlaps(t *testing.T) {
	for name, p := range map[string]Packet{"demo": demo(t), "stress": stress(t), "empty": {}} {
		t.Run(name, func(t *testing.T) { typesettest.CheckPages(t, lay(t, p).front) })
	}
}

func TestFeetStayInside(t *testing.T) {
	l := lay(t, stress(t))
	foot := l.footPatient(&typeset.Speller{})
	foot.Number, foot.Source = 666, strings.Repeat("source", 50)
	for _, width := range []typeset.Length{1 * typeset.Point, 20 * typeset.Point, 72 * typeset.Point, 150 * typeset.Point, 400 * typeset.Point, typeset.PaperWidth, 842 * typeset.Point, 5000 * typeset.Point, 14400 * typeset.Point} {
		pg := foot.Page(width)
		bs := typesettest.BoxesOf(pg)
		for i, b := range bs {
			if width >= 30*typeset.Point && (b.X0 < 0 || b.X1 > width) || b.Y0 < 0 || b.Y1 > typeset.FootHeight {
				t.Errorf("width %d: %q at %+v", width, b.Text, b)
			}
			for _, c := range bs[i+1:] {
				if b.X0 < c.X1-60 && c.X0 < b.X1-60 {
					t.Errorf("width %d: %q and %q overlap", width, b.Text, c.Text)
				}
			}
		}
		if !strings.Contains(typesettest.TextOf(pg), "666") {
			t.Errorf("width %d: no page number in %q", width, typesettest.TextOf(pg))
		}
	}
}

func TestFootKeepsTheBirthDate(t *testing.T) {
	l := lay(t, stress(t))
	foot := l.footPatient(&typeset.Speller{})
	foot.Number, foot.Source = 7, strings.Repeat("source", 50)
	pg := foot.Page(typeset.PaperWidth)
	if !strings.Contains(typesettest.TextOf(pg), "born 30 Dec 1950") {
		t.Errorf("foot: %q", typesettest.TextOf(pg))
	}
}

// TestJudges has poppler find the words and qpdf check the structure of what is
// drawn.
func TestJudges(t *testing.T) {
	l := lay(t, stress(t))
	front, err := typeset.Paint(l.front)
	if err != nil {
		t.Fatal(err)
	}
	feet, err := l.feet()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for name, data := range map[string][]byte{"front.pdf": front, "feet.pdf": feet} {
		path := filepath.Join(dir, name)
		put(t, path, data)
		if _, err := exec.LookPath("qpdf"); err == nil {
			if out, err := exec.Command("qpdf", "--check", path).CombinedOutput(); err != nil {
				t.Errorf("qpdf --check %s: %v\n%s", name, err, out)
			}
		}
	}
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is not installed")
	}
	out, err := exec.Command("pdftotext", "-bbox", filepath.Join(dir, "front.pdf"), "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	checkWords(t, out)
}

func checkWords(t *testing.T, bbox []byte) {
	t.Helper()
	var doc struct {
		Pages []struct {
			Words []struct {
				XMin float64 `xml:"xMin,attr"`
				XMax float64 `xml:"xMax,attr"`
				YMax float64 `xml:"yMax,attr"`
				Text string  `xml:",chardata"`
			} `xml:"word"`
		} `xml:"body>doc>page"`
	}
	if err := xml.Unmarshal(bbox, &doc); err != nil {
		t.Fatal(err)
	}
	words := 0
	for n, pg := range doc.Pages {
		for _, w := range pg.Words {
			words++
			if w.XMin < typeset.Left.Points()-0.5 || w.XMax > typeset.Right.Points()+1.5 || w.YMax > typeset.Bottom.Points()+6 {
				t.Fatalf("page %d: the word %q leaves the margins: %v", n+1, w.Text, w)
			}
		}
	}
	if words < 10000 {
		t.Errorf("pdftotext found %d words", words)
	}
}
