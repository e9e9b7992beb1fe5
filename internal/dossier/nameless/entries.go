package nameless

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/collect"
	"github.com/medbundle/medbundle/internal/dossier"
	"github.com/medbundle/medbundle/internal/imaging"
)

// entries makes an entry of every scan of which something may go, in the order
// that they had: it tells what came before what, and no date.
func (m *maker) entries() {
	for _, old := range m.from.Entries {
		if !old.IsScan() {
			continue
		}
		var ins []*imaging.Instance
		for _, it := range old.Scans {
			if r := m.scans[it]; r != nil && r.instance != nil {
				x := m.items[it]
				x.Instance, x.Derived = r.instance, r.derived
				m.kept[r.instance] = x
				ins = append(ins, r.instance)
			}
		}
		for _, study := range imaging.Group(ins) {
			m.to.Entries = append(m.to.Entries, m.entry(old, study))
		}
	}
	for i, e := range m.to.Entries {
		e.ID = fmt.Sprintf("R%03d", i+1)
		for _, it := range e.Scans {
			it.Records = []string{e.ID}
		}
		for _, f := range e.Study.Problems {
			f.Record = e.ID
			m.to.Findings = append(m.to.Findings, f)
		}
	}
}

func (m *maker) entry(old *dossier.Entry, study *imaging.Study) *dossier.Entry {
	sum := study.Summary()
	code, match := m.person(old)
	sum.Patient = called(code)
	for i := range sum.Series {
		if s := &sum.Series[i]; s.Description == "" {
			s.Description = what(*s)
		}
	}
	e := &dossier.Entry{Study: study, Packed: true}
	e.Record = clinical.Record{
		Kind: clinical.ImagingStudy, Confidence: clinical.Certain, Title: title(sum), Date: sum.Date, Facility: sum.Facility,
		Patient: sum.Patient, Match: match, Study: &sum,
		Evidence: []clinical.Evidence{{Claim: clinical.ClaimKind, Source: "code", Text: "DICOM files of modality " + strings.Join(sum.Modalities(), ", ")}},
	}
	for _, series := range study.Series {
		for _, in := range series.Instances {
			it := m.kept[in]
			it.Fate, it.Reason = clinical.FateScan, "part of a scan: "+e.Title
			e.Scans = append(e.Scans, it)
		}
	}
	return e
}

// title names a study by its first series: descriptions are gone.
func title(s clinical.Study) string {
	if len(s.Series) == 0 {
		return "Scan"
	}
	return what(s.Series[0])
}

// what names a series by its modality in plain words and the part of the body.
func what(s clinical.Series) string {
	words := imaging.ModalityTitle(s.Modality)
	if words == "" {
		words = "Scan"
	}
	if s.BodyPart != "" {
		words += ", " + strings.ToLower(s.BodyPart)
	}
	return words
}

// Why inputs are set aside.
const (
	becausePaper  = "paper; names in its text cannot be removed with certainty"
	becauseOther  = "scan of another person; it is not about this patient"
	becauseTwo    = "scan whose files name two people; without the names nobody could tell them apart"
	becauseUnread = "scan file that cannot be read; what it holds is not known"
	becauseAside  = "no part of any bundle of this case; it is empty, a program, or the case file says so"
)

// settle gives every input its fate.
func (m *maker) settle() {
	aside := m.reasons()
	byKey := map[string]*collect.Item{}
	for _, it := range m.from.Items {
		byKey[it.Key()] = it
	}
	for _, old := range m.from.Items {
		x := m.items[old]
		if x.Fate != "" {
			continue
		}
		x.Fate = old.Fate
		switch old.Fate {
		case clinical.FateIgnored:
			x.Reason = "no record: software, a system file or a logo"
		case clinical.FateContainer:
			x.Reason = "opened; what it holds is counted here"
		case clinical.FateDuplicate:
			// It stays one where its twin goes along.
			of := byKey[old.Of]
			if twin := m.items[of]; twin != nil && twin.Fate == clinical.FateScan {
				x.Reason, x.Of = "the same as another file", twin.Key()
			} else {
				x.Fate, x.Reason = clinical.FateSetAside, cmp.Or(aside[of], becausePaper)
			}
		default:
			x.Fate, x.Reason = clinical.FateSetAside, aside[old]
		}
	}
}

// reasons say why files are set aside.
func (m *maker) reasons() map[*collect.Item]string {
	out := map[*collect.Item]string{}
	for _, it := range m.from.Items {
		out[it] = becausePaper
		if it.Fate == clinical.FateSetAside && len(it.Records) == 0 {
			out[it] = becauseAside
		}
	}
	for _, it := range m.from.Loose {
		out[it] = becauseUnread
	}
	for _, e := range m.from.Entries {
		if !e.IsScan() {
			continue
		}
		for _, it := range e.Scans {
			switch r := m.scans[it]; {
			case e.Match == clinical.MatchConflict:
				out[it] = becauseOther
			case ofTwoPeople(e):
				out[it] = becauseTwo
			case r != nil:
				out[it] = r.because
			default:
				out[it] = becauseAside
			}
		}
	}
	return out
}
