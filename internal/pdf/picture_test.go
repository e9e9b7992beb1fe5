package pdf

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"image/gif"
	"image/jpeg"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"
)

// quarters is a picture of 200 by 100 pixels: red, green over blue, white.
func quarters() *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, 200, 100))
	for i, c := range []color.Color{color.NRGBA{R: 255, A: 255}, color.NRGBA{G: 255, A: 255}, color.NRGBA{B: 255, A: 255}, color.White} {
		at := image.Rect(i%2*100, i/2*50, i%2*100+100, i/2*50+50)
		draw.Draw(img, at, image.NewUniform(c), image.Point{}, draw.Src)
	}
	return img
}

// corners are the colours of the four quarters of a painted picture in the
// middle of a page, as letters, row by row.
func corners(p painted, width, height int) string {
	var out []string
	for _, at := range [][2]int{{-1, 1}, {1, 1}, {-1, -1}, {1, -1}} {
		i := 3 * ((p.height/2-at[1]*height/4)*p.width + p.width/2 + at[0]*width/4)
		near := func(r, g, b byte) bool {
			for k, want := range []byte{r, g, b} {
				if d := int(p.pix[i+k]) - int(want); d > 120 || d < -120 {
					return false
				}
			}
			return true
		}
		switch {
		case near(255, 0, 0):
			out = append(out, "red")
		case near(0, 255, 0):
			out = append(out, "green")
		case near(0, 0, 255):
			out = append(out, "blue")
		case near(255, 255, 255):
			out = append(out, "white")
		case near(0, 0, 0):
			out = append(out, "black")
		default:
			out = append(out, p.at(i/3%p.width, p.height-1-i/3/p.width))
		}
	}
	return strings.Join(out, " ")
}

const inOrder = "red green blue white"

func TestPicturesOfOurOwnEncoders(t *testing.T) {
	img := quarters()
	clear := quarters()
	draw.Draw(clear, image.Rect(100, 50, 200, 100), image.Transparent, image.Point{}, draw.Src)
	encoded := func(f func(b *bytes.Buffer) error) []byte {
		var b bytes.Buffer
		if err := f(&b); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	for name, src := range map[string]Source{
		"jpeg":        {Format: FormatJPEG, Data: encoded(func(b *bytes.Buffer) error { return jpeg.Encode(b, img, nil) })},
		"png":         {Format: FormatPNG, Data: encoded(func(b *bytes.Buffer) error { return png.Encode(b, img) })},
		"transparent": {Format: FormatPNG, Data: encoded(func(b *bytes.Buffer) error { return png.Encode(b, clear) })},
		"gif":         {Format: FormatGIF, Data: encoded(func(b *bytes.Buffer) error { return gif.Encode(b, img, nil) })},
		"bmp":         {Format: FormatBMP, Data: encoded(func(b *bytes.Buffer) error { return bmp.Encode(b, img) })},
		"tiff":        {Format: FormatTIFF, Data: encoded(func(b *bytes.Buffer) error { return tiff.Encode(b, img, nil) })},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			src.Name = name
			p := paint(t, assemble(t, src, 1, 0, AppendOptions{}))
			if got := corners(p, 200, 100); got != inOrder {
				t.Errorf("the quarters are %s", got)
			}
		})
	}
}

