package authors

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

// TestCorpus holds that whoever is found is a doctor of the paper, by the truth.
func TestCorpus(t *testing.T) {
	f, err := os.Open(filepath.Join("..", "..", "..", "..", "shared", "data", "identity.jsonl"))
	if err != nil {
		t.Skip("the shared data is not here")
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 16<<20)
	found, right, all := map[string]int{}, map[string]int{}, map[string]int{}
	for lines.Scan() {
		var p struct {
			Text, Lang string
			Doctors    []string
		}
		if err := json.Unmarshal(lines.Bytes(), &p); err != nil {
			t.Fatal(err)
		}
		all[p.Lang]++
		a, ok := Find(words.Read([]string{p.Text}), clinical.Patient{})
		if !ok {
			continue
		}
		found[p.Lang]++
		bare := strings.TrimSpace(degrees.ReplaceAllString(a.Name, " "))
		for _, d := range p.Doctors {
			if strings.Contains(a.Name, d) || strings.Contains(d, bare) {
				right[p.Lang]++
				break
			}
		}
	}
	for lang, n := range found {
		t.Logf("%s: found in %d of %d papers, %d of them doctors of the paper", lang, n, all[lang], right[lang])
		if right[lang]*100 < n*95 {
			t.Errorf("%s: only %d of %d are doctors of the paper", lang, right[lang], n)
		}
	}
}
