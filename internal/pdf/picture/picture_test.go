package picture

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"math"
	"testing"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"

	"github.com/medbundle/medbundle/internal/pdf/picture/tiffile"
)

// tinyWebP is one lossy pixel.
var tinyWebP, _ = base64.StdEncoding.DecodeString("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA")

// photo is a JPEG of 40 by 20 pixels as an encoder writes it, without metadata.
func photo(t testing.TB) []byte {
	img := image.NewRGBA(image.Rect(0, 0, 40, 20))
	for i := range img.Pix {
		img.Pix[i] = byte(i * 7)
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func segment(marker byte, body string) []byte {
	return append([]byte{0xFF, marker, byte((len(body) + 2) >> 8), byte(len(body) + 2)}, body...)
}

// withEXIF puts metadata of every kind into a JPEG: an orientation, a place, a
// thumbnail, comments, and a film behind the picture.
func withEXIF(jpg []byte, orientation byte) []byte {
	exif := "Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00" + string(rune(orientation)) + "\x00\x00\x00\x00\x00\x00GPS 52.2297N 21.0122E"
	out := append([]byte{}, jpg[:2]...)
	out = append(out, segment(0xE0, "JFIF\x00\x01\x02\x01\x00\x48\x00\x48\x01\x01RGBGPS")...)
	out = append(out, segment(0xE1, exif)...)
	out = append(out, segment(0xE1, "http://ns.adobe.com/xap/1.0/\x00GPS")...)
	out = append(out, segment(0xE2, "MPF\x00GPS")...)
	out = append(out, segment(0xED, "Photoshop 3.0\x00GPS")...)
	out = append(out, segment(0xFE, "GPS")...)
	out = append(out, jpg[2:]...)
	return append(out, "film GPS"...)
}

func open(t *testing.T, format string, data []byte) Page {
	t.Helper()
	f, err := Open(format, data)
	if err != nil {
		t.Fatal(err)
	}
	p, err := f.Page(0)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestJPEGKeepsItsDataAndLosesItsMetadata(t *testing.T) {
	plain := photo(t)
	p := open(t, "jpeg", withEXIF(plain, 6))
	if bytes.Contains(p.Image.Data, []byte("GPS")) || bytes.Contains(p.Image.Data, []byte("Exif")) {
		t.Error("metadata travels")
	}
	tables := plain[2:] // what follows SOI
	if !bytes.HasSuffix(p.Image.Data, tables) {
		t.Error("the coded picture is not the same byte for byte")
	}
	if _, err := jpeg.Decode(bytes.NewReader(p.Image.Data)); err != nil {
		t.Error(err)
	}
	if p.Width != 72 || p.Height != 72 { // 20 by 40 points at 72 dpi, on the smallest page
		t.Errorf("the page is %g by %g", p.Width, p.Height)
	}
}

// Each EXIF orientation brings the corner that it names to the top left.
func TestOrientation(t *testing.T) {
	// Where the stored top left and top right corners go, as fractions of the page.
	for orientation, want := range map[int][4]float64{
		1: {0, 1, 1, 1}, 2: {1, 1, 0, 1}, 3: {1, 0, 0, 0}, 4: {0, 0, 1, 0},
		5: {0, 1, 0, 0}, 6: {1, 1, 1, 0}, 7: {1, 0, 1, 1}, 8: {0, 0, 0, 1},
	} {
		m := place(orientation, 0, 0, 1, 1)
		corner := func(u, v float64) (float64, float64) { return m[0]*u + m[2]*v + m[4], m[1]*u + m[3]*v + m[5] }
		var got [4]float64
		got[0], got[1] = corner(0, 1)
		got[2], got[3] = corner(1, 1)
		if got != want {
			t.Errorf("orientation %d: corners at %v, want %v", orientation, got, want)
		}
	}
}

func TestPageSize(t *testing.T) {
	for _, c := range []struct {
		name          string
		width, height int
		dpiX, dpiY    float64
		orientation   int
		pageW, pageH  float64
	}{
		{"A4 at 300", 2480, 3508, 300, 300, 1, 595.2, 841.92},
		{"turned", 2480, 3508, 300, 300, 6, 841.92, 595.2},
		{"fax, fine", 1728, 2200, 204, 196, 1, 609.88, 808.16},
		{"fax, standard", 1728, 1100, 204, 98, 1, 609.88, 808.16},
		{"fax, turned", 1728, 1100, 204, 98, 8, 808.16, 609.88},
		{"photo of no size", 4032, 3024, 0, 0, 1, a4Long, a4Short},
		{"photo at 72", 4032, 3024, 72, 72, 1, a4Long, a4Short},
		{"photo at 72, turned", 4032, 3024, 72, 72, 6, a4Short, a4Long},
		{"photo at 1", 400, 300, 1, 1, 1, a4Long, a4Short},
		{"icon", 16, 16, 96, 96, 1, 72, 72},
		{"one pixel", 1, 1, 0, 0, 1, a4Short, a4Long},
		{"ribbon", 30000, 10, 0, 0, 1, a4Long, a4Short},
		{"A3", 3508, 4961, 300, 300, 1, 841.92, 1190.64},
	} {
		p := stored{image: Image{Width: c.width, Height: c.height}, dpiX: c.dpiX, dpiY: c.dpiY, orientation: c.orientation}.page()
		if math.Abs(p.Width-c.pageW) > 0.01 || math.Abs(p.Height-c.pageH) > 0.01 {
			t.Errorf("%s: the page is %.2f by %.2f, want %.2f by %.2f", c.name, p.Width, p.Height, c.pageW, c.pageH)
		}
		for _, corner := range [][2]float64{{0, 0}, {0, 1}, {1, 0}, {1, 1}} {
			x := p.Matrix[0]*corner[0] + p.Matrix[2]*corner[1] + p.Matrix[4]
			y := p.Matrix[1]*corner[0] + p.Matrix[3]*corner[1] + p.Matrix[5]
			if x < -0.01 || y < -0.01 || x > p.Width+0.01 || y > p.Height+0.01 {
				t.Errorf("%s: a corner lies at %.2f, %.2f", c.name, x, y)
			}
		}
	}
}

func colours(c ...color.Color) image.Image {
	img := image.NewNRGBA(image.Rect(5, 5, 5+len(c), 6))
	for i := range c {
		img.Set(5+i, 5, c[i])
	}
	return img
}

// What a picture is stored as; the pixels are judged in package pdf, where
// readers draw them.
func TestStorage(t *testing.T) {
	opaque := colours(color.White, color.NRGBA{R: 255, A: 255}, color.Black)
	clear := colours(color.White, color.NRGBA{R: 255, A: 100})
	greys := colours(color.Gray{Y: 99}, color.White)
	palette := image.NewPaletted(image.Rect(0, 0, 3, 3), color.Palette{color.White, color.NRGBA{R: 9, A: 255}, color.Black})
	encode := func(f func(b *bytes.Buffer) error) []byte {
		var b bytes.Buffer
		if err := f(&b); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	asPNG := func(img image.Image) []byte {
		return encode(func(b *bytes.Buffer) error { return png.Encode(b, img) })
	}
	for _, c := range []struct {
		name, format string
		data         []byte
		space        string
		bits         int
	}{
		{"colour", "png", asPNG(opaque), "DeviceRGB", 8},
		{"transparent", "png", asPNG(clear), "DeviceRGB", 8},
		{"palette", "png", asPNG(palette), "Indexed", 2},
		{"sixteen bits", "png", asPNG(image.NewGray16(image.Rect(0, 0, 4, 4))), "DeviceGray", 1},
		{"gif", "gif", encode(func(b *bytes.Buffer) error { return gif.Encode(b, opaque, nil) }), "DeviceRGB", 8},
		{"bmp", "bmp", encode(func(b *bytes.Buffer) error { return bmp.Encode(b, greys) }), "DeviceGray", 8},
		{"webp", "webp", tinyWebP, "", 0},
		{"tiff", "tiff", encode(func(b *bytes.Buffer) error { return tiff.Encode(b, opaque, &tiff.Options{Compression: tiff.Deflate}) }), "DeviceRGB", 8},
		{"fax", "tiff", faxTIFF(false, 1), "DeviceGray", 1},
	} {
		img := open(t, c.format, c.data).Image
		if c.space != "" && (img.ColorSpace != c.space || img.BitsPerComponent != c.bits) {
			t.Errorf("%s is stored as %d bits of %s", c.name, img.BitsPerComponent, img.ColorSpace)
		}
	}
	if img := open(t, "png", asPNG(opaque)).Image; !bytes.Contains(asPNG(opaque), img.Data) {
		t.Error("the rows of a plain PNG are not passed on as they are")
	}
}

// faxTIFF is a TIFF of several pages, each 32 by 4 pixels in T.6: white rows
// with, when marked, a black first half in the first.
func faxTIFF(marked bool, pages int) []byte {
	strip := []byte{0xF0, 0x01, 0x00, 0x10} // V0 four times, EOFB
	if marked {
		// H, white run 0 (00110101), black run 16 (0000010111), V0; then V0 with the
		// change back at 16 three times over two transitions; EOFB.
		strip = packBits("001 00110101 0000010111 1  1 1 1  1 1 1  1 1 1  000000000001000000000001")
	}
	var b bytes.Buffer
	b.WriteString("II*\x00\x08\x00\x00\x00")
	for page := range pages {
		at := uint32(b.Len())
		entries := [][3]uint32{
			{tiffile.TagWidth, 3, 32}, {tiffile.TagHeight, 3, 4}, {tiffile.TagBitsPerSample, 3, 1}, {tiffile.TagCompression, 3, 4}, {tiffile.TagPhotometric, 3, 0},
			{tiffile.TagStripOffsets, 4, 0}, {tiffile.TagRowsPerStrip, 3, 4}, {tiffile.TagStripByteCounts, 4, uint32(len(strip))},
		}
		end := at + 2 + uint32(12*len(entries)) + 4
		entries[5][2] = end
		binary.Write(&b, binary.LittleEndian, uint16(len(entries)))
		for _, e := range entries {
			binary.Write(&b, binary.LittleEndian, uint16(e[0]))
			binary.Write(&b, binary.LittleEndian, uint16(e[1]))
			binary.Write(&b, binary.LittleEndian, []uint32{1, e[2]})
		}
		next := end + uint32(len(strip))
		if page == pages-1 {
			next = 0
		}
		binary.Write(&b, binary.LittleEndian, next)
		b.Write(strip)
	}
	return b.Bytes()
}

func packBits(s string) []byte {
	var out []byte
	n := 0
	for _, c := range s {
		if c != '0' && c != '1' {
			continue
		}
		if n%8 == 0 {
			out = append(out, 0)
		}
		out[n/8] |= byte(c-'0') << (7 - n%8)
		n++
	}
	return out
}

func TestEveryPageOfATIFF(t *testing.T) {
	f, err := Open("tiff", faxTIFF(true, 3))
	if err != nil || f.Len() != 3 {
		t.Fatalf("%v, %d pages", err, f.Len())
	}
	for i := range 3 {
		p, err := f.Page(i)
		if err != nil || p.Image.Filter != "CCITTFaxDecode" || p.Image.Width != 32 {
			t.Errorf("page %d: %v %+v", i, err, p.Image)
		}
	}
}

// pngHeader is the start of a PNG of that size.
func pngHeader(width, height uint32) []byte {
	body := append([]byte("IHDR"), binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, width), height)...)
	body = append(body, 8, 2, 0, 0, 0)
	out := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), body...)
	out = binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(body))
	idat := append([]byte("IDAT"), 0x78, 0x9c, 3, 0)
	out = append(append(out, 0, 0, 0, 4), idat...)
	out = binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(idat))
	return append(out, "\x00\x00\x00\x00IEND\xaeB\x60\x82"...)
}

