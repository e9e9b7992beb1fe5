package packet

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/medbundle/medbundle/internal/document/rendition"
)

// TestLook writes what the package draws into the folder $PACKET_LOOK, for
// somebody to look at.
func TestLook(t *testing.T) {
	dir := os.Getenv("PACKET_LOOK")
	if dir == "" {
		t.Skip("PACKET_LOOK names no folder")
	}
	for name, p := range map[string]Packet{"demo": demo(t), "stress": stress(t), "empty": {}} {
		l := lay(t, p)
		front, err := l.Front()
		if err != nil {
			t.Fatal(err)
		}
		feet, err := l.feet()
		if err != nil {
			t.Fatal(err)
		}
		put(t, filepath.Join(dir, name+"-front.pdf"), front)
		put(t, filepath.Join(dir, name+"-feet.pdf"), feet)
	}
	s, err := Typeset("HealthSummary: continuity of care document", "Plain rendition of a C-CDA document. The original is RECORDS/PORT0001.XML.", renditionBlocks())
	if err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(dir, "typeset.pdf"), s.PDF)
	s, err = Placeholder("consult_secure.pdf", []string{"A PDF of 2 pages, 40 kB.", "It is locked with a password that is not known.", "RECORDS/ONCO0002.PDF, as it was received.", "Ask the sender for the password, then build the bundle again with --password."})
	if err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(dir, "placeholder.pdf"), s.PDF)
}

func put(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
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
