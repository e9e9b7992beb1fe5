package document

import (
	"os"
	"path/filepath"
	"testing"
)

// TestRecordNumbersKnowTheirIssuers reads a patient's number and who issued it from each
// format that tells it.
func TestRecordNumbersKnowTheirIssuers(t *testing.T) {
	const who = `<patient><name><given>Jane</given><family>Doe</family></name></patient>`
	for name, c := range map[string]struct{ text, issuer string }{
		"oid.xml":  {`<ClinicalDocument xmlns="urn:hl7-org:v3"><title>A</title><recordTarget><patientRole><id root="1.2.3" extension="4711"/>` + who + `</patientRole></recordTarget></ClinicalDocument>`, "1.2.3"},
		"name.xml": {`<ClinicalDocument xmlns="urn:hl7-org:v3"><title>A</title><recordTarget><patientRole><id extension="4711" assigningAuthorityName="Lakeside"/>` + who + `</patientRole></recordTarget></ClinicalDocument>`, "Lakeside"},
		"a.json":   {`{"resourceType":"Patient","identifier":[{"system":"http://lakeside.example/mrn","value":"4711"}],"name":[{"family":"Doe","given":["Jane"]}]}`, "http://lakeside.example/mrn"},
		"b.json":   {`{"resourceType":"Patient","identifier":[{"value":"4711","assigner":{"display":"Lakeside"}}],"name":[{"family":"Doe","given":["Jane"]}]}`, "Lakeside"},
		"c.hl7":    {"MSH|^~\\&|LAB|X|||20260301||ORU^R01|1|P|2.5\rPID|1||4711^^^LAKE&1.2.3&ISO^MR||Doe^Jane\rOBR|1|||1^Panel\rOBX|1|NM|2^Hb||12|g/dL\r", "1.2.3"},
	} {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		doc, err := (&Reader{Work: t.TempDir()}).Read(t.Context(), File{Path: path, Name: name, Size: int64(len(c.text))})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if p := doc.Patient; len(p.IDs) != 1 || p.IDs[0] != "4711" || p.Issuer(0) != c.issuer {
			t.Errorf("%s: numbers %q of %q, want 4711 of %q", name, p.IDs, p.Issuers, c.issuer)
		}
	}
}
