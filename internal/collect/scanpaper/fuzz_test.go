package scanpaper

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/medbundle/medbundle/internal/imaging"
	"github.com/medbundle/medbundle/internal/imaging/dicomtest"
)

// deep is a report whose containers lie n deep in each other.
func deep(n int) string {
	var b strings.Builder
	b.WriteString("0008,0016 UI 1.2.840.10008.5.1.4.1.1.88.33\n0008,0018 UI 1.2.3.4\n0040,A040 CS CONTAINER\n")
	for i := range n {
		indent := strings.Repeat("  ", 2*i)
		b.WriteString(indent + "0040,A730 SQ\n" + indent + "  item\n" + indent + "    0040,A010 CS CONTAINS\n" + indent + "    0040,A040 CS CONTAINER\n")
	}
	return b.String()
}

// TestDeepReport reads as deep as the bound is, and refuses what is deeper.
func TestDeepReport(t *testing.T) {
	for n, want := range map[int]bool{60: true, 200: false} {
		b := file(t, deep(n))
		in, err := imaging.Read(bytes.NewReader(b), int64(len(b)), "deep")
		if err == nil {
			_, err = Report(bytes.NewReader(b), in, nil)
		}
		if (err == nil) != want {
			t.Errorf("%d levels: %v", n, err)
		}
	}
}

func FuzzReport(f *testing.F) {
	chest, err := os.ReadFile(filepath.Join("testdata", "chest.txt"))
	if err != nil {
		f.Fatal(err)
	}
	for _, l := range []string{string(chest), deep(5)} {
		b, err := dicomtest.File(l, nil)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
		f.Add(b[:len(b)-40])
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		in, err := imaging.Read(bytes.NewReader(data), int64(len(data)), "fuzzed")
		if err != nil {
			return
		}
		doc, err := Report(bytes.NewReader(data), in, Places{in.SOPInstance: in})
		if err != nil {
			return
		}
		if strings.Contains(doc.Pages[0], "\x00") || !utf8.ValidString(doc.Pages[0]) {
			t.Errorf("%q is no text", doc.Pages[0])
		}
	})
}
