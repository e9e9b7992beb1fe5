package document

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/document/fhir"
	"github.com/medbundle/medbundle/internal/document/hl7"
	"github.com/medbundle/medbundle/internal/document/hl7v2"
	"github.com/medbundle/medbundle/internal/document/rendition"
)

// structuredReaders read the formats with a coded header, and name them.
var structuredReaders = map[string]struct {
	is   string
	read func([]byte) (*hl7.Document, error)
}{
	mediaCDA:     {"a C-CDA document", hl7.CDA},
	mediaFHIR:    {"a FHIR record", fhir.Read},
	mediaFHIRXML: {"a FHIR record (XML)", fhir.Read},
	mediaER7:     {"an HL7 message", hl7v2.Read},
}

// readStructured reads a document of a health system's own format.
func (r *Reader) readStructured(ctx context.Context, f File) (*Document, error) {
	data, err := f.load()
	if err != nil {
		return nil, err
	}
	kind := structuredReaders[f.Media]
	d, err := kind.read(data)
	if err != nil {
		return nil, f.failed(kind.is, err)
	}
	return r.structured(ctx, f, kind.is, d)
}

// structured makes a document of what a structured file says.
func (r *Reader) structured(ctx context.Context, f File, is string, d *hl7.Document) (doc *Document, err error) {
	doc = &Document{Blocks: d.Blocks, TextCut: d.Cut, Note: "Plain rendition of " + is + "."}
	if d.Body != nil {
		if doc, err = r.readBody(ctx, f, d); err != nil {
			return nil, err
		}
	}
	doc.takeHeader(d)
	if len(doc.Blocks) > 0 || doc.Source == nil {
		doc.Pages = []string{rendition.Text(orBlocks(doc.Blocks, d.Blocks))}
	}
	if d.Body == nil {
		doc.Sections = sectionsOf(d)
	}
	doc.lost(f, d.Damaged, d.Losses)
	if d.Elsewhere > 0 {
		doc.Troubles = append(doc.Troubles, *f.trouble(RuleElsewhere, clinical.SeverityWarning,
			fmt.Sprintf("Papers that this record names are not in it (%d): it only says at which address they are, and nothing is fetched.", d.Elsewhere),
			"Sign in to the portal, download them as PDF, and put them into the folder."))
	}
	if err := r.takeParts(f, doc, d); err != nil {
		return nil, err
	}
	if err := r.takePapers(f, doc, d.Papers); err != nil {
		return nil, err
	}
	if d.Embedded != "" {
		doc.Troubles = append(doc.Troubles, *f.trouble(RuleUnsupported, clinical.SeverityError,
			fmt.Sprintf("The record itself is a file inside this one (%s); its pages are not in the packet.", strings.TrimPrefix(d.Embedded, "application/")),
			"Ask the portal for the record as PDF; the whole file is among the originals."))
	}
	return doc, nil
}

func orBlocks(b, instead []Block) []Block {
	if len(b) > 0 {
		return b
	}
	return instead
}

// takeHeader takes what the coded header says. It beats what a file inside says
// of itself.
func (d *Document) takeHeader(h *hl7.Document) {
	d.Structured = true
	d.Codes, d.Patient, d.Date, d.Facility, d.Author = h.Codes, h.Patient, h.Date, h.Facility, h.Author
	if h.Title != "" {
		d.Title = h.Title
	}
	if h.Language != "" {
		d.Language = h.Language
	}
}

// takeParts keeps the files that lie inside.
func (r *Reader) takeParts(f File, doc *Document, d *hl7.Document) error {
	if r.Work == "" && len(d.Parts) > 0 {
		doc.lost(f, "", []string{"pictures inside it"})
		return nil
	}
	for _, p := range d.Parts {
		kept, err := r.keep(p, Said{Facility: d.Facility, Author: d.Author, Patient: d.Patient, Date: d.Date})
		if err != nil {
			return err
		}
		doc.Parts = append(doc.Parts, kept)
	}
	return nil
}

// takePapers keeps the files that lie inside, with what is said of them.
func (r *Reader) takePapers(f File, doc *Document, list []hl7.Paper) error {
	if r.Work == "" && len(list) > 0 {
		doc.lost(f, "", []string{"the files inside it"})
		return nil
	}
	for _, p := range list {
		kept, err := r.keep(p.Part, Said(p.Said))
		if err != nil {
			return err
		}
		doc.Parts = append(doc.Parts, kept)
	}
	return nil
}

// readBody reads the file that stands in the place of a structured body. Its
// pages are the pages of the record; where it has none, a placeholder page says
// why. The error is one of the run.
func (r *Reader) readBody(ctx context.Context, f File, d *hl7.Document) (*Document, error) {
	switch {
	case d.Body.Reference != "":
		doc := f.withoutPages(RuleUnsupported, "The record itself is another file, which this one only names: “"+d.Body.Reference+"”.",
			"Look whether that file is here too; if it is not, ask the portal for it.")
		doc.Troubles[0].Severity = clinical.SeverityWarning
		return doc, nil
	case len(d.Body.Data) == 0:
		return f.withoutPages(RuleDamaged, "The record is a file inside this one, of which nothing can be read.", askAgain), nil
	case r.Work == "":
		return f.withoutPages(RuleUnsupported, "The record itself is a file inside this one.", saveAsPDF), nil
	}
	part, err := r.keep(rendition.Part{Data: d.Body.Data}, Said{})
	if err != nil {
		return nil, err
	}
	inner := File{Path: part.Path, Name: f.Name}
	if err := inner.complete(); err != nil {
		return nil, err
	}
	if structuredReaders[inner.Media].read != nil { // no document in a document in a document
		return f.withoutPages(RuleUnsupported, "The record is a data file inside this one.", saveAsPDF), nil
	}
	doc, err := r.read(ctx, inner)
	var t *Trouble
	switch {
	case errors.As(err, &t):
		t.Message = "The record is a file inside this one. " + t.Message
		doc = &Document{Troubles: []Trouble{*t}}
	case err != nil:
		return nil, err
	}
	if d.Body.Damaged {
		doc.Troubles = append(doc.Troubles, *f.trouble(RuleDamaged, clinical.SeverityError,
			"The record is a file inside this one that does not decode to its end. What could be read is shown.", askAgain))
	}
	if len(doc.Blocks) > 0 {
		doc.Blocks = append(d.Blocks, doc.Blocks...)
		doc.Note = strings.TrimSuffix(doc.Note, ".") + " inside a C-CDA document."
	}
	return doc, nil
}

// withoutPages is a document for which a placeholder page stands.
func (f File) withoutPages(rule, message, fix string) *Document {
	return &Document{Troubles: []Trouble{*f.trouble(rule, clinical.SeverityError, message, fix)}}
}
