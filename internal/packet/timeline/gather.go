package timeline

import (
	"cmp"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
)

// maxEvents and maxUndated bound what is listed. Papers of their own come before
// what others mention.
const (
	maxEvents  = 1000
	maxUndated = 60
)

// Gather lists the events of a case by their days, those without a day last. Reports
// are the ids of the reports of each scan, by its id.
func Gather(c clinical.Case, papers []clinical.Paper, reports map[string][]string) []Event {
	g := gatherer{at: map[key][]*claim{}, byRecord: map[string]*claim{}}
	pairs := map[string]string{}
	for scan, ids := range reports {
		for _, id := range ids {
			pairs[id] = scan
		}
	}
	var all []claim
	for _, p := range papers {
		cs := claimsOf(p, c.Patient.BirthDate)
		for i := range cs {
			if cs[i].own {
				cs[i].pair = pairs[p.ID]
				cs[i].diagnosis(c.Stated)
			}
		}
		all = append(all, cs...)
	}
	slices.SortStableFunc(all, func(a, b claim) int { return cmp.Compare(a.rank(), b.rank()) })
	for i := range all {
		g.take(&all[i])
	}
	events := g.events()
	for _, b := range c.Booked {
		events = append(events, Event{Lane: Booked, What: joined(b.What, b.Where), Short: short(b.What), From: b.Date, Planned: true, Sources: []Source{{}}})
	}
	slices.SortStableFunc(events, compare)
	return events
}

// diagnosis quotes the diagnosis that a report of a laboratory states.
func (c *claim) diagnosis(stated []clinical.Quote) {
	for _, q := range stated {
		if c.Lane == Pathology && q.What == clinical.QuoteDiagnosis && q.Record == c.record() {
			c.Quote, c.Sources[0].Page = q.Text, max(q.Page, 1)
			return
		}
	}
}

// rank puts first what settles other claims: scans, papers of their own, days that
// are known exactly.
func (c *claim) rank() int {
	r := 0
	switch {
	case c.own && c.Sources[0].Page == 0:
	case c.own:
		r = 1
	default:
		r = 2 + 3 - precision(c.Start())
	}
	return r
}

func precision(d clinical.Date) int {
	switch d.Precision() {
	case clinical.PrecisionDay:
		return 3
	case clinical.PrecisionMonth:
		return 2
	case clinical.PrecisionYear:
		return 1
	}
	return 0
}

// compare orders events: those without a day last.
func compare(a, b Event) int {
	if x, y := a.Dated(), b.Dated(); x != y {
		if x {
			return -1
		}
		return 1
	}
	return cmp.Or(a.Start().Compare(b.Start()), cmp.Compare(a.Lane, b.Lane), strings.Compare(a.What, b.What))
}

// key finds events of one lane by year.
type key struct {
	lane Lane
	year int
}

type gatherer struct {
	all      []*claim
	at       map[key][]*claim
	byRecord map[string]*claim // the event that a scan or report is itself
	undated  []*claim
}

// take adds a claim to the event that it tells of, or makes one of it.
func (g *gatherer) take(c *claim) {
	if c.pair != "" {
		if e := g.byRecord[c.pair]; e != nil {
			g.byRecord[c.record()] = e
			e.add(c)
			return
		}
	}
	if !c.own && g.partOfOwn(c) {
		return
	}
	if !c.Dated() {
		g.takeUndated(c)
		return
	}
	var found []*claim
	for y := c.Start().Year; y <= max(c.To.Year, c.Start().Year); y++ {
		for _, e := range g.at[key{c.Lane, y}] {
			if same(e, c) && !slices.Contains(found, e) {
				found = append(found, e)
			}
		}
	}
	if len(found) == 1 || len(found) > 1 && c.From.Precision() == clinical.PrecisionDay && !c.own {
		found[0].add(c)
		if c.own {
			g.byRecord[c.record()] = found[0]
		}
		return
	}
	g.keep(c)
}

// keep makes an event of a claim.
func (g *gatherer) keep(c *claim) {
	if c.own {
		g.byRecord[c.record()] = c
	}
	if len(g.all) == maxEvents {
		return
	}
	g.all = append(g.all, c)
	for y := c.Start().Year; y <= max(c.To.Year, c.Start().Year); y++ {
		g.at[key{c.Lane, y}] = append(g.at[key{c.Lane, y}], c)
	}
}

