package dossier

import (
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/collect"
	"github.com/medbundle/medbundle/internal/document"
)

func TestAMisreadNameDoesNotTakeAPaperAway(t *testing.T) {
	d := &Dossier{}
	d.Case.Patient = clinical.Patient{Family: "RIVERA", Given: "Maria Elena", BirthDate: clinical.Date{Year: 1971, Month: 3, Day: 14}}
	for confidence, packed := range map[int]bool{60: true, 95: false} {
		e := &Entry{Packed: true, Item: &collect.Item{
			Input:    clinical.Input{Path: "scan.pdf"},
			Document: &document.Document{Pages: []string{"x"}, Recognized: []document.Recognized{{Page: 1, Confidence: confidence}}},
		}}
		e.Patient = clinical.Patient{Family: "RIVFRA", Given: "Marla", BirthDate: clinical.Date{Year: 1977, Month: 8, Day: 14}}
		d.Entries, d.Findings = []*Entry{e}, nil
		d.judgeIdentity()
		if e.Packed != packed {
			t.Errorf("read with %v %%: packed %v", confidence, e.Packed)
		}
		if len(d.Findings) != 1 || d.Findings[0].Severity != clinical.SeverityError {
			t.Errorf("read with %v %%: %+v", confidence, d.Findings)
		}
	}
}
