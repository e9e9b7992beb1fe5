package packet

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/pdf"
)

// written is the packet of p as a file.
func written(t testing.TB, l *Layout) string {
	t.Helper()
	var buf bytes.Buffer
	if err := l.Write(context.Background(), &buf); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "BUNDLE.PDF")
	if dir := os.Getenv("PACKET_LOOK"); dir != "" {
		path = filepath.Join(dir, strings.ReplaceAll(t.Name(), "/", "-")+".pdf")
	}
	if err := os.WriteFile(path, buf.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestWholePacket writes packets through the real assembler and reads them back
// with the reader of this program and with others.
func TestWholePacket(t *testing.T) {
	for name, p := range map[string]Packet{"demo": demo(t), "stress": stress(t), "empty": {}} {
		t.Run(name, func(t *testing.T) {
			l := lay(t, p)
			path := written(t, l)
			s, err := pdf.ReadBack(t.Context(), path)
			if err != nil {
				t.Fatal(err)
			}
			if len(s.Pages) != l.Total() {
				t.Fatalf("%d pages, want %d", len(s.Pages), l.Total())
			}
			to := map[int]int{}
			for _, k := range s.Links {
				to[k.To]++
			}
			titles := map[string]int{}
			for _, b := range s.Outline {
				titles[b.Title] = b.Page
			}
			for _, e := range l.entries {
				if to[e.pages.First] == 0 {
					t.Errorf("%s: no link to page %d", e.record.ID, e.pages.First)
				}
				if b := e.bookmark(); titles[b.Title] == 0 {
					t.Errorf("%s: no bookmark %q", e.record.ID, b.Title)
				}
			}
			judgeWhole(t, path, l)
		})
	}
}

func judgeWhole(t *testing.T, path string, l *Layout) {
	t.Helper()
	if _, err := exec.LookPath("qpdf"); err == nil {
		if out, err := exec.Command("qpdf", "--check", path).CombinedOutput(); err != nil {
			t.Errorf("qpdf --check: %v\n%s", err, out)
		}
	}
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is not installed")
	}
	out, err := exec.Command("pdftotext", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	pages := strings.Split(strings.TrimSuffix(string(out), "\f"), "\f")
	if len(pages) != l.Total() {
		t.Fatalf("pdftotext: %d pages, want %d", len(pages), l.Total())
	}
	for i, text := range pages {
		if want := fmt.Sprintf("%d of %d", i+1, l.Total()); !strings.Contains(strings.Join(strings.Fields(text), " "), want) {
			t.Fatalf("page %d has no foot %q:\n%s", i+1, want, text)
		}
	}
}
