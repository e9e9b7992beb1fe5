package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func sample2000(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

const (
	mark2000SIZ = 0x51
	mark2000CAP = 0x50
	mark2000SOT = 0x90
)

func appendBox(to []byte, kind string, body []byte) []byte {
	to = binary.BigEndian.AppendUint32(to, uint32(len(body)+8))
	return append(append(to, kind...), body...)
}

// withBoxes puts boxes before the codestream, and others into the header.
func withBoxes(jp2 []byte, before, header []byte) []byte {
	var out []byte
	for len(jp2) >= 8 {
		n := int(binary.BigEndian.Uint32(jp2))
		if n == 0 {
			n = len(jp2)
		}
		kind, body := string(jp2[4:8]), jp2[8:n]
		switch kind {
		case "jp2h":
			body = append(bytes.Clone(body), header...)
		case "jp2c":
			out = append(out, before...)
		}
		out = appendBox(out, kind, body)
		jp2 = jp2[n:]
	}
	return out
}

func TestJPEG2000KeepsItsData(t *testing.T) {
	for name, space := range map[string]string{"colour.jp2": "DeviceRGB", "grey.jp2": "DeviceGray", "opacity.jp2": "DeviceRGB", "bare.j2k": "DeviceRGB"} {
		whole := sample2000(t, name)
		data := whole
		if filepath.Ext(name) == ".jp2" {
			data = withBoxes(whole, appendBox(appendBox(nil, "uuid", []byte("0123456789abcdefGPS 52N")), "xml ", []byte("<GPS/>")), nil)
		}
		img := open(t, "jp2", data).Image
		if img.Filter != "JPXDecode" || img.Width != 72 || img.Height != 56 || img.ColorSpace != space || img.BitsPerComponent != 8 {
			t.Errorf("%s: %+v", name, img)
		}
		if bytes.Contains(img.Data, []byte("GPS")) || bytes.Contains(img.Data, []byte("OpenJPEG")) {
			t.Errorf("%s: metadata travels", name)
		}
		if !bytes.HasPrefix(img.Data, []byte("\x00\x00\x00\x0cjP  \r\n\x87\n")) {
			t.Errorf("%s: it is no JP2 file", name)
		}
		// From the first tile on, nothing differs.
		tile := whole[bytes.Index(whole, []byte{0xFF, mark2000SOT, 0, 10}):]
		if !bytes.HasSuffix(img.Data, tile) {
			t.Errorf("%s: the coded data is not the same", name)
		}
	}
}

func TestJPEG2000KnowsItsSize(t *testing.T) {
	// 11811 dots a metre are 300 an inch; 50 down are a half as many.
	capture := func(kind string, exponent byte) []byte {
		return appendBox(nil, "res ", appendBox(nil, kind, []byte{0x17, 0x11, 0, 1, 0x2E, 0x23, 0, 1, exponent, exponent}))
	}
	p := open(t, "jp2", withBoxes(sample2000(t, "colour.jp2"), nil, capture("resc", 0)))
	if p.Width != 72 || p.Height != 72 || p.Matrix[0] < 17.2 || p.Matrix[0] > 17.3 || p.Matrix[3] < 26.8 || p.Matrix[3] > 27 {
		t.Errorf("it is %g by %g on %g by %g", p.Matrix[0], p.Matrix[3], p.Width, p.Height)
	}
	if p := open(t, "jp2", withBoxes(sample2000(t, "colour.jp2"), nil, capture("resd", 100))); p.Width != a4Long {
		t.Errorf("the page is %g wide", p.Width)
	}
}

func TestJPEG2000Refused(t *testing.T) {
	whole := sample2000(t, "colour.jp2")
	at := bytes.Index(whole, []byte{0xFF, 0x4F, 0xFF, mark2000SIZ})
	with := func(offset int, b ...byte) []byte {
		out := bytes.Clone(whole)
		copy(out[at+offset:], b)
		return out
	}
	const siz = 6 // where the fields of SIZ begin
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"cut":             {whole[:len(whole)-200], ErrDamaged},
		"headers alone":   {whole[:at+30], ErrDamaged},
		"no header":       {whole[:20], ErrDamaged},
		"no pixels":       {with(siz+2, 0, 0, 0, 0), ErrDamaged},
		"too many pixels": {with(siz+2, 0, 1, 0, 0, 0, 1, 0, 0), ErrDamaged},
		"too many tiles":  {with(siz+2, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1), ErrDamaged},
		"signed samples":  {with(siz+36, 0x87), ErrUnsupported},
		"high throughput": {append(append(bytes.Clone(whole[:at+2+2+2+45]), 0xFF, mark2000CAP, 0, 6, 0, 2, 0, 0), whole[at+51:]...), ErrUnsupported},
	} {
		f, err := Open("jp2", c.data)
		if err == nil {
			_, err = f.Page(0)
		}
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if n := binary.BigEndian.Uint16(whole[at+4:]); n != 47 {
		t.Fatalf("SIZ has %d bytes; the tests above count on 47", n)
	}
}
