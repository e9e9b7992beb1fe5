package hl7

import (
	"strconv"

	"github.com/medbundle/medbundle/internal/document/rendition"
	"github.com/medbundle/medbundle/internal/document/xmltree"
)

// table draws a narrative table. Text that stands between the cells, where it
// must not, becomes a paragraph after the table.
func (n *narrative) table(t *xmltree.Node) {
	n.b.Close()
	l := tableLayout{n: n}
	l.rowsOf(t)
	n.b.Table(&l.grid, l.header)
	for _, x := range l.stray {
		n.node(x)
	}
	n.b.Close()
}

type tableLayout struct {
	n      *narrative
	grid   rendition.Grid
	header bool
	begun  bool
	stray  []*xmltree.Node
}

func (l *tableLayout) rowsOf(t *xmltree.Node) {
	for _, c := range t.Children {
		switch c.Name {
		case "caption":
			l.n.node(c)
		case "thead", "tbody", "tfoot":
			l.rowsOf(c)
		case "tr":
			l.row(c, t.Name == "thead")
		case "col", "colgroup":
		default:
			l.stray = append(l.stray, c)
		}
	}
}

func (l *tableLayout) row(tr *xmltree.Node, inHead bool) {
	l.grid.Row()
	cells, heads := 0, 0
	for _, c := range tr.Children {
		switch c.Name {
		case "th", "td":
			cells++
			if c.Name == "th" {
				heads++
			}
			l.grid.Cell(l.n.cell(c), span(c, "colspan"), span(c, "rowspan"))
		default:
			l.stray = append(l.stray, c)
		}
	}
	if !l.begun && cells > 0 {
		l.header = inHead || heads == cells
		l.begun = true
	}
}

func span(c *xmltree.Node, attr string) int {
	v, err := strconv.Atoi(c.Attr(attr))
	if err != nil {
		return 1
	}
	return v
}

func (n *narrative) cell(c *xmltree.Node) string {
	if n.notes == nil {
		n.notes = map[string]int{}
	}
	inner := narrative{b: n.b.Cell(), doc: n.doc, notes: n.notes}
	inner.children(c)
	n.pictures += inner.pictures
	return n.b.CellText(inner.b)
}
