package hl7

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/medbundle/medbundle/internal/document/rendition"
	"github.com/medbundle/medbundle/internal/document/xmltree"
)

func corpus(t *testing.T, pattern string) []string {
	t.Helper()
	files, _ := filepath.Glob(filepath.Join("..", "..", "..", "..", "shared", "data", pattern))
	if len(files) == 0 {
		t.Skip("the shared data is not here")
	}
	return files
}

// letters drops white space, so that texts compare whatever divides their words.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// sectionText is every title and text of every section, in document order, read
// without the code under test.
func sectionText(n *xmltree.Node) string {
	var b strings.Builder
	n.Walk(func(s *xmltree.Node) bool {
		if s.Name != "section" {
			return true
		}
		for _, c := range s.Children {
			if c.Name == "title" || c.Name == "text" {
				c.Walk(func(x *xmltree.Node) bool { b.WriteString(x.Text); return true })
			}
		}
		return true
	})
	return letters(b.String())
}

// TestNoWordOfASectionIsLost is a law: the blocks after the header are the text
// of every section, all of it, in order, and nothing else but list bullets.
func TestNoWordOfASectionIsLost(t *testing.T) {
	for _, f := range corpus(t, "ccda/*.xml") {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		root, err := xmltree.Parse(data, xmltree.Limits{})
		if err != nil {
			t.Errorf("%s: %v", f, err)
			continue
		}
		d, err := CDA(data)
		if err != nil {
			t.Errorf("%s: %v", f, err)
			continue
		}
		got := strings.ReplaceAll(letters(rendition.Text(d.Blocks[2:])), "•", "")
		got = strings.ReplaceAll(got, letters("(this section holds no text)"), "")
		want := strings.ReplaceAll(sectionText(root), "•", "")
		if got != want {
			i := 0
			for i < len(got) && i < len(want) && got[i] == want[i] {
				i++
			}
			t.Errorf("%s: differs at %d:\n got …%.80s\nwant …%.80s", filepath.Base(f), i, got[i:], want[i:])
		}
		if d.Patient.Family == "" || d.Patient.BirthDate.IsZero() || d.Date.IsZero() || d.Facility == "" || d.Title == "" || d.Codes[0].System != "loinc" {
			t.Errorf("%s: header: %+v %v %q %q %v", filepath.Base(f), d.Patient, d.Date, d.Facility, d.Title, d.Codes[:1])
		}
		if d.Damaged != "" || len(d.Losses) > 0 {
			t.Errorf("%s: %q %q", filepath.Base(f), d.Damaged, d.Losses)
		}
	}
}
