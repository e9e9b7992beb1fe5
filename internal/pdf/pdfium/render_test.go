package pdfium

import (
	"context"
	"errors"
	"image"
	"image/color"
	"math"
	"strings"
	"testing"
)

func mustRender(t *testing.T, e *Engine, data []byte, page int, dpi float64) image.Image {
	t.Helper()
	img, err := e.Render(context.Background(), writeFile(t, "f.pdf", data), "f.pdf", "", page, dpi)
	if err != nil {
		t.Fatal(err)
	}
	return img
}

var (
	white = color.RGBA{255, 255, 255, 255}
	red   = color.RGBA{255, 0, 0, 255}
)

// A red square in the lower left corner goes where /Rotate turns it.
func TestRender(t *testing.T) {
	e := testEngine(t, Options{}, "")
	square := "1 0 0 rg 0 0 100 100 re f"
	for name, c := range map[string]struct {
		more   string
		size   image.Point
		square image.Point
	}{
		"upright": {"", image.Pt(612, 792), image.Pt(50, 742)},
		"turned":  {"/Rotate 90", image.Pt(792, 612), image.Pt(50, 50)},
		"cropped": {"/CropBox [0 0 200 200]", image.Pt(200, 200), image.Pt(50, 150)},
	} {
		t.Run(name, func(t *testing.T) {
			doc := newPDF().page("", "", "").page(square, "", c.more).bytes()
			img := mustRender(t, e, doc, 2, 72)
			if img.Bounds().Size() != c.size {
				t.Fatalf("size %v, want %v", img.Bounds().Size(), c.size)
			}
			if got := img.At(c.square.X, c.square.Y); got != red {
				t.Errorf("the square is %v", got)
			}
			if got := img.At(c.size.X-10, c.size.Y/2); got != white {
				t.Errorf("the paper is %v", got)
			}
			if half := mustRender(t, e, doc, 2, 36); half.Bounds().Dx() != c.size.X/2 {
				t.Errorf("at half the resolution %v", half.Bounds())
			}
		})
	}
}

// Transparency is blended with white paper: multiplied red on white is red.
func TestRenderBlendsWithPaper(t *testing.T) {
	doc := newPDF().page("/G gs 1 0 0 rg 0 0 612 792 re f", "/ExtGState << /G << /BM /Multiply /ca 1 >> >>", "/Group << /S /Transparency >>")
	if got := mustRender(t, testEngine(t, Options{}, ""), doc.bytes(), 1, 36).At(100, 100); got != red {
		t.Errorf("got %v", got)
	}
}

func TestRenderRefuses(t *testing.T) {
	e := testEngine(t, Options{}, "")
	whole := newPDF().text("", "x").bytes()
	huge := newPDF().text("/MediaBox [0 0 14400 14400]", "x").bytes()
	for name, c := range map[string]struct {
		data []byte
		page int
		dpi  float64
		want error
	}{
		"no such page": {whole, 2, 72, ErrNoPage},
		"page 0":       {whole, 0, 72, ErrNoPage},
		"not a PDF":    {[]byte("x"), 1, 72, ErrNoPage},
		"empty":        {nil, 1, 72, ErrNoPage},
		"too large":    {huge, 1, 150, ErrTooLarge},
		"0 dpi":        {whole, 1, 0, nil},
		"no dpi":       {whole, 1, math.NaN(), nil},
		"10000 dpi":    {whole, 1, 10000, nil},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := e.Render(context.Background(), writeFile(t, "f.pdf", c.data), "f.pdf", "", c.page, c.dpi)
			if err == nil || c.want != nil && !errors.Is(err, c.want) || !strings.HasPrefix(err.Error(), "f.pdf: ") {
				t.Errorf("got %v", err)
			}
		})
	}
}
