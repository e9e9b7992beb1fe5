package letters

import (
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/letters/casenumber"
)

// tissue asks every laboratory whose pathology report is here for its slides
// and blocks; without any it asks as for a document.
func (p *planner) tissue(it clinical.ChecklistItem) {
	asked := false
	for _, sh := range p.s.Case.Shipments {
		if sh.Item == it.ID && sh.Sent.IsZero() && oneLine(sh.Lab) != "" { // a plan: nothing was sent yet
			p.g.learn(oneLine(sh.Lab))
			p.lend(it, oneLine(sh.Lab), sh, nil, "the case file plans it")
			asked = true
		}
	}
	for _, paper := range p.s.Papers {
		if asked || paper.Kind != clinical.PathologyReport && paper.Kind != clinical.CytologyReport {
			continue
		}
		p.lend(it, p.g.find(facilityOf(paper)), clinical.Shipment{CaseNumbers: casenumber.Of(paper)}, casenumber.Material(paper), saidBy(paper, 0)+" is from there")
	}
	if p.waits(it) || slices.ContainsFunc(p.order, func(k string) bool { return strings.HasSuffix(k, tissueMark) }) {
		return
	}
	place, why := p.s.placeWithout(p.g, it, []clinical.Kind{clinical.PathologyReport})
	p.lend(it, place, clinical.Shipment{}, nil, why)
}

// waits tells that an answer about the item is awaited already.
func (p *planner) waits(it clinical.ChecklistItem) bool {
	return slices.ContainsFunc(p.left, func(l Left) bool { return l.Item.ID == it.ID })
}

// lend adds to the letter that asks a laboratory for its material.
func (p *planner) lend(it clinical.ChecklistItem, lab string, sh clinical.Shipment, counts []string, why string) {
	at, late, ok := p.settle(it, lab)
	if !ok {
		return
	}
	if n := p.g.find(at); n != "" {
		at = n
	}
	l := p.letter(at, tissueMark)
	p.note(l, it, why, late)
	if l.Tissue == nil {
		l.Tissue = &Tissue{SendTo: oneLine(p.s.Case.Recipient), ReturnBy: p.s.ReturnBy}
	}
	t := l.Tissue
	for _, n := range sh.CaseNumbers {
		if n = oneLine(n); n != "" && !slices.Contains(t.CaseNumbers, n) && len(t.CaseNumbers) < casenumber.Most {
			t.CaseNumbers = append(t.CaseNumbers, n)
		}
	}
	if what := oneLine(sh.What); what != "" {
		t.Count = what
	} else if len(counts) > 0 && t.Count == "" {
		t.Count = "the report counts " + strings.Join(counts, ", ")
	}
	if to := oneLine(sh.To); to != "" {
		t.SendTo = to
	}
	if t.ReturnBy.IsZero() {
		t.ReturnBy = sh.ReturnBy
	}
	if t.ReturnBy.IsZero() {
		t.ReturnBy = addMonths(p.s.Today, 3)
	}
}