// TestPicturesOfOthers draws files that ImageMagick writes in the ways that
// scanners, faxes and cameras do.
func TestPicturesOfOthers(t *testing.T) {
	if _, err := exec.LookPath("convert"); err != nil {
		t.Skip("ImageMagick is not installed")
	}
	dir := t.TempDir()
	from := filepath.Join(dir, "from.png")
	f, err := os.Create(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(f, quarters()); err != nil {
		t.Fatal(err)
	}
	f.Close()
	ink := []string{"-fill", "white", "+opaque", "red", "-fill", "black", "-opaque", "red", "-monochrome"}
	const inked = "black white white white"
	for _, c := range []struct {
		name, file string
		args       []string
		want       string
	}{
		{"progressive", "a.jpg", []string{"-interlace", "JPEG"}, inOrder},
		{"four colours", "b.jpg", []string{"-colorspace", "CMYK"}, inOrder},
		{"grey", "c.jpg", ink, inked},
		{"subsampled", "d.jpg", []string{"-sampling-factor", "4:2:0"}, inOrder},
		{"red, green and blue as they are", "d2.jpg", []string{"-set", "colorspace", "sRGB", "-define", "jpeg:colorspace=RGB"}, inOrder},
		{"interlaced", "e.png", []string{"-interlace", "PNG"}, inOrder},
		{"sixteen bits", "f.png", []string{"-define", "png:bit-depth=16"}, inOrder},
		{"palette", "g.png", []string{"-type", "Palette"}, inOrder},
		{"one bit", "h.png", ink, inked},
		{"fax 4", "i.tif", append(ink, "-compress", "Group4"), inked},
		{"fax 4 in strips", "j.tif", append(ink, "-define", "tiff:rows-per-strip=16", "-compress", "Group4"), inked},
		{"fax 4, black is none", "k.tif", append(ink, "-define", "quantum:polarity=min-is-black", "-compress", "Group4"), inked},
		{"fax 4, bits from below", "l.tif", append(ink, "-define", "tiff:fill-order=lsb", "-compress", "Group4"), inked},
		{"fax 3", "m.tif", append(ink, "-compress", "Fax"), inked},
		{"one bit, packed", "n.tif", append(ink, "-compress", "RLE"), inked},
		{"dictionary", "o.tif", []string{"-compress", "LZW"}, inOrder},
		{"zip", "p.tif", []string{"-compress", "Zip"}, inOrder},
		{"jpeg in tiff", "q.tif", []string{"-compress", "JPEG"}, inOrder},
		{"tiles", "r.tif", []string{"-define", "tiff:tile-geometry=64x64"}, inOrder},
		{"big endian", "s.tif", []string{"-endian", "MSB"}, inOrder},
		{"sixteen bits in tiff", "t.tif", []string{"-depth", "16"}, inOrder},
		{"bitmap with a palette", "u.bmp", []string{"-type", "Palette"}, inOrder},
		{"web", "v.webp", nil, inOrder},
		{"web without loss", "w.webp", []string{"-define", "webp:lossless=true"}, inOrder},
		{"gif in layers", "x.gif", []string{"(", "+clone", "-negate", ")"}, inOrder},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(dir, c.file)
			args := append([]string{from, "-density", "72"}, append(c.args, path)...)
			if out, err := exec.CommandContext(t.Context(), "convert", args...).CombinedOutput(); err != nil {
				t.Skipf("ImageMagick: %v %s", err, out)
			}
			src := Source{Name: c.file, Path: path, Format: formats[filepath.Ext(path)]}
			r, err := Check(t.Context(), src)
			if err != nil {
				t.Fatal(err)
			}
			p := paint(t, assemble(t, src, len(r.Pages), 0, AppendOptions{}))
			if got := corners(p, 200, 100); got != c.want {
				t.Errorf("the quarters are %s, want %s (page %v)", got, c.want, r.Pages)
			}
		})
	}
}

// The photos of one scene in all EXIF orientations come out the same way up.
func TestPhotosStandUpright(t *testing.T) {
	dir := filepath.Join(sharedData(t), "exif-portrait")
	var first grey
	for i := 0; i <= 8; i++ {
		src := Source{Name: "photo", Path: filepath.Join(dir, "Portrait_"+string(rune('0'+i))+".jpg"), Format: FormatJPEG}
		packet := filepath.Join(t.TempDir(), "packet.pdf")
		if err := os.WriteFile(packet, assemble(t, src, 1, 0, AppendOptions{}), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := exec.LookPath("pdftoppm"); err != nil {
			t.Skip("pdftoppm is not installed")
		}
		pages, _ := render(t, packet, t.TempDir()+"/p", 1)
		if i == 0 {
			first = pages[0]
			continue
		}
		if d := difference(first, pages[0]); d > 30 { // each photo has its number in it
			t.Errorf("orientation %d differs by %d", i, d)
		}
	}
}

func TestUnsupportedPicturesSaySo(t *testing.T) {
	_, err := Check(t.Context(), Source{Name: "a.heic", Format: FormatHEIC, Data: []byte("\x00\x00\x00\x18ftypheic")})
	if !errors.Is(err, ErrUnsupported) || errors.Is(err, ErrDamaged) || !strings.HasPrefix(err.Error(), "a.heic: ") {
		t.Errorf("the error is %v", err)
	}
}
