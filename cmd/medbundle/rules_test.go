package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestRulesAreProved: every test that docs/packet.md names as a proof is there.
func TestRulesAreProved(t *testing.T) {
	text, err := os.ReadFile("../../docs/packet.md")
	if err != nil {
		t.Fatal(err)
	}
	var code strings.Builder
	err = filepath.WalkDir("../..", func(p string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(p, "_test.go") {
			return err
		}
		b, err := os.ReadFile(p)
		code.Write(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	names := regexp.MustCompile(`\bTest[A-Z]\w+`).FindAllString(string(text), -1)
	if len(names) < 10 {
		t.Fatalf("docs/packet.md names %d tests", len(names))
	}
	for _, name := range names {
		if !strings.Contains(code.String(), "func "+name+"(t *testing.T)") {
			t.Errorf("docs/packet.md names %s, which is not there", name)
		}
	}
	for _, script := range regexp.MustCompile(`\w+\.txtar`).FindAllString(string(text), -1) {
		if _, err := os.Stat(filepath.Join("testdata/script", script)); err != nil {
			t.Errorf("docs/packet.md names %s: %v", script, err)
		}
	}
}
