package classify

import (
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
)

// Sighting is one place at which a page names a person as the patient.
type Sighting struct {
	clinical.Patient
	// Page counts the pages of the document from 1.
	Page int
	// Text quotes the place.
	Text string
}

// Identity lists every person whom the pages name as the patient, in reading
// order: by a label ("Patient:", "DOB", "Nombre"), by the words of a letter
// ("unsere Patientin, Frau …, geb. am …"), or by a birth date next to a name.
// Doctors, relatives and places have no such label and are left out.
func Identity(pages []string) (people []Sighting) {
	read := readPages(pages)
	return identity(read, readDates(read, language(read)))
}

func identity(pages []*page, dates dateReading) []Sighting {
	var out []Sighting
	for _, p := range pages {
		out = append(out, p.people(dates)...)
		if len(out) > maxPeople {
			return out[:maxPeople]
		}
	}
	return out
}

// maxPeople bounds the sightings of one document: a list of patients is not a record.
const maxPeople = 200

// part is one piece of what a page says about a person, at its place.
type part struct {
	clinical.Patient
	start, end int
	label      string // "name", "family", "given", "running", "number", "sex", "born"
}

// people collects the parts on a page into persons: parts that follow each
// other closely and do not repeat what is known belong to one person.
func (p *page) people(dates dateReading) []Sighting {
	var out []Sighting
	var cur part
	flush := func() {
		if cur.HasName() || !cur.BirthDate.IsZero() {
			out = append(out, Sighting{Patient: cur.Patient, Page: p.number, Text: p.quote(cur.start, cur.end)})
		}
		cur = part{}
	}
	for _, x := range p.parts(dates) {
		if !cur.IsZero() && (x.start-cur.end > 500 || !cur.accepts(x)) {
			flush()
		}
		cur.take(x)
	}
	flush()
	return out
}

// accepts tells whether x may be about the same person: it fills a field that
// is empty or says again what is there.
func (c part) accepts(x part) bool {
	if c.completedBy(x) {
		return true
	}
	clash := func(a, b string) bool { return a != "" && b != "" && fold(a) != fold(b) }
	if x.HasName() && c.HasName() && (clash(c.Family, x.Family) || clash(c.Given, x.Given)) {
		return x.Family == "" || x.Given == "" || c.Family == "" || c.Given == "" || compareNames(c.Patient, x.Patient) >= namesNear
	}
	return x.BirthDate.IsZero() || c.BirthDate.IsZero() || x.BirthDate == c.BirthDate
}

// completedBy tells whether c is a name under a label that may mean either half
// ("Nombre: Joel", "Nom : MARTIN") and x the other half ("Apellidos: …", "Prénom : …").
func (c part) completedBy(x part) bool {
	return c.label == "name" && c.HasName() && (x.label == "family" && x.Family != "" || x.label == "given" && x.Given != "")
}

// complete puts the halves of a name in their places.
func (c *part) complete(x part) {
	whole := strings.TrimSpace(c.Given + " " + c.Family)
	if x.label == "family" {
		c.Family, c.Given = x.Family, withoutWords(whole, x.Family)
	} else {
		c.Family, c.Given = withoutWords(whole, x.Given), x.Given
	}
	c.label = "whole"
}

// withoutWords drops the words of part from name, for labels that repeat each other.
func withoutWords(name, part string) string {
	if strings.EqualFold(name, part) {
		return ""
	}
	drop := strings.Fields(fold(part))
	var out []string
	for _, w := range strings.Fields(name) {
		if !contains(drop, fold(w)) {
			out = append(out, w)
		}
	}
	return strings.Join(out, " ")
}

