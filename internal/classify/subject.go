package classify

import (
	"github.com/medbundle/medbundle/internal/clinical"
)

// Subject is one document as far as the formats could read it. Every field may
// be empty.
type Subject struct {
	// Path is the document's path as the user named it, with slashes. Folder
	// and file names are weak evidence.
	Path string
	// Title comes from metadata, such as a PDF's document information. It is
	// weak evidence, for programs often write nonsense there.
	Title string
	// Pages holds the text of each page, in order.
	Pages []string
	// Codes are coded statements of a structured document: the strongest evidence.
	Codes []clinical.Code
	// Part is set where the paper is a section of a structured document.
	Part Part
	// Patient, Date, Facility and Author come from a structured header (C-CDA, FHIR,
	// DICOM) and are zero otherwise.
	Patient  clinical.Patient
	Date     clinical.Date
	Facility string
	Author   string
	// Structured tells that the document has such a header.
	Structured bool
	// Case is whom the case is about, as far as it is stated or other papers
	// prove: the birth date settles the order of day and month, the name stays
	// out of titles. It never becomes the verdict's patient.
	Case clinical.Patient
	// Order is how the document's writer puts day and month, as far as other
	// papers prove it; see Prove.
	Order Order
}

// Part is what a section of a structured document is by its code or its heading;
// see sections.Kind.
type Part struct {
	Kind clinical.Kind
	Sure bool // its code says so
}

// Verdict is what the program says about a document, and why.
type Verdict struct {
	Kind       clinical.Kind
	Confidence clinical.Confidence
	// Title is the human title for the index row. It does not hold the
	// patient's name.
	Title string
	// Date is the date of service: not of birth or signature, and of printing
	// only for a list of what was so on that day that tells no other.
	Date clinical.Date
	// DateOther is Date with day and month the other way round, where nothing
	// tells which of the two is meant; zero where there is no doubt.
	DateOther clinical.Date
	Facility  string
	// Author is who wrote or signed it; never the patient.
	Author  string
	Patient clinical.Patient
	// BirthOther is the patient's birth date with day and month the other way
	// round, where nothing tells which of the two is meant; else zero.
	BirthOther clinical.Date
	sure       bool // of which part of the patient's name is the family name
	// OrderProof is the order of day and month that the document proves by itself.
	OrderProof Order
	order      Order // in which its numbers were read
	// Language is "en", "de", "fr", "es", "it", "pl" or "nl"; "" where the text
	// is too short to tell.
	Language string
	Evidence []clinical.Evidence
	// Quality are short notes on what the document says of itself:
	// "preliminary", "addendum to follow", "page 3 of 7 only".
	Quality []string
}
