package office

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/medbundle/medbundle/internal/document/officezip"
	"github.com/medbundle/medbundle/internal/document/rendition"
	"github.com/medbundle/medbundle/internal/document/xmltree"
)

// DOCX reads a Word file (ECMA-376 Part 1, WordprocessingML): headings,
// paragraphs, lists, tables, notes, and the texts of headers and footers.
// Tracked deletions and hidden text are left out; pictures are counted.
func DOCX(data []byte) (*rendition.Rendition, error) {
	parts, err := officezip.Open(data)
	if err != nil {
		return nil, err
	}
	w := word{b: rendition.NewBuilder(), parts: parts, inside: parts.Parts("word/")}
	w.member("word/document.xml")
	body, err := w.parts.Tree("word/document.xml")
	if body == nil {
		return nil, err
	}
	broken := err != nil
	w.styles, w.numbers = w.readStyles(), w.readNumbering()
	w.margin("word/header")
	w.blocks(body.First("body"))
	w.notes("footnote")
	w.notes("endnote")
	w.margin("word/footer")
	r := w.b.Rendition()
	r.Title, r.Language = w.title()
	r.Losses, r.Hidden = append(r.Losses, w.losses()...), w.hidden()
	r.Parts, r.Clock, r.Tracked = w.inside.List, w.clock, w.tracked
	if broken {
		r.Damaged = "the file breaks off"
	}
	return r, nil
}

type word struct {
	b        *rendition.Builder
	parts    *officezip.File
	styles   map[string]style
	numbers  *numbering
	inside   *rendition.Parts
	images   map[string]officezip.Relation // of the member that is read, by their ids
	pictures int                           // that lie elsewhere
	charts   int
	clock    bool
	tracked  bool
	wanted   map[string][]string // ids of the notes that the body refers to, by kind

	fields     []string // instructions of the open fields of a paragraph
	pageNumber bool     // the paragraph holds a page number
}

// margin adds the texts of the headers or footers, each once.
func (w *word) margin(prefix string) {
	seen := map[string]bool{}
	for _, name := range w.parts.Names {
		if !strings.HasPrefix(name, prefix) || !strings.HasSuffix(name, ".xml") {
			continue
		}
		n, _ := w.parts.Tree(name)
		if text := n.Words(); text != "" && !seen[text] {
			seen[text] = true
			w.member(name)
			w.blocks(n)
		}
	}
}

// notes adds the footnotes or endnotes that the body refers to.
func (w *word) notes(kind string) {
	if len(w.wanted[kind]) == 0 {
		return
	}
	n, _ := w.parts.Tree("word/" + kind + "s.xml")
	w.member("word/" + kind + "s.xml")
	for _, note := range n.Elements(kind) {
		if slices.Contains(w.wanted[kind], note.Attr("id")) {
			w.b.Inline("[" + note.Attr("id") + "] ")
			w.blocks(note)
		}
	}
}

func (w *word) title() (title, language string) {
	n, _ := w.parts.Tree("docProps/core.xml")
	return n.First("title").Words(), n.First("language").Words()
}

func (w *word) losses() []string {
	var out []string
	if w.pictures > 0 {
		out = append(out, rendition.PicturesNotDrawn(w.pictures))
	}
	if w.charts > 0 {
		out = append(out, fmt.Sprintf("charts are not drawn (%d)", w.charts))
	}
	return append(out, w.inside.Losses()...)
}

func (w *word) hidden() []string {
	if w.parts.Has("word/comments.xml") {
		return []string{"comments in the margin are not shown"}
	}
	return nil
}

// member says which member is read now, for ids of pictures are its own.
func (w *word) member(name string) { w.images = w.parts.Relations(name) }

// picture marks the place of a picture, unless it only adorns the page.
func (w *word) picture(id string) {
	rel := w.images[id]
	if id == "" || rel.External || rel.Target == "" {
		w.pictures++
		return
	}
	name := path.Base(rel.Target)
	for _, p := range w.inside.List {
		if p.Name == name && p.Shown && p.Aside == "" {
			w.b.Inline(" [picture: " + name + "] ")
		}
	}
}

// style is what a paragraph style says that a plain rendition keeps.
type style struct {
	heading int // 1 to 9; 0 for body text
	list    string
	level   int
}

func (w *word) readStyles() map[string]style {
	out := map[string]style{}
	n, _ := w.parts.Tree("word/styles.xml")
	for _, s := range n.Elements("style") {
		var x style
		name := strings.ToLower(s.First("name").Attr("val"))
		if rest, ok := strings.CutPrefix(name, "heading "); ok {
			x.heading, _ = strconv.Atoi(rest)
		} else if name == "title" {
			x.heading = 1
		} else if v := s.First("pPr", "outlineLvl").Attr("val"); v != "" {
			x.heading = outline(v)
		}
		x.list, x.level = numberOf(s.First("pPr", "numPr"))
		out[s.Attr("styleId")] = x
	}
	return out
}

// outline turns an outline level, counted from 0, into a heading level; 9 is
// body text (17.3.1.20).
func outline(v string) int {
	k, err := strconv.Atoi(v)
	if err != nil || k < 0 || k > 8 {
		return 0
	}
	return k + 1
}

func numberOf(numPr *xmltree.Node) (list string, level int) {
	level, _ = strconv.Atoi(numPr.First("ilvl").Attr("val"))
	return numPr.First("numId").Attr("val"), min(max(level, 0), 8)
}
