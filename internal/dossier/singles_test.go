package dossier

import (
	"fmt"
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
)

// TestFilesOfOneEntryAreOneRecord: an export with one entry a file is one record
// for each patient and folder, and every file has its own fate.
func TestFilesOfOneEntryAreOneRecord(t *testing.T) {
	files := map[string]string{
		"clinical-records/Patient-1.json":    `{"resourceType":"Patient","id":"p1","name":[{"family":"Rivera","given":["Maria"]}],"birthDate":"1971-03-14"}`,
		"clinical-records/Condition-1.json":  `{"resourceType":"Condition","id":"c1","subject":{"reference":"https://x.example/fhir/Patient/p1"},"code":{"text":"Carcinoma of the left breast"},"onsetDateTime":"2026-02-20"}`,
		"clinical-records/Allergy-1.json":    `{"resourceType":"AllergyIntolerance","id":"a1","patient":{"reference":"Patient/p1"},"code":{"text":"Penicillin"}}`,
		"clinical-records/Condition-x.json":  `{"resourceType":"Condition","id":"c2","subject":{"reference":"Patient/p2"},"code":{"text":"Asthma"},"onsetDateTime":"2020-02-20"}`,
		"clinical-records/Condition-no.json": `{"resourceType":"Condition","id":"c3","code":{"text":"Gout"},"onsetDateTime":"2020-02-21"}`,
		"clinical-records/Report-1.json":     `{"resourceType":"DiagnosticReport","id":"d1","subject":{"reference":"Patient/p1"},"code":{"text":"CT chest"},"effectiveDateTime":"2026-02-21","conclusion":"Normal."}`,
		"elsewhere/Condition-9.json":         `{"resourceType":"Condition","id":"c9","subject":{"reference":"Patient/p1"},"code":{"text":"Anaemia"},"onsetDateTime":"2026-02-22"}`,
	}
	const results = 120
	for i := range results {
		files[fmt.Sprintf("clinical-records/Observation-%d.json", i)] = fmt.Sprintf(`{"resourceType":"Observation","id":"o%d","subject":{"reference":"Patient/p1"},"code":{"text":"Hemoglobin"},"effectiveDateTime":"2026-03-%02d","valueQuantity":{"value":%d.5,"unit":"g/dL"}}`, i, 1+i%28, 8+i%6)
	}
	d := sortFiles(t, files)
	var joined *Entry
	for _, e := range d.Entries {
		if len(e.More) > 0 {
			if joined != nil {
				t.Error("two records were joined")
			}
			joined = e
		}
	}
	if joined == nil || len(joined.own()) != results+3 || len(d.Entries) != 5 {
		t.Fatalf("%d records; joined: %v", len(d.Entries), joined)
	}
	if joined.Title != "Portal records" || joined.Kind != clinical.PortalSummary || joined.Patient.Family == "" {
		t.Errorf("%q is %s, of %+v", joined.Title, joined.Kind, joined.Patient)
	}
	if n := clinical.CountFates(d.Inputs())[clinical.FatePages]; n != len(files) {
		t.Errorf("%d of %d files are pages", n, len(files))
	}
	for _, it := range joined.own() {
		if it.Fate != clinical.FatePages || len(it.Records) != 1 || it.Records[0] != joined.ID {
			t.Errorf("%s: %s, %v", it.Key(), it.Fate, it.Records)
		}
	}
}
