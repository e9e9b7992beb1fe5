package office

import (
	"bytes"
	"errors"
	"strconv"
	"strings"

	"github.com/medbundle/medbundle/internal/document/officezip"
	"github.com/medbundle/medbundle/internal/document/rendition"
	"github.com/medbundle/medbundle/internal/document/xmltree"
)

// ODT reads an OpenDocument text (OASIS ODF 1.2 Part 1): headings, paragraphs,
// lists, tables, notes, headers and footers. Tracked deletions are left out.
func ODT(data []byte) (*rendition.Rendition, error) {
	parts, err := officezip.Open(data)
	if err != nil {
		return nil, err
	}
	if m, _ := parts.Read("META-INF/manifest.xml"); bytes.Contains(m, []byte("encryption-data")) {
		return nil, rendition.ErrLocked
	}
	root, err := parts.Tree("content.xml")
	if root == nil {
		return nil, err
	}
	o := odt{b: rendition.NewBuilder(), styles: listStyles(root), raised: raisedStyles(root)}
	page, _ := parts.Tree("styles.xml")
	for _, m := range page.First("master-styles").Elements("master-page") {
		o.blocks(m.First("header"))
	}
	o.blocks(root.First("body", "text"))
	for _, m := range page.First("master-styles").Elements("master-page") {
		o.blocks(m.First("footer"))
	}
	r := o.b.Rendition()
	meta, _ := parts.Tree("meta.xml")
	r.Title, r.Language = meta.First("meta", "title").Words(), meta.First("meta", "language").Words()
	inside := parts.Pictures("Pictures/")
	r.Parts, r.Losses, r.Clock = inside.List, append(r.Losses, inside.Losses()...), o.clock
	r.Tracked = o.tracked
	if o.remarks {
		r.Hidden = append(r.Hidden, "comments in the margin are not shown")
	}
	if o.pictures > 0 {
		r.Losses = append(r.Losses, rendition.PicturesNotDrawn(o.pictures))
	}
	if errors.Is(err, rendition.ErrDamaged) {
		r.Damaged = "the file breaks off"
	}
	return r, nil
}

type odt struct {
	b        *rendition.Builder
	styles   map[string][9]level // of lists, by name
	raised   map[string]bool     // styles of text that stands raised, by name
	lists    []openList
	label    string // of the list item whose first paragraph comes next
	pictures int
	notes    int
	boxes    []*xmltree.Node
	remarks  bool
	clock    bool
	tracked  bool
}

func (o *odt) blocks(n *xmltree.Node) {
	if n == nil {
		return
	}
	for _, c := range n.Children {
		switch c.Name {
		case "h":
			level, _ := strconv.Atoi(c.Attr("outline-level"))
			o.paragraph(c, rendition.Block{Kind: rendition.Heading, Level: min(max(level, 1), 6)})
		case "p":
			o.paragraph(c, o.item())
		case "list":
			o.list(c)
		case "table":
			o.table(c)
		case "tracked-changes":
			c.Walk(func(n *xmltree.Node) bool { o.tracked = o.tracked || n.Name == "deletion"; return true })
		case "", "sequence-decls", "forms":
		case "frame":
			o.frame(c)
		default: // section, list-item, list-header, index-body, text-box …
			o.blocks(c)
		}
	}
}

type openList struct {
	style string
	count int
}

func (o *odt) list(n *xmltree.Node) {
	style := n.Attr("style-name")
	if k := len(o.lists); style == "" && k > 0 {
		style = o.lists[k-1].style
	}
	o.lists = append(o.lists, openList{style: style})
	levels := o.styles[style]
	lv := levels[min(len(o.lists), len(levels))-1]
	for _, item := range n.Elements("") {
		l := &o.lists[len(o.lists)-1]
		o.label = ""
		if item.Name == "list-item" && lv.format != "" {
			o.label = ordinal(lv.start+l.count, lv.format) + lv.text
			l.count++
		}
		o.blocks(item)
	}
	o.lists = o.lists[:len(o.lists)-1]
	o.label = ""
}

