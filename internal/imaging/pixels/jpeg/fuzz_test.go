package jpeg_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/medbundle/medbundle/internal/imaging/pixels/jpeg"
)

// codestreams are those of the fixtures beside the parent package: each begins at
// its SOI marker and may run on past its end.
func codestreams(t testing.TB) map[string][]byte {
	t.Helper()
	paths, err := filepath.Glob("../testdata/jpeg-*.dcm")
	if err != nil || len(paths) == 0 {
		t.Fatal("no fixtures", err)
	}
	all := map[string][]byte{}
	for _, path := range paths {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		all[filepath.Base(path)] = b[bytes.Index(b, []byte{0xFF, 0xD8, 0xFF}):]
	}
	return all
}

// TestDamaged cuts codestreams at every byte of theirs: a cut that loses picture
// data is an error, none a panic.
func TestDamaged(t *testing.T) {
	for name, data := range codestreams(t) {
		end := bytes.LastIndex(data, []byte{0xFF, 0xD9})
		for n := range end - 1 {
			if _, err := jpeg.Decode(data[:n]); err == nil {
				t.Errorf("%s: no error after %d of %d bytes", name, n, end)
			}
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, data := range codestreams(f) {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		h, err := jpeg.ReadHeader(data)
		if err != nil || h.Width*h.Height > 1<<16 {
			return
		}
		img, err := jpeg.Decode(data)
		if err == nil && len(img.Samples) != h.Width*h.Height*h.Components {
			t.Errorf("%d samples for %+v", len(img.Samples), h)
		}
	})
}
