package sr

import (
	"fmt"
	"io"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/imaging/dataset"
)

// Document is one structured report.
type Document struct {
	Class string // SOP class
	Title Code
	// Complete and Verified are the two flags (PS3.3 C.17.2): "COMPLETE" or "PARTIAL",
	// "VERIFIED" or "UNVERIFIED"; Preliminary is "PRELIMINARY", "FINAL" or "". A key object
	// selection has none of them.
	Complete, CompleteNote, Verified, Preliminary string
	Verifiers                                     []Verifier
	Authors                                       []string // as PN values
	Patient                                       string   // as a PN value
	Institution                                   string
	// Date and Time are when the content was written; Time is a TM value.
	Date clinical.Date
	Time string
	// Template is the identifier of the root's template (PS3.16): "1500"; "" for none.
	Template string
	Root     Item
	// Cut tells that the tree is longer than what is kept of one, Truncated that
	// the file ends inside it.
	Cut, Truncated bool
	// Notes are repairs made while reading, in plain sentences.
	Notes []string
}

// Verifier is a person who answers for the report (PS3.3 C.17.2, Verifying
// Observer Sequence). Name is a PN value, Moment a DT value.
type Verifier struct{ Name, Organization, Moment string }

// Code is a coded concept (PS3.3 8.8).
type Code struct{ Value, Scheme, Meaning string }

// Says is what a person reads of the code: its meaning, else its value.
func (c Code) Says() string {
	if c.Meaning != "" {
		return c.Meaning
	}
	return c.Value
}

// Read reads the report in the DICOM file r of size bytes. Errors name the file and
// wrap those of package dataset.
func Read(r io.ReaderAt, size int64, name string) (*Document, error) {
	h, err := dataset.Read(r, size, dataset.Options{Content: true})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	d := &Document{
		Class:    h.String(dataset.TagSOPClass),
		Complete: h.String(dataset.TagCompletionFlag), CompleteNote: h.String(dataset.TagCompletionText),
		Verified: h.String(dataset.TagVerificationFlag), Preliminary: h.String(dataset.TagPreliminaryFlag),
		Patient: h.String(dataset.TagPatientName), Institution: h.String(dataset.TagInstitution),
		Date: h.Date(dataset.TagContentDate), Time: h.Time(dataset.TagContentTime),
		Template: h.First(dataset.TagTemplates).String(dataset.TagTemplate),
		Cut:      h.ContentCut, Truncated: h.Truncated,
	}
	for _, v := range h.Items(dataset.TagVerifyingObservers) {
		d.Verifiers = append(d.Verifiers, Verifier{
			Name: v.String(dataset.TagVerifyingName), Organization: v.String(dataset.TagVerifyingOrganization),
			Moment: v.String(dataset.TagVerificationDateTime),
		})
	}
	for _, a := range h.Items(dataset.TagAuthorObservers) {
		if n := a.String(dataset.TagPersonNameValue); n != "" {
			d.Authors = append(d.Authors, n)
		}
	}
	d.Root = itemOf(h.Attributes)
	d.Title = d.Root.Name
	d.Notes = h.Notes
	return d, nil
}

func codeOf(a dataset.Attributes) Code {
	c := Code{Scheme: a.String(dataset.TagCodeScheme), Meaning: a.String(dataset.TagCodeMeaning)}
	for _, t := range []uint32{dataset.TagCodeValue, dataset.TagLongCode, dataset.TagURNCode} {
		if c.Value == "" {
			c.Value = a.String(t)
		}
	}
	return c
}
