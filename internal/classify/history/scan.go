package history

import (
	"strings"

	"github.com/medbundle/medbundle/internal/classify/statement"
	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

// scanModality is the DICOM modality of a group of scans. X-rays of any make are
// DX.
func scanModality(group string) (string, bool) { return strings.CutPrefix(group, "scan.") }

// scan reads the name of a scan, with the part of the body.
func (r *reader) scan(h statement.Hit) {
	modality, ok := scanModality(h.Group)
	if !ok || r.Kind == clinical.LabResults || r.Kind == clinical.PathologyReport && r.titled(h) {
		return
	}
	first, last, parts := r.withParts(h)
	whole := statement.Hit{First: first, Last: last, Group: h.Group}
	when := r.when(whole)
	stance := r.page.Stance(first, last, !when.IsZero())
	s := r.page.SentenceOf(h.First)
	compared := s.Section == "comparison"
	switch {
	case stance == statement.Refused || r.otherCT(h):
		return
	case bareModality[modality] && h.Last-h.First == 1 && len(r.page.Word(h.First)) == 2 && parts == 0 && when.IsZero() && stance < statement.Sure:
		return
	case r.Kind == clinical.ImagingReport && when.IsZero():
		return // the examination itself, or none that can be told apart
	case stance < statement.Sure && !compared:
		return
	case stance == statement.Sure && when.IsZero() && parts == 0 && !compared && h.Last-h.First == 1 && len(r.page.Word(h.First)) <= 2 && !r.resultBehind(last):
		return
	}
	r.note(clinical.FactImagingDone, first, last, modality, when)
}

// resultBehind tells whether the sentence goes on with what the scan showed.
func (r *reader) resultBehind(last int) bool { return r.page.Behind(last, "result") }

// titled tells whether the phrase stands in the head, where a paper of another
// kind names a department.
func (r *reader) titled(h statement.Hit) bool {
	return r.page.InHead(r.page.Words[h.First].Start)
}

// bareModality are those whose two letters mean other things as well.
var bareModality = map[string]bool{"CT": true, "MR": true, "DX": true}

// otherCT tells whether "CT" is the State, before a postal code, or the end of
// "SNOMED CT".
func (r *reader) otherCT(h statement.Hit) bool {
	if r.page.Word(h.First) != "CT" {
		return false
	}
	if h.First > 0 && strings.EqualFold(r.page.Word(h.First-1), "SNOMED") {
		return true
	}
	return h.Last < len(r.page.Words) && len(r.page.Word(h.Last)) == 5 && isNumber(r.page.Word(h.Last))
}

// How many words may stand between a scan and its part of the body, and how
// many words its name has at most.
const (
	partLinks = 3
	maxScan   = 9
)

// withParts takes the parts of the body around a scan into its name: "CT chest,
// abdomen and pelvis", "brain MRI", "Skelettszintigraphie". It says how many.
func (r *reader) withParts(h statement.Hit) (first, last, parts int) {
	first, last = h.First, h.Last
	s := r.page.SentenceOf(h.First)
	for first > s.First && first > h.First-3 && r.isPart(first-1, first) && !strings.ContainsAny(r.page.Gap(first), ",.:") {
		first--
		parts++
	}
	at := last
	for at < s.Last && at-h.First < maxScan {
		switch {
		case r.isPart(at, at+1):
			at++
			last = at
			parts++
		case at-last < partLinks && r.isLink(at) && !strings.ContainsAny(r.page.Gap(at), ".:"):
			at++
		default:
			return first, last, parts
		}
	}
	return first, last, parts
}

func (r *reader) isLink(i int) bool {
	for _, o := range r.hits {
		if o.First <= i && i < o.Last && (o.Group == "part.link" || strings.HasPrefix(o.Group, "scan.")) {
			return true
		}
		if o.First > i {
			break
		}
	}
	return len(r.page.Word(i)) <= 2 && !isNumber(r.page.Word(i)) && words.Fold(r.page.Word(i)) == "de"
}

// keyOf is what makes two mentions of one paper the same event, but for the date.
func keyOf(m clinical.Mention) string {
	if m.Fact != clinical.FactImagingDone {
		if m.Fact == clinical.FactHospitalStay || m.Fact == clinical.FactTrial || m.Fact == clinical.FactRecurrence || m.Fact == clinical.FactAdvanced {
			return ""
		}
		return words.Fold(m.What)
	}
	return m.Modality + " " + words.Fold(m.What)
}
