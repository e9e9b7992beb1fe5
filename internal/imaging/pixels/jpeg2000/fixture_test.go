package jpeg2000_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/imaging/pixels/jpeg2000"
)

var update = flag.Bool("update", false, "make the fixtures again with OpenJPEG")

// fixtures are codestreams that OpenJPEG encoded, with what OpenJPEG decodes.
var fixtures = []struct {
	name, options    string
	components, bits int
}{
	{"reversible.j2k", "-n 4", 1, 12},
	{"irreversible-colour.j2k", "-I -n 3 -r 20,10", 3, 8},
	{"tiles-precincts.j2k", "-t 23,17 -n 3 -c [16,8],[8,8] -b 8,8 -p PCRL -SOP -EPH", 1, 8},
	{"styles.j2k", "-M 63 -n 3", 1, 16},
	{"reversible-colour.jp2", "-n 3", 3, 8},
}

const fixtureWidth, fixtureHeight = 41, 29

// TestFixtures decodes what OpenJPEG encoded and compares with what it decoded.
func TestFixtures(t *testing.T) {
	for _, f := range fixtures {
		t.Run(f.name, func(t *testing.T) {
			coded := filepath.Join("testdata", f.name)
			decoded := strings.TrimSuffix(coded, filepath.Ext(coded)) + ".raw"
			if *update {
				makeFixture(t, coded, decoded, f.options, f.components, f.bits)
			}
			data, err := os.ReadFile(coded)
			if err != nil {
				t.Fatal(err)
			}
			want, err := os.ReadFile(decoded)
			if err != nil {
				t.Fatal(err)
			}
			img, err := jpeg2000.Decode(data)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(rawBytes(img.Samples, f.components, f.bits), want) {
				t.Error("samples differ from OpenJPEG's")
			}
		})
	}
}

func makeFixture(t *testing.T, coded, decoded, options string, components, bits int) {
	t.Helper()
	in := filepath.Join(t.TempDir(), "in.raw")
	samples := phantom(fixtureWidth, fixtureHeight, components, bits)
	if err := os.WriteFile(in, rawBytes(samples, components, bits), 0o600); err != nil {
		t.Fatal(err)
	}
	encode := append([]string{"opj_compress", "-i", in, "-o", coded, "-F",
		fmt.Sprintf("%d,%d,%d,%d,u", fixtureWidth, fixtureHeight, components, bits)}, strings.Fields(options)...)
	for _, command := range [][]string{encode, {"opj_decompress", "-i", coded, "-o", decoded}} {
		if msg, err := exec.Command(command[0], command[1:]...).CombinedOutput(); err != nil {
			t.Fatalf("%v: %v\n%s", command, err, msg)
		}
	}
}

// TestDamaged cuts a codestream at every byte: each cut is an error, none a panic,
// because a blurred scan would pass for a sharp one.
func TestDamaged(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "tiles-precincts.j2k"))
	if err != nil {
		t.Fatal(err)
	}
	for n := range len(data) - 2 {
		if _, err := jpeg2000.Decode(data[:n]); err == nil {
			t.Errorf("no error after %d of %d bytes", n, len(data))
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, fixture := range fixtures {
		data, err := os.ReadFile(filepath.Join("testdata", fixture.name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		h, err := jpeg2000.ReadHeader(data)
		if err != nil || h.Width*h.Height > 1<<16 {
			return
		}
		img, err := jpeg2000.Decode(data)
		if err == nil && len(img.Samples) != h.Width*h.Height*h.Components {
			t.Errorf("%d samples for %+v", len(img.Samples), h)
		}
	})
}
