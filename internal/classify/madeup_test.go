package classify

import (
	"os"
	"testing"

	"github.com/medbundle/medbundle/internal/classify/madeup"
	"github.com/medbundle/medbundle/internal/clinical"
)

// floorLooks is how many of a hundred made-up papers are told at least, by how
// they look.
var floorLooks = map[string]int{
	"whole": 98, "without its title": 94, "title alone": 91, "headings only": 95, "capitals": 97, "lines lost": 92, "two columns": 97, "scanned": 96, "badly scanned": 89,
}

// TestMadeUpPapers holds the verdicts on papers of every kind and language, and on
// what looks like them, against their kinds: as they are, and as scanners, columns
// and capitals leave them.
func TestMadeUpPapers(t *testing.T) {
	for _, look := range madeup.Looks {
		n, right, sure, sureRight := 0, 0, 0, 0
		for _, p := range madeup.Papers() {
			text := p.Text(look)
			if text == "" {
				continue
			}
			v := Document(Subject{Pages: []string{text}})
			ok := p.Accepts(v.Kind)
			n++
			if ok {
				right++
			} else if look == "whole" || os.Getenv("CLASSIFY_ERRORS") != "" {
				t.Logf("%s, %s: %s (%s), want %v: %v", look, p.Name, v.Kind, v.Confidence, p.Kinds, v.Evidence)
			}
			if v.Confidence == clinical.Certain {
				sure++
				if ok {
					sureRight++
				}
			}
		}
		if right*100 < n*floorLooks[look] || sureRight*1000 < sure*floorCertain {
			t.Errorf("%s: %d of %d right, of %d certain %d", look, right, n, sure, sureRight)
		}
	}
}

// TestLookAlikesAreNoRecords holds for every look-alike, however it looks but for
// bad scans: it is never taken with certainty for a record that a second doctor
// asks for.
func TestLookAlikesAreNoRecords(t *testing.T) {
	for _, p := range madeup.Papers() {
		if p.Set != "lookalikes" {
			continue
		}
		for _, look := range madeup.Looks[:8] {
			text := p.Text(look)
			if text == "" {
				continue
			}
			if v := Document(Subject{Pages: []string{text}}); v.Confidence == clinical.Certain && !p.Accepts(v.Kind) {
				t.Errorf("%s, %s is certainly %s: %v", look, p.Name, v.Kind, v.Evidence)
			}
		}
	}
}
