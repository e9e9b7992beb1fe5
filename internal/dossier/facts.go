package dossier

import (
	"fmt"

	"github.com/medbundle/medbundle/internal/clinical"
)

// facts adds to the stated facts those that the papers prove, each with the
// paper and page that prove it. A stated fact is never overruled.
func (d *Dossier) facts() {
	for _, id := range clinical.FactIDs {
		if !d.stated(id) {
			if f, ok := d.inferred(id); ok {
				d.Case.Facts = append(d.Case.Facts, f)
			}
		}
	}
}

func (d *Dossier) stated(id clinical.FactID) bool {
	for _, f := range d.Case.Facts {
		if f.ID == id {
			return true
		}
	}
	return false
}

func (d *Dossier) inferred(id clinical.FactID) (clinical.Fact, bool) {
	for _, e := range d.Entries {
		if !e.Packed {
			continue
		}
		if why := proof(e, id); why != "" {
			return clinical.Fact{ID: id, Value: true, Record: e.ID, Why: why}, true
		}
	}
	for _, e := range d.Entries {
		if !e.Packed {
			continue
		}
		for _, f := range e.said {
			if f.ID == id && f.Value {
				f.Record = e.ID
				f.Why = mention(e, f)
				return f, true
			}
		}
	}
	return clinical.Fact{}, false
}

// proof says how a record proves a fact by being what it is.
func proof(e *Entry, id clinical.FactID) string {
	proves := map[clinical.FactID][]clinical.Kind{
		clinical.FactSurgery:         {clinical.OperativeReport},
		clinical.FactHospitalStay:    {clinical.DischargeSummary},
		clinical.FactSystemicTherapy: {clinical.SystemicSummary},
		clinical.FactRadiotherapy:    {clinical.RadiotherapySummary},
		clinical.FactImagingDone:     {clinical.ImagingStudy, clinical.ImagingReport},
	}
	if id == clinical.FactHospitalStay && e.endsOutside() {
		return ""
	}
	for _, k := range proves[id] {
		if e.Kind == k && e.Confidence != clinical.Unsure && (e.Study == nil || e.Record.Study.Images() > 0) {
			return e.named() + " shows that there was " + id.Noun()
		}
	}
	return ""
}

func mention(e *Entry, f clinical.Fact) string {
	page := ""
	if f.Page > 0 && len(e.Document().Pages) > 1 {
		page = fmt.Sprintf(", page %d", f.Page)
	}
	return fmt.Sprintf("%s mentions it%s: “%s”", e.named(), page, f.Why)
}

// named names a record for a sentence: its kind, date and file.
func (e *Entry) named() string {
	s := e.Kind.Title()
	if !e.Date.IsZero() {
		s += " of " + e.Date.Human()
	}
	if e.Item != nil {
		s += " (" + e.Item.Base() + ")"
	}
	return s
}
