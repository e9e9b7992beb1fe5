package hl7

import (
	"bytes"
	"encoding/json"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
)

// resource is what this package reads of any FHIR R4 resource. The same element
// has different types in different resources: many reads one or a list, text
// reads a string or nothing.
type resource struct {
	ResourceType string
	Language     text
	Text         struct{ Status, Div string }
	Title        text
	Type, Code   many[concept]
	Category     many[concept]

	// Date, EffectiveDateTime, Issued, Period and Context.Period date it.
	Date, EffectiveDateTime, Issued text
	EffectivePeriod                 period0
	Context                         struct{ Period period0 }

	Author, Performer many[reference]
	Custodian         many[reference]

	Conclusion    text
	PresentedForm many[attachment]
	Content       many[struct{ Attachment attachment }]
	Section       many[section]

	// Of a Patient. Label is the name of an Organization.
	Names      many[humanName] `json:"name"`
	Label      text            `json:"-"`
	BirthDate  text
	Gender     text
	Identifier many[identifier]
}

// UnmarshalJSON reads "name", which is a list for people and a string for
// organisations, both ways.
func (r *resource) UnmarshalJSON(b []byte) error {
	type plain resource
	err := json.Unmarshal(b, (*plain)(r))
	if r.ResourceType == "Organization" {
		var o struct{ Name text }
		if json.Unmarshal(b, &o) == nil {
			r.Label = o.Name
		}
	}
	return err
}

type period0 struct{ Start, End text }

type reference struct{ Display text }

type concept struct {
	Coding []struct{ System, Code, Display text }
	Text   text
}

type attachment struct {
	ContentType, Title, Data, URL, Creation text
}

type section struct {
	Title   text
	Code    concept
	Text    struct{ Status, Div string }
	Section many[section]
}

type humanName struct {
	Use, Text, Family text
	Given             many[text]
}

type identifier struct {
	System, Value text
	Type          concept
}

// many is one value or a list of them; a value of another type is none.
type many[T any] []T

// UnmarshalJSON reads a list, or one value as a list of one.
func (m *many[T]) UnmarshalJSON(b []byte) error {
	if b = bytes.TrimSpace(b); len(b) > 0 && b[0] == '[' {
		var list []T
		if err := json.Unmarshal(b, &list); err == nil {
			*m = list
		}
		return nil
	}
	var one T
	if err := json.Unmarshal(b, &one); err == nil && len(b) > 0 && b[0] != 'n' {
		*m = many[T]{one}
	}
	return nil
}

// text is a string; a value of another type is "".
type text string

// UnmarshalJSON reads a string.
func (t *text) UnmarshalJSON(b []byte) error {
	var s string
	if json.Unmarshal(b, &s) == nil {
		*t = text(strings.TrimSpace(s))
	}
	return nil
}

// says is the concept in words.
func (c concept) says() string {
	if c.Text != "" {
		return string(c.Text)
	}
	for _, k := range c.Coding {
		if k.Display != "" {
			return string(k.Display)
		}
	}
	return ""
}

type loincCode struct{ value, name string }

func (c loincCode) as(system string) clinical.Code {
	return clinical.Code{System: system, Value: c.value, Name: c.name}
}

// codes are the LOINC codes of the type, code and category of a resource.
func (r *resource) codes() []loincCode {
	var out []loincCode
	for _, list := range []many[concept]{r.Type, r.Code, r.Category} {
		for _, c := range list {
			for _, k := range c.Coding {
				if k.System == "http://loinc.org" || k.System == "urn:oid:"+oidLOINC {
					out = append(out, loincCode{string(k.Code), string(k.Display)})
				}
			}
		}
	}
	return out
}

func (r *resource) patient() clinical.Patient {
	p := clinical.Patient{Sex: sex(string(r.Gender)), BirthDate: fhirDate(string(r.BirthDate))}
	for i, n := range r.Names {
		if i == 0 || n.Use == "official" {
			p.Family, p.Given = n.parts()
		}
		if n.Use == "official" {
			break
		}
	}
	for _, id := range r.Identifier {
		if id.isRecordNumber() {
			p.IDs = appendOnce(p.IDs, string(id.Value))
		}
	}
	return p
}

func (n humanName) parts() (family, given string) {
	if n.Family == "" && len(n.Given) == 0 {
		return splitName(string(n.Text))
	}
	var words []string
	for _, g := range n.Given {
		words = append(words, string(g))
	}
	return string(n.Family), strings.Join(words, " ")
}

// isRecordNumber leaves out the numbers of passports, licences and social
// security, which no doctor needs.
func (id identifier) isRecordNumber() bool {
	if id.Value == "" || strings.Contains(string(id.System), "ssn") {
		return false
	}
	for _, c := range id.Type.Coding {
		switch c.Code {
		case "MR", "MRN", "PI", "PT", "MRT":
			return true
		}
	}
	return len(id.Type.Coding) == 0 && !strings.Contains(string(id.System), "://github.com/")
}

// fhirDate is the calendar date of a FHIR date, dateTime or instant.
func fhirDate(s string) clinical.Date {
	if i := strings.IndexByte(s, 'T'); i >= 0 {
		s = s[:i]
	}
	d, err := clinical.ParseDate(s)
	if err != nil {
		return clinical.Date{}
	}
	return d
}

// date is the date of service: when it was done, else when it was written.
func (r *resource) date() clinical.Date {
	candidates := []text{r.EffectiveDateTime, r.EffectivePeriod.Start, r.Context.Period.Start, r.Date, r.Issued}
	if r.ResourceType == "Composition" {
		candidates = []text{r.Date}
	}
	for _, s := range candidates {
		if d := fhirDate(string(s)); !d.IsZero() {
			return d
		}
	}
	return clinical.Date{}
}

func (r *resource) title() string {
	if r.Title != "" {
		return string(r.Title)
	}
	for _, list := range []many[concept]{r.Code, r.Type} {
		for _, c := range list {
			if s := c.says(); s != "" {
				return s
			}
		}
	}
	return ""
}

func (r *resource) authors() string {
	var out []string
	for _, a := range r.Author {
		if a.Display != "" {
			out = appendOnce(out, string(a.Display))
		}
	}
	return strings.Join(out, "; ")
}

func (r *resource) facility() string {
	for _, list := range []many[reference]{r.Custodian, r.Performer} {
		for _, x := range list {
			if x.Display != "" {
				return string(x.Display)
			}
		}
	}
	return ""
}
