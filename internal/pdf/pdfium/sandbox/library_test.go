package sandbox

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/klippa-app/go-pdfium/requests"
	"github.com/tetratelabs/wazero/sys"
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
	file := writeFile(t, nil)
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

// A damaged cache is made anew.
func TestDamagedCache(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "cache")
	if lib, err := Open(dir, 1<<30); err != nil || !lib.Cached {
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
	lib, err := Open(dir, 1<<30)
	if err != nil {
		t.Fatal(err)
	}
	data := []byte(onePage)
	doc, err := lib.openDocument(bytes.NewReader(data), int64(len(data)), nil)
	if err != nil {
		t.Fatal(err)
	}
	doc.close()
}

// PDFium sees no file system, and what a document took of memory comes back.
func TestSandbox(t *testing.T) {
	lib, err := Open(DefaultCacheDir(), 1<<30)
	if err != nil {
		t.Fatal(err)
	}
	data := []byte(onePage)
	path := writeFile(t, data)
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

// onePage is a PDF without a cross-reference table, which PDFium builds anew.
const onePage = `%PDF-1.7
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Count 1 /Kids [3 0 R] >> endobj
3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 100 50] >> endobj
trailer << /Root 1 0 R >>
`

func writeFile(t *testing.T, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// Whatever fails while drawing has one of the four names.
func TestDrawError(t *testing.T) {
	for _, c := range []struct{ err, want error }{
		{errors.New("wasm error: unreachable"), ErrTrap},
		{sys.NewExitError(1), ErrTrap},
		{errors.New("3: incorrect format"), ErrNoPage},
		{ErrLocked, ErrLocked},
	} {
		if got := drawError(c.err); !errors.Is(got, c.want) {
			t.Errorf("%v becomes %v, want %v", c.err, got, c.want)
		}
	}
	if drawError(nil) != nil {
		t.Error("no error becomes one")
	}
}
