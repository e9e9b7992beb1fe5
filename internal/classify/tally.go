package classify

import (
	"path"
	"strings"

	"github.com/medbundle/medbundle/internal/classify/layout"
	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

// Limits on what single words can add: many small words never outweigh a title.
const (
	maxTermScore    = 14
	maxHeadingScore = 30
)

// tally is what speaks for one kind.
type tally struct {
	kind                 clinical.Kind
	title, heading, term int
	name, layout         int
	titleHit, own        *finding     // the weightiest titles, own: of those that are no letterhead
	seen                 map[int]bool // phrases counted
	headings             int          // distinct headings
	evidence             []finding
}

// formKinds are the groups whose papers are forms themselves: permissions, lists
// that a patient fills in, directives.
var formKinds = map[clinical.Group]bool{clinical.GroupConsent: true, clinical.GroupOther: true, clinical.GroupFront: true}

// isForm tells whether papers of the kind are forms themselves.
func isForm(k clinical.Kind) bool { return formKinds[k.Group()] || ownForms[k] > 0 }

// formWeight is at least what a title is worth that names a form for something:
// "Request for histology", "Consent to chemotherapy".
const formWeight = 15

// finding is one piece of evidence with its weight, to show the weightiest.
type finding struct {
	clinical.Evidence
	weight     int
	start, end int // bytes of the page's text
}

func (t *tally) score() int {
	return t.title + min(t.heading, maxHeadingScore) + min(t.term, maxTermScore) + t.name + t.layout
}

// tallies holds the tally of every kind that anything speaks for.
type tallies map[string]*tally

func (ts tallies) of(kind string) *tally {
	t := ts[kind]
	if t == nil {
		t = &tally{kind: clinical.Kind(kind), seen: map[int]bool{}}
		ts[kind] = t
	}
	return t
}

// count weighs the words of the pages.
func (ts tallies) count(pages []*words.Page) {
	for _, p := range pages {
		forms := layout.FormLines(p)
		p.EachLikely(func(h words.Hit, m words.Meaning) {
			if m.Channel == words.Title && forms[p.Words[h.First].Line] && !isForm(clinical.Kind(m.What)) {
				m.What, m.Weight = string(clinical.Other), max(m.Weight, formWeight)
			}
			ts.add(p, h, m)
		}, words.Title, words.Heading, words.Term)
	}
	for _, p := range pages {
		ts.layout(p)
	}
}

func (ts tallies) add(p *words.Page, h words.Hit, m words.Meaning) {
	t := ts.of(m.What)
	if h.Near {
		m.Weight -= m.Weight / 4
	}
	switch m.Channel {
	case words.Title:
		t.addTitle(p, h, m)
	case words.Heading:
		if p.IsHeading(h) {
			t.addOnce(p, h, m.Weight, "heading", &t.heading)
			t.headings++
		} else if m.Weight > 3 {
			t.addOnce(p, h, m.Weight/4, "term", &t.term)
		}
	case words.Term:
		t.addOnce(p, h, m.Weight, "term", &t.term)
		t.addTelling(p, h, m)
	}
}

// tellingTerm is the weight from which words at the head of a letter tell whether
// it follows a stay in hospital or a visit: "in stationärer Behandlung".
const tellingTerm = 6

func (t *tally) addTelling(p *words.Page, h words.Hit, m words.Meaning) {
	if m.Weight < tellingTerm || t.layout >= stayWeight || !p.InHead(p.Words[h.First].Start) {
		return
	}
	switch t.kind {
	case clinical.DischargeSummary:
		t.layout = stayWeight
		t.evidence = append(t.evidence, page{p}.finding(h, stayWeight, "dates of a stay"))
	case clinical.OncologyNote:
		t.layout = max(t.layout, visitWeight)
		t.evidence = append(t.evidence, page{p}.finding(h, visitWeight, "term"))
	}
}

// visitWeight is what a visit told at the head of a letter speaks for a clinic letter.
const visitWeight = 12

func (t *tally) addTitle(p *words.Page, h words.Hit, m words.Meaning) {
	w := m.Weight
	if w < plainTitle && p.ColonAfter(h) {
		w /= 3 // "MEDICATIONS: none" is a section, not a title
	}
	if (page{p}).likeAbbreviation(h) {
		return
	}
	if p.ColonBefore(h) {
		w /= 2 // "Procedure: EGD with biopsy" is a line of a head, not a title
	}
	inZone := p.InHead(p.Words[h.First].Start)
	switch {
	case inZone && (p.StandsAlone(h) || (page{p}).numberFollows(h)):
	case inZone && p.IsHeading(h):
		w = w * 3 / 4
	case p.StandsAlone(h) && p.IsCaps(h):
		w /= 2
	case p.IsHeading(h):
		w /= 3
	case inZone && p.StandsIn(h) > 0:
		w = w * p.StandsIn(h) / 12
	default:
		if w >= 10 {
			t.addOnce(p, h, w/8, "term", &t.term)
		}
		if inZone && h.First == p.Lines[p.Words[h.First].Line].First {
			t.addOwn(p, h, w/4) // "CT Thorax/Abdomen vom 27.02.2026"
		}
		return
	}
	t.addOwn(p, h, w)
	if w <= t.title {
		return
	}
	f := page{p}.finding(h, w, "title")
	t.title, t.titleHit = w, &f
	t.evidence = append(t.evidence, f)
}

// maxAbbreviation is how long a title of one word is, in letters, that is one only
// in capitals: a CT is no Ct., and MRT no mrt (March).
const maxAbbreviation = 4

// likeAbbreviation tells whether the phrase is a short word in small letters.
func (p page) likeAbbreviation(h words.Hit) bool {
	w := p.Words[h.First]
	return h.Last-h.First == 1 && w.End-w.Start <= maxAbbreviation && strings.ToUpper(p.Text[w.Start:w.End]) != p.Text[w.Start:w.End] && words.Abbreviates(h)
}

// addOwn notes a title that may name the paper: of those outside a letterhead the
// weightiest, else the first.
func (t *tally) addOwn(p *words.Page, h words.Hit, w int) {
	if t.own == nil || w > t.own.weight {
		if !(page{p}).inLetterhead(h) {
			f := page{p}.finding(h, w, "title")
			t.own = &f
		}
	}
}

// nameHit is the title that names the paper, nil for none: one that is no
// letterhead, where there is such a one.
func (t *tally) nameHit() *finding {
	switch {
	case t == nil:
		return nil
	case t.titleHit != nil && t.own != nil:
		return t.own
	}
	return t.titleHit
}

// plainTitle is the weight from which a title is one even before a colon.
const plainTitle = 14

func (t *tally) addOnce(p *words.Page, h words.Hit, w int, source string, sum *int) {
	if w == 0 || t.seen[h.Phrase] {
		return
	}
	t.seen[h.Phrase] = true
	*sum += w
	t.evidence = append(t.evidence, page{p}.finding(h, w, source))
}

func (p page) finding(h words.Hit, w int, source string) finding {
	start, end := p.Words[h.First].Start, p.Words[h.Last-1].End
	return finding{
		Evidence: clinical.Evidence{Claim: clinical.ClaimKind, Source: source, Text: p.Quote(start), Page: p.Number},
		weight:   w, start: start, end: end,
	}
}

// addNames weighs the document's path: its name, and less so its folders.
func (ts tallies) addNames(name string) {
	p := words.ReadLine(TitleFromName(name))
	p.Each(func(h words.Hit, m words.Meaning) { ts.addName(p, h, m, m.Weight, "file name") }, words.FileName)
	if dir := path.Dir(strings.ReplaceAll(name, "\\", "/")); dir != "." && dir != "/" {
		d := words.ReadLine(TitleFromName(path.Base(dir) + ".x"))
		d.Each(func(h words.Hit, m words.Meaning) { ts.addName(d, h, m, m.Weight/2, "folder name") }, words.FileName)
	}
}

func (ts tallies) addName(p *words.Page, h words.Hit, m words.Meaning, w int, source string) {
	t := ts.of(m.What)
	if w <= t.name {
		return
	}
	t.name = w
	f := page{p}.finding(h, w, source)
	f.Page = 0
	t.evidence = append(t.evidence, f)
}

// maxMetadata bounds what is read of a title from metadata, in characters.
const maxMetadata = 400

// addMetadataTitle weighs a title from metadata like a file name: programs
// often leave the name of an older document there.
func (ts tallies) addMetadataTitle(title string) {
	p := words.ReadLine(words.Clip(title, maxMetadata))
	p.Each(func(h words.Hit, m words.Meaning) {
		t := ts.of(m.What)
		w := m.Weight / 2
		if w > t.name {
			f := page{p}.finding(h, w, "title")
			f.Page = 0
			t.name = w
			t.evidence = append(t.evidence, f)
		}
	}, words.Title)
}
