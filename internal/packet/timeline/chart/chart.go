// Package chart lays out the picture of a timeline: an axis that leaves long empty
// years out, a lane for each kind of event, marks, and labels that never overlap or
// leave the picture. Where there is no room, a mark bears the number of its row in
// the table, or several share a label that counts them. It knows no format: the
// packet and the web page draw the same layout.
package chart

import (
	"slices"

	"github.com/medbundle/medbundle/internal/packet/timeline"
	"github.com/medbundle/medbundle/internal/packet/typeset"
)

// Measure is the width of a label.
type Measure func(string) typeset.Length

// Shape is the form of a mark, by which lanes differ without colour.
type Shape int

// The shapes.
const (
	Circle Shape = iota
	Diamond
	Triangle
	Square
	Bar
)

// Chart is the picture, measured from its upper left corner.
type Chart struct {
	Width, Height typeset.Length
	// Left is where the lanes begin, and Axis the height of the axis below them.
	Left, Axis typeset.Length
	Lanes      []Row
	Ticks      []Tick
	// Breaks are where years without events are left out.
	Breaks []typeset.Length
	Marks  []Mark
	// Numbered tells that labels name rows of the table by their number.
	Numbered bool
}

// Row is a lane with the base line of its title.
type Row struct {
	Lane   timeline.Lane
	Base   typeset.Length
	Bottom typeset.Length
}

// Mark is one event. Several of one lane that stand close together share a label.
type Mark struct {
	Lane  timeline.Lane
	Shape Shape
	// X and Y are the middle of a mark, or the left end and the middle of a bar
	// that is W wide.
	X, Y, W typeset.Length
	// Vague is the run of days of which the day may be any; 0 wide where it is known.
	VagueX, VagueW typeset.Length
	// OpenLeft and OpenRight tell that an end of the bar is not stated.
	OpenLeft, OpenRight, Planned bool
	// Label stands at LabelX with its base line at LabelY; "" for none.
	Label          string
	LabelX, LabelY typeset.Length
	LabelW         typeset.Length
	// Event is the index of the event, and Group how many marks the label stands for,
	// this one and those that follow; 0 where another mark bears the label.
	Event, Group int
}

// The measures of the picture.
const (
	laneTitle  = 68 * typeset.Point
	rowHeight  = 23 * typeset.Point
	lanePad    = 6 * typeset.Point
	axisHeight = 15 * typeset.Point
	edge       = 6 * typeset.Point // between the lanes' edge and the first day
	// Radius is that of a mark, and Thick the height of a bar.
	Radius = 3600 * typeset.Length(1)
	Thick  = 6 * typeset.Point
	// stub is the length of a bar of which only one end is stated.
	stub = 22 * typeset.Point
	// gap is kept between what stands side by side.
	gap = 4 * typeset.Point
)

// Draw lays out the events that have a day. Page says to which page the label of an
// event leads; 0 for none. ok is false where nothing has a day.
func Draw(events []timeline.Event, page func(i int) int, width typeset.Length, measure Measure) (c Chart, ok bool) {
	var spans []span
	lanes := map[timeline.Lane][]item{}
	for i := range events {
		if e := &events[i]; e.Dated() {
			s := spanOf(e)
			spans = append(spans, s)
			lanes[e.Lane] = append(lanes[e.Lane], item{span: s, events: []int{i}})
		}
	}
	if len(spans) == 0 {
		return c, false
	}
	c = Chart{Width: width, Left: laneTitle}
	p := placer{events: events, page: page, measure: measure, chart: &c, left: laneTitle, right: width, rows: mostRows(len(lanes))}
	p.axis = newAxis(spans, laneTitle+edge, width-laneTitle-2*edge)
	y := typeset.Length(0)
	var order []timeline.Lane
	for l := range lanes {
		order = append(order, l)
	}
	slices.Sort(order)
	for _, l := range order {
		rows := p.lane(l, lanes[l], y)
		h := typeset.Length(rows)*rowHeight + lanePad
		c.Lanes = append(c.Lanes, Row{Lane: l, Base: y + rowHeight - 4*typeset.Point, Bottom: y + h})
		y += h
	}
	c.Axis = y + 2*typeset.Point
	c.Height = c.Axis + axisHeight
	c.Ticks = p.axis.ticks(measure)
	for _, piece := range p.axis.pieces[1:] {
		c.Breaks = append(c.Breaks, piece.x-breakWidth/2)
	}
	return c, true
}

// spanOf are all the days of an event.
func spanOf(e *timeline.Event) span {
	from, to := e.From, e.To
	if from.IsZero() {
		from = to
	}
	if to.IsZero() {
		to = from
	}
	return span{daysOf(from).from, max(daysOf(to).to, daysOf(from).to)}
}
