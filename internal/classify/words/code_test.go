package words

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
)

// TestEveryCodeOfTheListNamesItsKind: a code that may stand for several kinds names one of them.
func TestEveryCodeOfTheListNamesItsKind(t *testing.T) {
	b, err := os.ReadFile(filepath.Join("testdata", "codes.txt"))
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for l := range strings.Lines(string(b)) {
		f := strings.Fields(l)
		if len(f) < 3 || f[0] == "#" {
			continue
		}
		n++
		for _, k := range f[2:] {
			if !clinical.Kind(k).Valid() {
				t.Errorf("%s is no kind", k)
			}
		}
		if k, ok := KindOfCode(f[0], f[1]); !ok || !slices.Contains(f[2:], string(k)) {
			t.Errorf("%s %s: %q, want one of %q", f[0], f[1], k, f[2:])
		}
	}
	if n < 100 {
		t.Errorf("only %d codes in the list", n)
	}
}

func TestValidLOINC(t *testing.T) {
	for code, want := range map[string]bool{
		"57133-1": true, "57113-1": false, "57113-3": true, "34105-7": true, "18842-5": true, "11506-3": true, "101881-1": true, "1834-1": true,
		"11506-4": false, "11506": false, "-3": false, "": false, "11506-": false, "11506-33": false, "1150a-3": false, "12345678-2": false,
	} {
		if got := ValidLOINC(code); got != want {
			t.Errorf("%q: %v", code, got)
		}
	}
	for key := range terms.codes {
		if key[0] == "loinc" && !ValidLOINC(key[1]) {
			t.Errorf("the vocabularies have %s, whose check digit is wrong", key[1])
		}
	}
	if _, ok := KindOfCode("loinc", "11506-4"); ok {
		t.Error("a code whose check digit is wrong names a kind")
	}
}
