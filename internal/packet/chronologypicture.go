package packet

import (
	"github.com/medbundle/medbundle/internal/packet/timeline/chart"
	"github.com/medbundle/medbundle/internal/packet/typeset"
)

// drawing draws a chart on a page, its upper left corner at the column and top.
type drawing struct {
	page *typeset.Page
	top  typeset.Length
	l    *Layout
}

func (d drawing) chart(c *chart.Chart) {
	hair := typeset.Pencil{Stroke: &typeset.Hair, Line: 500}
	ink := typeset.Pencil{Stroke: &typeset.Ink, Line: 800}
	for _, t := range c.Ticks {
		d.page.Line(hair, d.at(t.X, 0), d.at(t.X, c.Axis))
	}
	for i, r := range c.Lanes {
		d.page.Write(typeset.Left, d.top+r.Base, r.Lane.Title(), labelStyle.Strong())
		if i < len(c.Lanes)-1 {
			d.page.Line(hair, d.at(0, r.Bottom), d.at(c.Width, r.Bottom))
		}
	}
	d.page.Line(ink, d.at(c.Left, c.Axis), d.at(c.Width, c.Axis))
	for _, x := range c.Breaks {
		d.gap(c, x)
	}
	for _, t := range c.Ticks {
		if t.Label != "" {
			d.page.Write(typeset.Left+t.LabelX, d.top+c.Axis+10*typeset.Point, t.Label, labelStyle.In(typeset.Grey))
		}
	}
	for i := range c.Marks {
		d.mark(&c.Marks[i])
	}
}

func (d drawing) at(x, y typeset.Length) typeset.XY {
	return typeset.XY{X: typeset.Left + x, Y: d.top + y}
}

// gap draws a break of the axis: two slanted lines over white.
func (d drawing) gap(c *chart.Chart, x typeset.Length) {
	const half, slant, apart = 4 * typeset.Point, 2 * typeset.Point, 2 * typeset.Point
	ink := typeset.Pencil{Stroke: &typeset.Ink, Line: 800}
	d.page.Bar(typeset.Left+x-apart, d.top+c.Axis-typeset.Point, 2*apart, 2*typeset.Point, typeset.White)
	for _, side := range []typeset.Length{-apart, apart} {
		d.page.Line(ink, d.at(x+side-slant, c.Axis+half), d.at(x+side+slant, c.Axis-half))
	}
	grey := typeset.Pencil{Stroke: &typeset.Rim, Line: 500, Dashed: true}
	d.page.Line(grey, d.at(x, 0), d.at(x, c.Axis-half-typeset.Point))
}

func (d drawing) mark(m *chart.Mark) {
	solid := typeset.Pencil{Fill: &typeset.Teal, Stroke: &typeset.Teal, Line: 1000}
	k := solid
	if m.Planned {
		k = typeset.Pencil{Fill: &typeset.White, Stroke: &typeset.Teal, Line: 1000, Dashed: true}
	}
	if m.VagueW > 0 {
		d.page.Line(typeset.Pencil{Stroke: &typeset.Teal, Line: 1000}, d.at(m.VagueX, m.Y-2*typeset.Point), d.at(m.VagueX, m.Y+2*typeset.Point))
		d.page.Line(typeset.Pencil{Stroke: &typeset.Teal, Line: 1000}, d.at(m.VagueX+m.VagueW, m.Y-2*typeset.Point), d.at(m.VagueX+m.VagueW, m.Y+2*typeset.Point))
		d.page.Line(typeset.Pencil{Stroke: &typeset.Teal, Line: 700}, d.at(m.VagueX, m.Y), d.at(m.VagueX+m.VagueW, m.Y))
	}
	if m.Shape == chart.Circle {
		if !m.Planned {
			k.Fill = &typeset.White
		}
		k.Line = 1400
		d.page.Circle(k, d.at(m.X, m.Y), chart.Radius)
	} else {
		var points []typeset.XY
		for _, p := range m.Outline() {
			points = append(points, d.at(p.X, p.Y))
		}
		d.page.Polygon(k, points...)
	}
	if m.Label != "" {
		d.page.Bar(typeset.Left+m.LabelX-typeset.Point, d.top+m.LabelY-6*typeset.Point, m.LabelW+2*typeset.Point, 8*typeset.Point, typeset.White)
		d.page.Write(typeset.Left+m.LabelX, d.top+m.LabelY, m.Label, labelStyle)
	}
	page := d.l.eventPage(m.Event)
	if m.Group > 1 {
		page = d.l.sectionPage(timelineSection)
	}
	if m.Group > 0 && page > 0 {
		x, w := m.Reach()
		d.page.Lead(typeset.Left+x, d.top+m.LabelY-8*typeset.Point, w, m.Y+chart.Radius-m.LabelY+8*typeset.Point, page)
	} else if page > 0 {
		x, w := m.Reach()
		d.page.Lead(typeset.Left+x, d.top+m.Y-chart.Radius, w, 2*chart.Radius, page)
	}
}
