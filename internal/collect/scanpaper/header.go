package scanpaper

import (
	"cmp"
	"strings"

	"github.com/medbundle/medbundle/internal/imaging"
	"github.com/medbundle/medbundle/internal/imaging/sr"
)

// header writes whose report it is, when and where it was written, and whether
// anybody answers for it.
func (w *writer) header() {
	d := w.report
	add := func(label, value string) {
		if value = strings.TrimSpace(value); value != "" {
			w.rows = append(w.rows, []string{label, value})
		}
	}
	patient := imaging.NameInOrder(d.Patient)
	if born := w.in.Patient.BirthDate; patient != "" && !born.IsZero() {
		patient += ", born " + born.Human()
	}
	add("Patient", patient)
	add("Examination", strings.Join(nonEmpty(w.in.StudyDescription, w.in.StudyDate.Human()), ", "))
	add("Written", strings.Join(nonEmpty(d.Date.Human(), clock(d.Time)), ", "))
	add("Institution", d.Institution)
	var authors []string
	for _, a := range d.Authors {
		authors = append(authors, imaging.NameInOrder(a))
	}
	add("Author", strings.Join(authors, "; "))
	add("Completion", completion(d))
	add("Verification", verification(d))
	w.flush()
}

func completion(d *sr.Document) string {
	var said string
	switch d.Complete {
	case "COMPLETE":
		said = "complete (COMPLETE)"
	case "PARTIAL":
		said = "in part, something is still to come (PARTIAL)"
	default:
		said = d.Complete
	}
	return strings.Join(nonEmpty(said, d.CompleteNote), "; ")
}

// verification says who answers for the report. One that nobody has verified is
// preliminary, unless a machine made it, which nobody is meant to verify.
func verification(d *sr.Document) string {
	switch {
	case d.Verified == "VERIFIED":
		var by []string
		for _, v := range d.Verifiers {
			by = append(by, strings.Join(nonEmpty(imaging.NameInOrder(v.Name), v.Organization, moment(v.Moment)), ", "))
		}
		return strings.TrimSpace("verified by "+cmp.Or(strings.Join(by, "; "), "a person who is not named")) + " (VERIFIED)"
	case preliminary(d):
		return "preliminary report, not verified (" + cmp.Or(d.Preliminary, d.Verified) + ")"
	case d.Verified == "UNVERIFIED":
		return "not verified (UNVERIFIED)"
	}
	return d.Verified
}

// preliminary tells of a report that a person wrote and nobody answers for yet.
func preliminary(d *sr.Document) bool {
	return written[d.Class] && d.Verified == "UNVERIFIED" || d.Preliminary == "PRELIMINARY"
}

// author is who wrote or verified the report, as a person is named in a letter.
func author(d *sr.Document) string {
	for _, v := range d.Verifiers {
		if v.Name != "" {
			return imaging.NameInOrder(v.Name)
		}
	}
	for _, a := range d.Authors {
		return imaging.NameInOrder(a)
	}
	for _, it := range d.Root.Children {
		if it.Type == "PNAME" && it.Name.Value == observerName {
			return imaging.NameInOrder(it.Text)
		}
	}
	return ""
}

// observerName is the code of DICOM for the name of a person who observed (PS3.16
// TID 1003).
const observerName = "121008"

func nonEmpty(list ...string) (out []string) {
	for _, s := range list {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}
