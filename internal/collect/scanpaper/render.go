package scanpaper

import (
	"strings"

	"github.com/medbundle/medbundle/internal/document/rendition"
	"github.com/medbundle/medbundle/internal/imaging"
	"github.com/medbundle/medbundle/internal/imaging/sr"
)

// longText is how many bytes of text stand in a paragraph of their own and not in a
// row of a table.
const longText = 120

// deepest is the level of the smallest heading, and how many dashes show depth.
const deepest = 4

// writer writes the content of a report as blocks.
type writer struct {
	report *sr.Document
	in     *imaging.Instance
	places Places
	b      *rendition.Builder
	rows   [][]string // of the table that is open
}

// blocks are what the report says under the given title, and whether all of it is there.
func blocks(report *sr.Document, in *imaging.Instance, places Places, title string) (list []rendition.Block, cut bool) {
	w := &writer{report: report, in: in, places: places, b: rendition.NewBuilder()}
	w.b.Add(rendition.Block{Kind: rendition.Heading, Level: 1, Text: title})
	w.header()
	if w.report.Root.Running {
		w.running(report.Root.Children, 2)
	} else {
		w.items(report.Root.Children, 2)
	}
	if len(report.Root.Children) == 0 {
		w.b.Add(rendition.Block{Text: "The report says nothing."})
	}
	if report.Cut || report.Truncated {
		w.b.Add(rendition.Block{Text: "The report goes on; the rest is not shown here.", Aside: true})
	}
	return w.b.Blocks(), report.Cut || report.Truncated || w.b.Cut()
}

// items writes items that follow each other: containers under headings, the others
// as rows of a table or, where they are long, as paragraphs.
func (w *writer) items(list []sr.Item, level int) {
	for i := 0; i < len(list); i++ {
		if n := plainImages(list[i:]); n > 1 {
			w.images(list[i : i+n])
			i += n - 1
			continue
		}
		w.item(&list[i], level, 0)
	}
	w.flush()
}

func (w *writer) item(it *sr.Item, level, depth int) {
	if it.Type == "CONTAINER" {
		w.flush()
		w.container(it, level)
		return
	}
	label, value := label(it, depth), w.value(it)
	if it.Observed != "" {
		value += " (observed " + moment(it.Observed) + ")"
	}
	if depth == 0 && it.Type == "TEXT" && (len(value) > longText || strings.Contains(value, "\n")) {
		w.flush()
		if label != "" {
			value = label + ": " + value
		}
		w.b.Add(rendition.Block{Text: value})
	} else if value != "" {
		w.rows = append(w.rows, []string{label, value})
	}
	for i := range it.Children {
		w.item(&it.Children[i], level, depth+1)
	}
}

func (w *writer) container(it *sr.Item, level int) {
	if name := it.Name.Says(); name != "" {
		w.b.Add(rendition.Block{Kind: rendition.Heading, Level: min(level, deepest), Text: name})
		level++
	}
	if it.Running {
		w.running(it.Children, level)
		return
	}
	w.items(it.Children, level)
}

// relations are words for what an item is to the one above it, where that matters
// to a reader (PS3.3 C.17.3.2.4).
var relations = map[string]string{"INFERRED FROM": "inferred from", "SELECTED FROM": "on"}

// nouns name an item that has no name of its own.
var nouns = map[string]string{
	"IMAGE": "Image", "COMPOSITE": "File", "WAVEFORM": "Recording", "SCOORD": "Place", "SCOORD3D": "Place", "TCOORD": "Time",
	"NUM": "Value", "PNAME": "Person", "DATE": "Date", "TIME": "Time", "DATETIME": "Date and time", "UIDREF": "UID",
}

func label(it *sr.Item, depth int) string {
	name := it.Name.Says()
	if name == "" {
		name = nouns[it.Type]
	}
	if word := relations[it.Relation]; word != "" {
		name = strings.TrimSuffix(word+" "+name, " ")
	}
	return strings.TrimSpace(strings.Repeat("– ", min(depth, deepest)) + name)
}

// plainImages counts the images at the head of a list of which nothing more is said.
func plainImages(list []sr.Item) int {
	n := 0
	for n < len(list) && list[n].Type == "IMAGE" && len(list[n].Children) == 0 && list[n].Observed == "" && list[n].Name == list[0].Name {
		n++
	}
	return n
}

// images writes such images with those of one series together.
func (w *writer) images(list []sr.Item) {
	var refs []sr.Reference
	for i := range list {
		refs = append(refs, list[i].References...)
	}
	name := list[0].Name.Says()
	if name == "" {
		name = "Images"
	}
	for _, line := range w.places.sayAll(refs, w.in) {
		w.rows = append(w.rows, []string{name, line})
		name = ""
	}
}

// flush ends the table that is open.
func (w *writer) flush() {
	if len(w.rows) > 0 {
		w.b.Add(rendition.Block{Kind: rendition.Table, Rows: w.rows})
	}
	w.rows = nil
}

// running writes the items of a container that are read as one text.
func (w *writer) running(list []sr.Item, level int) {
	var text strings.Builder
	end := func() {
		w.b.Add(rendition.Block{Text: text.String()})
		text.Reset()
	}
	for i := range list {
		it := &list[i]
		if it.Type == "CONTAINER" {
			end()
			w.container(it, level)
			continue
		}
		said := w.value(it) + w.aside(it)
		if said == "" {
			continue
		}
		if text.Len() > 0 && !strings.ContainsAny(said[:1], ".,;:)!?\n") {
			text.WriteByte(' ')
		}
		text.WriteString(said)
	}
	end()
}

// aside says in brackets what is said of an item of a running text.
func (w *writer) aside(it *sr.Item) string {
	var out []string
	for i := range it.Children {
		c := &it.Children[i]
		if c.Type == "CONTAINER" {
			for k := range c.Children {
				out = append(out, strings.TrimSpace(label(&c.Children[k], 0)+": "+w.value(&c.Children[k])+w.aside(&c.Children[k])))
			}
			continue
		}
		out = append(out, strings.TrimSpace(label(c, 0)+": "+w.value(c)+w.aside(c)))
	}
	if len(out) == 0 {
		return ""
	}
	return " (" + strings.Join(out, "; ") + ")"
}
