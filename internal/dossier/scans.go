package dossier

import (
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/collect"
	"github.com/medbundle/medbundle/internal/imaging"
)

// studies groups the instances of all discs and downloads into scans.
func (d *Dossier) studies() {
	var ins []*imaging.Instance
	items := map[*imaging.Instance]*collect.Item{}
	for _, it := range d.Items {
		if it.Instance == nil || it.Settled() {
			continue
		}
		if d.CaseFile.Word(it.Key()).LeaveOut {
			it.Fate, it.Reason = clinical.FateSetAside, "the case file says to leave it out"
			continue
		}
		ins = append(ins, it.Instance)
		items[it.Instance] = it
	}
	for _, s := range imaging.Group(ins) {
		d.Entries = append(d.Entries, scanEntry(s, items))
	}
}

func scanEntry(s *imaging.Study, items map[*imaging.Instance]*collect.Item) *Entry {
	sum := s.Summary()
	e := &Entry{Study: s, Packed: true}
	e.Record = clinical.Record{
		Kind: clinical.ImagingStudy, Confidence: clinical.Certain, Title: scanTitle(sum),
		Date: sum.Date, Facility: sum.Facility, Patient: sum.Patient, Study: &sum,
		Evidence: []clinical.Evidence{
			{Claim: clinical.ClaimKind, Source: "code", Text: "DICOM files of modality " + strings.Join(sum.Modalities(), ", ")},
			{Claim: clinical.ClaimDate, Source: "header", Text: "DICOM study date " + sum.Date.String()},
			{Claim: clinical.ClaimPatient, Source: "header", Text: "DICOM patient name and birth date"},
		},
	}
	if s.CapturesOnly() {
		e.Remarks = []string{"screen captures only"}
	}
	for _, series := range s.Series {
		for _, in := range series.Instances {
			e.Scans = append(e.Scans, items[in])
		}
		for _, in := range series.Copies {
			twin := items[in]
			twin.Fate, twin.Reason, twin.Of = clinical.FateDuplicate, "the same image as another file of the scan", items[series.Instances[0]].Key()
		}
	}
	return e
}

// scanTitle names a study by its modality in plain words and its description.
func scanTitle(s clinical.Study) string {
	what := "Scan"
	for _, m := range s.Modalities() {
		if t := imaging.ModalityTitle(m); t != "" {
			what = t
			break
		}
	}
	if desc := strings.TrimSpace(s.Description); desc != "" {
		return what + ": " + desc
	}
	return what
}
