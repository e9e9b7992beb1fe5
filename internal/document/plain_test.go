package document

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// A text of which not all is read says so, whatever its size.
func TestCutTextSaysSo(t *testing.T) {
	for name, c := range map[string]struct {
		line  string
		lines int
		cut   bool
	}{
		"short.txt":  {"Pathology report\n", 3, false},
		"long.txt":   {"Pathology report\n", 600_000, true},
		"longer.txt": {"Pathology report\n", 5_000_000, true}, // beyond what is loaded of other formats
		"long.md":    {"Pathology report\n", 600_000, true},
		"long.csv":   {"Date,Value\n", 600_000, true},
	} {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, bytes.Repeat([]byte(c.line), c.lines), 0o600); err != nil {
			t.Fatal(err)
		}
		doc, err := (&Reader{}).Read(t.Context(), File{Path: path, Name: name})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		said := false
		for _, trouble := range doc.Troubles {
			said = said || trouble.Rule == RuleCut
		}
		if doc.TextCut != c.cut || said != c.cut {
			t.Errorf("%s: TextCut %t, troubles %v", name, doc.TextCut, doc.Troubles)
		}
	}
}
