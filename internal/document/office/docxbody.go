package office

import (
	"slices"
	"strconv"
	"strings"

	"github.com/medbundle/medbundle/internal/document/rendition"
	"github.com/medbundle/medbundle/internal/document/xmltree"
)

// blocks adds the block-level content of n: a body, a cell, a note, a text box.
func (w *word) blocks(n *xmltree.Node) {
	if n == nil {
		return
	}
	for _, c := range n.Children {
		switch c.Name {
		case "p":
			w.paragraph(c)
		case "tbl":
			w.table(c)
		case "del", "moveFrom":
			w.tracked = true
		case "", "sectPr", "pPr", "tcPr", "tblPr", "trPr":
		case "AlternateContent":
			w.blocks(choice(c))
		default: // sdt, sdtContent, customXml, ins, moveTo, smartTag …
			w.blocks(c)
		}
	}
}

// choice picks one of several ways in which the same content is written.
func choice(n *xmltree.Node) *xmltree.Node {
	if c := n.First("Choice"); c != nil {
		return c
	}
	return n.First("Fallback")
}

func (w *word) paragraph(p *xmltree.Node) {
	pr := p.First("pPr")
	st := w.styles[pr.First("pStyle").Attr("val")]
	if v := pr.First("outlineLvl").Attr("val"); v != "" {
		st.heading = outline(v)
	}
	if list, level := numberOf(pr.First("numPr")); list != "" {
		st.list, st.level = list, level
	}
	var boxes []*xmltree.Node
	w.b.Open(w.numbers.block(st, strings.TrimSpace(p.Words()) != ""))
	w.pageNumber, w.fields = false, nil
	w.runs(p, &boxes)
	if w.pageNumber && len(strings.Fields(w.b.Pending())) <= 4 { // "Page … of …"
		w.b.Discard()
	}
	w.b.Close()
	for _, box := range boxes {
		w.blocks(box)
	}
}

// runs adds the running text below n and collects the text boxes in it.
func (w *word) runs(n *xmltree.Node, boxes *[]*xmltree.Node) {
	for _, c := range n.Children {
		switch c.Name {
		case "del", "moveFrom":
			w.tracked = true
		case "", "pPr", "delText", "rPr":
		case "fldChar", "instrText":
			w.field(c)
		case "fldSimple":
			if isPageNumber(c.Attr("instr")) {
				w.pageNumber = true
				continue
			}
			w.clock = w.clock || rendition.AsksClock(c.Attr("instr"))
			w.runs(c, boxes)
		case "r":
			if !hiddenRun(c) {
				if v := c.First("rPr", "vertAlign"); v != nil && v.Attr("val") == "superscript" {
					w.b.Power(runText(c))
				}
				w.runs(c, boxes)
			}
		case "t":
			if !slices.ContainsFunc(w.fields, isPageNumber) {
				w.b.Inline(content(c))
			}
		case "tab", "ptab":
			w.b.Inline(" ")
		case "br", "cr":
			w.lineBreak(c)
		case "noBreakHyphen":
			w.b.Inline("-")
		case "sym":
			w.b.Inline(symbol(c.Attr("char")))
		case "footnoteReference", "endnoteReference":
			w.refer(strings.TrimSuffix(c.Name, "Reference"), c.Attr("id"))
		case "AlternateContent":
			if k := choice(c); k != nil {
				w.runs(k, boxes)
			}
		case "txbxContent":
			*boxes = append(*boxes, c)
		case "blip":
			w.picture(c.Attr("embed"))
		case "imagedata":
			w.picture(c.Attr("id"))
		case "chart":
			w.charts++
		default:
			w.runs(c, boxes)
		}
	}
}

