package document

import (
	"bytes"
	"fmt"
	"image"
	"image/draw"
	"math"
	"os"
	"strings"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
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
