package htj2k_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/imaging/pixels/htj2k"
)

var update = flag.Bool("update", false, "make the fixtures again with OpenJPH")

const columns, rows = 57, 43

// fixtures are codestreams that OpenJPH made of a made-up picture, and, beside them,
// what it decodes them to. near is how far apart two right decoders may be.
var fixtures = []struct {
	name              string
	components, depth int
	options           string
	near              int32
}{
	{"grey8", 1, 8, "-reversible true", 0},
	{"grey12", 1, 12, "-reversible true", 0},
	{"grey16", 1, 16, "-reversible true -prog_order RPCL -num_decomps 3", 0},
	{"grey12-tiles", 1, 12, "-reversible true -tile_size {32,32}", 0},
	{"grey12-precincts", 1, 12, "-reversible true -precincts {128,128},{64,64}", 0},
	{"rgb", 3, 8, "-reversible true", 0},
	{"grey12-lossy", 1, 12, "-qstep 0.002", 1},
	{"rgb-lossy", 3, 8, "-qstep 0.001", 3}, // the library rounds lossy colours less well than OpenJPH
}

func phantom(components, depth int) (out []int32) {
	seed := uint32(7)
	for y := range rows {
		for x := range columns {
			for c := range components {
				seed = seed*1664525 + 1013904223
				v := x*200/columns + 9*c + int(seed>>28)
				if dx, dy := x-columns/2, y-rows/2; dx*dx+dy*dy < 150 {
					v += 40
				}
				out = append(out, int32(v)<<depth>>8)
			}
		}
	}
	return out
}

func TestFixtures(t *testing.T) {
	for _, f := range fixtures {
		t.Run(f.name, func(t *testing.T) {
			coded, plain := filepath.Join("testdata", f.name+".j2c"), filepath.Join("testdata", f.name+".raw")
			if *update {
				encode(t, f.components, f.depth, f.options, coded, plain)
			}
			data, err := os.ReadFile(coded)
			if err != nil {
				t.Fatal(err)
			}
			want, err := os.ReadFile(plain)
			if err != nil {
				t.Fatal(err)
			}
			img, err := htj2k.Decode(data)
			if err != nil {
				t.Fatal(err)
			}
			if img.Width != columns || img.Height != rows || img.Components != f.components || img.Precision != f.depth || img.Signed {
				t.Errorf("%+v", img.Header)
			}
			original := phantom(f.components, f.depth)
			for i, v := range img.Samples {
				d := v - int32(binary.LittleEndian.Uint16(want[2*i:]))
				if max(d, -d) > f.near {
					t.Fatalf("sample %d differs by %d from OpenJPH's", i, d)
				}
				if f.near == 0 && v != original[i] {
					t.Fatalf("sample %d is not the original's", i)
				}
			}
		})
	}
}

// encode makes a fixture.
func encode(t *testing.T, components, depth int, options, coded, plain string) {
	t.Helper()
	kind, extension := "P5", ".pgm"
	if components == 3 {
		kind, extension = "P6", ".ppm"
	}
	in, out := filepath.Join(t.TempDir(), "in"+extension), filepath.Join(t.TempDir(), "out"+extension)
	b := fmt.Appendf(nil, "%s\n%d %d\n%d\n", kind, columns, rows, 1<<depth-1)
	for _, v := range phantom(components, depth) {
		if depth > 8 {
			b = append(b, byte(v>>8))
		}
		b = append(b, byte(v))
	}
	if err := os.WriteFile(in, b, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range [][]string{
		append([]string{"ojph_compress", "-i", in, "-o", coded}, strings.Fields(options)...), {"ojph_expand", "-i", coded, "-o", out},
	} {
		if msg, err := exec.Command(c[0], c[1:]...).CombinedOutput(); err != nil {
			t.Fatalf("%v: %v\n%s", c, err, msg)
		}
	}
	b, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	width := (depth + 7) / 8
	b = b[len(b)-columns*rows*components*width:]
	var raw []byte
	for i := 0; i < len(b); i += width {
		v := uint16(b[i])
		if width == 2 {
			v = binary.BigEndian.Uint16(b[i:])
		}
		raw = binary.LittleEndian.AppendUint16(raw, v)
	}
	if err := os.WriteFile(plain, raw, 0o644); err != nil {
		t.Fatal(err)
	}
}

func fixture(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name+".j2c"))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// What would cost the library much time or memory is refused before it sees it.
func TestRefused(t *testing.T) {
	good := fixture(t, "grey12")
	siz, cod := 4, bytes.Index(good, []byte{0xFF, 0x52})+2
	set := func(at int, v ...byte) []byte {
		b := slices.Clone(good)
		copy(b[at:], v)
		return b
	}
	precincts := func(sizes ...byte) []byte {
		length := int(good[cod+1])
		b := slices.Concat(good[:cod+length], sizes, good[cod+length:])
		b[cod+1], b[cod+2] = byte(length+len(sizes)), b[cod+2]|1
		return b
	}
	levels := int(good[cod+7])
	tile := bytes.Index(good, []byte{0xFF, 0x90})
	codInTile := slices.Concat(good[:tile+12], good[cod-2:cod+int(good[cod+1])], good[tile+12:])
	clear(codInTile[tile+6 : tile+10])
	for _, c := range []struct {
		name        string
		data        []byte
		unsupported bool
	}{
		{"nothing", nil, false},
		{"no codestream", []byte("High-Throughput JPEG 2000"), false},
		{"65,535 × 65,535 pixels", set(siz+4, 0, 0, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF), true},
		{"tiles of one pixel", set(siz+20, 0, 0, 0, 1, 0, 0, 0, 1), true},
		{"tiles of no pixel", set(siz+20, 0, 0, 0, 0), false},
		{"an offset", set(siz+12, 0, 0, 0, 1), true},
		{"two components", set(siz+36, 0, 2), true},
		{"38 bits", set(siz+38, 37), true},
		{"half the columns", set(siz+39, 2), true},
		{"65,535 layers", set(cod+4, 0xFF, 0xFF), true},
		{"32 levels", set(cod+7, 32), true},
		{"code-blocks of 4 × 4", set(cod+8, 0, 0), true},
		{"code-blocks that are not high-throughput", set(cod+10, 0), true},
		{"precincts of 2 × 2", precincts(bytes.Repeat([]byte{0x11}, levels+1)...), true},
		{"one precinct size of 2 × 2", precincts(append(bytes.Repeat([]byte{0x77}, levels), 0x11)...), true},
		{"fewer precinct sizes than levels", precincts(0x77), false},
		{"a tile coded otherwise", codInTile, true},
		{"cut inside the header", good[:cod+3], false},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := htj2k.ReadHeader(c.data)
			if err == nil || errors.Is(err, htj2k.ErrUnsupported) != c.unsupported {
				t.Errorf("error %v, want unsupported %v", err, c.unsupported)
			}
			if _, decodeErr := htj2k.Decode(c.data); decodeErr == nil {
				t.Error("decoded all the same")
			}
		})
	}
	if _, err := htj2k.Decode(precincts(bytes.Repeat([]byte{0xFF}, levels+1)...)); err != nil {
		t.Errorf("the largest precincts: %v", err)
	}
}

func FuzzDecode(f *testing.F) {
	for _, x := range fixtures {
		f.Add(fixture(f, x.name))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		h, err := htj2k.ReadHeader(data)
		if err != nil || h.Width*h.Height > 1<<14 {
			return
		}
		img, err := htj2k.Decode(data)
		if err == nil && len(img.Samples) != h.Width*h.Height*h.Components {
			t.Errorf("%d samples for %+v", len(img.Samples), h)
		}
	})
}