// partOfOwn tells whether a paper only names its own event again.
func (g *gatherer) partOfOwn(c *claim) bool {
	e := g.byRecord[c.record()]
	return e != nil && !c.Planned && e.Lane == c.Lane && (e.fact == c.fact || e.words.shares(c.words)) && (!c.Dated() || overlap(&e.Event, &c.Event))
}

// takeUndated adds what has no day to the one event that it names. Where it may tell
// of several, or names none of them for certain, it adds nothing.
func (g *gatherer) takeUndated(c *claim) {
	var like []*claim
	sure := true
	for _, e := range slices.Concat(g.all, g.undated) {
		if e.Lane == c.Lane && alike(e, c) && (c.Lane != Drugs || general(c) || strings.EqualFold(c.What, e.What) || e.words.shares(c.words)) {
			like = append(like, e)
			sure = c.Lane != Scans && len(c.words.telling) > 0 && len(e.words.telling) > 0 && e.words.shares(c.words)
		}
	}
	switch {
	case len(like) == 1 && sure:
		like[0].add(c)
	case len(like) == 0 && len(g.undated) < maxUndated:
		g.undated = append(g.undated, c)
	}
}

// same tells whether two claims tell of one event: the days overlap and the words
// agree.
func same(a, b *claim) bool {
	if a.Planned != b.Planned || a.own && b.own || !overlap(&a.Event, &b.Event) {
		return false
	}
	return alike(a, b) || !a.own && !b.own && a.record() == b.record() && a.Quote == b.Quote && a.Start() == b.Start()
}

// alike tells whether the words of two claims of one lane may mean one event.
func alike(a, b *claim) bool {
	if a.Planned != b.Planned {
		return false
	}
	switch a.Lane {
	case Scans:
		return a.exam.SharesModality(b.exam) && a.exam.MaySame(b.exam)
	case Stays, Recurrence:
		return true
	case Radiotherapy:
		return sidesAgree(a, b)
	case Drugs:
		return strings.EqualFold(a.What, b.What) || general(a) || general(b) || a.words.shares(b.words)
	case Pathology:
		return false
	}
	return sidesAgree(a, b) && a.words.shares(b.words)
}

func sidesAgree(a, b *claim) bool {
	x, y := a.exam.Sides, b.exam.Sides
	return len(x) != 1 || len(y) != 1 || x[0] == y[0]
}

// general tells whether drug treatment is named in general words.
func general(c *claim) bool {
	for _, w := range c.words.all {
		if strings.HasPrefix(w, "chemo") || strings.HasPrefix(w, "chimio") || strings.HasPrefix(w, "quimio") || strings.HasPrefix(w, "systemi") || strings.HasPrefix(w, "drug") {
			return true
		}
	}
	return false
}

// overlap tells whether a day may be one of both events. A point lies in no bar of
// which an end is open.
func overlap(a, b *Event) bool {
	af, at := a.bounds()
	bf, bt := b.bounds()
	return !before(at, bf) && !before(bt, af)
}

// bounds are the first and the last day that are stated.
func (e *Event) bounds() (from, to clinical.Date) {
	from, to = e.From, e.To
	if from.IsZero() {
		from = to
	}
	if to.IsZero() {
		to = from
	}
	return from, to
}

// add takes the sources of o in, and what it tells more exactly.
func (c *claim) add(o *claim) {
	for _, s := range o.Sources {
		if !slices.Contains(c.Sources, s) {
			c.Sources = append(c.Sources, s)
		}
	}
	if o.Lasting && !c.Lasting && !c.own {
		c.From, c.To, c.Lasting = o.From, o.To, true
	}
	if !c.own && !o.own && c.record() == o.record() && (c.Lane == Drugs || c.Quote == o.Quote) {
		c.name(o)
	}
	if len(c.exam.Sides) == 0 {
		c.exam.Sides = o.exam.Sides
	}
	if len(c.exam.Regions) == 0 {
		c.exam.Regions = o.exam.Regions
	}
}

// mostWords is how long the words of an event may grow, in bytes.
const mostWords = 120

// name adds to the words of c what o names besides.
func (c *claim) name(o *claim) {
	if c.words.shares(o.words) || c.Lane == Scans || c.Lane == Stays || c.Lane == Recurrence || len(c.What)+len(o.What) > mostWords {
		return
	}
	c.What += ", " + short(o.What)
	c.Short += ", " + o.Short
	c.words = wordingOf(c.What)
}

func (g *gatherer) events() (out []Event) {
	for _, c := range slices.Concat(g.all, g.undated) {
		if c.own && c.Lane != Pathology {
			c.Quote = ""
		}
		out = append(out, c.Event)
	}
	return out
}
