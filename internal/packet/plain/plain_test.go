package plain

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/document/rendition"
	"github.com/medbundle/medbundle/internal/packet/typeset"
	"github.com/medbundle/medbundle/internal/packet/typesettest"
)

// setBlocks sets blocks without painting them.
func setBlocks(title string, blocks []rendition.Block) []*typeset.Page {
	s, _ := setWhole(title, "a note", blocks)
	return s.Pages
}

func TestTypesetKeepsEveryWordInsideTheMargins(t *testing.T) {
	pages := setBlocks(strings.Repeat("A long title ", 30), renditionBlocks())
	typesettest.CheckPages(t, pages)
	got := typesettest.Flat(pages...)
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
	typesettest.CheckPages(t, pages)
	got := strings.Fields(typesettest.Flat(pages...))
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
	got := typesettest.Flat(setBlocks("x", []rendition.Block{{Kind: rendition.Table, Header: true, Rows: rows}})...)
	for i := range 30 {
		if want := fmt.Sprintf("name%d: value%d", i, i); !strings.Contains(got, want) {
			t.Errorf("lost %q in %s", want, got)
		}
	}
}

func TestTypesetSaysWhenItCuts(t *testing.T) {
	lines := strings.Repeat("line\n", 100000)
	s, cut := setWhole("x", "", []rendition.Block{{Kind: rendition.Preformatted, Text: lines}, {Text: "the end"}})
	if !cut || !strings.Contains(typesettest.Flat(s.Pages[len(s.Pages)-1]), "not shown here") {
		t.Errorf("cut %v; last page: %s", cut, typesettest.Flat(s.Pages[len(s.Pages)-1]))
	}
	if len(s.Pages) > mostSheets+1 {
		t.Errorf("%d pages", len(s.Pages))
	}
}

func TestPlaceholderReadsBack(t *testing.T) {
	sh, err := Placeholder("consult_secure.pdf", []string{"It is locked.", "", "The original is RECORDS/ONCO0001.PDF."})
	if err != nil {
		t.Fatal(err)
	}
	if len(sh.Sizes) != 1 || sh.Sizes[0].Width != typeset.PaperWidth.Points() {
		t.Errorf("sizes: %v", sh.Sizes)
	}
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is not installed")
	}
	path := filepath.Join(t.TempDir(), "p.pdf")
	keep(t, path, sh.PDF)
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
		b := rendition.Block{Kind: rendition.BlockKind(kind & 7), Level: level, Text: typeset.Clip(text, 3000), Header: level%2 == 0}
		if b.Kind == rendition.Table {
			for _, ln := range strings.Split(b.Text, "\n") {
				b.Rows = append(b.Rows, strings.SplitN(ln, " ", int(cols)+1))
			}
		}
		typesettest.CheckPages(t, setBlocks(typeset.Clip(title, 300), []rendition.Block{b, {Kind: rendition.Heading, Level: level, Text: "h"}, b}))
	})
}

func renditionBlocks() []rendition.Block {
	long := "The patient was seen in clinic and reports that the wound has healed well. There is no fever, no swelling of the arm, and the range of movement of the shoulder is full; examination and the further plan were discussed at length."
	blocks := []rendition.Block{
		{Kind: rendition.Heading, Level: 1, Text: "Allergies"},
		{Kind: rendition.Paragraph, Text: long},
		{Kind: rendition.ListItem, Level: 1, Text: "Penicillin: rash"},
		{Kind: rendition.ListItem, Level: 2, Text: long},
		{Kind: rendition.ListItem, Level: 1, Numbered: true, Text: "1. Latex ≥ 2 times → swelling"},
		{Kind: rendition.Heading, Level: 2, Text: "Medicines"},
	}
	table := rendition.Block{Kind: rendition.Table, Header: true, Rows: [][]string{{"Medicine", "Dose", "How often", "Since", "Prescribed by"}}}
	for range 40 {
		table.Rows = append(table.Rows, []string{"Letrozole", "2.5 mg", "once a day, in the evening, with food, for at least five years", "2026-05-01", "Dr Amanda Okonkwo-Featherstonehaugh"})
	}
	return append(blocks, table,
		rendition.Block{Kind: rendition.Preformatted, Text: "NAME        DOSE   HOW OFTEN\nletrozole   2.5mg  1 x daily  ┌──┐\nзолото      5 mg   ☐ yes ☑ no └──┘"},
		rendition.Block{Kind: rendition.PageBreak},
		rendition.Block{Kind: rendition.Paragraph, Text: "中文报告 Pathology 병리 报告: التقرير الطبي 2026, дослідження, Ευρώπη, Nguyễn Thị Hường, ŁÓDŹ 😀."})
}

// TestLookAtSheets writes what is drawn into the folder $PACKET_LOOK.
func TestLookAtSheets(t *testing.T) {
	dir := os.Getenv("PACKET_LOOK")
	if dir == "" {
		t.Skip("PACKET_LOOK names no folder")
	}
	s, err := Typeset("HealthSummary: continuity of care document", "Plain rendition of a C-CDA document. The original is RECORDS/PORT0001.XML.", renditionBlocks())
	if err != nil {
		t.Fatal(err)
	}
	keep(t, filepath.Join(dir, "typeset.pdf"), s.PDF)
	s, err = Placeholder("consult_secure.pdf", []string{"A PDF of 2 pages, 40 kB.", "It is locked with a password that is not known.", "RECORDS/ONCO0002.PDF, as it was received.", "Ask the sender for the password, then build the bundle again with --password."})
	if err != nil {
		t.Fatal(err)
	}
	keep(t, filepath.Join(dir, "placeholder.pdf"), s.PDF)
}

func keep(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}
