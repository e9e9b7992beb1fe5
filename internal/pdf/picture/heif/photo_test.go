package heif

import (
	"bytes"
	"context"
	"crypto/md5"
	"encoding/binary"
	"errors"
	"image"
	"os"
	"path/filepath"
	"testing"

	"github.com/medbundle/medbundle/internal/pdf/picture/hevc"
)

func read(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name+".heic"))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// sums are the MD5 sums of planes that the encoder left in the data.
func sums(nals [][]byte) (out [][]byte) {
	for _, n := range nals {
		if n[0]>>1 != 40 || n[2] != 132 {
			continue
		}
		var plain []byte
		for i, c := range n {
			if i < 2 || c != 3 || n[i-1] != 0 || n[i-2] != 0 {
				plain = append(plain, c)
			}
		}
		for b := plain[5:]; len(b) >= 16; b = b[16:] {
			out = append(out, b[:16])
		}
	}
	return out
}

func sum(f *hevc.Frame, c int) []byte {
	w, h := f.Width, f.Height
	if c > 0 {
		w, h = w>>f.SubX, h>>f.SubY
	}
	var b []byte
	for y := range h {
		for _, v := range f.Planes[c][y*f.Stride[c] : y*f.Stride[c]+w] {
			if b = append(b, byte(v)); f.Depth[c] > 8 {
				b = append(b, byte(v>>8))
			}
		}
	}
	s := md5.Sum(b)
	return s[:]
}

// Every sample of every plane is what the encoder says it is.
func TestSamplesAreThoseOfTheEncoder(t *testing.T) {
	for name, planes := range map[string]int{
		"plain": 3, "coarse": 3, "fine": 3, "slices": 3, "small": 3, "colour444": 3, "colour422": 3, "grey": 1,
		"lossless": 3, "ten": 3, "ten422": 3, "bypass": 3,
	} {
		t.Run(name, func(t *testing.T) {
			p, err := Open(read(t, name))
			if err != nil {
				t.Fatal(err)
			}
			nals, err := p.meta.nals(p.tiles[0])
			if err != nil {
				t.Fatal(err)
			}
			f, err := hevc.Decode(t.Context(), nals)
			if err != nil {
				t.Fatal(err)
			}
			want := sums(nals)
			if len(want) != planes || len(f.Planes) != planes {
				t.Fatalf("%d sums, %d planes", len(want), len(f.Planes))
			}
			for c := range want {
				if !bytes.Equal(sum(f, c), want[c]) {
					t.Errorf("plane %d differs", c)
				}
			}
		})
	}
}

