package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
)

func TestTallyCounts(t *testing.T) {
	r := &tally{}
	r.count("a", "a", true, clinical.Certain)
	r.count("b", "a", true, clinical.Certain) // also accepted
	r.count("b", "a", false, clinical.Certain)
	r.count("b", "b", true, clinical.Unsure)
	if r.papers != 4 || r.strict != 2 || r.lenient != 3 || r.certain != 3 || r.certainRight != 2 || r.unsure != 1 {
		t.Errorf("%+v", r)
	}
	if f := r.f1(); f != (50+50)/2. {
		t.Errorf("macro-F1 is %v", f)
	}
}

func TestLabels(t *testing.T) {
	for _, c := range []struct {
		kind       clinical.Kind
		want, said string
	}{
		{clinical.TumourBoard, "clinic_note", "clinic_note"}, {clinical.TumourBoard, "other", "treatment_plan"}, {clinical.CytologyReport, "other", "pathology_report"},
		{clinical.Unknown, "other", "other"}, {clinical.Unknown, "lab_result", "other"}, {clinical.PortalSummary, "other", "portal_summary"},
	} {
		if got := labelOf(c.kind, c.want); got != c.said {
			t.Errorf("%s where %s is right counts as %s, want %s", c.kind, c.want, got, c.said)
		}
	}
}

func TestNamesAreFoundWhole(t *testing.T) {
	who := clinical.Patient{Family: "Muster", Given: "Erika"}
	for _, c := range []struct {
		gold []string
		want bool
	}{{[]string{"Erika Muster"}, true}, {[]string{"E.", "Erika Muster"}, true}, {[]string{"Erika"}, false}, {[]string{"Otto Muster"}, false}} {
		if got := nameFound(c.gold, who); got != c.want {
			t.Errorf("%v: %v", c.gold, got)
		}
	}
}

func TestTablesOfASmallCorpus(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"documents.jsonl": `{"id":"1","source":"made:up","label":"operative_note","lang":"en","text":"OPERATIVE REPORT\nSURGEON: A. Brown\nANESTHESIA: general\nESTIMATED BLOOD LOSS: 20 cc\nThe patient was prepped and draped."}`,
		"identity.jsonl":  `{"id":"2","lang":"de","name":["Erika Muster"],"text":"Patientin: Erika Muster, geb. 03.04.1961"}` + "\n" + `{"id":"3","lang":"de","name":["Otto Lang"],"text":"Patient: Otto Lang, geb. 03.04.1961"}`,
		"compound.jsonl":  `{"id":"4","text":"PATHOLOGY REPORT\nGross: x\nOPERATIVE REPORT\nSurgeon: y","parts":[{"label":"a","start":0,"end":26},{"label":"b","start":26,"end":53}]}`,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var out strings.Builder
	if err := run(&out, dir, true); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"| made | 1 | 100.0 | 100.0 |", "| de | 2 | 100.0 |", "Of 1 pairs of papers about different people, 0 are", "1 to find", "| lookalikes |"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not in the tables:\n%s", want, out.String())
		}
	}
}
