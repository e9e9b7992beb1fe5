package medline

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"

	"github.com/medbundle/medbundle/internal/check/phrase"
)

const corpus = "../../../../../shared/data/documents.jsonl"

// TestOfPublicLists counts of how many public lists of medicines, and other papers, a
// row is read. With -v it lists the rows, to be read by a person (docs/benchmarks.md).
func TestOfPublicLists(t *testing.T) {
	f, err := os.Open(corpus)
	if err != nil {
		t.Skip("the public documents are not here")
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 16<<20)
	papers, read, rows := map[string]int{}, map[string]int{}, map[string]int{}
	for sc.Scan() {
		var d struct{ ID, Label, Text string }
		if err := json.Unmarshal(sc.Bytes(), &d); err != nil {
			t.Fatal(err)
		}
		switch d.Label {
		case "medication_list", "discharge_summary", "clinic_note":
		default:
			continue
		}
		papers[d.Label]++
		got := Rows(phrase.Lines(d.Text), d.Label == "medication_list")
		if rows[d.Label] += len(got); len(got) > 0 {
			read[d.Label]++
		}
		for _, r := range got {
			t.Logf("%s\t%s | %s | %s | %s | %s | %v", d.ID, r.Name, r.Dose, r.HowOften, r.From, r.To, r.Ended)
		}
	}
	t.Logf("papers %v, of which rows were read %v, rows %v", papers, read, rows)
	if lists := papers["medication_list"]; read["medication_list"]*10 < lists*9 {
		t.Errorf("of %d of %d lists a row is read", read["medication_list"], lists)
	}
}
