package hl7

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/document/rendition"
)

// Limits of one FHIR file: resources in a bundle, and JSON values in one
// resource, which cost many times their bytes once decoded.
const (
	maxResources = 200_000
	maxValues    = 500_000
	maxDepth     = 100
)

// FHIR reads one FHIR R4 resource or Bundle in JSON: what it says of the
// patient, its type and date, and every narrative. Entries without a narrative
// are counted and not drawn; Losses says so.
func FHIR(data []byte) (*Document, error) {
	data = []byte(rendition.Decode(data))
	x := exchange{doc: &Document{}, count: map[string]int{}, drawn: map[string]int{}}
	if err := x.read(data); err != nil {
		return nil, err
	}
	if len(x.types) == 0 {
		return nil, fmt.Errorf("%w: no FHIR resource inside", ErrDamaged)
	}
	x.header()
	x.draw()
	return x.doc, nil
}

// exchange is one file as its resources are met.
type exchange struct {
	doc          *Document
	types        []string // in the order of first appearance
	count, drawn map[string]int
	bundle       string // Bundle.timestamp
	organisation []string
	main         []*resource // those that say what the file is: Composition, reports
	told         []*resource // those with something to draw
	lost         int         // attachments that cannot be drawn
}

// read walks the top level. The entries of a Bundle are decoded one at a time.
func (x *exchange) read(data []byte) error {
	d := json.NewDecoder(bytes.NewReader(data))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return fmt.Errorf("%w: no JSON object inside", ErrDamaged)
	}
	single := true
	for d.More() {
		key, err := d.Token()
		if err == nil && key == "entry" {
			single = false
			err = x.entries(d)
		} else if err == nil {
			err = x.skip(d, key)
		}
		if errors.Is(err, ErrTooLarge) {
			return err
		}
		if err != nil {
			x.doc.Damaged = "the file breaks off"
			break
		}
	}
	if single && x.count["Bundle"] == 0 {
		x.types = nil
		return x.take(data)
	}
	return nil
}

// skip passes over one value of the top level, and notes the two that matter.
func (x *exchange) skip(d *json.Decoder, key json.Token) error {
	var v json.RawMessage
	if err := d.Decode(&v); err != nil {
		return err
	}
	var s string
	switch key {
	case "resourceType":
		if json.Unmarshal(v, &s) == nil && s == "Bundle" {
			x.seen(s)
		}
	case "timestamp":
		_ = json.Unmarshal(v, &x.bundle) // a timestamp that is no string is none
	}
	return nil
}

func (x *exchange) entries(d *json.Decoder) error {
	if t, err := d.Token(); err != nil || t != json.Delim('[') {
		return fmt.Errorf("%w: a Bundle whose entry is no list", ErrDamaged)
	}
	for n := 0; d.More(); n++ {
		if n >= maxResources {
			return fmt.Errorf("%w: more than %d entries", ErrTooLarge, maxResources)
		}
		var e struct{ Resource json.RawMessage }
		if err := d.Decode(&e); err != nil {
			return err
		}
		if err := x.take(e.Resource); err != nil && !errors.Is(err, ErrDamaged) {
			return err
		}
	}
	_, err := d.Token()
	return err
}

