package evidence

import (
	"github.com/medbundle/medbundle/internal/classify"
	"github.com/medbundle/medbundle/internal/clinical"
)

// cancer says which cancer the papers name, and the facts that hold for that kind.
// Each paper speaks once, by how much such a paper knows: for the cancer that it
// names most, and by half for others. Where two have equal weight, none is named.
func (p prover) cancer() {
	weight := map[string]int{}
	for _, e := range p.papers {
		counts, top := e.counted()
		for pack := range counts {
			w := counts[pack].Weight
			if pack == top {
				w *= 2
			}
			weight[pack] += w
		}
	}
	best := ""
	for pack, w := range weight {
		if best == "" || w > weight[best] || w == weight[best] && pack < best {
			best = pack
		}
	}
	for pack, w := range weight {
		if pack != best && w == weight[best] {
			best = ""
			break
		}
	}
	if best != "" {
		if e, s, ok := p.bestSign(func(s classify.Sign) bool { return s.Pack == best }); ok {
			p.c.CancerSeen = clinical.CancerSeen{Pack: best, Record: e.ID, Page: s.Page, Why: e.named(s.Page) + " says: “" + s.Quote + "”"}
		}
	}
	p.kindOfCancer()
}

// counted is the first sign of each cancer that a paper names, and the cancer that
// it names most often, the first of them in reading order.
func (e Paper) counted() (first map[string]classify.Sign, top string) {
	first = map[string]classify.Sign{}
	if e.Confidence == clinical.Unsure {
		return first, ""
	}
	n := map[string]int{}
	for _, s := range e.Tale.Signs {
		n[s.Pack]++
		if n[s.Pack] == 1 {
			first[s.Pack] = s
		}
	}
	for _, s := range e.Tale.Signs {
		if top == "" || n[s.Pack] > n[top] {
			top = s.Pack
		}
	}
	return first, top
}

// bestSign is the sign of the paper that knows most, the first of them.
func (p prover) bestSign(want func(classify.Sign) bool) (from Paper, best classify.Sign, ok bool) {
	for _, e := range p.papers {
		if e.Confidence == clinical.Unsure {
			continue
		}
		for _, s := range e.Tale.Signs {
			if want(s) && s.Weight > best.Weight {
				from, best, ok = e, s, true
			}
		}
	}
	return from, best, ok
}

// kindOfCancer adds the facts that hold for the kind of the cancer that was
// stated, or else is named.
func (p prover) kindOfCancer() {
	pack := p.c.Cancer
	if pack == "" {
		pack = p.c.CancerSeen.Pack
	}
	if pack == "" {
		return
	}
	for _, id := range clinical.FactIDs {
		if p.known(id) {
			continue
		}
		if e, s, ok := p.bestSign(func(s classify.Sign) bool { return s.Pack == pack && s.Fact == id }); ok {
			p.c.Facts = append(p.c.Facts, clinical.Fact{ID: id, Value: true, Record: e.ID, Page: s.Page, Why: e.tells(s.Page, id, s.Quote)})
		}
	}
}
