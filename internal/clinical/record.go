package clinical

import (
	"slices"
	"strings"
)

// Confidence says how sure the program is of a record's kind.
type Confidence string

// The confidences.
const (
	Certain Confidence = "certain"
	Likely  Confidence = "likely"
	Unsure  Confidence = "unsure"
)

// Claim is the question that a piece of evidence answers.
type Claim string

// The claims that evidence may support.
const (
	ClaimKind     Claim = "kind"
	ClaimDate     Claim = "date"
	ClaimPatient  Claim = "patient"
	ClaimFacility Claim = "facility"
	ClaimAuthor   Claim = "author"
)

// Evidence is one reason for what the program says about a record.
type Evidence struct {
	Claim Claim
	// Source says where it was found: "title", "heading", "term", "code",
	// "header", "section", "signature", "file name", "folder name", "case file".
	Source string
	// Text quotes it, in at most 120 characters.
	Text string
	// Page counts the pages of the document from 1; 0 where it has none.
	Page int
}

// Code is a coded statement found in a structured document, for instance the
// LOINC code in the header of a C-CDA document.
type Code struct {
	// System is "loinc", "template" (C-CDA template id), "fhir" (resource
	// type), "kdl" (German document classes), "xds" (German XDS type codes) or
	// "sop" (DICOM SOP class).
	System string
	Value  string
	Name   string
}

// Record is one thing that the doctor reads: a document, or one imaging study.
type Record struct {
	// ID is "R001" and so on, in the order of the packet.
	ID         string
	Kind       Kind
	Confidence Confidence
	Title      string
	Date       Date
	Facility   string
	// Author is who wrote, signed or reported it, as written; "" where it does not say.
	Author   string
	Patient  Patient
	Match    Match
	Evidence []Evidence
	// Remarks are short notes for the index: "scanned, no text", "locked".
	Remarks []string
	// AlsoReceivedAs names the duplicates of this record, by input path.
	AlsoReceivedAs []string
	// OriginalPages are the pages of its file that the record consists of, from
	// 1 and rising; nil where it is all of the file.
	OriginalPages []int
	// OriginalLines are the lines of its file's text that the record consists of,
	// of a file that has no pages of its own: from 1 over the text as it is read,
	// rising; nil where it is all of the file.
	OriginalLines []LineRange
	// Unreadable tells that the packet holds a placeholder page instead of the
	// document: it is locked, damaged or of a format that cannot be drawn.
	Unreadable bool
	// Inside are kinds that the record holds as a part of itself: a health
	// summary holds a medicines list.
	Inside []Kind
	// Within is the ID of the imaging study among whose files the paper is, or a copy
	// of it; "" where there is none.
	Within string
	// Study is set where the record is an imaging study.
	Study *Study
}

// Name is how lists call the record, in two parts: what it is, and what about
// it, which may be empty. The kind leads unless the title says it already.
func (r *Record) Name() (lead, detail string) {
	title := strings.TrimSpace(r.Title)
	if title == "" && r.Study != nil {
		title = strings.TrimSpace(r.Study.Description)
	}
	kind := r.Kind.Title()
	switch {
	case title == "" || strings.EqualFold(title, kind):
		return kind, ""
	case r.Kind == ImagingStudy || r.Kind == Other || r.Kind == Unknown:
		return title, ""
	case len(title) > len(kind) && strings.EqualFold(title[:len(kind)], kind):
		return kind, strings.TrimLeft(title[len(kind):], " ,:;.-–—·")
	case strings.Contains(strings.ToLower(title), strings.ToLower(kind)):
		return title, ""
	}
	return kind, title
}

// PageRange is a run of pages of the packet, counted from 1. The zero value
// means that the record has no page there.
type PageRange struct{ First, Last int }

// LineRange is a run of lines of a text, counted from 1.
type LineRange struct{ First, Last int }

// Study is one DICOM study as its instances describe it.
type Study struct {
	UID         string
	Date        Date
	Description string
	Accession   string
	Facility    string
	// Procedure is what was asked for, Reason why, as the scan files say; "" where
	// they do not.
	Procedure, Reason string
	Patient           Patient
	Series            []Series
}

// Instances counts the instances of all series.
func (s *Study) Instances() int {
	n := 0
	for _, x := range s.Series {
		n += x.Instances
	}
	return n
}

// Images counts the pictures of all series; a study of plans, contours or
// reports has none.
func (s *Study) Images() int {
	n := 0
	for _, x := range s.Series {
		n += x.Images
	}
	return n
}

// Types lists what the instances are, each once, in series order.
func (s *Study) Types() []string {
	var out []string
	for _, x := range s.Series {
		for _, t := range x.Types {
			if !slices.Contains(out, t) {
				out = append(out, t)
			}
		}
	}
	return out
}

// Modalities lists the modalities of the series, each once, in series order.
func (s *Study) Modalities() []string {
	var out []string
	seen := map[string]bool{}
	for _, x := range s.Series {
		if !seen[x.Modality] {
			seen[x.Modality] = true
			out = append(out, x.Modality)
		}
	}
	return out
}

// Series is one DICOM series of a study.
type Series struct {
	UID         string
	Number      string
	Modality    string
	Description string
	BodyPart    string
	Instances   int
	// Types say what its instances are, in plain words with the standard term, each
	// once: "CT scan (CT)", "radiotherapy plan (RT Plan)".
	Types []string
	// Images counts the pictures in it: frames of image instances.
	Images int
	// Extent says which numbers its images have: "1–45, no gap"; "" where that tells nothing.
	Extent string
	// Missing says in words what the series is known to lack: "images 112–118 of 240".
	Missing []string
}
