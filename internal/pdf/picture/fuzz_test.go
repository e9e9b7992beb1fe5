package picture

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"testing"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"

	"github.com/medbundle/medbundle/internal/pdf/picture/tiffile"
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
	f.Add("webp", riff(chunk("VP8X", []byte{2, 0, 0, 0, 0, 0, 0, 0, 0, 0}), chunk("ANMF", append(make([]byte, 16), tinyWebP[12:]...))))
	f.Add("heic", heic(f, "coarse"))
	for _, name := range []string{"colour.jp2", "opacity.jp2", "bare.j2k"} {
		f.Add("jp2", sample2000(f, name))
	}
	for _, k := range []kind{
		{photometric: tiffile.IsRGB, samples: 3, bits: 8, compression: 5, apart: true, rows: 8, predicted: true, order: binary.BigEndian},
		{photometric: tiffile.IsPalette, samples: 1, bits: 4, compression: 32773, order: binary.LittleEndian},
		{photometric: tiffile.IsCMYK, samples: 4, bits: 8, compression: 8, tile: 16, big: true, order: binary.LittleEndian},
		{photometric: tiffile.BlackIsZero, samples: 1, bits: 8, compression: tiffile.CompressionJPEG, tile: 32, order: binary.LittleEndian},
	} {
		f.Add("tiff", k.file(f, 20, 10))
	}
	f.Add("bmp", append(bitmapHeader(40, 5, 3, 8, 1, nil, fourColours), 0, 5, 1, 2, 3, 0, 1, 0, 0, 0, 5, 1, 0, 1))
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
			if p.Image.Width < 1 || p.Image.Height < 1 || len(p.Image.Data) == 0 || p.Image.ColorSpace == "" && p.Image.Filter != "JPXDecode" {
				t.Errorf("an image of %d by %d %s", p.Image.Width, p.Image.Height, p.Image.ColorSpace)
			}
		}
	})
}
