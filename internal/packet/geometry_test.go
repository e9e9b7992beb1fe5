package packet

import (
	"encoding/xml"
	"os/exec"
	"path/filepath"
	"sort"
	"strings"
	"testing"
)

// box is the place of a run of text, from the height of its capitals to its
// base line.
type box struct {
	x0, y0, x1, y1 length
	text           string
}

func boxesOf(pg *page) (bs []box) {
	for _, m := range pg.marks {
		if t, ok := m.(textMark); ok && strings.TrimSpace(t.text) != "" {
			trail := t.style.face.width(" ", t.style.size) * length(len(t.text)-len(strings.TrimRight(t.text, " ")))
			bs = append(bs, box{t.x, t.y - t.style.size*714/1000, t.x + t.w - trail - t.style.track, t.y, t.text})
		}
	}
	return bs
}

// checkPages holds every text inside the margins and apart from every other.
func checkPages(t *testing.T, pages []*page) {
	t.Helper()
	const slack = 60 // rounding of widths
	for n, pg := range pages {
		bs := boxesOf(pg)
		for _, b := range bs {
			if b.x0 < left-slack || b.x1 > right+slack || b.y0 < top || b.y1 > bottom {
				t.Errorf("page %d: %q leaves the margins: %+v", n+1, b.text, b)
			}
		}
		sort.SliceStable(bs, func(i, j int) bool { return bs[i].y0 < bs[j].y0 })
		for i, a := range bs {
			for _, b := range bs[i+1:] {
				if b.y0 >= a.y1 {
					break
				}
				if a.x0 < b.x1-slack && b.x0 < a.x1-slack {
					t.Errorf("page %d: %q and %q overlap", n+1, a.text, b.text)
				}
			}
		}
		if t.Failed() {
			return
		}
	}
}

func TestNothingOverflowsOrOverlaps(t *testing.T) {
	for name, p := range map[string]Packet{"demo": demo(t), "stress": stress(t), "empty": {}} {
		t.Run(name, func(t *testing.T) { checkPages(t, lay(t, p).front) })
	}
}

func TestFeetStayInside(t *testing.T) {
	l := lay(t, stress(t))
	who := l.footPatient(&speller{})
	for _, width := range []length{1 * point, 20 * point, 72 * point, 150 * point, 400 * point, paperWidth, 842 * point, 5000 * point, 14400 * point} {
		pg := l.foot(666, width, who, strings.Repeat("source", 50))
		bs := boxesOf(pg)
		for i, b := range bs {
			if width >= 30*point && (b.x0 < 0 || b.x1 > width) || b.y0 < 0 || b.y1 > footHeight {
				t.Errorf("width %d: %q at %+v", width, b.text, b)
			}
			for _, c := range bs[i+1:] {
				if b.x0 < c.x1-60 && c.x0 < b.x1-60 {
					t.Errorf("width %d: %q and %q overlap", width, b.text, c.text)
				}
			}
		}
		if !strings.Contains(textOf(pg), "666") {
			t.Errorf("width %d: no page number in %q", width, textOf(pg))
		}
	}
}

func TestFootKeepsTheBirthDate(t *testing.T) {
	l := lay(t, stress(t))
	pg := l.foot(7, paperWidth, l.footPatient(&speller{}), strings.Repeat("source", 50))
	if !strings.Contains(textOf(pg), "born 30 Dec 1950") {
		t.Errorf("foot: %q", textOf(pg))
	}
}

// TestJudges has poppler find the words and qpdf check the structure of what is
// drawn.
func TestJudges(t *testing.T) {
	l := lay(t, stress(t))
	front, err := l.Front()
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
			if w.XMin < left.points()-0.5 || w.XMax > right.points()+1.5 || w.YMax > bottom.points()+6 {
				t.Fatalf("page %d: the word %q leaves the margins: %v", n+1, w.Text, w)
			}
		}
	}
	if words < 10000 {
		t.Errorf("pdftotext found %d words", words)
	}
}
