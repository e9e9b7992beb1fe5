package people

import (
	"slices"

	"github.com/medbundle/medbundle/internal/classify/dates"
	"github.com/medbundle/medbundle/internal/classify/nametext"
	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

// Sighting is one place at which a page names a person as the patient.
type Sighting struct {
	clinical.Patient
	// Page counts the pages of the document from 1.
	Page int
	// Sure tells that the page itself says which part is the family name: by a
	// label, a comma or capitals.
	Sure bool
	// Text quotes the place.
	Text string
}

// Identity lists every person whom the pages name as the patient, in reading
// order: by a label ("Patient:", "DOB", "Nombre"), by the words of a letter
// ("unsere Patientin, Frau …, geb. am …"), or by a birth date next to a name.
// Doctors, relatives and places have no such label and are left out.
func Identity(pages []string) []Sighting {
	read := words.Read(pages)
	known := dates.Read(read, words.LanguageOf(read), dates.Told{})
	return Find(read, MarkBirths(read, known, clinical.Date{}))
}

// Find is Identity of pages whose words and dates are read already.
func Find(pages []*words.Page, known dates.Reading) []Sighting {
	var out []Sighting
	lang := words.LanguageOf(pages)
	for _, p := range pages {
		out = append(out, page{nametext.Page{Page: p, Lang: lang}}.people(known)...)
		if len(out) > maxPeople {
			return out[:maxPeople]
		}
	}
	if len(pages) > 0 && !slices.ContainsFunc(out, func(s Sighting) bool { return s.HasName() }) {
		p := page{nametext.Page{Page: pages[0], Lang: lang}}
		if x, ok := p.greeted(); ok {
			out = append(out, Sighting{Patient: x.Patient, Page: p.Number, Text: p.Quote(x.start)})
		}
	}
	return out
}

// maxPeople bounds the sightings of one document: a list of patients is not a record.
const maxPeople = 200

// people collects the parts on a page into persons: parts that follow each
// other closely and do not repeat what is known belong to one person.
func (p page) people(known dates.Reading) []Sighting {
	var out []Sighting
	var cur part
	flush := func() {
		if cur.Family == "" && cur.Former != "" {
			cur.Family, cur.Former = cur.Former, "" // the only one that the paper tells
		}
		if cur.HasName() || !cur.BirthDate.IsZero() {
			out = append(out, Sighting{Patient: cur.Patient, Page: p.Number, Sure: cur.sure, Text: p.Quote(cur.start)})
		}
		cur = part{}
	}
	for _, x := range p.parts(known) {
		if !cur.IsZero() && (x.start-cur.end > 500 || !cur.accepts(x)) {
			flush()
		}
		cur.take(x)
	}
	flush()
	return out
}
