package scanpaper

import (
	"fmt"
	"io"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/document"
	"github.com/medbundle/medbundle/internal/document/rendition"
	"github.com/medbundle/medbundle/internal/imaging"
	"github.com/medbundle/medbundle/internal/imaging/sopclass"
	"github.com/medbundle/medbundle/internal/imaging/sr"
)

// Classes of reports (PS3.4 B.5).
const (
	reportRoot = "1.2.840.10008.5.1.4.1.1.88."
	keyObjects = reportRoot + "59"
)

// written are the classes of reports that people write: text, enhanced, comprehensive
// and extensible ones, and those of the trial. The others are made by machines.
var written = map[string]bool{
	reportRoot + "1": true, reportRoot + "2": true, reportRoot + "3": true, reportRoot + "4": true,
	reportRoot + "11": true, reportRoot + "22": true, reportRoot + "33": true, reportRoot + "34": true, reportRoot + "35": true,
}

// Codes and templates of DICOM (PS3.16) that tell what a report of a general class is.
const (
	imagingTemplate     = "2000"   // TID 2000, Basic Diagnostic Imaging Report
	measurementTemplate = "1500"   // TID 1500, Measurement Report
	measurementReport   = "126000" // Imaging Measurement Report
)

// Report reads the structured report or note of key images in the scan file r of
// instance in and writes it out. Where it cannot be read, the error says why.
func Report(r io.ReaderAt, in *imaging.Instance, places Places) (doc *document.Document, err error) {
	defer func() {
		if p := recover(); p != nil {
			doc, err = nil, fmt.Errorf("%s: the reader stumbled over it (%.80v)", in.Name, p)
		}
	}()
	report, err := sr.Read(r, in.Size, in.Name)
	if err != nil {
		return nil, err
	}
	title := titleOf(report)
	list, cut := blocks(report, in, places, title)
	doc = &document.Document{
		Media: "application/dicom", Title: title, Blocks: list, Pages: []string{rendition.Text(list)}, TextCut: cut,
		Note:    "Plain rendition of a report that lies among the scan files (" + termOf(report.Class) + ").",
		Patient: in.Patient, Date: report.Date, Facility: in.Institution, Author: author(report), Structured: true, Kind: kindOf(report),
	}
	if doc.Date.IsZero() {
		doc.Date = in.Date()
	}
	if c := report.Title; c.Value != "" {
		doc.Codes = []clinical.Code{{System: systemOf(c.Scheme), Value: c.Value, Name: c.Meaning}}
	}
	switch {
	case report.Truncated:
		doc.Troubles = append(doc.Troubles, document.Trouble{
			Name: in.Name, Rule: document.RuleDamaged, Severity: clinical.SeverityWarning,
			Message: "This report among the scan files is cut off; the packet shows what could be read of it.",
			Fix:     "Copy it from the disc again, or ask the hospital for a fresh copy.",
		})
	case cut:
		doc.Troubles = append(doc.Troubles, document.Trouble{
			Name: in.Name, Rule: document.RuleCut, Severity: clinical.SeverityWarning,
			Message: "This report among the scan files is longer than what is read of one; the packet shows its beginning.",
			Fix:     "Nothing is lost: the file itself goes along whole.",
		})
	}
	return doc, nil
}

func termOf(class string) string {
	if term := sopclass.Of(class).Term; term != "" {
		return term
	}
	return "DICOM SR"
}

func systemOf(scheme string) string {
	if scheme == "LN" {
		return "loinc"
	}
	return strings.ToLower(scheme)
}

// titleOf is what a person calls the report: its own title, or what its class is
// where that says more.
func titleOf(d *sr.Document) string {
	own, plain := d.Title.Says(), sopclass.Of(d.Class).Plain
	switch {
	case d.Class == keyObjects && own != "":
		return "Key images: " + own
	case written[d.Class] && own != "":
		return own
	case plain == "" && own != "":
		return own
	case plain == "":
		return "Report"
	}
	return strings.ToUpper(plain[:1]) + plain[1:]
}

// kindOf is the kind that the class or the template settles; "" where the text is
// to tell.
func kindOf(d *sr.Document) clinical.Kind {
	switch {
	case written[d.Class] && d.Template == imagingTemplate:
		return clinical.ImagingReport
	case !written[d.Class], d.Template == measurementTemplate, d.Title.Value == measurementReport:
		return clinical.Other
	}
	return ""
}

// Unread says of a report that it could not be written out.
func Unread(in *imaging.Instance, err error) *document.Trouble {
	return &document.Trouble{
		Name: in.Name, Rule: document.RuleDamaged, Severity: clinical.SeverityError,
		Message: fmt.Sprintf("This paper among the scan files could not be read: %v.", strings.TrimPrefix(err.Error(), in.Name+": ")),
		Fix:     "Copy it from the disc again, or ask the radiology department for it as PDF.",
	}
}
