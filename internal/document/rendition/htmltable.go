package rendition

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// table draws a table, unless it is one that only lays out a page: one that
// holds tables or headings, or has one column.
func (p *page) table(n *html.Node) {
	p.b.Close()
	if laysOut(n) {
		p.children(n)
		p.b.Close()
		return
	}
	var g Grid
	header, first := false, true
	for c := range n.Descendants() {
		switch c.DataAtom {
		case atom.Caption:
			p.block(c, Block{})
		case atom.Tr:
			header = header || first && heads(c)
			first = false
			g.Row()
		case atom.Td, atom.Th:
			g.Cell(p.cell(c), number(c, "colspan"), number(c, "rowspan"))
		}
	}
	p.b.Table(&g, header)
}

// heads tells whether a row names the columns: it is made of th only.
func heads(row *html.Node) bool {
	n := 0
	for c := row.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Td {
			return false
		}
		if c.DataAtom == atom.Th {
			n++
		}
	}
	return n > 0
}

func laysOut(n *html.Node) bool {
	columns := 0
	for c := range n.Descendants() {
		switch c.DataAtom {
		case atom.Table, atom.H1, atom.H2, atom.H3, atom.Form:
			return true
		case atom.Tr:
			k := 0
			for s := c.FirstChild; s != nil; s = s.NextSibling {
				if s.DataAtom == atom.Td || s.DataAtom == atom.Th {
					k++
				}
			}
			columns = max(columns, k)
		}
	}
	return columns < 2
}

func (p *page) cell(n *html.Node) string {
	inner := page{b: p.b.Cell()}
	inner.children(n)
	p.pictures += inner.pictures
	for _, x := range inner.inside.List {
		x.Name = "picture " + strconv.Itoa(len(p.inside.List)+1) + "." + strings.TrimPrefix(x.Media, "image/")
		p.inside.Add(x)
	}
	p.hidden += inner.hidden
	return p.b.CellText(inner.b)
}

func number(n *html.Node, key string) int {
	v, err := strconv.Atoi(attr(n, key))
	if err != nil {
		return 1
	}
	return v
}