// take reads one resource.
func (x *exchange) take(raw []byte) error {
	if values, depth := weigh(raw); values > maxValues || depth > maxDepth {
		return fmt.Errorf("%w: one entry holds %d values, %d deep", ErrTooLarge, values, depth)
	}
	r := &resource{}
	var mistyped *json.UnmarshalTypeError
	if err := json.Unmarshal(raw, r); err != nil && !errors.As(err, &mistyped) {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if !plainName(r.ResourceType) {
		return fmt.Errorf("%w: an entry without a resourceType", ErrDamaged)
	}
	x.seen(r.ResourceType)
	switch r.ResourceType {
	case "Patient":
		if x.doc.Patient.IsZero() {
			x.doc.Patient = r.patient()
		}
	case "Organization":
		x.organisation = append(x.organisation, string(r.Label))
	case "Composition", "DocumentReference", "DiagnosticReport":
		x.main = append(x.main, r)
	}
	if r.tells() {
		x.told = append(x.told, r)
	}
	return nil
}

// weigh counts the values of a JSON text, more or less, and how deep they nest.
func weigh(raw []byte) (values, depth int) {
	open, quoted := 0, false
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{', c == '[':
			values++
			open++
			depth = max(depth, open)
		case c == '}', c == ']':
			open--
		case c == ',':
			values++
		}
	}
	return values, depth
}

func (x *exchange) seen(kind string) {
	if x.count[kind] == 0 {
		x.types = append(x.types, kind)
	}
	x.count[kind]++
}

func plainName(s string) bool {
	return s != "" && len(s) <= 64 && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") == ""
}

// header says what the whole file is. A Composition speaks for the file, and so
// does a report that is alone; of many reports each is one part of it.
func (x *exchange) header() {
	d := x.doc
	first := x.leader()
	if first != nil {
		d.Title, d.Date = first.title(), first.date()
		d.Author, d.Language = first.authors(), string(first.Language)
		d.Facility = first.facility()
		for _, c := range first.codes() {
			d.addCode(c.as(systemLOINC))
		}
	}
	for _, t := range x.types {
		d.addCode(clinical.Code{System: systemFHIR, Value: t})
	}
	for _, r := range x.main {
		for _, c := range r.codes() {
			if r != first {
				d.addCode(c.as(systemSection))
			}
		}
	}
	if len(x.organisation) == 1 && d.Facility == "" {
		d.Facility = x.organisation[0]
	}
	if d.Date.IsZero() {
		d.Date = fhirDate(x.bundle)
	}
	if d.Title == "" {
		d.Title = "Health record (FHIR)"
	}
}

func (x *exchange) leader() *resource {
	for _, r := range x.main {
		if r.ResourceType == "Composition" {
			return r
		}
	}
	if len(x.main) == 1 {
		return x.main[0]
	}
	return nil
}

// draw adds every narrative, then what the file holds.
func (x *exchange) draw() {
	b := rendition.NewBuilder()
	x.top(b)
	for _, r := range x.told {
		if r.draw(b, x) {
			x.drawn[r.ResourceType]++
		}
	}
	x.inventory(b)
	x.doc.Blocks = b.Blocks()
	if b.Cut() {
		x.doc.Losses = append(x.doc.Losses, "the end is cut, for the text is very long")
	}
	if x.lost > 0 {
		x.doc.Losses = append(x.doc.Losses, fmt.Sprintf("attached files are not drawn (%d)", x.lost))
	}
}

func (x *exchange) top(b *rendition.Builder) {
	d := x.doc
	b.Add(rendition.Block{Kind: rendition.Heading, Level: 1, Text: d.Title})
	var rows [][]string
	for _, r := range [][]string{
		{"Patient:", d.Patient.Name()}, {"Date of birth:", d.Patient.BirthDate.Human()},
		{"Record numbers:", strings.Join(d.Patient.IDs, ", ")},
		{"Date:", d.Date.Human()}, {"Facility:", d.Facility}, {"Author:", d.Author},
	} {
		if r[1] != "" {
			rows = append(rows, r)
		}
	}
	if len(rows) > 0 {
		b.Add(rendition.Block{Kind: rendition.Table, Rows: rows})
	}
}

// inventory lists the resources of the file by kind, and how many were drawn.
func (x *exchange) inventory(b *rendition.Builder) {
	rows := [][]string{{"Kind of entry", "In the file", "With text on these pages"}}
	silent := 0
	for _, t := range x.types {
		if t == "Bundle" {
			continue
		}
		n := x.count[t]
		rows = append(rows, []string{t, strconv.Itoa(n), strconv.Itoa(x.drawn[t])})
		silent += n - x.drawn[t]
	}
	b.Add(rendition.Block{Kind: rendition.Heading, Level: 2, Text: "What this file holds"})
	b.Add(rendition.Block{Kind: rendition.Table, Rows: rows, Header: true})
	if silent > 0 {
		x.doc.Losses = append(x.doc.Losses, fmt.Sprintf("%d coded entries without a text of their own are counted and not drawn", silent))
	}
}
