package diagnosis

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"

	"github.com/medbundle/medbundle/internal/classify/statement"
	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

const corpus = "../../../../shared/data/documents.jsonl"

// TestOfPublicReports counts of how many public pathology reports a statement of
// each kind is found, and holds every one against the text. With -v it lists them,
// to be read by a person (docs/benchmarks.md).
func TestOfPublicReports(t *testing.T) {
	f, err := os.Open(corpus)
	if err != nil {
		t.Skip("the public documents are not here")
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 16<<20)
	reports, found := 0, map[clinical.QuoteKind]int{}
	for sc.Scan() {
		var d struct{ ID, Label, Text string }
		if err := json.Unmarshal(sc.Bytes(), &d); err != nil {
			t.Fatal(err)
		}
		if d.Label != "pathology_report" {
			continue
		}
		reports++
		read := words.Read([]string{d.Text})
		quotes := Read([]*statement.Page{statement.Read(read[0], words.LanguageOf(read))}, clinical.PathologyReport)
		checkWordForWord(t, d.Text, quotes)
		seen := map[clinical.QuoteKind]bool{}
		for _, q := range quotes {
			t.Logf("%s\t%s\t%s", d.ID, q.What, q.Text)
			if !seen[q.What] {
				seen[q.What] = true
				found[q.What]++
			}
		}
	}
	t.Logf("%d pathology reports; with a statement of %v", reports, found)
	if found[clinical.QuoteDiagnosis]*10 < reports*9 {
		t.Errorf("the diagnosis of %d of %d reports is found", found[clinical.QuoteDiagnosis], reports)
	}
}
