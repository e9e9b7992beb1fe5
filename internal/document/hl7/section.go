package hl7

import (
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/document/rendition"
	"github.com/medbundle/medbundle/internal/document/xmltree"
)

// Section is a part of a document under a heading of its own: Blocks[First:End].
// Sections come in the order of the document, those inside a section after it.
type Section struct {
	First, End int
	// Code is its LOINC code, Title what stands above it.
	Code, Title string
	// Date is the last day on which something was done that its entries tell of.
	Date   clinical.Date
	Author string
}

// maxSections bounds the sections that are told apart.
const maxSections = 2000

// begin notes that a section begins here; the number is for end.
func (n *narrative) begin(s *xmltree.Node, title string) int {
	if len(n.doc.Sections) >= maxSections {
		return -1
	}
	x := Section{First: n.b.Len(), Code: s.First("code").Attr("code"), Title: title, Author: strings.Join(authors(s), "; ")}
	for _, e := range s.Elements("entry") {
		x.take(e)
	}
	n.doc.Sections = append(n.doc.Sections, x)
	return len(n.doc.Sections) - 1
}

// end notes that the section of that number ends here.
func (n *narrative) end(number int) {
	if number >= 0 {
		n.doc.Sections[number].End = n.b.Len()
	}
}

// take takes the day of an entry, and who wrote it where the section does not say.
func (s *Section) take(entry *xmltree.Node) {
	entry.Walk(func(x *xmltree.Node) bool {
		switch x.Name {
		case "act", "observation", "procedure", "encounter":
			low, high := bounds(x.First("effectiveTime"))
			for _, d := range []clinical.Date{low, high} {
				if d.Compare(s.Date) > 0 {
					s.Date = d
				}
			}
			if s.Author == "" && x.Name == "act" {
				s.Author = strings.Join(authors(x), "; ")
			}
		case "participant", "text", "value":
			return false
		}
		return true
	})
}

// noteList divides a section that is a list of clinical notes, an item for each, as
// portals write them (C-CDA Companion Guide, Notes Section): every note is a
// section of its own inside.
func (n *narrative) noteList(s *xmltree.Node, texts []*xmltree.Node) bool {
	acts := map[string]*xmltree.Node{}
	for _, e := range s.Elements("entry") {
		act := e.First("act")
		if id := strings.TrimPrefix(act.First("text", "reference").Attr("value"), "#"); id != "" && id != act.First("text", "reference").Attr("value") {
			acts[id] = e
		}
	}
	if len(texts) != 1 || len(acts) < 2 {
		return false
	}
	list := texts[0].First("list")
	if list == nil || len(list.Elements("item")) < 2 || strings.TrimSpace(texts[0].Words()) != strings.TrimSpace(list.Words()) {
		return false
	}
	n.b.Close()
	n.lists = append(n.lists, -1)
	for _, item := range list.Elements("item") {
		number := n.beginNote(s, item, acts)
		n.node(item)
		n.b.Close()
		n.end(number)
	}
	n.lists = n.lists[:len(n.lists)-1]
	return true
}

func (n *narrative) beginNote(s, item *xmltree.Node, acts map[string]*xmltree.Node) int {
	var entry *xmltree.Node
	item.Walk(func(x *xmltree.Node) bool {
		if e := acts[x.Attr("ID")]; e != nil && entry == nil {
			entry = e
		}
		return entry == nil
	})
	if entry == nil || len(n.doc.Sections) >= maxSections {
		return -1
	}
	x := Section{First: n.b.Len(), Code: s.First("code").Attr("code"), Title: item.First("caption").Words()}
	if code := entry.First("act", "code"); code != nil {
		for _, c := range append(code.Elements("translation"), code) {
			if v := c.Attr("code"); v != "" && v != codeNote && systemOf(c) == systemLOINC {
				x.Code = v
				break
			}
		}
	}
	if x.Title == "" {
		x.Title = s.First("title").Words()
	}
	x.take(entry)
	n.doc.Sections = append(n.doc.Sections, x)
	return len(n.doc.Sections) - 1
}

// codeNote is the LOINC code of a note of any kind.
const codeNote = "34109-9"

// HeadedSections are the sections of a document that does not tell them itself:
// what stands under each of its headings, but for those of its top. The codes of
// the document say which is the code of a heading.
func (d *Document) HeadedSections() []Section {
	code := map[string]string{}
	for _, c := range d.Codes {
		if c.System == systemSection && code[c.Name] == "" {
			code[c.Name] = c.Value
		}
	}
	var out []Section
	var open []int // of out, with their levels rising
	closeTo := func(level, at int) {
		for len(open) > 0 && d.Blocks[out[open[len(open)-1]].First].Level >= level {
			out[open[len(open)-1]].End = at
			open = open[:len(open)-1]
		}
	}
	for i, b := range d.Blocks {
		if b.Kind != rendition.Heading {
			continue
		}
		closeTo(b.Level, i)
		if b.Level > 1 && len(out) < maxSections {
			open = append(open, len(out))
			out = append(out, Section{First: i, Code: code[b.Text], Title: b.Text})
		}
	}
	closeTo(0, len(d.Blocks))
	return out
}
