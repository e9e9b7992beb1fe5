package main

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"
)

// paper is the script command `paper NAME PAGE…`: it writes a PDF with a page for
// each file PAGE, whose lines stand on it.
func paper(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: paper NAME PAGE…")
	}
	var pages []string
	for _, name := range args[1:] {
		pages = append(pages, ts.ReadFile(name))
	}
	writeFile(ts, args[0], paperPDF(pages))
}

// paperPDF is a PDF with these texts on its pages, line by line.
func paperPDF(pages []string) []byte {
	var objects, kids []string
	font := "<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
	for _, page := range pages {
		var text strings.Builder
		text.WriteString("BT /F1 11 Tf 60 730 Td 14 TL")
		for _, l := range strings.Split(page, "\n") {
			l = strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(l)
			fmt.Fprintf(&text, " (%s) Tj T*", l)
		}
		text.WriteString(" ET")
		n := len(objects) + 3
		kids = append(kids, fmt.Sprintf("%d 0 R", n))
		objects = append(objects,
			fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources %s /Contents %d 0 R >>", font, n+1),
			fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", text.Len(), text.String()))
	}
	objects = append([]string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		fmt.Sprintf("<< /Type /Pages /Count %d /Kids [%s] >>", len(kids), strings.Join(kids, " ")),
	}, objects...)
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	var xref strings.Builder
	for i, o := range objects {
		fmt.Fprintf(&xref, "%010d 00000 n \n", b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, xref.String(), len(objects)+1, start)
	return b.Bytes()
}

// photo is the script command `photo NAME SHADE`: it writes a small grey picture
// in the format that the name says.
func photo(ts *testscript.TestScript, neg bool, args []string) {
	var shade uint8
	if neg || len(args) != 2 {
		ts.Fatalf("usage: photo NAME SHADE")
	}
	if _, err := fmt.Sscan(args[1], &shade); err != nil {
		ts.Fatalf("photo: %v", err)
	}
	img := image.NewGray(image.Rect(0, 0, 60, 80))
	for i := range img.Pix {
		img.Pix[i] = 255
	}
	for x := 10; x < 50; x++ {
		img.Set(x, 20, color.Gray{Y: shade})
	}
	var b bytes.Buffer
	switch filepath.Ext(args[0]) {
	case ".jpg":
		ts.Check(jpeg.Encode(&b, img, nil))
	case ".gif":
		ts.Check(gif.Encode(&b, img, nil))
	case ".bmp":
		ts.Check(bmp.Encode(&b, img))
	case ".tif":
		ts.Check(tiff.Encode(&b, img, &tiff.Options{Compression: tiff.Deflate}))
	default:
		ts.Check(png.Encode(&b, img))
	}
	writeFile(ts, args[0], b.Bytes())
}

// webp is the script command `webp NAME`: it writes a picture of one point, the
// smallest there is (WebP lossless).
func webp(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: webp NAME")
	}
	data, err := base64.StdEncoding.DecodeString("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==")
	ts.Check(err)
	writeFile(ts, args[0], data)
}

func writeFile(ts *testscript.TestScript, name string, data []byte) {
	path := ts.MkAbs(name)
	ts.Check(os.MkdirAll(filepath.Dir(path), 0o700))
	ts.Check(os.WriteFile(path, data, 0o600))
}

// overwrite is the script command `overwrite FILE OFFSET TEXT`; \x escapes in the
// text stand for bytes.
func overwrite(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: overwrite FILE OFFSET TEXT")
	}
	at, err := strconv.Atoi(args[1])
	ts.Check(err)
	text, err := strconv.Unquote(`"` + args[2] + `"`)
	ts.Check(err)
	name := ts.MkAbs(args[0])
	b, err := os.ReadFile(name)
	ts.Check(err)
	if at+len(text) > len(b) {
		ts.Fatalf("%s has only %d bytes", args[0], len(b))
	}
	copy(b[at:], text)
	ts.Check(os.WriteFile(name, b, 0o600))
}

// dropHead is the script command `drophead FILE N`: it takes the first N bytes off.
func dropHead(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: drophead FILE N")
	}
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	name := ts.MkAbs(args[0])
	b, err := os.ReadFile(name)
	ts.Check(err)
	if n > len(b) {
		ts.Fatalf("%s has only %d bytes", args[0], len(b))
	}
	ts.Check(os.WriteFile(name, b[n:], 0o600))
}
