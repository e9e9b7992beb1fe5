package pdf

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// assemble makes a packet of one source.
func assemble(t *testing.T, src Source, pages int, footWidth float64, opt AppendOptions) []byte {
	t.Helper()
	var b bytes.Buffer
	a := NewAssembler(&b, pages, Info{Title: "packet"})
	if footWidth > 0 {
		if err := a.SetFeet(Source{Name: "feet", Data: feet(pages, footWidth)}); err != nil {
			t.Fatal(err)
		}
	}
	if _, _, err := a.Append(t.Context(), src, opt); err != nil {
		t.Fatal(err)
	}
	if err := a.Close(nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// painted is a page drawn by poppler at 72 dots per inch.
type painted struct {
	width, height int
	pix           []byte
}

// at is the colour at x, y points from the visual bottom left.
func (p painted) at(x, y int) string {
	i := 3 * ((p.height-1-y)*p.width + x)
	return fmt.Sprintf("%02x%02x%02x", p.pix[i], p.pix[i+1], p.pix[i+2])
}

func paint(t *testing.T, packet []byte) painted {
	t.Helper()
	if _, err := exec.LookPath("pdftoppm"); err != nil {
		t.Skip("pdftoppm is not installed")
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "packet.pdf")
	if err := os.WriteFile(path, packet, 0o600); err != nil {
		t.Fatal(err)
	}
	if out := judge(t, "qpdf", "--check", path); strings.Contains(out, "WARNING") {
		t.Error(out)
	}
	if out := judge(t, "pdftoppm", "-r", "72", "-aa", "no", "-aaVector", "no", "-singlefile", path, dir+"/page"); out != "" {
		t.Errorf("poppler complains: %s", out)
	}
	return readPPM(t, dir+"/page.ppm")
}

const (
	cyan  = "00ffff"
	red   = "ff0000"
	green = "00ff00"
	white = "ffffff"
)

// Content that leaves the graphics state in disorder, or ends in the middle of
// something.
var disorder = map[string]string{
	"tidy":                "",
	"open q":              " q 0.1 0 0 0.1 0 0 cm q q",
	"surplus Q":           " Q Q Q 3 0 0 3 50 50 cm",
	"open text":           " BT 1 0 0 1 500 500 Tm",
	"open marked content": " /Artifact BMC /Span <</MCID 1>> BDC",
	"open layer":          " /OC /Off BDC",
	"open string":         " BT (never ends",
	"open inline picture": " BI /W 1 /H 1 /BPC 8 /CS /G ID x",
	"broken filter":       "broken",
}

// The foot stands at the visual bottom, upright, under content that is whole,
// however the page is turned, placed and scaled and whatever its content leaves open.
func TestFootStandsUnderThePage(t *testing.T) {
	for name, tail := range disorder {
		for _, rotate := range []int{0, 90, 180, 270, -90, 450} {
			for _, unit := range []int{1, 2} {
				t.Run(fmt.Sprintf("%s %d unit %d", name, rotate, unit), func(t *testing.T) {
					t.Parallel()
					// Everything is red and reaches far over the crop box; the inverted
					// media box lies off the origin.
					content := "1 0 0 rg -2000 -2000 4000 4000 re f 0 1 0 rg -100 -200 10 10 re f" + tail
					page := fmt.Sprintf("/MediaBox[400 300 -300 -400]/CropBox[-100 -200 100 100]/Rotate %d/UserUnit %d/Resources<</Properties<</Off 5 0 R>>>>", rotate, unit)
					layer := "/OCProperties<</OCGs[5 0 R]/D<</OFF[5 0 R]>>>>"
					data := madePage(layer, page, content, "<</Type/OCG/Name(off)>>")
					if tail == "broken" {
						data = bytes.Replace(data, []byte("4 0 obj\n<<"), []byte("4 0 obj\n<</Filter/FlateDecode"), 1)
					}
					w, h := 200*unit, 300*unit
					if rotate%180 != 0 {
						w, h = h, w
					}
					packet := assemble(t, Source{Name: "made", Data: data}, 1, float64(w), AppendOptions{Band: true})
					p := paintScaled(t, packet)
					if unit == 1 && tail == "" {
						p = paint(t, packet)
					}
					if p.width != w || p.height != h+int(FootBand) {
						t.Fatalf("the page is %d by %d, want %d by %d", p.width, p.height, w, h+int(FootBand))
					}
					for _, x := range []int{1, w / 2, w - 2} {
						if c := p.at(x, 2); c != cyan {
							t.Errorf("the foot at %d is %s", x, c)
						}
						if c := p.at(x, int(FootBand)+30*unit); c != red && tail != "broken" {
							t.Errorf("the content above the foot at %d is %s", x, c)
						}
					}
					if text := words(t, packet); !strings.Contains(text, "foot 1 of 1") {
						t.Errorf("the foot does not read from left to right: %q", text)
					}
				})
			}
		}
	}
}

// paintScaled draws with MuPDF, which honours UserUnit where poppler does not.
func paintScaled(t *testing.T, packet []byte) painted {
	if _, err := exec.LookPath("mutool"); err != nil {
		t.Skip("mutool is not installed")
	}
	dir := t.TempDir()
	if err := os.WriteFile(dir+"/packet.pdf", packet, 0o600); err != nil {
		t.Fatal(err)
	}
	// It ends with an error where the source's own content is broken, and draws the rest.
	exec.CommandContext(t.Context(), "mutool", "draw", "-q", "-r", "72", "-A", "0", "-o", dir+"/page.ppm", dir+"/packet.pdf", "1").Run()
	return readPPM(t, dir+"/page.ppm")
}

func readPPM(t *testing.T, path string) painted {
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var p painted
	var top int
	fmt.Sscanf(string(b[:min(len(b), 40)]), "P6\n%d %d\n%d\n", &p.width, &p.height, &top)
	p.pix = b[len(b)-3*p.width*p.height:]
	return p
}

func words(t *testing.T, packet []byte) string {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is not installed")
	}
	cmd := exec.CommandContext(t.Context(), "pdftotext", "-", "-")
	cmd.Stdin = bytes.NewReader(packet)
	b, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
