package scanpaper

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/document"
	"github.com/medbundle/medbundle/internal/imaging"
)

// Wraps tells whether the instance wraps a paper, and not a model of an organ or
// another thing that is no paper (PS3.3 A.45).
func Wraps(in *imaging.Instance) bool {
	if in.Document == nil || in.Document.Length == 0 {
		return false
	}
	switch mime, _, _ := strings.Cut(strings.ToLower(in.Document.MIME), ";"); strings.TrimSpace(mime) {
	case "application/pdf", "text/xml", "application/xml", "application/hl7-sda+xml", "application/hl7-cda+xml", "text/plain", "":
		return true
	}
	return in.SOPClass == encapsulatedPDF || in.SOPClass == encapsulatedCDA
}

// Classes of wrapped papers (PS3.4 B.5).
const (
	encapsulatedPDF = "1.2.840.10008.5.1.4.1.1.104.1"
	encapsulatedCDA = "1.2.840.10008.5.1.4.1.1.104.2"
)

// Unwrap takes the paper out of the scan file r of instance in, into the private
// folder work, and reads it. A *document.Trouble is why it cannot be shown; any
// other error is one of the run.
func Unwrap(ctx context.Context, r io.ReaderAt, in *imaging.Instance, work string, reader *document.Reader) (*document.Document, error) {
	if work == "" {
		return nil, notTaken(in)
	}
	f, err := os.CreateTemp(work, "wrapped-") // 0600
	if err != nil {
		return nil, fmt.Errorf("cannot write into the work folder: %w", err)
	}
	sink := &recording{w: f}
	err = imaging.CopyDocument(sink, r, in)
	if cerr := f.Close(); sink.err == nil {
		sink.err = cerr
	}
	if sink.err != nil {
		return nil, fmt.Errorf("cannot write into the work folder: %w", sink.err)
	}
	if err != nil {
		return nil, &document.Trouble{
			Name: in.Name, Rule: document.RuleDamaged, Severity: clinical.SeverityError,
			Message: "The paper inside this scan file could not be taken out: the file is damaged.",
			Fix:     "Copy it from the disc again, or ask the hospital for the paper as PDF.",
		}
	}
	doc, err := reader.Read(ctx, document.File{Path: f.Name(), Name: in.Name + "!/document"})
	var t *document.Trouble
	if errors.As(err, &t) {
		t.Name, t.Message = in.Name, "The paper inside this scan file cannot be shown. "+t.Message
	}
	if doc != nil {
		doc.Wrapper = false // the scan file itself travels whatever its paper says
		if doc.Source == nil {
			doc.Note = strings.TrimSuffix(doc.Note, ".") + ", which lies among the scan files."
		}
	}
	return doc, err
}

// recording remembers what went wrong with writing, which is trouble with the run
// and not with the file that is read.
type recording struct {
	w   io.Writer
	err error
}

func (r *recording) Write(b []byte) (int, error) {
	n, err := r.w.Write(b)
	if err != nil {
		r.err = err
	}
	return n, err
}

func notTaken(in *imaging.Instance) *document.Trouble {
	return &document.Trouble{
		Name: in.Name, Rule: document.RuleUnsupported, Severity: clinical.SeverityWarning,
		Message: "A paper lies inside this scan file; it was not taken out.",
		Fix:     "Open the scan file in a viewer and save the paper as PDF.",
	}
}

// Said is what the header of the scan file says of the paper inside. Whose it is, the
// paper is to say itself: it may have been filed under somebody else.
func Said(in *imaging.Instance) document.Said {
	said := document.Said{Title: in.Document.Title, Facility: in.Institution, Date: in.ContentDate}
	if said.Date.IsZero() {
		said.Date = in.Date()
	}
	if c := in.Document.Code; c.Value != "" {
		said.Codes = []clinical.Code{{System: systemOf(c.Scheme), Value: c.Value, Name: c.Meaning}}
		if said.Title == "" {
			said.Title = c.Meaning
		}
	}
	return said
}
