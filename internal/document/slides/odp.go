package slides

import (
	"bytes"
	"strings"

	"github.com/medbundle/medbundle/internal/document/officezip"
	"github.com/medbundle/medbundle/internal/document/rendition"
	"github.com/medbundle/medbundle/internal/document/xmltree"
)

// ODP reads an OpenDocument presentation (ODF 1.2 Part 1, 3.8).
func ODP(data []byte) (*rendition.Rendition, error) {
	f, err := officezip.Open(data)
	if err != nil {
		return nil, err
	}
	if m, _ := f.Read("META-INF/manifest.xml"); bytes.Contains(m, []byte("encryption-data")) {
		return nil, rendition.ErrLocked
	}
	root, err := f.Tree("content.xml")
	if root == nil {
		return nil, err
	}
	d := deck{b: rendition.NewBuilder()}
	hidden := map[string]bool{}
	for _, s := range root.First("automatic-styles").Elements("style") {
		if s.First("drawing-page-properties").Attr("visibility") == "hidden" {
			hidden[s.Attr("name")] = true
		}
	}
	for _, body := range root.First("body").Elements("") { // a presentation or a drawing
		for _, page := range body.Elements("page") {
			if hidden[page.Attr("style-name")] {
				d.hidden++
				continue
			}
			if d.number >= maxSlides {
				break
			}
			d.heading()
			d.frames(page)
		}
	}
	meta, _ := f.Tree("meta.xml")
	r := d.rendition(meta.First("meta", "title").Words())
	r.Language = meta.First("meta", "language").Words()
	parts := f.Pictures("Pictures/")
	r.Parts, r.Losses = parts.List, append(r.Losses, parts.Losses()...)
	if err != nil {
		r.Damaged = "the file breaks off"
	}
	return r, nil
}

// frames adds the texts and tables of a page, in its order.
func (d *deck) frames(n *xmltree.Node) {
	for _, c := range n.Elements("") {
		switch c.Name {
		case "notes":
			if c.Words() != "" {
				d.notes++
			}
		case "p", "h":
			x := rendition.Block{Text: d.flat(c)}
			if n.Name == "list-item" {
				x.Kind, x.Level = rendition.ListItem, 1
			}
			d.b.Add(x)
		case "table":
			d.odfTable(c)
		case "frame":
			if c.Attr("class") == "title" {
				d.b.Add(rendition.Block{Kind: rendition.Heading, Level: 3, Text: d.flat(c.First("text-box"))})
				continue
			}
			d.frames(c)
		case "title", "desc", "forms":
		default: // text-box, list, list-item, custom-shape, g …
			d.frames(c)
		}
	}
}

func (d *deck) flat(n *xmltree.Node) string {
	var b strings.Builder
	n.Walk(func(c *xmltree.Node) bool {
		switch c.Name {
		case "s", "tab":
			b.WriteByte(' ')
		case "line-break":
			b.WriteByte('\n')
		case "date", "time":
			d.clock = d.clock || !isOn(c.Attr("fixed"))
		case "page-number", "annotation":
			return false
		}
		b.WriteString(c.Text)
		return true
	})
	return b.String()
}

func (d *deck) odfTable(t *xmltree.Node) {
	var g rendition.Grid
	t.Walk(func(c *xmltree.Node) bool {
		switch c.Name {
		case "table-row":
			g.Row()
		case "table-cell":
			g.Cell(d.flat(c), 1, 1)
			return false
		}
		return true
	})
	d.b.Table(&g, false)
}
