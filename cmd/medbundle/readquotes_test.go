package main

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/bundle"
	"github.com/medbundle/medbundle/internal/bundle/manifest"
)

// holdsQuotes reads every quotation, and the name of every medicine, on the page
// that the packet names for it, as poppler sees that page.
func (p *packetFacts) holdsQuotes(t *testing.T, m manifest.Manifest) {
	t.Helper()
	out, err := exec.Command("pdftotext", "-raw", filepath.Join(p.dir, bundle.PacketName), "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	raw := strings.Split(strings.TrimSuffix(string(out), "\f"), "\f")
	tight := func(s string) string { return strings.Join(strings.Fields(s), "") }
	says := func(what, text string, page int) {
		if page == 0 {
			t.Errorf("%s “%s” has no page", what, text)
			return
		}
		want := strings.Trim(tight(text), "…")
		if !strings.Contains(tight(raw[page-1]), want) && !strings.Contains(tight(p.text[page-1]), want) {
			t.Errorf("page %d does not say “%s”", page, text)
		}
	}
	for i, q := range m.Case.Stated {
		says("the quotation", q.Text, q.PacketPage)
		if head := []rune(tight(q.Text)); i == 0 && !strings.Contains(tight(p.text[0]), string(head[:min(len(head), 60)])) {
			t.Errorf("the cover does not quote “%s”", q.Text)
		}
	}
	for _, l := range m.Case.Listed {
		says("the medicine", l.Name, l.PacketPage)
	}
}