// field follows the begin, instruction and end of a complex field (17.16.18).
func (w *word) field(c *xmltree.Node) {
	last := len(w.fields) - 1
	switch kind := c.Attr("fldCharType"); {
	case c.Name == "instrText" && last >= 0 && len(w.fields[last]) < maxLabel:
		w.fields[last] += content(c)
		w.pageNumber = w.pageNumber || isPageNumber(w.fields[last])
		w.clock = w.clock || rendition.AsksClock(w.fields[last])
	case kind == "begin":
		w.fields = append(w.fields, "")
	case kind == "end" && last >= 0:
		w.fields = w.fields[:last]
	}
}

// isPageNumber tells whether a field numbers the pages of the original, which
// are not the pages of the rendition.
func isPageNumber(instr string) bool {
	f := strings.Fields(instr)
	return len(f) > 0 && (f[0] == "PAGE" || f[0] == "NUMPAGES" || f[0] == "SECTIONPAGES")
}

func content(n *xmltree.Node) string {
	var b strings.Builder
	for _, c := range n.Children {
		b.WriteString(c.Text)
	}
	return b.String()
}

// runText is the text of a run.
func runText(r *xmltree.Node) string {
	var b strings.Builder
	for _, t := range r.Elements("t") {
		b.WriteString(content(t))
	}
	return b.String()
}

func hiddenRun(r *xmltree.Node) bool {
	v := r.First("rPr", "vanish")
	return v != nil && v.Attr("val") != "0" && v.Attr("val") != "false"
}

func (w *word) lineBreak(c *xmltree.Node) {
	if c.Attr("type") == "page" {
		w.b.Add(rendition.Block{Kind: rendition.PageBreak})
		return
	}
	w.b.Break()
}

// symbol is a character of a symbol font. Those of the private area have no
// meaning outside their font; check boxes are the ones that matter.
func symbol(hex string) string {
	v, err := strconv.ParseUint(hex, 16, 16)
	switch {
	case err != nil:
		return ""
	case v == 0xf0fe || v == 0xf0fd || v == 0xf052 || v == 0xf053 || v == 0xf0fc:
		return "[x]"
	case v == 0xf0a8 || v == 0xf06f || v == 0xf071 || v == 0xf0a3:
		return "[ ]"
	case v >= 0xe000 && v <= 0xf8ff:
		return "•"
	}
	return string(rune(v))
}

func (w *word) refer(kind, id string) {
	if w.wanted == nil {
		w.wanted = map[string][]string{}
	}
	if !slices.Contains(w.wanted[kind], id) && len(w.wanted[kind]) < 1000 {
		w.wanted[kind] = append(w.wanted[kind], id)
	}
	w.b.Inline("[" + id + "]")
}

func (w *word) table(t *xmltree.Node) {
	w.b.Close()
	var g rendition.Grid
	header := false
	for _, row := range within(t, "tr") {
		pr := row.First("trPr")
		if pr.First("del") != nil {
			w.tracked = true
			continue
		}
		header = header || g.Empty() && pr.First("tblHeader") != nil
		g.Row()
		skip, _ := strconv.Atoi(pr.First("gridBefore").Attr("val"))
		for range min(max(skip, 0), rendition.MaxColumns) {
			g.Cell("", 1, 1)
		}
		for _, cell := range within(row, "tc") {
			span, _ := strconv.Atoi(cell.First("tcPr", "gridSpan").Attr("val"))
			g.Cell(w.cell(cell), span, 1)
		}
	}
	w.b.Table(&g, header)
}

// within lists the elements of a name below n, through content controls and
// tracked insertions, but not inside one another.
func within(n *xmltree.Node, name string) []*xmltree.Node {
	var out []*xmltree.Node
	for _, c := range n.Children {
		switch c.Name {
		case name:
			out = append(out, c)
		case "sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag":
			out = append(out, within(c, name)...)
		}
	}
	return out
}

func (w *word) cell(c *xmltree.Node) string {
	outer := w.b
	w.b = outer.Cell()
	w.blocks(c)
	s := outer.CellText(w.b)
	w.b = outer
	return s
}
