package dossier

import (
	"fmt"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/classify"
	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/document"
)

// patient decides whose case this is: as the case file states, completed by
// what the papers agree on.
func (d *Dossier) patient() {
	found, ok := classify.CasePatient(d.verdicts())
	found = withRealIDs(found)
	stated := d.Case.Patient
	switch {
	case stated.IsZero() && !ok:
		d.find(clinical.Finding{Rule: "patient-unknown", Severity: clinical.SeverityWarning,
			Message: "The papers do not tell clearly whose case this is, so none could be checked for belonging to somebody else",
			Fix:     "Write the patient's name and birth date into case.yaml: `patient: {name: \"FAMILY, Given\", birth_date: 1970-01-31}`."})
	case stated.IsZero():
		d.Case.Patient = found
	case ok && classify.Compare(stated, found) != clinical.MatchConflict:
		d.Case.Patient = complete(stated, found)
	}
}

// complete fills what the case file leaves open with what the papers say.
func complete(p, found clinical.Patient) clinical.Patient {
	if !p.HasName() {
		p.Family, p.Given = found.Family, found.Given
	}
	if p.BirthDate.IsZero() {
		p.BirthDate = found.BirthDate
	}
	if p.Sex == "" {
		p.Sex = found.Sex
	}
	if p.Former == "" {
		p.Former = found.Former
	}
	if len(p.IDs) == 0 {
		p.IDs, p.Issuers = found.IDs, found.Issuers
	}
	return p
}

// withRealIDs drops what devices write where nobody typed a record number.
func withRealIDs(p clinical.Patient) clinical.Patient {
	real := p
	real.IDs, real.Issuers = nil, nil
	for i, id := range p.IDs {
		if strings.Trim(id, "0 -._*xX") != "" {
			real.AddID(id, p.Issuer(i))
		}
	}
	return real
}

// judgeIdentity gives every record its verdict and sets aside what is about
// somebody else.
func (d *Dossier) judgeIdentity() {
	for _, e := range slices.Clone(d.Entries) { // pages of others become entries on the way
		e.Match = d.match(e.Patient)
		if e.word.SamePatient {
			e.Match = clinical.MatchSame
		}
		if e.Match == clinical.MatchConflict && e.poorlyRead() {
			d.doubtWhose(e)
			continue
		}
		if e.Match == clinical.MatchConflict {
			d.setAsideOther(e)
			continue
		}
		d.lookForOthers(e)
	}
}

// clearlyRead is how sure the reading of a picture must be, in percent, for a
// name on it to set the paper aside.
const clearlyRead = 85

// poorlyRead tells whether the text was read off pictures and not surely: a
// misread letter must not take a patient's own paper away.
func (e *Entry) poorlyRead() bool {
	doc := e.Document()
	return doc != nil && slices.ContainsFunc(doc.Recognized, func(r document.Recognized) bool {
		return e.has(r.Page) && r.Confidence < clearlyRead
	})
}

// doubtWhose keeps a paper whose name may be misread, and says so loudly.
func (d *Dossier) doubtWhose(e *Entry) {
	e.Match = clinical.MatchUnknown
	e.Remarks = append(e.Remarks, "whose it is could not be read surely")
	d.find(clinical.Finding{
		Rule: "whose", Severity: clinical.SeverityError, Path: e.firstPath(),
		Message: "This scan may be about another person: the name or birth date that was read off it does not agree with the case, but the reading is not sure",
		Fix:     "Look at it. If it is somebody else's, put `leave_out: true` for this file into case.yaml; if it is this patient's, `same_patient: true`.",
		Private: fmt.Sprintf("read as %s; the case is %s", person(e.Patient), person(d.Case.Patient)),
	})
	e.Patient = clinical.Patient{} // not written into the bundle as if it were known
}

func (d *Dossier) match(p clinical.Patient) clinical.Match {
	m := classify.Compare(d.Case.Patient, p)
	for _, alias := range d.aliases {
		if m == clinical.MatchConflict {
			m = classify.Compare(alias, p)
		}
	}
	return m
}

// aboutAnother is why papers of somebody else are set aside.
const aboutAnother = "it is about another person"

