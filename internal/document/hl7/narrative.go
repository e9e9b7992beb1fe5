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
	b     *rendition.Builder
	doc   *Document
	lists []int // the open lists: items so far, or -1 with bullets
	notes map[string]int
	// pictures counts those that stand in other files or are not understood.
	pictures int
	bytes    int // of the parts taken
}

func (n *narrative) losses() []string {
	var out []string
	if n.pictures > 0 {
		out = append(out, fmt.Sprintf("pictures that the document only refers to are not drawn (%d)", n.pictures))
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
	n.doc.AddCode(clinical.Code{System: systemSection, Value: code.Attr("code"), Name: title})
	number := n.begin(s, title)
	n.b.Add(rendition.Block{Kind: rendition.Heading, Level: min(level, 6), Text: orElse(title, "Section without a title")})
	if texts := s.Elements("text"); !n.noteList(s, texts) {
		for _, t := range texts {
			n.text(t)
		}
	}
	if s.First("text").Words() == "" && len(s.Elements("component")) == 0 {
		n.withoutText(s)
	}
	n.media(s)
	n.sections(s, level+1)
	n.end(number)
}

// withoutText shows what a section says that has no narrative: its coded
// entries, or why there is nothing.
func (n *narrative) withoutText(s *xmltree.Node) {
	if rows := entryTable(s); len(rows) > 1 {
		n.aside("This section has no text of its own. The table shows its coded entries; the file itself may say more.")
		n.b.Add(rendition.Block{Kind: rendition.Table, Rows: rows, Header: true})
		return
	}
	why := nullFlavors[orElse(s.Attr("nullFlavor"), s.First("text").Attr("nullFlavor"))]
	n.aside("(" + orElse(why, "this section holds no text") + ")")
}

// aside adds a remark of ours.
func (n *narrative) aside(text string) { n.b.Add(rendition.Block{Text: text, Aside: true}) }

// nullFlavors say why a value is not there (HL7 V3, NullFlavor).
var nullFlavors = map[string]string{
	"NI": "no information", "UNK": "unknown", "NA": "not applicable", "ASKU": "asked, but not known", "NASK": "not asked",
	"NAV": "not available for now", "MSK": "withheld by whoever wrote the document", "OTH": "other", "NAVU": "not available",
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
	case "paragraph", "p", "div", "caption":
		n.block(x, rendition.Block{})
	case "footnote":
		n.b.Close()
		n.footnote(x.Attr("ID"))
		n.children(x)
		n.b.Close()
	case "list", "ul", "ol":
		n.list(x)
	case "item", "li":
		n.item(x)
	case "table":
		n.table(x)
	case "renderMultiMedia": // the picture itself is an entry of the section
		n.children(x)
	case "img":
		n.pictures++
		n.children(x)
	case "footnoteRef":
		n.footnote(x.Attr("IDREF"))
	case "sup":
		n.b.Power(x.Words())
		n.children(x)
	case "linkHtml":
		if n.children(x); x.Words() == "" {
			n.b.Inline(x.Attr("href"))
		}
	case "content":
		n.content(x)
	default: // sub and whatever else
		n.children(x)
	}
}

// content shows text that an editor took out as what it is (CDA R2, 4.3.5.5).
func (n *narrative) content(x *xmltree.Node) {
	if x.Attr("revised") != "delete" || x.Words() == "" {
		n.children(x)
		return
	}
	n.b.Inline(" [deleted: ")
	n.children(x)
	n.b.Inline("] ")
}

// footnote numbers the footnotes of a document as they come up.
func (n *narrative) footnote(id string) {
	if id == "" {
		return
	}
	if n.notes == nil {
		n.notes = map[string]int{}
	}
	if n.notes[id] == 0 {
		n.notes[id] = len(n.notes) + 1
	}
	n.b.Inline(" [" + strconv.Itoa(n.notes[id]) + "] ")
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
