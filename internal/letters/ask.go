package letters

import (
	"fmt"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/letters/casenumber"
)

// Ask is one document, or one scan, that is asked of one place.
type Ask struct {
	// Items are ids of the checklist items that it would satisfy: a scan with its
	// report satisfies two.
	Items []string
	// Name is what a records office calls it: "Operative note (operation report)".
	Name string
	// Of says for each event what it was and when: "left mastectomy, 19 March 2026".
	Of []string
	// Numbers are pathology case numbers or accession numbers, where there are any.
	Numbers []string
	// Note is what else a records office should know.
	Note string
	// Scan tells that pictures are asked for, or the report of pictures.
	Scan             bool
	Pictures, Report bool
	// Again tells that it was asked for before, and not sent in time.
	Again bool
	// Why says for the owner of the papers why this place is asked.
	Why string
}

// hospitalKinds tells whether a hospital has papers of the kind to give. What a
// patient writes or signs, and a referral that nobody has written yet, cannot be
// asked for as a record.
func hospitalKind(k clinical.Kind) bool {
	switch k {
	case clinical.MedicationList, clinical.AllergyList, clinical.FamilyHistory, clinical.HealthHistory, clinical.PortalSummary,
		clinical.ClinicalPhoto, clinical.AdvanceDirective, clinical.Other, clinical.Unknown:
		return false
	}
	return k.Group() != clinical.GroupFront && k.Group() != clinical.GroupConsent
}

// kindsOf are the kinds of an item; a list that names none has items named for
// their kind.
func kindsOf(it clinical.ChecklistItem) []clinical.Kind {
	if k := clinical.Kind(it.ID); len(it.Kinds) == 0 && k.Valid() {
		return []clinical.Kind{k}
	}
	return it.Kinds
}

// askable tells whether a letter asks for the item as it stands, and why not
// where one might expect it to.
func (s Subject) askable(it clinical.ChecklistItem) (ok bool, why string) {
	switch {
	case it.Level == "optional" && !s.All:
		return false, ""
	case it.Status == clinical.StatusOld && it.Level == "required":
	case it.Status == clinical.StatusDoubtful:
		return false, "a paper may be this already: look at it first"
	case !it.Status.Wanting():
		return false, ""
	}
	if !slices.ContainsFunc(kindsOf(it), hospitalKind) {
		return false, "this is yours to write or to bring, not a record of a hospital"
	}
	return true, ""
}

func material(it clinical.ChecklistItem) bool {
	return slices.Contains(kindsOf(it), clinical.PathologyMaterial)
}

// placed is an Ask with the place that is asked; "" where nobody could name it.
type placed struct {
	Ask
	place string
}

// asksFor divides one item among the places that have its events.
func (s Subject) asksFor(g *gazetteer, it clinical.ChecklistItem) []placed {
	kinds := kindsOf(it)
	base := Ask{Items: []string{it.ID}, Name: documentName(it), Note: note(s, it)}
	if slices.Contains(kinds, clinical.ImagingStudy) || slices.Contains(kinds, clinical.ImagingReport) {
		base.Scan, base.Pictures, base.Report = true, slices.Contains(kinds, clinical.ImagingStudy), slices.Contains(kinds, clinical.ImagingReport)
	}
	held := s.held(kinds)
	var out []placed
	for _, e := range s.eventsFor(g, it, kinds) {
		if it.Status != clinical.StatusUnusable && it.Status != clinical.StatusOld && e.heldBy(held, kinds) {
			continue
		}
		out = join(out, base, e)
	}
	if len(out) > 0 && it.Status != clinical.StatusUnusable && it.Status != clinical.StatusOld {
		return s.withNumbers(g, kinds, out)
	}
	place, why := s.placeWithout(g, it, kinds)
	base.Why = why
	for _, r := range s.records(it) {
		if line := dated("", r.Date); line != "" && it.Status != clinical.StatusOld && !slices.Contains(base.Of, line) {
			base.Of = append(base.Of, line)
		}
	}
	return s.withNumbers(g, kinds, []placed{{base, place}})
}

// eventsFor are the events of which the item should have a record. An item of the
// list of one cancer is narrower than its kinds: its name says what is meant.
func (s Subject) eventsFor(g *gazetteer, it clinical.ChecklistItem, kinds []clinical.Kind) []event {
	if ofPack(it.ID) {
		return nil
	}
	return g.events(kinds)
}

// ofPack tells an item of the list of one cancer: "breast.mammogram".
func ofPack(id string) bool { return strings.Contains(id, ".") }

