package chart

import (
	"fmt"
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/packet/timeline"
	"github.com/medbundle/medbundle/internal/packet/typeset"
)

// item is one event, or several that are one mark.
type item struct {
	span
	events []int
}

// placer finds room for the marks of lanes.
type placer struct {
	events      []timeline.Event
	page        func(int) int
	measure     Measure
	axis        axis
	left, right typeset.Length
	rows        int
	chart       *Chart
}

// box is a run of a row that is taken.
type box struct{ from, to typeset.Length }

func (b box) meets(o box) bool { return b.from < o.to && o.from < b.to }

// allRows is how many rows a page has room for.
const allRows = 24

// mostRows is how many rows a lane has at most, of so many.
func mostRows(lanes int) int { return min(max(allRows/lanes, 1), 4) }

// reaches are how close marks stand, one behind the other, that become one; each is
// tried where the one before leaves no room for a label on every mark.
var reaches = []typeset.Length{0, 5 * typeset.Point, 10 * typeset.Point, 20 * typeset.Point, 40 * typeset.Point, 80 * typeset.Point, 1 << 40}

// lane places the marks of a lane below y and says how many rows it takes.
func (p *placer) lane(l timeline.Lane, items []item, y typeset.Length) int {
	slices.SortStableFunc(items, func(a, b item) int { return a.from - b.from })
	for n, reach := range reaches {
		marks, rows, ok := p.try(l, p.joined(items, reach), n > 0)
		if !ok {
			continue
		}
		for _, m := range marks {
			m.Y += y
			m.LabelY += y
			p.chart.Marks = append(p.chart.Marks, m)
			p.chart.Numbered = p.chart.Numbered || strings.Contains(m.Label, numberSign)
		}
		return rows
	}
	return 0
}

// joined makes one of items whose marks stand closer than reach.
func (p *placer) joined(items []item, reach typeset.Length) (out []item) {
	if reach == 0 {
		return items
	}
	for _, it := range items {
		if n := len(out); n > 0 {
			if last := &out[n-1]; p.axis.x(it.from)-p.axis.x(last.from) < reach {
				last.events = append(slices.Clone(last.events), it.events...)
				last.to = max(last.to, it.to)
				continue
			}
		}
		out = append(out, it)
	}
	return out
}

// try places items in rows, each with a label. Numbers tells that the number of a
// row of the table may be the label.
func (p *placer) try(l timeline.Lane, items []item, numbers bool) (marks []Mark, rows int, ok bool) {
	taken := make([][]box, p.rows)
	for _, it := range items {
		group := make([]Mark, len(it.events))
		for i, e := range it.events {
			group[i] = p.mark(l, e)
		}
		placed := false
		for _, label := range p.labels(l, it, numbers) {
			if placed = p.put(group, label, taken); placed {
				break
			}
		}
		if !placed {
			return nil, 0, false
		}
		for r, row := range taken {
			if len(row) > 0 {
				rows = max(rows, r+1)
			}
		}
		marks = append(marks, group...)
	}
	return marks, rows, true
}

// put finds a row for the marks of an item, whose label stands above the first.
func (p *placer) put(group []Mark, label string, taken [][]box) bool {
	w := p.measure(label)
	if w > p.right-p.left {
		return false
	}
	self := group[0].box()
	for i := range group {
		b := group[i].box()
		self = box{min(self.from, b.from), max(self.to, b.to)}
	}
	x := min(group[0].box().from, p.right-w)
	whole := box{min(self.from, x) - gap/2, max(self.to, x+w) + gap/2}
	for r := range taken {
		if slices.ContainsFunc(taken[r], whole.meets) {
			continue
		}
		taken[r] = append(taken[r], whole)
		top := typeset.Length(r) * rowHeight
		for i := range group {
			group[i].Y, group[i].LabelY = top+rowHeight-Thick, top+9*typeset.Point
		}
		m := &group[0]
		m.Label, m.LabelX, m.LabelW, m.Group = label, x, w, len(group)
		return true
	}
	return false
}

// box is what the mark itself takes of its row.
func (m *Mark) box() box {
	b := box{m.X - Radius, m.X + Radius}
	if m.Shape == Bar {
		b = box{m.X, m.X + m.W}
	}
	if m.VagueW > 0 {
		b = box{min(b.from, m.VagueX), max(b.to, m.VagueX+m.VagueW)}
	}
	return b
}

var shapes = map[timeline.Lane]Shape{
	timeline.Scans: Circle, timeline.Pathology: Diamond, timeline.Operations: Triangle, timeline.Drugs: Square,
	timeline.Radiotherapy: Square, timeline.Stays: Square, timeline.Recurrence: Diamond, timeline.Booked: Circle,
}

// mark is the mark of an event without its row.
func (p *placer) mark(l timeline.Lane, i int) Mark {
	e := &p.events[i]
	m := Mark{Lane: l, Shape: shapes[l], Planned: e.Planned, Event: i}
	days := spanOf(e)
	from, to := p.axis.x(days.from), p.axis.x(days.to+1)
	switch {
	case e.Lasting:
		m.Shape, m.X, m.W = Bar, from, max(to-from, 2*Radius)
		m.OpenRight, m.OpenLeft = e.To.IsZero(), e.From.IsZero()
		if m.OpenRight || m.OpenLeft {
			m.W = stub
		}
		if m.OpenLeft {
			m.X = to - m.W
		}
		m.X = min(max(m.X, p.left), max(p.right-m.W, p.left))
	case days.from == days.to:
		m.X = min(max((from+to)/2, p.left+Radius), p.right-Radius)
	default: // a month or a year
		m.X, m.VagueX, m.VagueW = (from+to)/2, from, to-from
	}
	return m
}

// numberSign leads the number of a row of the table.
const numberSign = "no. "

// mostLetters is how much of an event's name is in its label.
const mostLetters = 30

// labels are those that may be tried, the best first.
func (p *placer) labels(l timeline.Lane, it item, numbers bool) (out []string) {
	first, last := it.events[0]+1, it.events[len(it.events)-1]+1
	if n := len(it.events); n > 1 {
		count := fmt.Sprintf("%d %s", n, plurals[l])
		if last-first == n-1 {
			out = append(out, fmt.Sprintf("%s, %s%d–%d", count, numberSign, first, last))
		}
		return append(out, count)
	}
	where := ""
	if page := p.page(it.events[0]); page > 0 {
		where = fmt.Sprintf(", p. %d", page)
	}
	short := p.events[it.events[0]].Short
	for _, most := range []int{mostLetters, 18} {
		out = append(out, abridged(short, most)+where)
	}
	if numbers {
		out = append(out, fmt.Sprintf("%s%d", numberSign, first))
	}
	return out
}

// abridged cuts s after a word, where there is one.
func abridged(s string, most int) string {
	cut := typeset.Shorten(s, most)
	if at := strings.LastIndexAny(strings.TrimSuffix(cut, "…"), " "); cut != s && at > most/2 {
		return strings.TrimRight(cut[:at], " ,;:(") + " …"
	}
	return cut
}

var plurals = map[timeline.Lane]string{
	timeline.Scans: "scans", timeline.Pathology: "reports", timeline.Operations: "operations, biopsies", timeline.Drugs: "drug treatments",
	timeline.Radiotherapy: "radiotherapies", timeline.Stays: "stays", timeline.Recurrence: "mentions", timeline.Booked: "dates",
}
