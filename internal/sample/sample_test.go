package sample

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
)

var update = flag.Bool("update", false, "renew the golden files in testdata")

// made holds the files, made once for all tests.
var made = sync.OnceValues(Files)

func allFiles(t *testing.T) []File {
	t.Helper()
	files, err := made()
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func file(t *testing.T, name string) []byte {
	t.Helper()
	for _, f := range allFiles(t) {
		if f.Path == name {
			return f.Data
		}
	}
	t.Fatalf("no file %q", name)
	return nil
}

func TestSameBytesTwice(t *testing.T) {
	first := allFiles(t)
	second, err := Files()
	if err != nil {
		t.Fatal(err)
	}
	if len(first) != len(second) {
		t.Fatalf("%d files, then %d", len(first), len(second))
	}
	for i := range first {
		if first[i].Path != second[i].Path || !bytes.Equal(first[i].Data, second[i].Data) {
			t.Errorf("%s differs", first[i].Path)
		}
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	name = filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(name, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if want = bytes.ReplaceAll(want, []byte("\r\n"), []byte("\n")); bytes.Equal(want, got) {
		return
	}
	lines := strings.Split(string(want), "\n")
	for _, l := range strings.Split(string(got), "\n") {
		if !strings.Contains("\n"+strings.Join(lines, "\n")+"\n", "\n"+l+"\n") {
			t.Errorf("%s: new line %s", name, l)
		}
	}
	t.Errorf("%s is out of date: go test ./internal/sample -update", name)
}

func TestGoldenSums(t *testing.T) {
	var b strings.Builder
	for _, f := range allFiles(t) {
		fmt.Fprintf(&b, "%x  %s\n", sha256.Sum256(f.Data), f.Path)
	}
	golden(t, "SHA256.TXT", []byte(b.String()))
}

func TestGoldenTruth(t *testing.T) {
	got, err := Truth()
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "truth.json", append(got, '\n'))
}

func TestFolderHoldsEverything(t *testing.T) {
	total, kinds := 0, map[string]int{}
	for _, f := range allFiles(t) {
		total += len(f.Data)
		kinds[strings.ToLower(path.Ext(f.Path))]++
		if strings.HasPrefix(path.Base(f.Path), "IMG0") {
			kinds["instance"]++
		}
	}
	for kind, n := range map[string]int{".pdf": 11, ".jpg": 1, ".zip": 1, ".exe": 1, ".dll": 1, ".inf": 1, "instance": 31} {
		if kinds[kind] != n {
			t.Errorf("%d files of %s, want %d", kinds[kind], kind, n)
		}
	}
	if total > 12<<20 {
		t.Errorf("%d bytes is more than 12 MB", total)
	}
	if !bytes.Equal(file(t, "Pathology report.pdf"), file(t, "Pathology report (1).pdf")) {
		t.Error("the duplicate is not one")
	}
}

func TestNoOperativeReport(t *testing.T) {
	data, err := os.ReadFile("testdata/truth.json") // TestGoldenTruth proves it true
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(data, []byte(`"category": "operative_note"`)) {
		t.Error("the operative report must be missing")
	}
}

func TestNamesWorkEverywhere(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range allFiles(t) {
		lower := strings.ToLower(f.Path)
		if seen[lower] || strings.ContainsAny(f.Path, `<>:"|?*\`) || !filepath.IsLocal(filepath.FromSlash(f.Path)) {
			t.Errorf("%q cannot be written on every system", f.Path)
		}
		seen[lower] = true
	}
}

func TestWrite(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "demo")
	if err := Write(dir); err != nil {
		t.Fatal(err)
	}
	for _, f := range allFiles(t) {
		name := filepath.Join(dir, filepath.FromSlash(f.Path))
		got, err := os.ReadFile(name)
		if err != nil || !bytes.Equal(got, f.Data) {
			t.Errorf("%s: %v, or other bytes", f.Path, err)
		}
	}
	private(t, dir)
	if err := Write(dir); !errors.Is(err, ErrNotEmpty) {
		t.Errorf("writing into a full folder: %v", err)
	}
}

// private checks that only the owner can read what stands below dir.
func private(t *testing.T, dir string) {
	if runtime.GOOS == "windows" {
		return
	}
	err := filepath.Walk(dir, func(name string, info os.FileInfo, err error) error {
		if err == nil && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has mode %v", name, info.Mode())
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func BenchmarkFiles(b *testing.B) {
	for b.Loop() {
		if _, err := Files(); err != nil {
			b.Fatal(err)
		}
	}
}
