package sample

// house is one of the places that write to the patient.
type house struct {
	name, unit, address string
}

var (
	hospital = house{"Examplewood General Hospital", "", "400 Nowhere Road, Examplewood · Tel. 555-0140"}
	centre   = house{"Sampleford Cancer Center", "Gastrointestinal Oncology", "12 Specimen Lane, Sampleford · Tel. 555-0172"}
	practice = house{"Mockingham Family Practice", "", "3 Placebo Street, Mockingham · Tel. 555-0115"}
)

func (h house) of(unit string) house { h.unit = unit; return h }

// The houses' ways of setting a page.
var (
	reportStyle  = style{serif, 105, "0 0 0", 640}
	imagingStyle = style{sans, 95, "0.05 0.25 0.45", 560}
	letterStyle  = style{serif, 110, "0.2 0.2 0.2", 720}
	centreStyle  = style{sans, 98, "0.35 0.1 0.3", 620}
	labStyle     = style{sans, 88, "0 0.3 0.25", 480}
)

// centred sets the house's name in the middle between two rules.
func (p *paper) centred(h house) {
	g := p.page()
	middle := func(f pdfFont, size, dy int, colour, s string) {
		g.text((g.width-f.width(s, size))/2, p.y+dy, f, size, colour, s)
	}
	middle(p.font.bold(), 180, 150, p.colour, h.name)
	middle(p.font, 110, 290, p.colour, h.unit)
	middle(p.font, 85, 400, grey, h.address)
	g.line(p.margin, p.y+480, g.width-p.margin, p.y+480, 14, p.colour)
	g.line(p.margin, p.y+500, g.width-p.margin, p.y+500, 5, p.colour)
	p.skip(620)
}

// banner sets the house's name in white on a bar across the page.
func (p *paper) banner(h house) {
	g := p.page()
	g.fill(0, 0, g.width, 760, p.colour)
	g.text(p.margin, 370, p.font.bold(), 190, white, h.name)
	g.text(p.margin, 520, p.font, 105, white, h.unit)
	g.text(g.width-p.margin-p.font.width(h.address, 80), 650, p.font, 80, white, h.address)
	p.y = 920
}

// crest sets a small mark on the left, the house beside it.
func (p *paper) crest(h house) {
	g := p.page()
	g.fill(p.margin, p.y, 400, 400, p.colour)
	g.fill(p.margin+160, p.y+60, 80, 280, white)
	g.fill(p.margin+60, p.y+160, 280, 80, white)
	g.text(p.margin+500, p.y+150, p.font.bold(), 160, p.colour, h.name)
	g.text(p.margin+500, p.y+275, p.font, 100, black, h.unit)
	g.text(p.margin+500, p.y+385, p.font, 80, grey, h.address)
	p.skip(560)
}
