package document

import (
	"context"
	"encoding/base64"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
)

// TestPapersInside: files inside structured records come out with what is said
// of them, and links are told.
func TestPapersInside(t *testing.T) {
	pdf := base64.StdEncoding.EncodeToString([]byte("%PDF-1.7"))
	fhir := `{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","name":[{"family":"Rivera"}]}},{"resource":{"resourceType":"DocumentReference","description":"Biopsy","date":"2026-03-01","type":{"coding":[{"system":"http://loinc.org","code":"11526-1"}]},"content":[{"attachment":{"contentType":"application/pdf","data":"` + pdf + `"}},{"attachment":{"contentType":"application/pdf","url":"https://portal.example/1"}}]}}]}`
	er7 := "MSH|^~\\&|L|St Mary\rPID|1||1||Rivera\rOBR|1|||11526-1^Biopsy^LN|||20260301\rOBX|1|ED|PDF||^application^pdf^Base64^" + pdf + "\rOBX|2|RP|CT||http://x^y\r"
	for name, in := range map[string]string{"a.json": fhir, "a.hl7": er7} {
		dir := t.TempDir()
		p := filepath.Join(dir, name)
		if err := os.WriteFile(p, []byte(in), 0o600); err != nil {
			t.Fatal(err)
		}
		d, err := (&Reader{Work: dir}).Read(context.Background(), File{Path: p, Name: name})
		if err != nil {
			t.Fatal(err)
		}
		if len(d.Parts) != 1 || d.Parts[0].Said.Title != "Biopsy" || d.Parts[0].Said.Codes[0].Value != "11526-1" || d.Parts[0].Said.Patient.Family != "Rivera" || d.Parts[0].Said.Date.String() != "2026-03-01" {
			t.Fatalf("%s: parts %+v", name, d.Parts)
		}
		if b, err := os.ReadFile(d.Parts[0].Path); err != nil || string(b) != "%PDF-1.7" {
			t.Errorf("%s: %q %v", name, b, err)
		}
		if len(d.Troubles) != 1 || d.Troubles[0].Rule != RuleElsewhere || d.Troubles[0].Severity != clinical.SeverityWarning || !strings.Contains(d.Troubles[0].Fix, "portal") {
			t.Errorf("%s: troubles %+v", name, d.Troubles)
		}
		if d, err = (&Reader{}).Read(context.Background(), File{Path: p, Name: name}); err != nil || len(d.Parts) != 0 || len(d.Troubles) != 2 {
			t.Errorf("%s: without a work folder: %v %+v", name, err, d)
		}
	}
}

func TestBlueButtonIsAStructuredText(t *testing.T) {
	p := filepath.Join(t.TempDir(), "mhv.txt")
	in := "----- MY HEALTHEVET PERSONAL INFORMATION REPORT -----\nProduced by the VA Blue Button (v12.10)\n05 Nov 2014 @ 0827\n\nName: EXAMPLE, PAT   Date of Birth: 01 Mar 1948\n\n----- VA ALLERGIES -----\n\nAllergy Name: PENICILLIN\nReaction: HIVES\n"
	if err := os.WriteFile(p, []byte(in), 0o600); err != nil {
		t.Fatal(err)
	}
	d, err := (&Reader{}).Read(context.Background(), File{Path: p, Name: "mhv.txt"})
	if err != nil || d.Media != mediaText || !d.Structured || d.Patient.BirthDate.String() != "1948-03-01" || d.Date.String() != "2014-11-05" || !strings.Contains(d.Pages[0], "VA ALLERGIES") {
		t.Errorf("%v %+v", err, d)
	}
}
