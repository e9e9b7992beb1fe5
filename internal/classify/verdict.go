package classify

import (
	"cmp"

	"github.com/medbundle/medbundle/internal/classify/authors"
	"github.com/medbundle/medbundle/internal/classify/dates"
	"github.com/medbundle/medbundle/internal/classify/people"
	"github.com/medbundle/medbundle/internal/classify/quality"
	"github.com/medbundle/medbundle/internal/classify/sameperson"
	"github.com/medbundle/medbundle/internal/classify/sections"
	"github.com/medbundle/medbundle/internal/classify/service"
	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

// Document tells what s is. It never fails: where nothing can be told, the kind
// is clinical.Unknown and the confidence clinical.Unsure.
func Document(s Subject) Verdict {
	pages := words.Read(s.Pages)
	v := Verdict{Language: words.LanguageOf(pages)}
	known := dates.Read(pages, v.Language, dates.Told{Order: s.Order, Birth: s.Case.BirthDate})
	known = people.MarkBirths(pages, known, s.Case.BirthDate)
	v.OrderProof, v.order = known.Proof, known.Order
	best := v.decideKind(s, pages, known)
	v.takeFolder(s.Path)
	v.decidePatient(s, pages, known)
	v.decideDate(s, pages, known)
	v.decideFacility(s, pages, known)
	v.Patient = numberedBy(v.Patient, v.Facility)
	v.decideAuthor(s, pages)
	v.Title = humanTitle(s, pages, best, v.Kind, v.Patient)
	v.Quality = quality.Notes(pages)
	return v
}

func (v *Verdict) decideKind(s Subject, pages []*words.Page, known dates.Reading) *tally {
	ts := tallies{}
	ts.count(pages)
	ts.addStay(pages, known)
	if s.Part.Kind != "" {
		v.Kind, v.Confidence = s.Part.Kind, clinical.Likely
		if s.Part.Sure {
			v.Confidence = clinical.Certain
		}
		v.Evidence = append(v.Evidence, clinical.Evidence{Claim: clinical.ClaimKind, Source: "section", Text: words.TrimQuote(s.Title)})
		return ts[string(v.Kind)]
	}
	if kind, code, ok := sections.OfCodes(s.Codes); ok {
		v.Kind, v.Confidence = kind, clinical.Certain
		v.Evidence = append(v.Evidence, clinical.Evidence{Claim: clinical.ClaimKind, Source: "code", Text: words.TrimQuote(code.System + " " + code.Value + " " + code.Name)})
		return ts[string(kind)]
	}
	ts.addNames(s.Path)
	ts.addMetadataTitle(s.Title)
	best, sure := ts.decide(pages)
	if best == nil {
		v.Kind, v.Confidence = clinical.Unknown, clinical.Unsure
		return nil
	}
	v.Kind, v.Confidence = best.kind, sure
	v.Evidence = append(v.Evidence, best.topEvidence(5)...)
	return best
}

// decidePatient takes the person of the header, or the one whom the pages name most.
func (v *Verdict) decidePatient(s Subject, pages []*words.Page, known dates.Reading) {
	if s.Patient.HasName() || !s.Patient.BirthDate.IsZero() {
		v.Patient, v.sure = s.Patient, s.Patient.Family != "" && s.Patient.Given != ""
		v.Evidence = append(v.Evidence, clinical.Evidence{Claim: clinical.ClaimPatient, Source: "header", Text: words.TrimQuote(s.Patient.Name() + " " + s.Patient.BirthDate.String())})
		return
	}
	sightings := people.Find(pages, known)
	if len(sightings) == 0 {
		return
	}
	seen := make([]sameperson.Named, len(sightings))
	for i, x := range sightings {
		seen[i] = sameperson.Named{Patient: x.Patient, Sure: x.Sure}
	}
	who, ok := sameperson.MajorityOf(seen)
	if !ok {
		who = fullest(seen)
	}
	for _, x := range seen {
		v.sure = v.sure || x.Sure && x.Family == who.Family && x.Given == who.Given
	}
	v.Patient, v.BirthOther = who, known.Other(who.BirthDate)
	for _, x := range sightings {
		if sameperson.Compare(who, x.Patient) != clinical.MatchConflict {
			v.Evidence = append(v.Evidence, clinical.Evidence{Claim: clinical.ClaimPatient, Source: "label", Text: x.Text, Page: x.Page})
			break
		}
	}
}

func (v *Verdict) decideAuthor(s Subject, pages []*words.Page) {
	if s.Author != "" {
		v.Author = words.Clip(s.Author, maxTitle)
		v.Evidence = append(v.Evidence, clinical.Evidence{Claim: clinical.ClaimAuthor, Source: "header", Text: words.TrimQuote(s.Author)})
		return
	}
	if a, ok := authors.Find(pages, v.Patient); ok {
		v.Author = a.Name
		v.Evidence = append(v.Evidence, clinical.Evidence{Claim: clinical.ClaimAuthor, Source: "signature", Text: a.Text, Page: a.Page})
	}
}

// numberedBy lets the house of a paper be the issuer of those record numbers of which
// nothing else is told: they are the numbers that it knows its patient by.
func numberedBy(p clinical.Patient, house string) clinical.Patient {
	if house == "" || len(p.IDs) == 0 {
		return p
	}
	issuers := make([]string, len(p.IDs))
	for i := range p.IDs {
		issuers[i] = cmp.Or(p.Issuer(i), house)
	}
	p.Issuers = issuers
	return p
}

// fullest is the first person with both a name and a birth date, else the first.
func fullest(seen []sameperson.Named) clinical.Patient {
	for _, p := range seen {
		if p.HasName() && !p.BirthDate.IsZero() {
			return p.Patient
		}
	}
	return seen[0].Patient
}

func (v *Verdict) decideDate(s Subject, pages []*words.Page, known dates.Reading) {
	if !s.Date.IsZero() {
		v.Date = s.Date
		v.Evidence = append(v.Evidence, clinical.Evidence{Claim: clinical.ClaimDate, Source: "header", Text: s.Date.String()})
		return
	}
	if spot, ok := service.Day(known, v.Kind); ok {
		v.Date, v.DateOther = spot.Date, known.Other(spot.Date)
		e := clinical.Evidence{Claim: clinical.ClaimDate, Source: "label", Text: pages[spot.Page-1].Quote(spot.Start), Page: spot.Page}
		if spot.Label == "" {
			e.Source = "letter head"
		}
		v.Evidence = append(v.Evidence, e)
		if spot.Ambiguous {
			v.Evidence = append(v.Evidence, clinical.Evidence{Claim: clinical.ClaimDate, Source: "order of day and month", Text: words.TrimQuote(known.Why)})
		}
		return
	}
	if spot, ok := dateOfName(s.Path); ok {
		v.Date = spot.Date
		v.Evidence = append(v.Evidence, clinical.Evidence{Claim: clinical.ClaimDate, Source: "file name", Text: words.TrimQuote(TitleFromName(s.Path))})
	}
}

func (v *Verdict) decideFacility(s Subject, pages []*words.Page, known dates.Reading) {
	if s.Facility != "" {
		v.Facility = s.Facility
		v.Evidence = append(v.Evidence, clinical.Evidence{Claim: clinical.ClaimFacility, Source: "header", Text: words.TrimQuote(s.Facility)})
		return
	}
	if name, e := facility(pages, known, v.Patient); name != "" {
		v.Facility = name
		v.Evidence = append(v.Evidence, e)
	}
}
