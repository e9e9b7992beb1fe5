package repeats

import (
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/collect"
	"github.com/medbundle/medbundle/internal/document"
	"github.com/medbundle/medbundle/internal/dossier"
)

// entry is a record whose document says the blocks below its title.
func entry(title string, day int, blocks ...document.Block) *dossier.Entry {
	e := &dossier.Entry{Item: &collect.Item{Document: &document.Document{Structured: true,
		Blocks: append([]document.Block{{Kind: document.Heading, Level: 1, Text: title}}, blocks...)}}}
	e.Title, e.Kind, e.Date = title, clinical.PortalSummary, clinical.Date{Year: 2026, Month: 5, Day: day}
	return e
}

var list = []document.Block{{Kind: document.Heading, Level: 2, Text: "Medicines"},
	{Kind: document.Table, Header: true, Rows: [][]string{{"Medicine", "Dose"}, {"letrozole", "2.5 mg"}, {"calcium", "500 mg"}}}}

func TestRemarkAndFinding(t *testing.T) {
	var r Repeats
	if r.Findings() != nil {
		t.Error("a finding about nothing")
	}
	first, second := entry("Visit of May", 4, list...), entry("Visit of April", 2, list...)
	for i, e := range []*dossier.Entry{first, second} {
		if _, err := r.Typeset(e, i+3, ""); err != nil {
			t.Fatal(err)
		}
	}
	if len(first.Remarks) > 0 || strings.Join(second.Remarks, "|") != "1 section shown in No 3" {
		t.Errorf("remarks %q and %q", first.Remarks, second.Remarks)
	}
	if f := r.Findings(); len(f) != 1 || f[0].Rule != "repeated" || !strings.HasPrefix(f[0].Message, "1 record repeats what other records show, word for word: 1 section;") {
		t.Errorf("%+v", f)
	}
	if got := nameOf(first, 3); got != "No 3 (Visit of May, 4 May 2026)" {
		t.Errorf("it is called %q", got)
	}
	if len(second.Item.Document.Blocks) != 3 || second.Item.Document.Blocks[2].Aside {
		t.Error("the document itself was changed")
	}
}

// TestNobodyPointsToWhatIsNotDrawn: of a document that is too long the end is not
// drawn, so it is no place where anything stands.
func TestNobodyPointsToWhatIsNotDrawn(t *testing.T) {
	var long []document.Block
	for range 1005 {
		long = append(long, document.Block{Text: strings.Repeat("a line\n", 12)}, document.Block{Kind: document.PageBreak})
	}
	var r Repeats
	sheets, err := r.Typeset(entry("Everything", 4, append(long, list...)...), 1, "")
	if err != nil || !sheets.Cut {
		t.Fatalf("%v, cut %v", err, sheets.Cut)
	}
	second := entry("Visit of April", 2, list...)
	if _, err := r.Typeset(second, 2, ""); err != nil || len(second.Remarks) > 0 {
		t.Errorf("%v %q", err, second.Remarks)
	}
}

func TestAmounts(t *testing.T) {
	for want, n := range map[string][3]int{"1 section": {1, 0, 0}, "2 sections and 1 table": {2, 1, 0}, "1 section, 2 tables and 40 rows": {1, 2, 40}, "1 row": {0, 0, 1}} {
		if got := amounts(n[0], n[1], n[2]); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
