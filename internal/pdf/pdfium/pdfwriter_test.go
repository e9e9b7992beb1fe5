package pdfium

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// testPDF writes small PDF files, page by page.
type testPDF struct {
	objects []string // object n is objects[n-1]; 1 is the catalog, 2 the page tree
	kids    []string
	info    string
}

func newPDF() *testPDF { return &testPDF{objects: []string{"", ""}} }

func (p *testPDF) add(body string) (ref string) {
	p.objects = append(p.objects, body)
	return fmt.Sprintf("%d 0 R", len(p.objects))
}

func (p *testPDF) stream(dict, data string) (ref string) {
	return p.add(fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", dict, len(data), data))
}

// page adds a page; more goes into its dictionary, after the defaults.
func (p *testPDF) page(content, resources, more string) *testPDF {
	box := ""
	if !strings.Contains(more, "/MediaBox") {
		box = "/MediaBox [0 0 612 792]"
	}
	c := p.stream("", content)
	p.kids = append(p.kids, p.add(fmt.Sprintf("<< /Type /Page /Parent 2 0 R %s /Contents %s /Resources << %s >> %s >>", box, c, resources, more)))
	return p
}

const helvetica = "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> >>"

// text adds a page with lines of text, the first at the top.
func (p *testPDF) text(more string, lines ...string) *testPDF {
	var b strings.Builder
	b.WriteString("BT /F1 12 Tf 14 TL 72 700 Td\n")
	for _, line := range lines {
		fmt.Fprintf(&b, "(%s) Tj T*\n", line)
	}
	b.WriteString("ET")
	return p.page(b.String(), helvetica, more)
}

// image adds an image XObject of 2×2 grey pixels.
func (p *testPDF) image() (ref string) {
	return p.stream("/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8", "\x00\x55\xaa\xff")
}

func (p *testPDF) bytes() []byte {
	p.objects[0] = "<< /Type /Catalog /Pages 2 0 R >>"
	p.objects[1] = fmt.Sprintf("<< /Type /Pages /Count %d /Kids [%s] >>", len(p.kids), strings.Join(p.kids, " "))
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	var offsets []int
	for i, body := range p.objects {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, body)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, at := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, p.info, xref)
	return b.Bytes()
}

func writeFile(t testing.TB, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
