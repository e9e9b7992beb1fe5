package bundle

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestCopyHoldsTheOriginal: what changed between reading and copying is not packed.
func TestCopyHoldsTheOriginal(t *testing.T) {
	local := filepath.Join(t.TempDir(), "original")
	if err := os.WriteFile(local, []byte("preamble and data"), 0o600); err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256([]byte("preamble and data"))
	right := Copy{Path: "RECORDS/A.TXT", Local: local, Size: 17, SHA256: hex.EncodeToString(sum[:]), Name: "original"}
	for name, c := range map[string]struct {
		change func(*Copy)
		want   string // the bytes written; "" where it must fail
	}{
		"as it was":              {func(*Copy) {}, "preamble and data"},
		"a new head":             {func(c *Copy) { c.Prefix, c.Skip = []byte("blank..."), 8 }, "blank... and data"},
		"another hash":           {func(c *Copy) { c.SHA256 = strings.Repeat("0", 64) }, ""},
		"another size":           {func(c *Copy) { c.Size++ }, ""},
		"a new head, other hash": {func(c *Copy) { c.Prefix, c.Skip, c.SHA256 = []byte("x"), 8, strings.Repeat("0", 64) }, ""},
		"gone":                   {func(c *Copy) { c.Local += ".gone" }, ""},
	} {
		x := right
		c.change(&x)
		w := &writer{root: t.TempDir()}
		err := w.copy(x)
		if c.want == "" {
			if err == nil {
				t.Errorf("%s: it was copied", name)
			}
			continue
		}
		got, _ := os.ReadFile(filepath.Join(w.root, "RECORDS", "A.TXT"))
		if err != nil || string(got) != c.want {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}