func TestPicturesInEightBits(t *testing.T) {
	for name, c := range map[string]struct {
		width, height int
		grey          bool
	}{"plain": {200, 136, false}, "grey": {200, 136, true}, "ten": {200, 136, false}, "lossless": {72, 56, false}} {
		p, err := Open(read(t, name))
		if err != nil {
			t.Fatal(err)
		}
		img, err := p.Decode(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		_, grey := img.(*image.Gray)
		if img.Bounds().Dx() != c.width || img.Bounds().Dy() != c.height || grey != c.grey {
			t.Errorf("%s: %v, grey %v", name, img.Bounds(), grey)
		}
		if p.Orientation != 1 || p.Others != 0 || p.Moving || p.Memory <= 0 {
			t.Errorf("%s: %+v", name, p)
		}
	}
	// The disc in the middle of the right half is white, the bar on the left black.
	p, _ := Open(read(t, "plain"))
	img, err := p.Decode(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for at, want := range map[image.Point]uint32{{150, 95}: 255, {70, 21}: 0} {
		r, g, b, _ := img.At(at.X, at.Y).RGBA()
		if d := func(v uint32) bool { return max(v>>8, want)-min(v>>8, want) > 40 }; d(r) || d(g) || d(b) {
			t.Errorf("at %v it is %d %d %d", at, r>>8, g>>8, b>>8)
		}
	}
}

func TestTheRunCanBeStopped(t *testing.T) {
	p, err := Open(read(t, "plain"))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := p.Decode(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
}

// A file that is cut anywhere is refused, and never taken for whole.
func TestCutFiles(t *testing.T) {
	whole := read(t, "small")
	for n := 0; n < len(whole)-32; n += 7 {
		p, err := Open(whole[:n])
		if err == nil {
			_, err = p.Decode(t.Context())
		}
		if err == nil || !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrUnsupported) {
			t.Fatalf("%d of %d bytes: %v", n, len(whole), err)
		}
	}
}

// bx spells a box, full one that begins with a version and flags.
func bx(kind string, parts ...[]byte) []byte {
	body := bytes.Join(parts, nil)
	return append(append(binary.BigEndian.AppendUint32(nil, uint32(len(body)+8)), kind...), body...)
}

func full0(kind string, parts ...[]byte) []byte {
	return bx(kind, append([][]byte{{0, 0, 0, 0}}, parts...)...)
}

func be16(v ...int) (out []byte) {
	for _, n := range v {
		out = binary.BigEndian.AppendUint16(out, uint16(n))
	}
	return out
}

func be32(v ...int) (out []byte) {
	for _, n := range v {
		out = binary.BigEndian.AppendUint32(out, uint32(n))
	}
	return out
}

// grid is a file of two tiles side by side, both the picture of "plain", as an
// iPhone would make one: with properties of the whole, a film, metadata with a
// place in it, a hidden picture, a thumbnail and another picture.
func grid(t testing.TB, width, height int, properties ...[]byte) []byte {
	t.Helper()
	m, err := readMeta(read(t, "plain"))
	if err != nil {
		t.Fatal(err)
	}
	tile := m.items[m.primary]
	data, err := m.data(tile)
	if err != nil {
		t.Fatal(err)
	}
	config, _ := m.property(tile, "hvcC")
	head := append([]byte{0, 0, 0, 1}, be16(width, height)...)
	exif := []byte("\x00\x00\x00\x00GPS 52.2297N 21.0122E")
	ipco := [][]byte{bx("hvcC", config), full0("ispe", be32(200, 136)), full0("ispe", be32(width, height))}
	ipco = append(ipco, properties...)
	own := []byte{3}
	for i := range properties {
		own = append(own, byte(4+i))
	}
	ipma := append(be32(6), be16(1)...)
	ipma = append(append(ipma, byte(len(own))), own...)
	for _, id := range []int{2, 3, 5, 6, 7} {
		ipma = append(append(ipma, be16(id)...), 2, 1, 2)
	}
	infe := func(id, flags int, kind string) []byte {
		return bx("infe", []byte{2, 0, 0, byte(flags)}, be16(id, 0), []byte(kind+"\x00"))
	}
	info := full0("iinf", be16(7), infe(1, 0, "grid"), infe(2, 1, "hvc1"), infe(3, 1, "hvc1"), infe(4, 1, "Exif"),
		infe(5, 1, "hvc1"), infe(6, 0, "hvc1"), infe(7, 0, "hvc1"))
	refs := full0("iref", bx("dimg", be16(1, 2, 2, 3)), bx("cdsc", be16(4, 1, 1)), bx("thmb", be16(6, 1, 1)))
	meta := func(at int) []byte {
		place := func(id, method, from, n int) []byte { return append(be16(id, method, 0, 1), be32(from, n)...) }
		loc := bx("iloc", []byte{1, 0, 0, 0, 0x44, 0}, be16(7), place(1, 1, 0, len(head)), place(2, 0, at, len(data)), place(3, 0, at, len(data)),
			place(4, 0, at+len(data), len(exif)), place(5, 0, at, len(data)), place(6, 0, at, len(data)), place(7, 0, at, len(data)))
		return full0("meta", full0("pitm", be16(1)), loc, info, refs, bx("iprp", bx("ipco", ipco...), full0("ipma", ipma)), bx("idat", head))
	}
	start := append(bx("ftyp", []byte("heic\x00\x00\x00\x00mif1heic")), bx("moov")...)
	at := len(start) + len(meta(0)) + 8
	return bytes.Join([][]byte{start, meta(at), bx("mdat", data, exif)}, nil)
}

func TestGrid(t *testing.T) {
	p, err := Open(grid(t, 390, 130))
	if err != nil {
		t.Fatal(err)
	}
	if p.Width != 390 || p.Height != 130 || p.Others != 1 || !p.Moving || p.Orientation != 1 {
		t.Errorf("%+v", p)
	}
	img, err := p.Decode(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if img.Bounds() != image.Rect(0, 0, 390, 130) {
		t.Errorf("it is %v", img.Bounds())
	}
	for y := range 130 {
		for x := range 190 {
			if img.At(x, y) != img.At(x+200, y) {
				t.Fatalf("the tiles differ at %d, %d", x, y)
			}
		}
	}
}

// How the shown picture is turned, by EXIF's numbers (ISO/IEC 23008-12, 6.5.10
// and 6.5.12: the properties count in their order).
func TestTurned(t *testing.T) {
	irot := func(n byte) []byte { return bx("irot", []byte{n}) }
	imir := func(n byte) []byte { return bx("imir", []byte{n}) }
	for _, c := range []struct {
		name string
		want int
		in   [][]byte
	}{
		{"upright", 1, nil},
		{"a quarter anticlockwise", 8, [][]byte{irot(1)}},
		{"upside down", 3, [][]byte{irot(2)}},
		{"a quarter clockwise", 6, [][]byte{irot(3)}},
		{"top and bottom change places", 4, [][]byte{imir(0)}},
		{"left and right change places", 2, [][]byte{imir(1)}},
		{"turned, then mirrored", 5, [][]byte{irot(1), imir(0)}},
		{"mirrored, then turned", 7, [][]byte{imir(0), irot(1)}},
		{"turned twice", 3, [][]byte{irot(1), irot(1)}},
	} {
		p, err := Open(grid(t, 400, 136, c.in...))
		if err != nil {
			t.Fatal(err)
		}
		if p.Orientation != c.want {
			t.Errorf("%s: %d, want %d", c.name, p.Orientation, c.want)
		}
	}
}

func TestCropped(t *testing.T) {
	clap := bx("clap", be32(100, 1, 50, 1, -20, 1, 10, 2))
	p, err := Open(grid(t, 400, 136, clap))
	if err != nil {
		t.Fatal(err)
	}
	img, err := p.Decode(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if img.Bounds() != image.Rect(130, 48, 230, 98) {
		t.Errorf("it is %v", img.Bounds())
	}
}

func TestColoursByNumber(t *testing.T) {
	plain, err := Open(grid(t, 400, 136))
	if err != nil {
		t.Fatal(err)
	}
	narrow, err := Open(grid(t, 400, 136, bx("colr", []byte("nclx"), be16(1, 1, 1), []byte{0})))
	if err != nil {
		t.Fatal(err)
	}
	a, err := plain.Decode(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	b, err := narrow.Decode(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	// Of a range from 16 to 235, a grey of 128 becomes (128-16)*255/219 = 130.
	for y := range 136 {
		for x := range 200 {
			was, is := a.(*image.YCbCr).YCbCrAt(x, y), b.(*image.YCbCr).YCbCrAt(x, y)
			if was.Y == 128 && was.Cb == 128 && was.Cr == 128 && is.Y != 130 {
				t.Fatalf("grey %d became %d", was.Y, is.Y)
			}
		}
	}
	// Pure red by BT.709 is (54, 99, 256 of 16ths...) and by BT.601 (76, 85, 255).
	y := round8(54<<14 + remixed(0.2126, 0.0722)[1]*(99-128) + remixed(0.2126, 0.0722)[2]*127)
	if y < 75 || y > 77 {
		t.Errorf("red has a luma of %d", y)
	}
}

func TestRefused(t *testing.T) {
	plain := read(t, "plain")
	av1 := bytes.ReplaceAll(bytes.ReplaceAll(plain, []byte("hvc1"), []byte("av01")), []byte("hvcC"), []byte("av1C"))
	huge := grid(t, 400, 136)
	at := bytes.LastIndex(huge, append([]byte{0, 0, 0, 1}, be16(400, 136)...))
	copy(huge[at+4:], be16(65535, 65535))
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"nothing":         {nil, ErrUnsupported},
		"a film alone":    {bx("ftyp", []byte("heic")), ErrUnsupported},
		"AV1":             {av1, ErrUnsupported},
		"far too large":   {huge, ErrDamaged},
		"tiles too small": {grid(t, 401, 136), ErrDamaged},
	} {
		p, err := Open(c.data)
		if err == nil {
			_, err = p.Decode(t.Context())
		}
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// FuzzPhoto: whatever the bytes, an error or a picture of the size it said.
func FuzzPhoto(f *testing.F) {
	for _, name := range []string{"coarse", "slices", "lossless", "ten422", "grey"} {
		f.Add(read(f, name))
	}
	f.Add(grid(f, 390, 130, bx("irot", []byte{1})))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := Open(data)
		if err != nil || p.Memory > 8<<20 {
			return
		}
		img, err := p.Decode(context.Background())
		if err != nil {
			if !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrUnsupported) {
				t.Errorf("the error is %v", err)
			}
			return
		}
		if img.Bounds().Dx() < 1 || img.Bounds().Dx() > p.Width || img.Bounds().Dy() > p.Height || p.Orientation < 1 || p.Orientation > 8 {
			t.Errorf("%v of %d by %d, %d", img.Bounds(), p.Width, p.Height, p.Orientation)
		}
	})
}
