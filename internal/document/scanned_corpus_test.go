package document

import (
	"context"
	"image"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"
	"unicode"

	"github.com/medbundle/medbundle/internal/ocr"
	"github.com/medbundle/medbundle/internal/pdf/pdfium"
)

// treated spoils what an engine draws, as scanners and hurried people do, and
// hides the text that the file itself has.
type treated struct {
	*pdfium.Engine
	spoil func(*image.RGBA) *image.RGBA
	dpi   float64
}

func (e treated) Probe(ctx context.Context, path, name string, passwords []string) (*pdfium.Probe, error) {
	p, err := e.Engine.Probe(ctx, path, name, passwords)
	if err == nil {
		for i := range p.Pages {
			p.Pages[i].Text, p.Pages[i].ImageOnly = "", true
		}
	}
	return p, err
}

func (e treated) Render(ctx context.Context, path, name, password string, page int, dpi float64) (image.Image, error) {
	img, err := e.Engine.Render(ctx, path, name, password, page, min(dpi, e.dpi))
	if err != nil {
		return nil, err
	}
	return e.spoil(img.(*image.RGBA)), nil
}

// each makes a picture of the same size from the pixels that from names.
func each(img *image.RGBA, from func(x, y int) (int, int)) *image.RGBA {
	out := image.NewRGBA(img.Rect)
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			sx, sy := from(x, y)
			sx, sy = min(max(sx, 0), img.Rect.Dx()-1), min(max(sy, 0), img.Rect.Dy()-1)
			copy(out.Pix[out.PixOffset(x, y):], img.Pix[img.PixOffset(sx, sy):][:4])
		}
	}
	return out
}

// TestScannedCorpus prints how much of real letters is read back from pictures
// of their pages. It takes minutes: set
// MEDBUNDLE_TEST_OCR=1, or to a part of the name of the damages that matter.
func TestScannedCorpus(t *testing.T) {
	data := filepath.Join("..", "..", "..", "shared", "data")
	files, _ := filepath.Glob(filepath.Join(data, "pdf-letters", "*.pdf"))
	more, _ := filepath.Glob(filepath.Join(data, "case-breast", "input", "*.pdf"))
	if len(files) == 0 || os.Getenv("MEDBUNDLE_TEST_OCR") == "" {
		t.Skip("only with the shared data and MEDBUNDLE_TEST_OCR=1")
	}
	engine := pdfium.New(pdfium.Options{})
	defer engine.Close()
	tesseract := ocr.New(ocr.Options{Work: t.TempDir()})
	if _, err := tesseract.Languages(); err != nil {
		t.Skip(err)
	}
	var names []string
	for name := range spoilt {
		if only := os.Getenv("MEDBUNDLE_TEST_OCR"); only == "1" || strings.Contains(name, only) {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	for _, name := range names {
		pages, read, words, hits := 0, 0, 0, 0
		for _, path := range append(files, more...) {
			f := File{Path: path, Name: filepath.Base(path)}
			plain, err := (&Reader{Engine: engine}).Read(context.Background(), f)
			if err != nil || plain.NoText {
				continue
			}
			doc, err := (&Reader{Engine: treated{engine, spoilt[name].spoil, spoilt[name].dpi}, OCR: tesseract}).Read(context.Background(), f)
			if err != nil {
				t.Fatal(err)
			}
			for i, want := range plain.Pages {
				if len(tokens(want)) == 0 {
					continue
				}
				pages++
				if doc.recognized(i + 1) {
					read++
				}
				have := tokens(doc.Pages[i])
				for w, n := range tokens(want) {
					words += n
					hits += min(n, have[w])
				}
			}
		}
		t.Logf("| %s | %d of %d | %.1f %% |", name, read, pages, 100*float64(hits)/float64(max(words, 1)))
		if hits*100 < words*60 {
			t.Errorf("%s: little was read", name)
		}
	}
}

// tokens counts the words of a text, without the marks around them.
func tokens(text string) map[string]int {
	out := map[string]int{}
	for _, w := range strings.Fields(text) {
		if w = strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }); w != "" {
			out[w]++
		}
	}
	return out
}
