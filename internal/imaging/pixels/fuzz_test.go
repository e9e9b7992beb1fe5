package pixels_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/medbundle/medbundle/internal/imaging/pixels"
)

// seeds are the codestreams of the fixtures, without the files round them.
func seeds(f *testing.F) (codestreams [][]byte) {
	f.Helper()
	for _, fixture := range fixtures {
		b, err := os.ReadFile(filepath.Join("testdata", fixture.name+".dcm"))
		if err != nil {
			f.Fatal(err)
		}
		file, err := scanDICOM(b)
		if err != nil {
			f.Fatal(err)
		}
		codestreams = append(codestreams, file.data[file.offset:])
	}
	return codestreams
}

// FuzzFrame gives hostile attributes and hostile bytes to the whole package:
// every transfer syntax, native and encapsulated.
func FuzzFrame(f *testing.F) {
	syntaxes := []string{
		"1.2.840.10008.1.2.5", "1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.80", "1.2.840.10008.1.2.4.90",
		"1.2.840.10008.1.2.8.1", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2", "1.2.840.10008.1.2.4.201",
	}
	photometrics := []string{"MONOCHROME2", "MONOCHROME1", "RGB", "YBR_FULL_422", "PALETTE COLOR", "YBR_RCT", ""}
	for i, data := range seeds(f) {
		kind := fixtures[i].kind
		for s := range syntaxes {
			f.Add(data, uint8(s), uint8(2*(kind.SamplesPerPixel/3)), uint16(fixtureColumns), uint16(fixtureRows),
				uint8(kind.BitsAllocated), uint8(kind.BitsStored), uint8(kind.SamplesPerPixel), kind.Signed, uint8(0), true)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte, syntax, photometric uint8, columns, rows uint16,
		allocated, stored, samples uint8, signed bool, frame uint8, encapsulated bool) {
		if int(columns)*int(rows) > 1<<16 {
			return
		}
		a := &pixels.Attributes{
			TransferSyntax: syntaxes[int(syntax)%len(syntaxes)],
			Photometric:    photometrics[int(photometric)%len(photometrics)],
			Columns:        int(columns), Rows: int(rows), SamplesPerPixel: int(samples),
			BitsAllocated: int(allocated), BitsStored: int(stored), HighBit: int(stored) - 1,
			Signed: signed, Frames: int(frame) + 1, Planar: int(frame) & 1, VR: "OW",
		}
		length := int64(len(data))
		if encapsulated {
			length = -1
		}
		r, err := pixels.Frame(a, bytes.NewReader(data), 0, length, int(frame))
		if err == nil && (r.Image.Bounds().Dx() != int(columns) || r.Image.Bounds().Dy() != int(rows)) {
			t.Errorf("a picture of %v", r.Image.Bounds())
		}
	})
}
