package main

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"os"
	"path/filepath"

	"github.com/medbundle/medbundle/internal/sample/camera"
	"github.com/medbundle/medbundle/internal/sample/draw"
)

// press prints papers.
type press struct {
	regular, bold []byte // fonts
	scans         [][]byte
	faxes         []*draw.Grey
	faxLetters    *draw.Typeface
}

func newPress() (*press, error) {
	p := &press{}
	fonts := filepath.Join("..", "..", "internal", "packet", "typeset", "fonts")
	var err error
	if p.regular, err = os.ReadFile(filepath.Join(fonts, "NotoSans-Regular.ttf")); err != nil {
		return nil, err
	}
	p.bold, err = os.ReadFile(filepath.Join(fonts, "NotoSans-SemiBold.ttf"))
	return p, err
}

// A scan is A4 at 150 dots per inch, a fax has the width and the fine
// resolution of T.4: 1728 dots at 204 by 196 per inch.
const (
	scanWidth, scanHeight, scanDPI = 1240, 1754, 150.0
	faxWidth, faxHeight            = 1728, 2292
	faxPageWidth, faxPageHeight    = faxWidth * 72 / 204.0, faxHeight * 72 / 196.0
	a4Width, a4Height              = 595.28, 841.89
)

// The pages of scans and faxes are drawn from so many sheets; on paper they
// differ by a line at the top, in the file by their bytes.
const sheets = 96

// sheet draws a typed page: in black on paper of the given grey.
func (p *press) sheet(seed, width, height, size int, paper byte) (*draw.Grey, error) {
	face, err := draw.NewTypeface(p.regular, size)
	if err != nil {
		return nil, err
	}
	g := draw.NewGrey(width, height, paper)
	say := &speech{seed: uint32(seed)*7919 + 11}
	left, top := width/10, height/9
	for y := top; y < height-top; {
		lines := say.lines(3+int(say.next()%5), (width-2*left)*2/size)
		if err := g.Text(face, left, y, lines); err != nil {
			return nil, err
		}
		y += (bytes.Count([]byte(lines), []byte("\n")) + 2) * size * 13 / 10
	}
	return g, nil
}

// scanned is a sheet as a scanner sees it: paper with its grain, a shadow at
// the edge, nothing quite sharp.
func scanned(g *draw.Grey, seed int) *image.Gray {
	img := image.NewGray(image.Rect(0, 0, g.W, g.H))
	for y := range g.H {
		for x := range g.W {
			v := (2*int(g.Pix[y*g.W+x]) + int(g.Pix[y*g.W+max(x-1, 0)]) + int(g.Pix[max(y-1, 0)*g.W+x])) / 4
			v += (draw.Grain(x, y, seed)+draw.Grain(x/2, y/3, seed+1))/30 - 9 - max(0, 40-x)/2
			img.Pix[y*img.Stride+x] = byte(min(max(v, 0), 255))
		}
	}
	return img
}

func (p *press) scan(number, pages int) ([]byte, error) {
	for i := len(p.scans); i < sheets; i++ {
		g, err := p.sheet(1000+i, scanWidth, scanHeight, 22, 246)
		if err != nil {
			return nil, err
		}
		var b bytes.Buffer
		if err := jpeg.Encode(&b, scanned(g, i), &jpeg.Options{Quality: 68}); err != nil {
			return nil, err
		}
		p.scans = append(p.scans, b.Bytes())
	}
	f := &plainPDF{}
	for i := range pages {
		n := number*pages + i
		f.picture(jpegWithComment(p.scans[n*7%sheets], fmt.Sprintf("scanner 4711, page %d of job %d", i+1, number)),
			fmt.Sprintf("/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode", scanWidth, scanHeight),
			scanWidth*72/scanDPI, scanHeight*72/scanDPI)
	}
	return f.finish(), nil
}

// jpegWithComment puts a comment behind the SOI marker (ITU-T T.81, B.2.4.5).
func jpegWithComment(data []byte, text string) []byte {
	out := append(bytes.Clone(data[:2]), 0xFF, 0xFE, byte((len(text)+2)>>8), byte(len(text)+2))
	return append(append(out, text...), data[2:]...)
}

func (p *press) fax(number, pages int) (out []byte, err error) {
	if p.faxLetters == nil {
		if p.faxLetters, err = draw.NewTypeface(p.regular, 28); err != nil {
			return nil, err
		}
	}
	for i := len(p.faxes); i < sheets/4; i++ {
		g, err := p.sheet(2000+i, faxWidth, faxHeight, 34, 255)
		if err != nil {
			return nil, err
		}
		p.faxes = append(p.faxes, g)
	}
	f := &plainPDF{}
	for i := range pages {
		g := p.faxes[(number*pages+i)%len(p.faxes)]
		sent := &draw.Grey{W: g.W, H: g.H, Pix: bytes.Clone(g.Pix)}
		head := fmt.Sprintf("03/%02d/2026  09:%02d   Northfield Clinic   P. %02d/%02d", 1+number%28, i%60, i+1, pages)
		if err := sent.Text(p.faxLetters, 160, 60, head); err != nil {
			return nil, err
		}
		f.picture(groupFour(camera.Scan(sent), faxWidth, faxHeight), fmt.Sprintf(
			"/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns %[1]d/Rows %[2]d>>",
			faxWidth, faxHeight), faxPageWidth, faxPageHeight)
	}
	return f.finish(), nil
}

// plainPDF is a file as scanners write them: a page with one picture after
// another, and a table of the old kind at the end.
type plainPDF struct {
	out     bytes.Buffer
	offsets []int
	kids    []int
}

func (f *plainPDF) object(number int, body string) {
	for len(f.offsets) < number {
		f.offsets = append(f.offsets, 0)
	}
	f.offsets[number-1] = f.out.Len()
	fmt.Fprintf(&f.out, "%d 0 obj\n%s\nendobj\n", number, body)
}

// Objects 1 and 2 are the catalog and the page tree.
func (f *plainPDF) picture(data []byte, dict string, width, height float64) {
	if f.out.Len() == 0 {
		f.out.WriteString("%PDF-1.4\n%\xE2\xE3\xCF\xD3\n")
		f.offsets = make([]int, 2)
	}
	n := len(f.offsets) + 1
	f.object(n, fmt.Sprintf("<</Type/XObject/Subtype/Image%s/Length %d>>\nstream\n%s\nendstream", dict, len(data), data))
	content := fmt.Sprintf("q %.2f 0 0 %.2f 0 0 cm /Im0 Do Q", width, height)
	f.object(n+1, fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(content), content))
	f.object(n+2, fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 %.2f %.2f]/Resources<</XObject<</Im0 %d 0 R>>>>/Contents %d 0 R>>",
		width, height, n, n+1))
	f.kids = append(f.kids, n+2)
}

func (f *plainPDF) finish() []byte {
	kids := ""
	for _, k := range f.kids {
		kids += fmt.Sprintf("%d 0 R ", k)
	}
	f.object(1, "<</Type/Catalog/Pages 2 0 R>>")
	f.object(2, fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", len(f.kids), kids))
	start := f.out.Len()
	fmt.Fprintf(&f.out, "xref\n0 %d\n0000000000 65535 f \n", len(f.offsets)+1)
	for _, at := range f.offsets {
		fmt.Fprintf(&f.out, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&f.out, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(f.offsets)+1, start)
	return f.out.Bytes()
}
