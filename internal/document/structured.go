package document

import (
	"fmt"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/document/hl7"
	"github.com/medbundle/medbundle/internal/document/rendition"
)

// readStructured reads a C-CDA document or a FHIR resource.
func readStructured(f File) (*Document, error) {
	data, err := f.load()
	if err != nil {
		return nil, err
	}
	is, read := "a C-CDA document", hl7.CDA
	if f.Media == mediaFHIR {
		is, read = "a FHIR record", hl7.FHIR
	}
	d, err := read(data)
	if err != nil {
		return nil, f.failed(is, err)
	}
	doc := &Document{
		Title: d.Title, Codes: d.Codes, Patient: d.Patient, Date: d.Date, Facility: d.Facility, Author: d.Author,
		Language: d.Language, Structured: true, Blocks: d.Blocks, Note: "Plain rendition of " + is + ".",
	}
	doc.Pages = []string{rendition.Text(d.Blocks)}
	doc.lost(f, d.Damaged, d.Losses)
	if d.Embedded != "" {
		doc.Troubles = append(doc.Troubles, *f.trouble(RuleUnsupported, clinical.SeverityError,
			fmt.Sprintf("The record itself is a file inside this one (%s); its pages are not in the packet.", strings.TrimPrefix(d.Embedded, "application/")),
			"Ask the portal for the record as PDF; the whole file is among the originals."))
	}
	return doc, nil
}
