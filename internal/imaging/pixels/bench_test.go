package pixels_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/medbundle/medbundle/internal/imaging/pixels"
	"github.com/medbundle/medbundle/internal/imaging/pixels/jpeg2000"
)

// BenchmarkFrame draws a slice of 512 × 512 pixels of 12 bits in each coding that
// dcmtk writes.
func BenchmarkFrame(b *testing.B) {
	kind := grey12
	kind.Columns, kind.Rows = 512, 512
	samples := phantom(512, 512, 1, 12, false)
	for _, c := range []struct{ name, encoder, option string }{
		{"native", "", ""}, {"rle", "dcmcrle", "-v"}, {"jpeg-lossless", "dcmcjpeg", "+e1"},
		{"jpeg-12-bit", "dcmcjpeg", "+ee"}, {"jpeg-ls", "dcmcjpls", "+el"},
	} {
		b.Run(c.name, func(b *testing.B) {
			path := filepath.Join(b.TempDir(), "a.dcm")
			writeDICOM(b, path, kind, samples)
			if c.encoder != "" {
				if err := exec.Command(c.encoder, c.option, path, path).Run(); err != nil {
					b.Skip("dcmtk is not installed")
				}
			}
			f, err := readDICOM(b, path)
			if err != nil {
				b.Fatal(err)
			}
			b.SetBytes(2 * 512 * 512)
			for b.Loop() {
				if _, err := pixels.Frame(&f.attributes, bytes.NewReader(f.data), f.offset, f.length, 0); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkJPEG2000(b *testing.B) {
	in, coded := filepath.Join(b.TempDir(), "in.raw"), filepath.Join(b.TempDir(), "a.j2k")
	samples := phantom(512, 512, 1, 8, false)
	raw := make([]byte, len(samples))
	for i, v := range samples {
		raw[i] = byte(v)
	}
	if err := os.WriteFile(in, raw, 0o600); err != nil {
		b.Fatal(err)
	}
	if exec.Command("opj_compress", "-i", in, "-o", coded, "-F", "512,512,1,8,u").Run() != nil {
		b.Skip("OpenJPEG is not installed")
	}
	data, err := os.ReadFile(coded)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(512 * 512)
	for b.Loop() {
		if _, err := jpeg2000.Decode(data); err != nil {
			b.Fatal(err)
		}
	}
}
