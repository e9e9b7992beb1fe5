package picture

import (
	"bytes"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"testing"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"
)

// FuzzOpen: whatever the bytes, an error or a page that is right in itself.
func FuzzOpen(f *testing.F) {
	img := image.NewNRGBA(image.Rect(0, 0, 9, 5))
	img.Set(3, 3, color.NRGBA{R: 200, A: 99})
	for format, encode := range map[string]func(b *bytes.Buffer) error{
		"jpeg": func(b *bytes.Buffer) error { return jpeg.Encode(b, img, nil) },
		"png":  func(b *bytes.Buffer) error { return png.Encode(b, img) },
		"gif":  func(b *bytes.Buffer) error { return gif.Encode(b, img, nil) },
		"bmp":  func(b *bytes.Buffer) error { return bmp.Encode(b, img) },
		"tiff": func(b *bytes.Buffer) error { return tiff.Encode(b, img, nil) },
	} {
		var b bytes.Buffer
		if err := encode(&b); err != nil {
			f.Fatal(err)
		}
		f.Add(format, b.Bytes())
	}
	f.Add("tiff", faxTIFF(false, 1))
	f.Add("webp", tinyWebP)
	f.Add("jpeg", withEXIF(photo(f), 6))
	f.Fuzz(func(t *testing.T, format string, data []byte) {
		file, err := Open(format, data)
		if err != nil {
			return
		}
		for i := range min(file.Len(), 3) {
			p, err := file.Page(i)
			if err != nil {
				continue
			}
			if p.Width < 72 || p.Height < 72 || p.Width > 1192 || p.Height > 1192 {
				t.Errorf("a page of %g by %g", p.Width, p.Height)
			}
			if p.Image.Width < 1 || p.Image.Height < 1 || len(p.Image.Data) == 0 || p.Image.ColorSpace == "" {
				t.Errorf("an image of %d by %d %s", p.Image.Width, p.Image.Height, p.Image.ColorSpace)
			}
		}
	})
}