func TestBadPicturesAreRefused(t *testing.T) {
	whole := photo(t)
	for name, c := range map[string]struct {
		format string
		data   []byte
		want   error
	}{
		"empty":              {"jpeg", nil, ErrDamaged},
		"headers alone":      {"jpeg", whole[:300], ErrDamaged},
		"twelve bits":        {"jpeg", bytes.Replace(whole, []byte{0xFF, 0xC0, 0, 17, 8}, []byte{0xFF, 0xC0, 0, 17, 12}, 1), ErrUnsupported},
		"lossless":           {"jpeg", bytes.Replace(whole, []byte{0xFF, 0xC0}, []byte{0xFF, 0xC3}, 1), ErrUnsupported},
		"too many pixels":    {"png", pngHeader(60000, 60000), ErrDamaged},
		"no width":           {"png", pngHeader(0, 9), ErrDamaged},
		"rows missing":       {"png", pngHeader(90, 90), ErrDamaged},
		"tiff without end":   {"tiff", faxTIFF(false, 1)[:60], ErrDamaged},
		"tiff in a circle":   {"tiff", []byte("II*\x00\x08\x00\x00\x00\x00\x00\x08\x00\x00\x00"), ErrDamaged},
		"bmp of nothing":     {"bmp", []byte("BM"), ErrDamaged},
		"not a known format": {"avif", whole, ErrUnsupported},
	} {
		f, err := Open(c.format, c.data)
		if err == nil {
			_, err = f.Page(0)
		}
		if !errors.Is(err, c.want) {
			t.Errorf("%s: the error is %v", name, fmt.Sprint(err))
		}
	}
}
