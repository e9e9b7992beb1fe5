package sheet

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/medbundle/medbundle/internal/document/officezip"
	"github.com/medbundle/medbundle/internal/document/rendition"
	"github.com/medbundle/medbundle/internal/document/xmltree"
)

// XLSX reads an Excel workbook (ECMA-376 Part 1, SpreadsheetML). Pictures and
// files inside become parts. The error is rendition.ErrVersion for one in
// Excel's binary form (.xlsb).
func XLSX(data []byte) (*rendition.Rendition, error) {
	f, err := officezip.Open(data)
	if err != nil {
		return nil, err
	}
	if !f.Has("xl/workbook.xml") && f.Has("xl/workbook.bin") {
		return nil, rendition.ErrVersion
	}
	root, err := f.Tree("xl/workbook.xml")
	if root == nil {
		return nil, err
	}
	x := xlsx{file: f, book: newBook(), from1904: isOn(root.First("workbookPr").Attr("date1904"))}
	x.readStyles()
	damaged := x.readStrings() || err != nil
	relations := f.Relations("xl/workbook.xml")
	seen := map[string]bool{}
	for _, s := range root.First("sheets").Elements("sheet") {
		target := relations[relationID(s)]
		if target.Type == "chartsheet" {
			continue // counted among the charts
		}
		if target.Type != "worksheet" || seen[target.Target] || x.book.sheets >= maxSheets {
			x.book.b.MarkCut()
			continue
		}
		seen[target.Target] = true
		state := s.Attr("state")
		damaged = x.sheet(s.Attr("name"), target.Target, state != "" && state != "visible") || damaged
	}
	r := x.book.rendition()
	core, _ := f.Tree("docProps/core.xml")
	r.Title, r.Language = core.First("title").Words(), core.First("language").Words()
	parts := f.Parts("xl/")
	r.Parts, r.Losses = parts.List, append(r.Losses, parts.Losses()...)
	if n := f.Count("xl/charts/chart"); n > 0 {
		r.Losses = append(r.Losses, fmt.Sprintf("charts are not drawn (%d)", n))
	}
	if f.Count("xl/comments")+f.Count("xl/threadedComments/") > 0 {
		r.Hidden = append(r.Hidden, "comments on cells are not shown")
	}
	if damaged {
		r.Damaged = "the file breaks off"
	}
	return r, nil
}

type xlsx struct {
	file     *officezip.File
	book     *book
	strings  []string
	formats  []string // by the style of a cell
	from1904 bool
}

// relationID is the id in the name space of relations.
func relationID(n *xmltree.Node) string {
	for _, a := range n.Attrs {
		if a.Name.Local == "id" && a.Name.Space != "" {
			return a.Value
		}
	}
	return n.Attr("id")
}

func isOn(s string) bool { return s == "1" || s == "true" }

// readStyles reads the number formats (18.8.30, 18.8.10).
func (x *xlsx) readStyles() {
	root, _ := x.file.Tree("xl/styles.xml")
	own := map[int]string{}
	for _, n := range root.First("numFmts").Elements("numFmt") {
		if id, err := strconv.Atoi(n.Attr("numFmtId")); err == nil {
			own[id] = n.Attr("formatCode")
		}
	}
	for _, xf := range root.First("cellXfs").Elements("xf") {
		id, _ := strconv.Atoi(xf.Attr("numFmtId"))
		code, known := own[id]
		if !known {
			code = builtin[id]
		}
		x.formats = append(x.formats, code)
	}
}

// readStrings reads the texts that cells share (18.4.9).
func (x *xlsx) readStrings() (damaged bool) {
	if !x.file.Has("xl/sharedStrings.xml") {
		return false
	}
	data, err := x.file.Read("xl/sharedStrings.xml")
	serr := xmltree.Stream(data, xmltree.Limits{Nodes: 200_000},
		func(n *xmltree.Node) bool { return n.Name == "si" },
		func(n *xmltree.Node) bool {
			x.strings = append(x.strings, richText(n))
			return len(x.strings) < maxStrings
		})
	return err != nil || serr != nil
}

