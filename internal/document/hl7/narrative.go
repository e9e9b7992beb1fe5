package hl7

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/document/rendition"
	"github.com/medbundle/medbundle/internal/document/xmltree"
)

// narrative turns the narrative blocks of a CDA document (CDA R2, 4.3.5) into
// blocks. Elements that the schema does not know are read through: no word of a
// section is lost.
type narrative struct {
	b        *rendition.Builder
	doc      *Document
	lists    []int // the open lists: items so far, or -1 with bullets
	pictures int
}

func (n *narrative) losses() []string {
	var out []string
	if n.pictures > 0 {
		out = append(out, fmt.Sprintf("pictures inside the document are not drawn (%d)", n.pictures))
	}
	if n.b.Cut() {
		out = append(out, "the end is cut, for the text is very long")
	}
	return out
}

func (n *narrative) body(root *xmltree.Node) {
	for _, c := range root.Elements("component") {
		for _, body := range c.Elements("structuredBody") {
			n.sections(body, 2)
		}
		if x := c.First("nonXMLBody", "text"); x != nil {
			n.unstructured(x)
		}
	}
}

func (n *narrative) sections(parent *xmltree.Node, level int) {
	for _, c := range parent.Elements("component") {
		for _, s := range c.Elements("section") {
			n.section(s, level)
		}
	}
}

func (n *narrative) section(s *xmltree.Node, level int) {
	code := s.First("code")
	title := s.First("title").Words()
	if title == "" {
		title = code.Attr("displayName")
	}
	n.doc.addCode(clinical.Code{System: systemSection, Value: code.Attr("code"), Name: title})
	n.b.Add(rendition.Block{Kind: rendition.Heading, Level: min(level, 6), Text: orElse(title, "Section without a title")})
	for _, t := range s.Elements("text") {
		n.text(t)
	}
	if s.First("text").Words() == "" && len(s.Elements("component")) == 0 {
		n.b.Add(rendition.Block{Text: "(this section holds no text)"})
	}
	n.sections(s, level+1)
}

func orElse(s, instead string) string {
	if s == "" {
		return instead
	}
	return s
}

// text draws one section text. Text without any markup keeps its line breaks:
// such sections are reports pasted whole.
func (n *narrative) text(t *xmltree.Node) {
	if raw := plainText(t); strings.Count(raw, "\n") > 1 {
		for _, x := range rendition.PlainText([]byte(raw)).Blocks {
			n.b.Add(x)
		}
		return
	}
	n.children(t)
	n.b.Close()
}

// plainText is the text of an element that has no child elements, without the
// indentation that its lines share; "" where it has any.
func plainText(t *xmltree.Node) string {
	var b strings.Builder
	for _, c := range t.Children {
		if c.Name != "" {
			return ""
		}
		b.WriteString(c.Text)
	}
	lines := strings.Split(strings.Trim(b.String(), "\n"), "\n")
	shared := -1
	for i, l := range lines {
		if body := strings.TrimLeft(l, " \t"); body != "" && (i > 0 || len(lines) == 1) {
			if k := len(l) - len(body); shared < 0 || k < shared {
				shared = k
			}
		}
	}
	for i, l := range lines {
		lines[i] = l[min(max(shared, 0), len(l)-len(strings.TrimLeft(l, " \t"))):]
	}
	return strings.Join(lines, "\n")
}

func (n *narrative) children(x *xmltree.Node) {
	for _, c := range x.Children {
		n.node(c)
	}
}

func (n *narrative) node(x *xmltree.Node) {
	switch x.Name {
	case "":
		n.b.Inline(x.Text)
	case "br":
		n.b.Break()
		n.children(x)
	case "paragraph", "p", "div", "caption", "footnote":
		n.block(x, rendition.Block{})
	case "list", "ul", "ol":
		n.list(x)
	case "item", "li":
		n.item(x)
	case "table":
		n.table(x)
	case "renderMultiMedia", "img", "observationMedia":
		n.pictures++
		n.children(x)
	default: // content, sub, sup, linkHtml, footnoteRef and whatever else
		n.children(x)
	}
}

func (n *narrative) block(x *xmltree.Node, b rendition.Block) {
	n.b.Open(b)
	n.children(x)
	n.b.Close()
}

func (n *narrative) list(x *xmltree.Node) {
	n.b.Close()
	first := -1
	if x.Attr("listType") == "ordered" || x.Name == "ol" {
		first = 0
	}
	n.lists = append(n.lists, first)
	n.children(x)
	n.lists = n.lists[:len(n.lists)-1]
	n.b.Close()
}

func (n *narrative) item(x *xmltree.Node) {
	b := rendition.Block{Kind: rendition.ListItem, Level: max(1, len(n.lists))}
	if k := len(n.lists) - 1; k >= 0 && n.lists[k] >= 0 {
		n.lists[k]++
		b.Numbered, b.Text = true, strconv.Itoa(n.lists[k])+"."
	}
	n.block(x, b)
}

// unstructured says what stands in the place of a structured body (nonXMLBody).
func (n *narrative) unstructured(x *xmltree.Node) {
	if x.Attr("representation") != "B64" && x.First("reference") == nil {
		n.text(x)
		return
	}
	n.doc.Embedded = orElse(x.Attr("mediaType"), "application/octet-stream")
	n.b.Add(rendition.Block{Text: "The record itself is a file inside this document (" + n.doc.Embedded + "). It is not drawn here."})
}
