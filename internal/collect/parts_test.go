package collect

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/document"
)

// partOf writes what a reader would have written into its work folder.
func partOf(t *testing.T, name, text string) document.Part {
	t.Helper()
	p := filepath.Join(t.TempDir(), "part")
	if err := os.WriteFile(p, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return document.Part{Name: name, Path: p, Size: int64(len(text)), Said: document.Said{Title: name}}
}

func TestPartsBecomeInputsOfTheirOwn(t *testing.T) {
	outer := &Item{Input: clinical.Input{Path: "mail.eml"}, Document: &document.Document{Parts: []document.Part{
		partOf(t, "report.pdf", "one"), partOf(t, `C:\scans\report.pdf`, "two"), partOf(t, "../../etc/passwd", "three"), partOf(t, "", "four"), partOf(t, " .. ", "five"),
	}}}
	inv := &Inventory{Items: []*Item{outer}}
	u := newUnpacker(inv, Options{})
	u.takeParts(inv.Items)
	var got []string
	for _, it := range inv.Items[1:] {
		got = append(got, it.Key())
		if it.Inside != "mail.eml" || it.Local == "" || it.depth != 1 || it.Settled() {
			t.Errorf("%+v", it)
		}
		if !filepath.IsLocal(filepath.FromSlash(it.Path)) {
			t.Errorf("listed as %q", it.Path)
		}
	}
	want := []string{"mail.eml!/report.pdf", "mail.eml!/report (2).pdf", "mail.eml!/passwd", "mail.eml!/attachment 4", "mail.eml!/attachment 5"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestPartsAreBounded(t *testing.T) {
	for name, tc := range map[string]struct {
		limits Limits
		depth  int
		taken  int
		rule   string
	}{
		"number": {Limits{Bytes: 1 << 20, Members: 2, Depth: 3}, 0, 2, document.RuleTooLarge},
		"bytes":  {Limits{Bytes: 9, Members: 100, Depth: 3}, 0, 1, document.RuleTooLarge},
		"depth":  {Limits{Bytes: 1 << 20, Members: 100, Depth: 3}, 3, 0, "too-deep"},
		"none":   {Limits{Bytes: 1 << 20, Members: 100, Depth: 3}, 2, 3, ""},
	} {
		outer := &Item{Input: clinical.Input{Path: "mail.eml"}, depth: tc.depth, Document: &document.Document{Parts: []document.Part{
			partOf(t, "a.txt", "12345"), partOf(t, "b.txt", "12345"), partOf(t, "c.txt", "12345"),
		}}}
		inv := &Inventory{Items: []*Item{outer}}
		newUnpacker(inv, Options{Limits: tc.limits}).takeParts(inv.Items)
		var rules []string
		for _, f := range inv.Findings {
			rules = append(rules, f.Rule)
		}
		if len(inv.Items)-1 != tc.taken || strings.Join(rules, " ") != tc.rule {
			t.Errorf("%s: %d taken, findings %q; want %d, %q", name, len(inv.Items)-1, rules, tc.taken, tc.rule)
		}
	}
}