// listStyles reads the numbered levels of the list styles (ODF 1.2, 16.31).
func listStyles(root *xmltree.Node) map[string][9]level {
	formats := map[string]string{"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
	out := map[string][9]level{}
	for _, s := range root.First("automatic-styles").Elements("list-style") {
		var ls [9]level
		for _, l := range s.Elements("list-level-style-number") {
			suffix := l.Attr("num-suffix")
			if k := number10(l.Attr("level")); k <= len(ls) {
				ls[k-1] = level{format: formats[l.Attr("num-format")], text: suffix[:min(len(suffix), maxLabel)], start: number10(l.Attr("start-value"))}
			}
		}
		out[s.Attr("name")] = ls
	}
	return out
}

// raisedStyles are the styles whose text stands raised (ODF 1.2, 20.384).
func raisedStyles(root *xmltree.Node) map[string]bool {
	out := map[string]bool{}
	for _, s := range root.First("automatic-styles").Elements("style") {
		position := s.First("text-properties")
		if position != nil && strings.HasPrefix(position.Attr("text-position"), "super") {
			out[s.Attr("name")] = true
		}
	}
	return out
}

// item is the empty block of a paragraph: the label goes to the first paragraph
// of its list item.
func (o *odt) item() rendition.Block {
	if len(o.lists) == 0 {
		return rendition.Block{}
	}
	label := o.label
	o.label = ""
	return rendition.Block{Kind: rendition.ListItem, Level: len(o.lists), Text: label, Numbered: label != ""}
}

func (o *odt) paragraph(p *xmltree.Node, x rendition.Block) {
	o.b.Open(x)
	o.inline(p)
	o.b.Close()
	boxes := o.boxes
	o.boxes = nil
	for _, box := range boxes {
		o.blocks(box)
	}
}

func (o *odt) inline(n *xmltree.Node) {
	for _, c := range n.Children {
		switch c.Name {
		case "":
			o.b.Inline(c.Text)
		case "s", "tab":
			o.b.Inline(" ")
		case "line-break":
			o.b.Break()
		case "note":
			o.notes++
			o.b.Inline("[" + strconv.Itoa(o.notes) + "]")
			o.boxes = append(o.boxes, c.First("note-body"))
		case "span":
			if o.raised[c.Attr("style-name")] {
				o.b.Power(c.Words())
			}
			o.inline(c)
		case "frame":
			o.boxes = append(o.boxes, c)
		case "annotation":
			o.remarks = true
		case "date", "time":
			o.clock = o.clock || c.Attr("fixed") != "true"
			o.inline(c)
		case "annotation-end", "page-number", "page-count", "deletion":
		default:
			o.inline(c)
		}
	}
}

func (o *odt) frame(f *xmltree.Node) {
	for _, c := range f.Children {
		switch c.Name {
		case "text-box":
			o.blocks(c)
		case "image":
			if !strings.HasPrefix(strings.TrimPrefix(c.Attr("href"), "./"), "Pictures/") {
				o.pictures++
			}
			return
		case "object", "object-ole":
			o.pictures++
			return
		}
	}
}

func (o *odt) table(t *xmltree.Node) {
	var g rendition.Grid
	header := false
	var rows func(n *xmltree.Node)
	rows = func(n *xmltree.Node) {
		for _, c := range n.Children {
			switch c.Name {
			case "table-header-rows":
				header = true
				rows(c)
			case "table-rows", "table-row-group":
				rows(c)
			case "table-row":
				o.row(&g, c)
			}
		}
	}
	rows(t)
	o.b.Table(&g, header)
}

// row adds one row; a row or cell that is repeated is added once for each time
// up to a limit.
func (o *odt) row(g *rendition.Grid, row *xmltree.Node) {
	if number10(row.Attr("number-rows-repeated")) > maxRepeats && row.Words() != "" {
		o.b.MarkCut()
	}
	for range repeats(row, "number-rows-repeated") {
		g.Row()
		for _, c := range row.Children {
			if c.Name != "table-cell" { // covered-table-cell is filled by the grid
				continue
			}
			text := o.cell(c)
			for range repeats(c, "number-columns-repeated") {
				g.Cell(text, number10(c.Attr("number-columns-spanned")), number10(c.Attr("number-rows-spanned")))
			}
		}
	}
}

// maxRepeats bounds a row or cell that stands for many: spreadsheets end in a
// million empty ones.
const maxRepeats = 20

func repeats(n *xmltree.Node, attr string) int { return min(number10(n.Attr(attr)), maxRepeats) }

func number10(s string) int {
	v, err := strconv.Atoi(s)
	if err != nil || v < 1 {
		return 1
	}
	return v
}

func (o *odt) cell(c *xmltree.Node) string {
	inner := odt{b: o.b.Cell(), styles: o.styles, raised: o.raised, notes: o.notes}
	inner.blocks(c)
	o.pictures, o.notes = o.pictures+inner.pictures, inner.notes
	o.remarks, o.clock = o.remarks || inner.remarks, o.clock || inner.clock
	return o.b.CellText(inner.b)
}
