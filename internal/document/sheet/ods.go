package sheet

import (
	"bytes"
	"sort"
	"strconv"
	"strings"

	"github.com/medbundle/medbundle/internal/document/officezip"
	"github.com/medbundle/medbundle/internal/document/rendition"
	"github.com/medbundle/medbundle/internal/document/xmltree"
)

// ODS reads an OpenDocument spreadsheet (ODF 1.2 Part 1, 9). Cells say what was
// saved as their display, but days, which are written as year, month and day.
func ODS(data []byte) (*rendition.Rendition, error) {
	f, err := officezip.Open(data)
	if err != nil {
		return nil, err
	}
	if m, _ := f.Read("META-INF/manifest.xml"); bytes.Contains(m, []byte("encryption-data")) {
		return nil, rendition.ErrLocked
	}
	content, err := f.Read("content.xml")
	if len(content) == 0 {
		return nil, err
	}
	o := ods{book: newBook(), hidden: map[string]bool{}}
	serr := xmltree.Stream(content, xmltree.Limits{Nodes: 500_000}, o.begin, o.take)
	o.end()
	r := o.book.rendition()
	meta, _ := f.Tree("meta.xml")
	r.Title, r.Language = meta.First("meta", "title").Words(), meta.First("meta", "language").Words()
	parts := f.Pictures("Pictures/")
	r.Parts, r.Losses = parts.List, append(r.Losses, parts.Losses()...)
	if o.charts {
		r.Losses = append(r.Losses, "charts and other objects are not drawn")
	}
	if err != nil || serr != nil {
		r.Damaged = "the file breaks off"
	}
	return r, nil
}

type ods struct {
	book   *book
	page   *page
	style  string // of the sheet
	hidden map[string]bool
	row    int
	column int
	charts bool
}

// begin is told of each element and holds those that are read whole.
func (o *ods) begin(n *xmltree.Node) bool {
	switch n.Name {
	case "table":
		o.end()
		o.page, o.style, o.row, o.column = newPage(n.Attr("name")), n.Attr("style-name"), 0, 0
	case "table-row":
		return o.page != nil
	case "table-column":
		o.columns(n)
	case "style":
		return n.Attr("family") == "table"
	case "object":
		o.charts = true
	}
	return false
}

func (o *ods) take(n *xmltree.Node) bool {
	if n.Name == "style" {
		if n.First("table-properties").Attr("display") == "false" {
			o.hidden[n.Attr("name")] = true
		}
		return true
	}
	o.cells(n)
	return true
}

func (o *ods) end() {
	if o.page != nil {
		o.book.add(o.page, o.hidden[o.style])
	}
	o.page = nil
}

func (o *ods) columns(n *xmltree.Node) {
	count := repeated(n, "number-columns-repeated")
	if v := n.Attr("visibility"); o.page != nil && (v == "collapse" || v == "filter") {
		for c := o.column; c < min(o.column+count, maxColumn); c++ {
			o.page.hideCol[c] = true
		}
	}
	o.column += count
}

// Of rows and cells that stand for many.
const (
	maxRepeatedRows  = 1000
	maxRepeatedCells = 200
)

func repeated(n *xmltree.Node, attr string) int {
	v, err := strconv.Atoi(n.Attr(attr))
	if err != nil || v < 1 {
		return 1
	}
	return min(v, 1<<24)
}

// cells reads one row, which may stand for many.
func (o *ods) cells(row *xmltree.Node) {
	times := repeated(row, "number-rows-repeated")
	v := row.Attr("visibility")
	column := 0
	for _, c := range row.Elements("") {
		if c.Name != "table-cell" && c.Name != "covered-table-cell" {
			continue
		}
		count := repeated(c, "number-columns-repeated")
		formula := strings.ToUpper(c.Attr("formula"))
		o.book.clock = o.book.clock || strings.Contains(formula, "TODAY(") || strings.Contains(formula, "NOW(")
		if text := o.text(c); text != "" && c.Name == "table-cell" {
			for i := range min(times, maxRepeatedRows) {
				for k := range min(count, maxRepeatedCells) {
					o.page.set(o.row+i, column+k, text)
				}
			}
		}
		column += count
	}
	if v == "collapse" || v == "filter" {
		for i := range min(times, maxRepeatedRows) {
			o.page.hideRow[o.row+i] = true
		}
	}
	o.row += times
}

// text is what a cell shows.
func (o *ods) text(c *xmltree.Node) string {
	if c.Attr("value-type") == "date" {
		return strings.Replace(strings.TrimSuffix(c.Attr("date-value"), "T00:00:00"), "T", " ", 1)
	}
	var lines []string
	for _, k := range c.Elements("") {
		switch k.Name {
		case "p", "h":
			lines = append(lines, flat(k))
		case "frame":
			o.charts = o.charts || k.First("object") != nil
		}
	}
	return strings.Join(lines, "\n")
}

// flat is the text of a paragraph, of which spans are no words of their own.
func flat(n *xmltree.Node) string {
	var b strings.Builder
	n.Walk(func(c *xmltree.Node) bool {
		switch c.Name {
		case "s", "tab", "line-break":
			b.WriteByte(' ')
		case "annotation":
			return false
		}
		b.WriteString(c.Text)
		return true
	})
	return strings.Join(strings.Fields(b.String()), " ")
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
