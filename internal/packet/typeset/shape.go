package typeset

import "codeberg.org/go-pdf/fpdf"

// XY is a point of a page.
type XY struct{ X, Y Length }

// shapeMark is a closed line through points, a circle where radius is not 0, or an
// open line.
type shapeMark struct {
	points       []XY
	radius       Length
	fill, stroke *Colour
	line         Length
	dashed, open bool
}

// Pencil is how a shape is drawn: filled, or with a line that may be dashed.
type Pencil struct {
	Fill, Stroke *Colour
	Line         Length
	Dashed       bool
}

// Polygon draws a closed line through points.
func (p *Page) Polygon(k Pencil, points ...XY) {
	p.add(shapeMark{points: points, fill: k.Fill, stroke: k.Stroke, line: k.Line, dashed: k.Dashed})
}

// Line draws a line through points.
func (p *Page) Line(k Pencil, points ...XY) {
	p.add(shapeMark{points: points, stroke: k.Stroke, line: k.Line, dashed: k.Dashed, open: true})
}

// Circle draws a circle.
func (p *Page) Circle(k Pencil, middle XY, radius Length) {
	p.add(shapeMark{points: []XY{middle}, radius: radius, fill: k.Fill, stroke: k.Stroke, line: k.Line, dashed: k.Dashed})
}

// Lead makes an area lead to a page of the packet.
func (p *Page) Lead(x, y, w, h Length, page int) { p.add(LinkMark{x, y, w, h, page}) }

func (m shapeMark) draw(p *pen) {
	how := ""
	if m.stroke != nil {
		p.SetDrawColor(int(m.stroke[0]), int(m.stroke[1]), int(m.stroke[2]))
		p.SetLineWidth(m.line.Points())
		how = "D"
	}
	if m.fill != nil {
		p.SetFillColor(int(m.fill[0]), int(m.fill[1]), int(m.fill[2]))
		how = "F" + how
	}
	if m.dashed {
		p.SetDashPattern([]float64{2.4, 1.6}, 0)
		defer p.SetDashPattern(nil, 0)
	}
	switch {
	case m.radius > 0:
		p.Circle(m.points[0].X.Points(), m.points[0].Y.Points(), m.radius.Points(), how)
	case m.open:
		for i := 1; i < len(m.points); i++ {
			p.Fpdf.Line(m.points[i-1].X.Points(), m.points[i-1].Y.Points(), m.points[i].X.Points(), m.points[i].Y.Points())
		}
	default:
		var ps []fpdf.PointType
		for _, q := range m.points {
			ps = append(ps, fpdf.PointType{X: q.X.Points(), Y: q.Y.Points()})
		}
		p.Polygon(ps, how)
	}
}
