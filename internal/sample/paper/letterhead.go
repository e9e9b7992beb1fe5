package paper

// House is one of the places that write to the patient.
type House struct{ Name, Unit, Address string }

// Of is another unit of the house.
func (h House) Of(unit string) House {
	h.Unit = unit
	return h
}

// The ways in which houses set their pages.
var (
	Report     = Style{Serif, 105, "0 0 0", 640}
	Imaging    = Style{Sans, 95, "0.05 0.25 0.45", 560}
	Plain      = Style{Serif, 110, "0.2 0.2 0.2", 720}
	Clinic     = Style{Sans, 98, "0.35 0.1 0.3", 620}
	Laboratory = Style{Sans, 88, "0 0.3 0.25", 480}
)

// Centred sets the house's name in the middle between two rules.
func (p *Paper) Centred(h House) {
	g := p.page()
	middle := func(f Font, size, dy int, colour, s string) {
		g.text((g.width-f.width(s, size))/2, p.y+dy, f, size, colour, s)
	}
	middle(p.font.bold(), 180, 150, p.colour, h.Name)
	middle(p.font, 110, 290, p.colour, h.Unit)
	middle(p.font, 85, 400, grey, h.Address)
	g.line(p.margin, p.y+480, g.width-p.margin, p.y+480, 14, p.colour)
	g.line(p.margin, p.y+500, g.width-p.margin, p.y+500, 5, p.colour)
	p.Skip(620)
}

// Banner sets the house's name in white on a bar across the page.
func (p *Paper) Banner(h House) {
	g := p.page()
	g.fill(0, 0, g.width, 760, p.colour)
	g.text(p.margin, 370, p.font.bold(), 190, white, h.Name)
	g.text(p.margin, 520, p.font, 105, white, h.Unit)
	g.text(g.width-p.margin-p.font.width(h.Address, 80), 650, p.font, 80, white, h.Address)
	p.y = 920
}

// Crest sets a small mark on the left, the house beside it.
func (p *Paper) Crest(h House) {
	g := p.page()
	g.fill(p.margin, p.y, 400, 400, p.colour)
	g.fill(p.margin+160, p.y+60, 80, 280, white)
	g.fill(p.margin+60, p.y+160, 280, 80, white)
	g.text(p.margin+500, p.y+150, p.font.bold(), 160, p.colour, h.Name)
	g.text(p.margin+500, p.y+275, p.font, 100, black, h.Unit)
	g.text(p.margin+500, p.y+385, p.font, 80, grey, h.Address)
	p.Skip(560)
}
