package pixels_test

import (
	"bytes"
	"encoding/binary"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/imaging/pixels"
)

var update = flag.Bool("update", false, "make the fixtures again with dcmtk")

var (
	grey8   = pixels.Attributes{SamplesPerPixel: 1, Photometric: "MONOCHROME2", BitsAllocated: 8, BitsStored: 8}
	grey12  = pixels.Attributes{SamplesPerPixel: 1, Photometric: "MONOCHROME2", BitsAllocated: 16, BitsStored: 12}
	signed  = pixels.Attributes{SamplesPerPixel: 1, Photometric: "MONOCHROME2", BitsAllocated: 16, BitsStored: 16, Signed: true}
	colours = pixels.Attributes{SamplesPerPixel: 3, Photometric: "RGB", BitsAllocated: 8, BitsStored: 8}
)

// fixtures are pictures that dcmtk encoded, with what dcmtk decodes them to.
var fixtures = []struct {
	name             string
	kind             pixels.Attributes
	encoder, decoder string
	options          string
}{
	{"rle-grey12", grey12, "dcmcrle", "dcmdrle", ""},
	{"rle-colour", colours, "dcmcrle", "dcmdrle", ""},
	{"jpeg-baseline-grey8", grey8, "dcmcjpeg", "dcmdjpeg", "+eb"},
	{"jpeg-baseline-colour", colours, "dcmcjpeg", "dcmdjpeg", "+eb +s2"},
	{"jpeg-extended-grey12", grey12, "dcmcjpeg", "dcmdjpeg", "+ee"},
	{"jpeg-lossless-signed", signed, "dcmcjpeg", "dcmdjpeg", "+e1"},
	{"jpeg-lossless-predictor4-colour", colours, "dcmcjpeg", "dcmdjpeg", "+el +sv 4"},
	{"jpegls-signed", signed, "dcmcjpls", "dcmdjpls", "+el"},
	{"jpegls-colour-by-line", colours, "dcmcjpls", "dcmdjpls", "+el +il"},
	{"jpegls-near-colour-by-sample", colours, "dcmcjpls", "dcmdjpls", "+en +md 3 +is"},
}

const fixtureColumns, fixtureRows = 41, 29

// TestFixtures decodes what dcmtk encoded and compares with what dcmtk decoded.
func TestFixtures(t *testing.T) {
	for _, f := range fixtures {
		t.Run(f.name, func(t *testing.T) {
			coded, decoded := filepath.Join("testdata", f.name+".dcm"), filepath.Join("testdata", f.name+".raw")
			if *update {
				f.kind.Columns, f.kind.Rows = fixtureColumns, fixtureRows
				makeFixture(t, f.kind, f.encoder, f.decoder, f.options, coded, decoded)
			}
			want, err := os.ReadFile(decoded)
			if err != nil {
				t.Fatal(err)
			}
			file, err := readDICOM(t, coded)
			if err != nil {
				t.Fatal(err)
			}
			got := fixtureBytes(t, file)
			if !bytes.Equal(got, want) {
				t.Errorf("%d bytes that differ from dcmtk's %d", len(got), len(want))
			}
		})
	}
}

// fixtureBytes are a frame's colours, or its grey samples in 16 bits.
func fixtureBytes(t *testing.T, f *dicomFile) []byte {
	t.Helper()
	if f.attributes.SamplesPerPixel == 3 {
		r, err := pixels.Frame(&f.attributes, bytes.NewReader(f.data), f.offset, f.length, 0)
		if err != nil {
			t.Fatal(err)
		}
		return rgb(r.Image)
	}
	raw, err := pixels.Samples(&f.attributes, bytes.NewReader(f.data), f.offset, f.length, 0)
	if err != nil {
		t.Fatal(err)
	}
	return nativeBytes(raw.Samples, 16, binary.LittleEndian)
}

func makeFixture(t *testing.T, kind pixels.Attributes, encoder, decoder, options, coded, decoded string) {
	t.Helper()
	in, out := filepath.Join(t.TempDir(), "in.dcm"), filepath.Join(t.TempDir(), "out.dcm")
	writeDICOM(t, in, kind, phantom(kind.Columns, kind.Rows, kind.SamplesPerPixel, kind.BitsStored, kind.Signed))
	for _, command := range [][]string{
		append(append([]string{encoder}, strings.Fields(options)...), in, coded), {decoder, coded, out}} {
		if msg, err := exec.Command(command[0], command[1:]...).CombinedOutput(); err != nil {
			t.Fatalf("%v: %v\n%s", command, err, msg)
		}
	}
	file, err := readDICOM(t, out)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(decoded, fixtureBytes(t, file), 0o644); err != nil {
		t.Fatal(err)
	}
}