// richText is the text of a string, without what says how to read it aloud.
func richText(n *xmltree.Node) string {
	var b strings.Builder
	n.Walk(func(c *xmltree.Node) bool {
		if c.Name == "t" {
			for _, k := range c.Children {
				b.WriteString(k.Text)
			}
		}
		return c.Name != "rPh"
	})
	return strings.ReplaceAll(b.String(), "_x000D_", "")
}

func (x *xlsx) sheet(name, member string, hidden bool) (damaged bool) {
	data, err := x.file.Read(member)
	p := newPage(name)
	serr := xmltree.Stream(data, xmltree.Limits{Nodes: 500_000},
		func(n *xmltree.Node) bool { return n.Name == "row" || n.Name == "col" },
		func(n *xmltree.Node) bool {
			if n.Name == "col" {
				hideColumns(p, n)
			} else {
				x.row(p, n)
			}
			return true
		})
	p.texts = x.drawings(member)
	x.book.add(p, hidden)
	return errors.Is(err, rendition.ErrDamaged) || serr != nil || len(data) == 0
}

func hideColumns(p *page, n *xmltree.Node) {
	from, _ := strconv.Atoi(n.Attr("min"))
	to, _ := strconv.Atoi(n.Attr("max"))
	if isOn(n.Attr("hidden")) {
		for c := max(from, 1); c <= min(to, maxColumn); c++ {
			p.hideCol[c-1] = true
		}
	}
}

func (x *xlsx) row(p *page, n *xmltree.Node) {
	number, err := strconv.Atoi(n.Attr("r"))
	if err != nil {
		number = len(p.rows) + p.beyond + 1
	}
	if isOn(n.Attr("hidden")) {
		p.hideRow[number-1] = true
	}
	column := -1
	for _, c := range n.Elements("c") {
		column++
		if k := columnOf(c.Attr("r")); k >= 0 {
			column = k
		}
		if formula := strings.ToUpper(c.First("f").Words()); strings.Contains(formula, "TODAY(") || strings.Contains(formula, "NOW(") {
			x.book.clock = true
		}
		p.set(number-1, column, x.cell(c))
	}
}

// columnOf reads the letters of a reference: "AB12" is 27.
func columnOf(ref string) int {
	n := 0
	for i := 0; i < len(ref) && i < 4 && ref[i]|0x20 >= 'a' && ref[i]|0x20 <= 'z'; i++ {
		n = n*26 + int(ref[i]|0x20-'a') + 1
	}
	return n - 1
}

func (x *xlsx) cell(c *xmltree.Node) string {
	v := c.First("v").Words()
	switch c.Attr("t") {
	case "s":
		if i, err := strconv.Atoi(v); err == nil && i >= 0 && i < len(x.strings) {
			return x.strings[i]
		}
		return ""
	case "inlineStr":
		return richText(c.First("is"))
	case "str", "e":
		return v
	case "b":
		return map[string]string{"1": "TRUE", "0": "FALSE"}[v]
	case "d":
		return strings.Replace(strings.TrimSuffix(v, "T00:00:00"), "T", " ", 1)
	}
	number, err := strconv.ParseFloat(v, 64)
	if err != nil {
		return v
	}
	code := ""
	if i, err := strconv.Atoi(c.Attr("s")); err == nil && i >= 0 && i < len(x.formats) {
		code = x.formats[i]
	}
	return display(number, code, x.from1904)
}

// drawings are the texts that lie over the cells of a sheet.
func (x *xlsx) drawings(member string) (texts []string) {
	relations := x.file.Relations(member)
	for _, id := range sortedKeys(relations) {
		rel := relations[id]
		if rel.Type != "drawing" {
			continue
		}
		root, _ := x.file.Tree(rel.Target)
		root.Walk(func(n *xmltree.Node) bool {
			if n.Name != "txBody" {
				return true
			}
			for _, para := range n.Elements("p") {
				if t := richText(para); strings.TrimSpace(t) != "" && len(texts) < 1000 {
					texts = append(texts, t)
				}
			}
			return false
		})
	}
	return texts
}
