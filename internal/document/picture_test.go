package document

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/medbundle/medbundle/internal/ocr"
	"github.com/medbundle/medbundle/internal/pdf"
)

func pictureFile(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "pdf", "picture", filepath.FromSlash(path)))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// A HEIC photo is decoded once: the packet and the reader of its text get a JPEG
// in the work folder.
func TestHEICPhotoIsDecodedOnce(t *testing.T) {
	work := t.TempDir()
	words := "Pathology report\n" + strings.Repeat("The margins are free of tumour. ", 5)
	engine := scanner{prober{}, &sync.Mutex{}, map[int]float64{}}
	reader := &Reader{Work: work, Engine: engine, OCR: eyes{pages: map[int]ocr.Reading{1: {Text: words, Confidence: 90, Top: 90, Language: "eng"}}, mu: &sync.Mutex{}, asked: map[int]string{}}}
	doc, err := reader.Read(context.Background(), fileOf(t, "IMG_1.HEIC", pictureFile(t, "heif/testdata/plain.heic")))
	if err != nil {
		t.Fatal(err)
	}
	if doc.Source.Format != pdf.FormatJPEG || filepath.Dir(doc.Source.Path) != work || doc.Source.Name != "IMG_1.HEIC" || doc.Media != mediaHEIC {
		t.Errorf("%+v", doc.Source)
	}
	if doc.NoText || doc.Pages[0] != words || len(doc.Sizes) != 1 {
		t.Errorf("%q", doc.Pages)
	}
	b, err := os.ReadFile(doc.Source.Path)
	if err != nil {
		t.Fatal(err)
	}
	if c, err := jpeg.DecodeConfig(bytes.NewReader(b)); err != nil || c.Width != 200 || c.Height != 136 {
		t.Errorf("%+v %v", c, err)
	}
	if got := rules(doc.Troubles); got != "" {
		t.Error(got)
	}
	if _, err := (&Reader{}).Read(context.Background(), fileOf(t, "IMG_1.HEIC", pictureFile(t, "heif/testdata/plain.heic"))); err != nil {
		t.Errorf("without a work folder: %v", err)
	}
}

func TestPicturesSayWhatIsLeftOut(t *testing.T) {
	var film bytes.Buffer
	frame := image.NewPaletted(image.Rect(0, 0, 20, 20), color.Palette{color.White, color.Black})
	if err := gif.EncodeAll(&film, &gif.GIF{Image: []*image.Paletted{frame, frame}, Delay: []int{5, 5}}); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"still.jp2":  {pictureFile(t, "testdata/colour.jp2"), "no-text info"},
		"still.j2k":  {pictureFile(t, "testdata/bare.j2k"), "no-text info"},
		"lies.jpg":   {pictureFile(t, "heif/testdata/grey.heic"), "misnamed info, no-text info"},
		"lies.heic":  {pictureFile(t, "testdata/grey.jp2"), "misnamed info, no-text info"},
		"moving.gif": {film.Bytes(), "cut info, no-text info"},
	} {
		doc, err := (&Reader{Work: t.TempDir()}).Read(context.Background(), fileOf(t, name, c.data))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := rules(doc.Troubles); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
	f := File{Name: "a.heic"}
	for want, got := range map[string][]Trouble{
		"2 pictures": f.leftOut(1, true), "9 pictures": f.leftOut(8, false), "a film or a series": f.leftOut(0, true),
	} {
		if len(got) != 1 || !strings.Contains(got[0].Message, want) || got[0].Fix == "" {
			t.Errorf("%s: %v", want, got)
		}
	}
	if got := f.leftOut(0, false); got != nil {
		t.Errorf("%v", got)
	}
}

func TestPicturesThatCannotBeShown(t *testing.T) {
	heic := pictureFile(t, "heif/testdata/plain.heic")
	for name, c := range map[string]struct {
		data []byte
		rule string
	}{
		"cut.heic":    {heic[:len(heic)/2], RuleDamaged},
		"av1.heif":    {bytes.ReplaceAll(heic, []byte("hvc1"), []byte("av01")), RuleUnsupported},
		"film.heic":   {[]byte("\x00\x00\x00\x18ftyphevc\x00\x00\x00\x00"), RuleUnsupported},
		"photo.avif":  {[]byte("\x00\x00\x00\x18ftypavif\x00\x00\x00\x00"), RuleUnsupported},
		"cut.jp2":     {pictureFile(t, "testdata/colour.jp2")[:300], RuleDamaged},
		"nothing.j2k": {[]byte("\xff\x4f\xff\x51"), RuleDamaged},
	} {
		_, err := (&Reader{Work: t.TempDir()}).Read(context.Background(), fileOf(t, name, c.data))
		trouble, ok := err.(*Trouble)
		if !ok || trouble.Rule != c.rule || trouble.Fix == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A JPEG whose end is missing is shown as far as it goes, and that is said.
func TestPictureCutShort(t *testing.T) {
	var b bytes.Buffer
	img := image.NewGray(image.Rect(0, 0, 200, 200))
	for i := range img.Pix {
		img.Pix[i] = byte(i * i >> 3)
	}
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	for cut, want := range map[int]int{0: 0, 2: 1, b.Len() / 2: 1} {
		doc, err := (&Reader{Work: t.TempDir()}).Read(context.Background(), fileOf(t, "IMG_1.JPG", b.Bytes()[:b.Len()-cut]))
		if err != nil {
			t.Fatal(err)
		}
		got := 0
		for _, tr := range doc.Troubles {
			if tr.Rule == RuleDamaged {
				got++
			}
		}
		if got != want || len(doc.Sizes) != 1 {
			t.Errorf("%d bytes cut: %d findings and %d pages, want %d and 1", cut, got, len(doc.Sizes), want)
		}
	}
}
