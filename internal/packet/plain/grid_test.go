package plain

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/document/rendition"
	"github.com/medbundle/medbundle/internal/packet/typeset"
	"github.com/medbundle/medbundle/internal/packet/typesettest"
)

// TestWordsStayWholeWhereThereIsRoom: a narrow column with a long word takes
// from one with much text.
func TestWordsStayWholeWhereThereIsRoom(t *testing.T) {
	story := strings.Repeat("the patient was seen again and all was well ", 30)
	cases := map[string][]string{
		"a long word beside a story":   {"Hydrochlorothiazide", story, "2026-03-14"},
		"two long words and a story":   {"Pneumonoultramicroscopicsilicovolcanoconiosis", "Immunhistochemisch", story},
		"a medicine with five columns": {"Ethinylestradiol", "Administered", "Intramuscular", "Completed", story},
		"dates":                        {story, "03-31-2010 10:00:00", "Pregnancy", "2026/03/14", story},
		"two stories":                  {story, "Choriocarcinoma", story},
	}
	for name, row := range cases {
		head := make([]string, len(row))
		for i := range head {
			head[i] = fmt.Sprintf("Column%d", i+1)
		}
		got := typesettest.TextOf(setBlocks("x", []rendition.Block{{Kind: rendition.Table, Header: true, Rows: [][]string{head, row}}})...)
		for _, w := range strings.FieldsFunc(strings.Join(append(head, row...), " "), func(r rune) bool { return strings.ContainsRune(" ", r) }) {
			if !strings.Contains(got, w) {
				t.Errorf("%s: %q is broken", name, w)
			}
		}
	}
}

func TestColumnsFillTheWidth(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for n := 1; n <= mostColumns; n++ {
		for range 50 {
			row := make([]string, n)
			for i := range row {
				row[i] = strings.TrimSpace(strings.Repeat(strings.Repeat("w", 1+r.IntN(60))+" ", r.IntN(8)))
			}
			s := typeset.NewSheet(&typeset.Speller{}, "")
			var sum typeset.Length
			b := rendition.Block{Rows: [][]string{row}}
			for i, c := range gridColumns(s, b, n, gridStyle(s, b, n)) {
				sum += c.Width
				if c.Width < typeset.ColumnWidth/typeset.Length(3*n) && c.Width < 8*typeset.MM {
					t.Fatalf("%d columns: column %d is %d wide: %q", n, i+1, c.Width, row)
				}
			}
			if sum != typeset.ColumnWidth {
				t.Fatalf("%d columns: %d wide together, want %d", n, sum, typeset.ColumnWidth)
			}
		}
	}
}

// TestNoHeadingStandsAlone moves a heading with its table down the page a line
// at a time: the heading, the heads and the first row stay together.
func TestNoHeadingStandsAlone(t *testing.T) {
	table := rendition.Block{Kind: rendition.Table, Header: true, Rows: [][]string{{"HEADS", "b"}, {"FIRSTROW", strings.Repeat("and so on ", 60)}, {"SECOND", "y"}}}
	nexts := map[string]rendition.Block{
		"FIRSTROW": table,
		"WORDS":    {Kind: rendition.Paragraph, Text: "WORDS and more words"},
		"ITEM":     {Kind: rendition.ListItem, Level: 1, Text: "ITEM"},
		"MONO":     {Kind: rendition.Preformatted, Text: "MONO\nlines"},
	}
	for mark, next := range nexts {
		for lines := range 80 {
			blocks := []rendition.Block{
				{Kind: rendition.Preformatted, Text: strings.Repeat("x\n", lines)},
				{Kind: rendition.Heading, Level: 1, Text: "SECTION"},
				{Kind: rendition.Heading, Level: 2, Text: "PARTOFIT"},
				next,
			}
			for n, pg := range setBlocks("x", blocks) {
				got := typesettest.Flat(pg)
				if strings.Contains(got, "SECTION") != strings.Contains(got, mark) || strings.Contains(got, "SECTION") != strings.Contains(got, "PARTOFIT") {
					t.Fatalf("%s after %d lines: the heading stands alone on page %d: %s", mark, lines, n+1, got)
				}
			}
		}
	}
}

func TestARenditionSaysWhatItCannotShow(t *testing.T) {
	cases := []struct {
		text string
		said bool
	}{
		{"plain text", false},
		{"good 😀 news", false},
		{"病理报告", true},
		{"김민수", true},
	}
	for _, c := range cases {
		sh, _ := setWhole("x", "a note", []rendition.Block{{Text: c.text}})
		if got := typesettest.Flat(sh.Pages...); strings.Contains(got, unshownNote) != c.said {
			t.Errorf("%q: %s", c.text, got)
		}
	}
}

func TestJapaneseIsNotCalledChinese(t *testing.T) {
	got := typesettest.Flat(setBlocks("x", []rendition.Block{{Text: "田中"}, {Kind: rendition.Table, Rows: [][]string{{"病院", "カルテ"}}}})...)
	if strings.Contains(got, "Chinese") || strings.Count(got, "[text in Japanese script]") != 3 {
		t.Errorf("%s", got)
	}
}

// TestRowsThatGoOnStayWithTheirs: a row without a first cell does not lead a page.
func TestRowsThatGoOnStayWithTheirs(t *testing.T) {
	for lead := range 12 {
		b := rendition.Block{Kind: rendition.Table, Header: true, Rows: [][]string{{"Problem", "Code"}}}
		for i := range lead {
			b.Rows = append(b.Rows, []string{fmt.Sprint("lead", i), "x"})
		}
		for i := range 60 {
			b.Rows = append(b.Rows, []string{fmt.Sprint("problem", i), "first"}, []string{"", "second"}, []string{"", "third"})
		}
		for _, page := range setBlocks("x", []rendition.Block{b})[1:] {
			text := typesettest.TextOf(page)
			if _, first, _ := strings.Cut(text, "Code"); !strings.HasPrefix(strings.TrimSpace(first), "problem") && !strings.HasPrefix(strings.TrimSpace(first), "lead") {
				t.Fatalf("%d rows before: a page begins with %.60q", lead, strings.TrimSpace(first))
			}
		}
	}
}

func TestTheTitleStandsOnce(t *testing.T) {
	pages := setBlocks("Visit of April", []rendition.Block{{Kind: rendition.Heading, Level: 1, Text: "Visit  of April"}, {Text: "All is well."}})
	if got := typesettest.TextOf(pages...); strings.Count(got, "of April") != 1 || !strings.Contains(got, "All is well.") {
		t.Errorf("%q", got)
	}
}
