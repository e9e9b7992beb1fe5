package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/gif"
	"os"
	"testing"
)

func TestMovingGIF(t *testing.T) {
	frame := func(c color.Color) *image.Paletted {
		return image.NewPaletted(image.Rect(0, 0, 20, 10), color.Palette{c, color.White})
	}
	for frames := 1; frames <= 3; frames++ {
		var g gif.GIF
		for i := range frames {
			g.Image, g.Delay = append(g.Image, frame(color.RGBA{R: byte(90 * i), A: 255})), append(g.Delay, 5)
		}
		var b bytes.Buffer
		if err := gif.EncodeAll(&b, &g); err != nil {
			t.Fatal(err)
		}
		f, err := Open("gif", b.Bytes())
		if err != nil || f.Moving != (frames > 1) || f.Len() != 1 {
			t.Errorf("%d frames: moving %v, %d pages, %v", frames, f.Moving, f.Len(), err)
		}
		p, err := f.Page(0)
		if err != nil {
			t.Fatal(err)
		}
		if r, _, _, _ := unpacked(t, p.Image).At(3, 3).RGBA(); r != 0 {
			t.Errorf("it is not the first frame: %d", r)
		}
	}
	for n := range 14 {
		gifFrames([]byte("GIF89a\x01\x00\x01\x00\xF7\x00\x00")[:min(n, 13)]) // must not fail
	}
}

// riff is a WebP file of chunks.
func riff(chunks ...[]byte) []byte {
	body := append([]byte("WEBP"), bytes.Join(chunks, nil)...)
	return append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body))), body...)
}

func chunk(kind string, body []byte) []byte {
	out := append(binary.LittleEndian.AppendUint32([]byte(kind), uint32(len(body))), body...)
	return append(out, make([]byte, len(body)%2)...)
}

func TestMovingWebP(t *testing.T) {
	still := tinyWebP[12:] // its VP8 chunk
	frame := chunk("ANMF", append(make([]byte, 16), still...))
	film := riff(chunk("VP8X", []byte{2, 0, 0, 0, 0, 0, 0, 0, 0, 0}), chunk("ANIM", make([]byte, 6)), frame, frame, chunk("EXIF", []byte("GPS")))
	f, err := Open("webp", film)
	if err != nil || !f.Moving {
		t.Fatalf("%v, moving %v", err, f)
	}
	p, err := f.Page(0)
	if err != nil || p.Image.Width != 1 || p.Image.Height != 1 {
		t.Errorf("%v %+v", err, p.Image)
	}
	if f, err := Open("webp", tinyWebP); err != nil || f.Moving {
		t.Errorf("a still one: %v", err)
	}
	for n := range film {
		if f, err := Open("webp", film[:n]); err == nil {
			_, _ = f.Page(0) // must not fail badly
		}
	}
}

func heic(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile("heif/testdata/" + name + ".heic")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestHEICBecomesAJPEG(t *testing.T) {
	data := heic(t, "plain")
	one, err := FromHEIC(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	two, err := FromHEIC(t.Context(), data)
	if err != nil || !bytes.Equal(one.JPEG, two.JPEG) {
		t.Error("it is not the same twice")
	}
	p := open(t, "heic", data)
	if p.Image.Filter != "DCTDecode" || p.Image.Width != 200 || p.Image.Height != 136 || p.Width != a4Long {
		t.Errorf("%+v", p.Image.Filter)
	}
	if p := open(t, "heic", heic(t, "grey")); p.Image.ColorSpace != "DeviceGray" {
		t.Errorf("grey is %s", p.Image.ColorSpace)
	}
	turned, err := openJPEG(turnedJPEG(one.JPEG, 6))
	if err != nil || turned.orientation != 6 || bytes.Contains(turned.image.Data, []byte("Exif")) {
		t.Errorf("%v, orientation %d", err, turned.orientation)
	}
	for cut := range 3 {
		if _, err := FromHEIC(t.Context(), data[:len(data)*(cut+1)/4]); !errors.Is(err, ErrDamaged) {
			t.Errorf("cut: %v", err)
		}
	}
}
