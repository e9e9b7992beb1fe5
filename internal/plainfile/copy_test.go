package plainfile

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

func TestCopy(t *testing.T) {
	want := bytes.Repeat([]byte("0123456789abcde"), copyBytes/8) // no multiple of the buffer
	path := filepath.Join(t.TempDir(), "f")
	if err := os.WriteFile(path, want, 0o600); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second uses the buffer of the first
		f, err := Open(path)
		if err != nil {
			t.Fatal(err)
		}
		var got bytes.Buffer
		n, err := Copy(&got, f)
		f.Close()
		if err != nil || n != int64(len(want)) || !bytes.Equal(got.Bytes(), want) {
			t.Fatalf("%d bytes, %v", n, err)
		}
	}
	if allocs := testing.AllocsPerRun(20, func() {
		if _, err := Copy(&bytes.Buffer{}, bytes.NewReader(nil)); err != nil {
			t.Fatal(err)
		}
	}); allocs > 5 {
		t.Errorf("%.0f allocations for a copy", allocs)
	}
}
