package pdfium

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/klippa-app/go-pdfium/requests"
)

func TestPrepareCacheDir(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("modes mean little here")
	}
	base := t.TempDir()
	fresh := filepath.Join(base, "a", "b")
	if err := prepareCacheDir(fresh); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{fresh, filepath.Dir(fresh)} {
		if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o700 {
			t.Errorf("%s: %v, %v", dir, info.Mode(), err)
		}
	}
	make := func(name string, mode fs.FileMode) string {
		dir := filepath.Join(base, name)
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(dir, mode); err != nil {
			t.Fatal(err)
		}
		return dir
	}
	link := filepath.Join(base, "link")
	if err := os.Symlink(fresh, link); err != nil {
		t.Fatal(err)
	}
	file := writeFile(t, "file", nil)
	for name, c := range map[string]struct {
		dir string
		ok  bool
	}{
		"readable by others":      {make("r", 0o755), true},
		"writable by the group":   {make("g", 0o770), false},
		"writable by all":         {make("w", 0o777), false},
		"a link":                  {link, false},
		"a file":                  {file, false},
		"no name":                 {"", false},
		"relative":                {"cache", false},
		"under an open folder":    {filepath.Join(make("open", 0o777), "x"), false},
		"under a sticky folder":   {filepath.Join(make("tmp", 0o777|fs.ModeSticky), "x"), true},
		"under one not writable?": {filepath.Join(file, "x"), false},
	} {
		if err := prepareCacheDir(c.dir); (err == nil) != c.ok {
			t.Errorf("%s: %v", name, err)
		}
	}
}

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

// A damaged cache is made anew.
func TestDamagedCache(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "cache")
	if lib, err := openLibrary(dir, 1<<30); err != nil || !lib.cached {
		t.Fatal(lib, err)
	}
	files, _ := filepath.Glob(filepath.Join(dir, "*", "*"))
	if len(files) == 0 {
		t.Fatal("nothing was cached")
	}
	for _, path := range files {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data[:len(data)/2], 0o600); err != nil {
			t.Fatal(err)
		}
	}
	lib, err := openLibrary(dir, 1<<30)
	if err != nil {
		t.Fatal(err)
	}
	data := newPDF().text("", "x").bytes()
	doc, err := lib.openDocument(bytes.NewReader(data), int64(len(data)), nil)
	if err != nil {
		t.Fatal(err)
	}
	doc.close()
}

// PDFium sees no file system, and what a document took of memory comes back.
func TestSandbox(t *testing.T) {
	lib, err := openLibrary(sharedCache(t), 1<<30)
	if err != nil {
		t.Fatal(err)
	}
	data := newPDF().text("", "x").bytes()
	path := writeFile(t, "f.pdf", data)
	before := linearMemory.Load()
	doc, err := lib.openDocument(bytes.NewReader(data), int64(len(data)), nil)
	if err != nil {
		t.Fatal(err)
	}
	if memoryOutsideHeap && linearMemory.Load() <= before {
		t.Error("WebAssembly memory is not counted")
	}
	if _, err := doc.instance.OpenDocument(&requests.OpenDocument{FilePath: &path}); err == nil {
		t.Error("PDFium opened a file by its path")
	}
	doc.close()
	if linearMemory.Load() != before {
		t.Errorf("%d bytes before, %d after", before, linearMemory.Load())
	}
}
