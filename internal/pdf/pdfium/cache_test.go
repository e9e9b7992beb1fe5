package pdfium

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// A cache folder that cannot be trusted is done without, and nothing is
// written to it; one that can is filled, and its folders are the user's alone.
func TestCache(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("modes mean little here")
	}
	open := filepath.Join(t.TempDir(), "open")
	if err := os.Mkdir(open, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(open, 0o777); err != nil {
		t.Fatal(err)
	}
	for dir, cached := range map[string]bool{open: false, filepath.Join(t.TempDir(), "own"): true} {
		e := testEngine(t, Options{CacheDir: dir}, "")
		if p := mustProbe(t, e, newPDF().text("", "x").bytes()); !p.Opened {
			t.Errorf("%+v", p)
		}
		entries, err := os.ReadDir(dir)
		if err != nil || (len(entries) > 0) != cached || e.idle[0].cached != cached {
			t.Errorf("%s holds %v, %v", dir, entries, err)
		}
	}
}