// join adds an event to what is asked of its place.
func join(out []placed, base Ask, e event) []placed {
	i := slices.IndexFunc(out, func(p placed) bool { return p.place == e.place })
	if i < 0 {
		i = len(out)
		base.Why = e.why
		base.Of, base.Numbers = nil, nil
		out = append(out, placed{base, e.place})
	}
	line := dated(e.what, e.date)
	if !e.before.IsZero() && e.date.IsZero() {
		line = strings.TrimSpace(e.what + " on or shortly before " + longDate(e.before))
	}
	if len(e.numbers) > 0 {
		line = strings.TrimSpace(line + " (accession number " + strings.Join(e.numbers, ", ") + ")")
	}
	if line != "" && !slices.Contains(out[i].Of, line) {
		out[i].Of = append(out[i].Of, line)
	}
	return out
}

// dated writes an event with its date: "left mastectomy, 19 March 2026".
func dated(what string, d clinical.Date) string {
	when := longDate(d)
	switch {
	case what == "":
		return when
	case when == "":
		return what
	}
	return what + ", " + when
}

// held are the usable papers of the kinds.
func (s Subject) held(kinds []clinical.Kind) []clinical.Paper {
	var out []clinical.Paper
	for _, p := range s.Papers {
		if slices.Contains(kinds, p.Kind) && !p.Unreadable && p.Confidence != clinical.Unsure {
			out = append(out, p)
		}
	}
	return out
}

// heldBy tells that a paper that is here is the record of the event. An event
// without a date counts as held where there is any.
func (e event) heldBy(held []clinical.Paper, kinds []clinical.Kind) bool {
	if slices.Contains(kinds, clinical.ImagingStudy) && slices.Contains(kinds, clinical.ImagingReport) {
		return false // one of the two may be wanting
	}
	return slices.ContainsFunc(held, func(p clinical.Paper) bool {
		if e.date.IsZero() {
			return true
		}
		m := ""
		if p.Study != nil && len(p.Study.Modalities()) > 0 {
			m = p.Study.Modalities()[0]
		}
		return sameModality(m, e.modality) && close(p.Date, e.date, 10)
	})
}

// records are the papers that an item stands on.
func (s Subject) records(it clinical.ChecklistItem) []clinical.Paper {
	var out []clinical.Paper
	for _, p := range s.Papers {
		if slices.Contains(it.Records, p.ID) {
			out = append(out, p)
		}
	}
	return out
}

// note says what a records office should know of what is here already.
func note(s Subject, it clinical.ChecklistItem) string {
	switch it.Status {
	case clinical.StatusUnusable:
		return "the copy that I have is not whole or cannot be read; please send it again, all pages"
	case clinical.StatusOld:
		newest := clinical.Date{}
		for _, p := range s.records(it) {
			if p.Date.Compare(newest) > 0 {
				newest = p.Date
			}
		}
		if newest.IsZero() {
			return "the latest one"
		}
		return "the latest one; mine is of " + longDate(newest)
	}
	return ""
}

// documentName is the field's term with the plain title behind it.
func documentName(it clinical.ChecklistItem) string {
	term, title := it.Term, oneLine(it.Title)
	if k := kindsOf(it); term == "" && len(k) > 0 && it.ID == string(k[0]) {
		term = k[0].StandardTerm()
	}
	term = oneLine(term)
	switch {
	case term == "" || strings.EqualFold(term, title):
		return title
	case title == "":
		return term
	}
	return fmt.Sprintf("%s (%s)", term, lowerFirst(title))
}

// lowerFirst writes a title inside a sentence; "CT" and "HER2" stay as they are.
func lowerFirst(s string) string {
	if len(s) > 1 && s[0] >= 'A' && s[0] <= 'Z' && s[1] >= 'a' && s[1] <= 'z' {
		return string(s[0]+'a'-'A') + s[1:]
	}
	return s
}

// withNumbers adds the pathology case numbers that papers name to what is asked
// about tissue, each at the place whose papers name it, or at all where none does.
func (s Subject) withNumbers(g *gazetteer, kinds []clinical.Kind, out []placed) []placed {
	if !slices.ContainsFunc(kinds, func(k clinical.Kind) bool { return k.Group() == clinical.GroupPathology }) {
		return out
	}
	held := s.held(kinds)
	for _, p := range s.Papers {
		if slices.ContainsFunc(held, func(h clinical.Paper) bool { return h.ID == p.ID }) {
			continue // its number is that of what is here
		}
		for _, n := range casenumber.Of(p) {
			at := g.find(facilityOf(p))
			i := slices.IndexFunc(out, func(o placed) bool { return o.place == at })
			if i < 0 && len(out) > 0 {
				i = 0
			}
			if i >= 0 && !slices.Contains(out[i].Numbers, n) && len(out[i].Numbers) < casenumber.Most {
				out[i].Numbers = append(out[i].Numbers, n)
			}
		}
	}
	return out
}