func (d *Dossier) setAsideOther(e *Entry) {
	e.Packed, e.Aside = false, aboutAnother
	what, page, fix := "This paper", 0, "Give it back to where it came from."
	switch {
	case e.IsScan():
		what = "This scan"
		for _, it := range e.Scans {
			it.Fate, it.Reason = clinical.FateSetAside, aboutAnother
		}
	case e.isPart() && d.allOthers(e):
		if what = "This file"; d.saidOf(e) {
			return
		}
	case e.isPart():
		if what = "A paper in this file (" + e.part() + ")"; e.OriginalPages != nil {
			page = e.OriginalPages[0]
		}
		fix = "The original file still holds it: make a copy of the file without it and put that into the folder instead."
	}
	d.find(clinical.Finding{
		Rule: "other-person", Severity: clinical.SeverityError, Path: e.firstPath(), Page: page,
		Message: what + " is about another person and was left out",
		Fix:     fix + " If it is the same person under another name, add the name to `aliases` in case.yaml.",
		Private: fmt.Sprintf("it says %s; the case is %s", person(e.Patient), person(d.Case.Patient)),
	})
}

// allOthers tells whether every paper of the file of e is about the person whom e
// is about.
func (d *Dossier) allOthers(e *Entry) bool {
	return !slices.ContainsFunc(d.Entries, func(o *Entry) bool {
		return o.Item == e.Item && (d.match(o.Patient) != clinical.MatchConflict || o.word.SamePatient || o.poorlyRead() ||
			classify.Compare(e.Patient, o.Patient) == clinical.MatchConflict)
	})
}

// saidOf tells whether there is a finding already that the file of e is about
// another person.
func (d *Dossier) saidOf(e *Entry) bool {
	return slices.ContainsFunc(d.Findings, func(f clinical.Finding) bool { return f.Rule == "other-person" && f.Path == e.firstPath() })
}

// lookForOthers finds pages inside a record of this patient that name somebody
// else as the patient. Such a page, and those after it up to the next that names
// this patient, become a record of their own that is set aside, and the record
// is judged without them.
func (d *Dossier) lookForOthers(e *Entry) {
	doc := e.Document()
	if doc == nil || e.word.SamePatient || doc.Structured {
		return
	}
	if d.strangersInText(e) {
		return
	}
	pages := e.ownPages()
	strange, first := d.strangePages(pages, func(classify.Sighting) bool { return true })
	if len(strange) == 0 {
		return
	}
	page := e.filePage(first.Page)
	rest := "The page is still in the packet."
	if len(strange) < len(pages) && len(doc.Pages) == len(doc.Sizes) && len(e.More) == 0 {
		other := &Entry{Item: e.Item, Aside: aboutAnother}
		other.OriginalPages = e.split(strange)
		d.takeOut(e, other, first)
		rest = "It was left out of the packet, with those after it that name nobody; the original file still holds it."
	}
	d.find(clinical.Finding{
		Rule: "other-person-page", Severity: clinical.SeverityError, Path: e.Item.Key(), Page: page,
		Message: fmt.Sprintf("Page %d of this paper names another person as the patient. %s", page, rest),
		Fix:     "Look at the page. If it is somebody else's, make a copy of the file without it and put that into the folder instead.",
		Private: fmt.Sprintf("page %d says %s; the case is %s", page, person(first.Patient), person(d.Case.Patient)),
	})
}

// strangePages lists the pages that name another person, with those that follow
// one and name nobody, and the first sighting of such a person; telling says which
// sightings count.
func (d *Dossier) strangePages(pages []string, telling func(classify.Sighting) bool) (strange []int, first classify.Sighting) {
	other, own := map[int]classify.Sighting{}, map[int]bool{}
	for _, s := range classify.Identity(pages) {
		switch d.match(s.Patient) {
		case clinical.MatchConflict:
			if telling(s) {
				other[s.Page] = s
			}
		case clinical.MatchSame, clinical.MatchProbable:
			own[s.Page] = true
		}
	}
	inside := false
	for n := 1; n <= len(pages); n++ {
		sighting, named := other[n]
		switch {
		case own[n]:
			inside = false
		case named:
			inside = true
			if first.Page == 0 {
				first = sighting
			}
		}
		if inside {
			strange = append(strange, n)
		}
	}
	return strange, first
}

func person(p clinical.Patient) string {
	s := p.Name()
	if s == "" {
		s = "no name"
	}
	if !p.BirthDate.IsZero() {
		s += ", born " + p.BirthDate.Human()
	}
	return s
}

// firstPath names the file that a finding about the entry points at; for a scan
// of many files, the first of them.
func (e *Entry) firstPath() string {
	fs := e.files()
	if len(fs) == 0 {
		return ""
	}
	return fs[0].Key()
}
