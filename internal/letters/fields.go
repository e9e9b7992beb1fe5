package letters

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/medbundle/medbundle/internal/clinical"
)

// Fields are what a template of a letter may name. docs/letters.md lists them.
// All of them are text in one line, or lists of such.
type Fields struct {
	// Today is the date of the letter, and Due the day by which an answer is owed
	// if it arrives that day: "30 November 2026".
	Today, Due string
	// Country is two letters, "" if not stated.
	Country string
	Patient PatientFields
	// Proxy is who acts for the patient; both fields are "" where nobody does.
	Proxy ProxyFields
	To    AddressFields
	// Documents are the papers that are asked for, Scans the scans.
	Documents []DocumentFields
	Scans     []ScanFields
	Tissue    TissueFields
	// ToDoctor tells that the records go straight to Doctor.
	ToDoctor bool
	Doctor   AddressFields
	// AskedOn and WasDue are the dates of the request that was not answered, ""
	// where this is the first.
	AskedOn, WasDue string
}

// PatientFields are whose records are asked for, and how to reach them.
type PatientFields struct {
	Name          string
	FormerNames   []string
	BirthDate     string
	RecordNumbers []string
	Address       []string
	Phone, Email  string
}

// ProxyFields are who acts for the patient.
type ProxyFields struct{ Name, Relationship string }

// AddressFields are somebody's address. Name is "" where it is a line to fill.
type AddressFields struct {
	Name              string
	Lines             []string
	Phone, Fax, Email string
}

// DocumentFields are one document.
type DocumentFields struct {
	Name    string
	Note    string
	Of      []string
	Numbers []string
	// Again tells that it was asked for before.
	Again bool
}

// ScanFields are one scan; Of is "" for all scans.
type ScanFields struct {
	Of               string
	Pictures, Report bool
	Again            bool
}

// TissueFields are what a laboratory is asked to lend.
type TissueFields struct {
	CaseNumbers []string
	Count       string
	SendTo      string
	ReturnBy    string
}

// Fields fills the fields of a letter.
func (s Subject) Fields(l Letter) Fields {
	pt := s.Case.Patient
	f := Fields{
		Today: longDate(s.Today), Due: longDate(l.Due), Country: string(s.Country),
		Patient: PatientFields{
			Name: oneLine(strings.TrimSpace(pt.Given + " " + pt.Family)), BirthDate: longDate(pt.BirthDate),
			FormerNames: s.formerNames(), RecordNumbers: l.To.RecordNumbers,
			Address: addressLines(s.Address), Phone: oneLine(s.Phone), Email: oneLine(s.Email),
		},
		To:       AddressFields{Name: l.To.Name, Lines: addressLines(l.To.Contact.Address), Phone: oneLine(l.To.Contact.Phone), Fax: oneLine(l.To.Contact.Fax), Email: oneLine(l.To.Contact.Email)},
		ToDoctor: s.ToDoctor, Doctor: s.doctor(),
		AskedOn: longDate(l.Reminder.Sent), WasDue: longDate(l.Reminder.Due),
	}
	if s.acted() {
		f.Proxy = ProxyFields{oneLine(s.Case.PreparedBy), oneLine(s.Case.Relationship)}
		if f.Proxy.Name == "" {
			f.Proxy.Name = "____________________"
		}
	}
	for _, d := range l.Documents {
		x := DocumentFields{Name: d.Name, Note: d.Note, Of: d.Of, Numbers: d.Numbers, Again: d.Again}
		if d.Scan {
			x.Note = cmp.Or(x.Note, "the pictures in DICOM format with their written report, as far as it was done")
		}
		f.Documents = append(f.Documents, x)
	}
	for _, sc := range l.Scans {
		f.Scans = append(f.Scans, ScanFields(sc))
	}
	if t := l.Tissue; t != nil {
		f.Tissue = TissueFields{t.CaseNumbers, t.Count, t.SendTo, longDate(t.ReturnBy)}
	}
	return f
}

// acted tells that somebody acts for the patient.
func (s Subject) acted() bool {
	return slices.ContainsFunc(s.Case.Facts, func(f clinical.Fact) bool { return f.ID == clinical.FactProxy && f.Value })
}

// doctor is the second doctor with the address of the contact of that name.
func (s Subject) doctor() AddressFields {
	out := AddressFields{Name: oneLine(s.Case.Recipient)}
	for _, c := range s.Case.Contacts {
		if out.Name != "" && (samePlace(c.Name, out.Name) || strings.EqualFold(oneLine(c.Name), out.Name)) {
			out.Lines, out.Phone, out.Fax, out.Email = addressLines(c.Address), oneLine(c.Phone), oneLine(c.Fax), oneLine(c.Email)
			break
		}
	}
	return out
}

func (s Subject) formerNames() []string {
	var out []string
	for _, n := range append(slices.Clone(s.FormerNames), s.Case.Patient.Former) {
		if n = oneLine(n); n != "" && !slices.Contains(out, n) && len(out) < 6 {
			out = append(out, n)
		}
	}
	return out
}

// mostAddress is how many lines an address may have.
const mostAddress = 8

func addressLines(s string) []string {
	var out []string
	for _, l := range strings.Split(s, "\n") {
		if l = oneLine(l); l != "" && len(out) < mostAddress {
			out = append(out, l)
		}
	}
	return out
}

// longDate writes a date so that no reader of any country mistakes it: "3 February 2026".
func longDate(d clinical.Date) string {
	switch d.Precision() {
	case clinical.PrecisionDay:
		return fmt.Sprintf("%d %s %d", d.Day, time.Month(d.Month), d.Year)
	case clinical.PrecisionMonth:
		return fmt.Sprintf("%s %d", time.Month(d.Month), d.Year)
	}
	return d.String()
}
