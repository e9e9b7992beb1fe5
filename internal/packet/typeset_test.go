package packet

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/document/rendition"
)

// setBlocks sets blocks without painting them.
func setBlocks(title string, blocks []rendition.Block) []*page {
	s, _ := typeset(title, "a note", blocks)
	return s.pages
}

func TestTypesetKeepsEveryWordInsideTheMargins(t *testing.T) {
	pages := setBlocks(strings.Repeat("A long title ", 30), renditionBlocks())
	checkPages(t, pages)
	got := flat(pages...)
	for _, want := range []string{"Penicillin: rash", "[text in Arabic script]", "Dr Amanda Okonkwo-", "letrozole 2.5mg 1 x daily"} {
		if !strings.Contains(got, want) {
			t.Errorf("lost: %q", want)
		}
	}
	if n := strings.Count(got, "Letrozole"); n != 40 {
		t.Errorf("%d rows of 40", n)
	}
	if n := strings.Count(got, "How often"); n != 3 {
		t.Errorf("the heads of the table stand on %d pages, want 3", n)
	}
}

func TestTypesetSplitsWhatIsHigherThanAPage(t *testing.T) {
	var words []string
	for i := range 3000 {
		words = append(words, fmt.Sprintf("w%d", i))
	}
	long := strings.Join(words, " ")
	pages := setBlocks("x", []rendition.Block{{Kind: rendition.Table, Header: true, Rows: [][]string{{"a", "b"}, {long, "short"}}}})
	checkPages(t, pages)
	got := strings.Fields(flat(pages...))
	at := map[string]bool{}
	for _, w := range got {
		at[w] = true
	}
	for _, w := range append(words, "short") {
		if !at[w] {
			t.Fatalf("the word %q of a high row is lost", w)
		}
	}
}

func TestTypesetSetsWideTablesAsLists(t *testing.T) {
	rows := [][]string{make([]string, 30), make([]string, 30)}
	for i := range 30 {
		rows[0][i], rows[1][i] = fmt.Sprintf("name%d", i), fmt.Sprintf("value%d", i)
	}
	got := flat(setBlocks("x", []rendition.Block{{Kind: rendition.Table, Header: true, Rows: rows}})...)
	for i := range 30 {
		if want := fmt.Sprintf("name%d: value%d", i, i); !strings.Contains(got, want) {
			t.Errorf("lost %q in %s", want, got)
		}
	}
}

func TestTypesetSaysWhenItCuts(t *testing.T) {
	lines := strings.Repeat("line\n", 100000)
	s, cut := typeset("x", "", []rendition.Block{{Kind: rendition.Preformatted, Text: lines}, {Text: "the end"}})
	if !cut || !strings.Contains(flat(s.pages[len(s.pages)-1]), "not shown here") {
		t.Errorf("cut %v; last page: %s", cut, flat(s.pages[len(s.pages)-1]))
	}
	if len(s.pages) > mostSheets+1 {
		t.Errorf("%d pages", len(s.pages))
	}
}

func TestPlaceholderReadsBack(t *testing.T) {
	sh, err := Placeholder("consult_secure.pdf", []string{"It is locked.", "", "The original is RECORDS/ONCO0001.PDF."})
	if err != nil {
		t.Fatal(err)
	}
	if len(sh.Sizes) != 1 || sh.Sizes[0].Width != paperWidth.points() {
		t.Errorf("sizes: %v", sh.Sizes)
	}
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is not installed")
	}
	path := filepath.Join(t.TempDir(), "p.pdf")
	put(t, path, sh.PDF)
	out, err := exec.Command("pdftotext", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"consult_secure.pdf", "It is locked.", "RECORDS/ONCO0001.PDF"} {
		if !strings.Contains(string(out), want) {
			t.Errorf("%q is not on the page: %s", want, out)
		}
	}
}

func FuzzTypeset(f *testing.F) {
	f.Add("title", "some text\nmore", 0, 1, uint8(3))
	f.Add("", "a\tb|c", 3, 0, uint8(40))
	f.Fuzz(func(t *testing.T, title, text string, kind, level int, cols uint8) {
		b := rendition.Block{Kind: rendition.BlockKind(kind & 7), Level: level, Text: clip(text, 3000), Header: level%2 == 0}
		if b.Kind == rendition.Table {
			for _, ln := range strings.Split(b.Text, "\n") {
				b.Rows = append(b.Rows, strings.SplitN(ln, " ", int(cols)+1))
			}
		}
		checkPages(t, setBlocks(clip(title, 300), []rendition.Block{b, {Kind: rendition.Heading, Level: level, Text: "h"}, b}))
	})
}
