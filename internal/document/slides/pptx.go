package slides

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/medbundle/medbundle/internal/document/officezip"
	"github.com/medbundle/medbundle/internal/document/rendition"
	"github.com/medbundle/medbundle/internal/document/xmltree"
)

// PPTX reads a PowerPoint file (ECMA-376 Part 1, PresentationML). Pictures and
// files inside become parts.
func PPTX(data []byte) (*rendition.Rendition, error) {
	f, err := officezip.Open(data)
	if err != nil {
		return nil, err
	}
	root, err := f.Tree("ppt/presentation.xml")
	if root == nil {
		return nil, err
	}
	d := deck{b: rendition.NewBuilder()}
	damaged := err != nil
	relations := f.Relations("ppt/presentation.xml")
	seen := map[string]bool{}
	for _, id := range root.First("sldIdLst").Elements("sldId") {
		rel := relations[relationID(id)]
		if seen[rel.Target] {
			continue
		}
		seen[rel.Target] = true
		slide, err := f.Tree(rel.Target)
		damaged = damaged || err != nil
		if slide == nil || d.number+d.hidden >= maxSlides {
			continue
		}
		if v := slide.Attr("show"); v == "0" || v == "false" {
			d.hidden++
			continue
		}
		for _, r := range f.Relations(rel.Target) {
			if r.Type == "notesSlide" && notesSay(f, r.Target) {
				d.notes++
			}
		}
		d.heading()
		d.shapes(slide.First("cSld", "spTree"), 0)
	}
	core, _ := f.Tree("docProps/core.xml")
	r := d.rendition(core.First("title").Words())
	r.Language = core.First("language").Words()
	parts := f.Parts("ppt/")
	r.Parts, r.Losses = parts.List, append(r.Losses, parts.Losses()...)
	if n := f.Count("ppt/charts/chart"); n > 0 {
		r.Losses = append(r.Losses, fmt.Sprintf("charts are not drawn (%d)", n))
	}
	if damaged {
		r.Damaged = "the file breaks off"
	}
	return r, nil
}

// relationID is the id in the name space of relations; an element may have one
// of its own as well.
func relationID(n *xmltree.Node) string {
	for _, a := range n.Attrs {
		if a.Name.Local == "id" && strings.HasSuffix(a.Name.Space, "relationships") {
			return a.Value
		}
	}
	return n.Attr("id")
}

// notesSay tells whether a page of notes says more than its number.
func notesSay(f *officezip.File, member string) bool {
	n, _ := f.Tree(member)
	words := 0
	for _, sp := range n.First("cSld", "spTree").Elements("sp") {
		if t := sp.First("nvSpPr", "nvPr", "ph").Attr("type"); t == "body" {
			words += len(strings.Fields(sp.First("txBody").Words()))
		}
	}
	return words > 0
}

func (d *deck) shapes(n *xmltree.Node, depth int) {
	for _, c := range n.Elements("") {
		switch c.Name {
		case "sp", "cxnSp":
			kind := c.First("nvSpPr", "nvPr", "ph").Attr("type")
			if kind == "sldNum" || kind == "dt" && c.First("txBody").Words() == "" {
				continue
			}
			d.paragraphs(c.First("txBody"), kind == "title" || kind == "ctrTitle")
		case "graphicFrame":
			c.Walk(func(k *xmltree.Node) bool {
				if k.Name == "tbl" {
					d.table(k)
				}
				return k.Name != "tbl"
			})
		case "grpSp":
			d.shapes(c, depth+1)
		case "AlternateContent":
			if k := c.First("Choice"); k != nil {
				d.shapes(k, depth+1)
			} else {
				d.shapes(c.First("Fallback"), depth+1)
			}
		}
	}
}

func (d *deck) paragraphs(body *xmltree.Node, title bool) {
	for _, p := range body.Elements("p") {
		text := d.line(p)
		x := rendition.Block{Text: text}
		level, _ := strconv.Atoi(p.First("pPr").Attr("lvl"))
		switch {
		case title:
			x.Kind, x.Level = rendition.Heading, 3
		case level > 0:
			x.Kind, x.Level = rendition.ListItem, min(level, 8)
		}
		d.b.Add(x)
	}
}

// line is the text of a paragraph (DrawingML, 21.1.2).
func (d *deck) line(p *xmltree.Node) string {
	var b strings.Builder
	p.Walk(func(c *xmltree.Node) bool {
		switch c.Name {
		case "br":
			b.WriteByte('\n')
		case "fld":
			d.clock = d.clock || strings.HasPrefix(c.Attr("type"), "datetime")
			return c.Attr("type") != "slidenum"
		case "t":
			for _, k := range c.Children {
				b.WriteString(k.Text)
			}
		}
		return true
	})
	return b.String()
}

func (d *deck) table(t *xmltree.Node) {
	var g rendition.Grid
	for _, row := range t.Elements("tr") {
		g.Row()
		for _, c := range row.Elements("tc") {
			var lines []string
			for _, p := range c.First("txBody").Elements("p") {
				lines = append(lines, d.line(p))
			}
			g.Cell(strings.Join(lines, "\n"), 1, 1)
		}
	}
	d.b.Table(&g, isOn(t.First("tblPr").Attr("firstRow")))
}