// take fills the empty fields of c from x.
func (c *part) take(x part) {
	if c.IsZero() {
		*c = x
		return
	}
	if c.completedBy(x) {
		c.complete(x)
		c.end = max(c.end, x.end)
		return
	}
	if !c.HasName() {
		c.label = x.label
	}
	if c.Family == "" {
		c.Family = x.Family
	}
	if c.Given == "" {
		c.Given = x.Given
	}
	if c.BirthDate.IsZero() {
		c.BirthDate = x.BirthDate
	}
	if c.Sex == "" {
		c.Sex = x.Sex
	}
	for _, id := range x.IDs {
		if !contains(c.IDs, id) && len(c.IDs) < 8 {
			c.IDs = append(c.IDs, id)
		}
	}
	c.end = max(c.end, x.end)
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// parts lists what the labels of the page say, in order.
func (p *page) parts(dates dateReading) []part {
	var out []part
	taken := -1
	p.each(func(h hit, m meaning) {
		start, end := p.words[h.first].start, p.words[h.last-1].end
		if start < taken {
			return
		}
		x := part{start: start, end: end, label: m.what}
		switch m.what {
		case "name", "family", "given":
			if !p.isIdentityLabel(h, m.what) {
				return
			}
			name, stop := p.nameAfter(end, h.last)
			x.end = stop
			x.Family, x.Given = splitName(name, m.what)
		case "running":
			name, stop := p.nameAfter(end, h.last)
			x.end = stop
			x.Family, x.Given = splitName(name, "running")
		case "number":
			if id, stop := p.numberAfter(end); id != "" {
				x.IDs, x.end = []string{id}, stop
			}
		case "sex":
			x.Sex = p.sexAfter(end)
		}
		if !x.IsZero() {
			out = append(out, x)
			taken = x.end
		}
	}, chIdentity)
	return p.withBirthDates(out, dates)
}

// maxBirths bounds the birth dates that are read of one page.
const maxBirths = 50

// withBirthDates adds the birth dates of the page among the parts; one without
// a named patient before it takes the name on its own line.
func (p *page) withBirthDates(parts []part, dates dateReading) []part {
	births := 0
	for _, s := range dates.spots {
		if births == maxBirths {
			break
		}
		if s.page != p.number || s.role != "born" && !p.bareBirth(s) || s.date.Precision() == clinical.PrecisionMonth && s.label == "*" {
			continue
		}
		births++
		x := part{start: s.start, end: s.end, label: "born"}
		x.Family, x.Given = p.nameBefore(s.start)
		near := false
		for _, o := range parts {
			if o.HasName() && s.start-o.end < 300 && o.start-s.end < 200 {
				near = true
				if compareNames(x.Patient, o.Patient) < namesNear {
					x.Family, x.Given = "", ""
				}
			}
		}
		if !near && !x.HasName() {
			x.Family, x.Given = p.nameInAddress(s.start)
		}
		x.BirthDate = s.date
		parts = insertPart(parts, x)
	}
	return parts
}

// bareBirth tells whether a date at the head of the first page follows a name
// and a comma directly ("Andrea Ilgner, 21.10.1982, wohnhaft …").
func (p *page) bareBirth(s dateSpot) bool {
	if s.page != 1 || s.role != "" || len(p.lines) == 0 || p.lineAt(s.start) > 3 || s.date.Year > 2015 {
		return false
	}
	after := strings.TrimLeft(fold(p.text[s.end:min(len(p.text), s.end+20)]), " ,")
	return strings.HasPrefix(after, "wohnhaft") || strings.HasPrefix(after, "wh")
}

func insertPart(parts []part, x part) []part {
	i := 0
	for i < len(parts) && parts[i].start < x.start {
		i++
	}
	parts = append(parts, part{})
	copy(parts[i+1:], parts[i:])
	parts[i] = x
	return parts
}

// isIdentityLabel tells whether a phrase like "name" or "patient" stands as a
// label: before a colon, or alone before the value in a table or header.
func (p *page) isIdentityLabel(h hit, what string) bool {
	end := p.words[h.last-1].end
	l := p.lines[p.words[h.last-1].line]
	after := strings.TrimLeft(p.text[end:l.end], " \t")
	if strings.HasPrefix(after, "(") {
		if i := strings.IndexByte(after, ')'); i > 0 && i < 16 {
			after = strings.TrimLeft(after[i+1:], " \t")
		}
	}
	if strings.HasPrefix(after, ":") {
		return !p.follows(h, "doctor", "physician", "hospital", "file", "company", "drug", "generic", "brand", "product", "test", "medication", "procedure", "contact", "arzt", "mother", "father", "s", "user", "facility", "provider", "guardian", "referring", "surgeon", "insurance", "group", "medico", "responsible", "emergency", "spouse", "med", "trade")
	}
	if h.first != l.first {
		return false
	}
	// a label without colon: the value follows in capitals or behind a wide gap
	return what == "name" && h.last-h.first > 1 || strings.HasPrefix(p.text[end:l.end], "  ") || strings.HasPrefix(p.text[end:l.end], "\t")
}

// follows tells whether the word before the phrase is one of the given.
func (p *page) follows(h hit, words ...string) bool {
	if h.first == 0 || p.words[h.first-1].line != p.words[h.first].line {
		return false
	}
	w := p.words[h.first-1]
	if strings.ContainsAny(p.text[w.end:p.words[h.first].start], ".:;,|\t") {
		return false
	}
	return contains(words, fold(p.text[w.start:w.end]))
}
