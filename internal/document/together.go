package document

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/medbundle/medbundle/internal/document/fhir"
	"github.com/medbundle/medbundle/internal/document/rendition"
)

// Of files that hold one entry of a portal's record each, as Apple Health and bulk
// downloads have them.
const (
	maxSingle   = 64 << 10 // bytes of such a file
	maxTogether = 32 << 20 // of all that are drawn as one record
)

// singles are the FHIR resources that are one line of a record, and no paper.
var singles = map[string]bool{
	"Observation": true, "Condition": true, "MedicationRequest": true, "MedicationStatement": true, "MedicationOrder": true, "Immunization": true,
	"AllergyIntolerance": true, "Procedure": true, "Encounter": true, "Patient": true,
}

// SingleAbout tells whose entry a file is that holds a single small FHIR resource:
// "Patient/" and the number under which its system knows the patient. It is "" for
// every other file, and for those that do not say.
func SingleAbout(f File) string {
	if f.Media != mediaFHIR || f.Size > maxSingle {
		return ""
	}
	data, err := f.load()
	if err != nil {
		return ""
	}
	type reference struct {
		Reference string `json:"reference"`
	}
	var r struct {
		ResourceType string    `json:"resourceType"`
		ID           string    `json:"id"`
		Subject      reference `json:"subject"`
		Patient      reference `json:"patient"`
	}
	if json.Unmarshal(bytes.TrimPrefix(data, []byte("\ufeff")), &r) != nil || !singles[r.ResourceType] {
		return ""
	}
	about := r.Subject.Reference + r.Patient.Reference
	if r.ResourceType == "Patient" {
		about = "Patient/" + r.ID
	}
	at := strings.LastIndex(about, "Patient/")
	if at < 0 || len(about) == at+len("Patient/") {
		return ""
	}
	return about[at:]
}

// Together makes one document of files of which SingleAbout tells the same, in
// their order. It is nil where they are too large together, or cannot be read as
// one.
func Together(files []File) (doc *Document) {
	defer func() {
		if recover() != nil {
			doc = nil // each file was read by itself, under its own bounds
		}
	}()
	var all bytes.Buffer
	for _, f := range files {
		data, err := f.load()
		if err != nil || all.Len()+len(data) > maxTogether || json.Compact(&all, bytes.TrimPrefix(data, []byte("\ufeff"))) != nil {
			return nil
		}
		all.WriteByte('\n')
	}
	d, err := fhir.Read(all.Bytes())
	if err != nil || d.Cut || d.Damaged != "" || len(d.Losses) > 0 || len(d.Parts)+len(d.Papers)+d.Elsewhere > 0 {
		return nil
	}
	doc = &Document{Media: mediaFHIR, Blocks: d.Blocks, Note: fmt.Sprintf("Plain rendition of %d FHIR records of one folder.", len(files))}
	doc.takeHeader(d)
	doc.Sections = sectionsOf(d)
	doc.Title = "Portal records"
	doc.Pages = []string{rendition.Text(d.Blocks)}
	return doc
}
