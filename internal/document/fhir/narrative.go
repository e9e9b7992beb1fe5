package fhir

import (
	"slices"
	"strings"
	"unicode"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/document/fhir/phrase"
	"github.com/medbundle/medbundle/internal/document/fhir/resource"
	"github.com/medbundle/medbundle/internal/document/fhir/sheet"
	"github.com/medbundle/medbundle/internal/document/rendition"
)

// maxSections bounds the nesting of the sections of a Composition.
const maxSections = 20

// compositions draws the sections of the documents inside (FHIR R4, 14.1).
func (f *file) compositions(b *rendition.Builder) {
	f.each(func(r *resource.Node) {
		f.shown["Composition"]++
		title := phrase.OrElse(r.Str("title"), f.Say(r.Get("type")))
		if title != f.doc.Title {
			b.Add(rendition.Block{Kind: rendition.Heading, Level: 2, Text: phrase.Join(", ", title, phrase.DateOf(r).Human())})
		}
		for _, k := range []string{"title", "type", "date", "section", "custodian", "author"} {
			r.Field(k).Mark()
		}
		f.sections(b, r.All("section"), 0)
		f.narrative(r, sheet.Row{Cells: []string{title}, When: phrase.DateOf(r).Human()})
		var more []string
		for _, s := range f.rest(r) {
			more = append(more, s.Label+": "+s.Text)
		}
		b.Add(rendition.Block{Text: strings.Join(more, "; ")})
	}, "Composition")
}

func (f *file) sections(b *rendition.Builder, list []*resource.Node, depth int) {
	for _, s := range list {
		title := phrase.OrElse(s.Str("title"), f.Say(s.Get("code")))
		b.Add(rendition.Block{Kind: rendition.Heading, Level: min(2+depth, 6), Text: phrase.OrElse(title, "Section without a title")})
		for _, c := range resource.CodesOf(s) {
			if c.System != systemLOINC {
				continue
			}
			f.doc.AddCode(clinical.Code{System: systemSection, Value: c.Value, Name: title})
		}
		if div := s.Str("text", "div"); div != "" {
			for _, x := range rendition.HTML([]byte(div)).Blocks {
				b.Add(x)
			}
		} else if why := f.Say(s.Get("emptyReason")); why != "" {
			b.Add(rendition.Block{Text: "Nothing is written here: " + why + "."})
		}
		b.Add(rendition.Block{Text: f.Say(s.Field("note"))})
		if depth < maxSections {
			f.sections(b, s.All("section"), depth+1)
		}
	}
}

// narrative keeps the text that a resource says of itself, unless every word of
// it stands in its row already.
func (f *file) narrative(r *resource.Node, w sheet.Row) {
	div := r.Str("text", "div")
	if div == "" {
		return
	}
	row := strings.Join(w.Cells, " ") + " " + w.When
	for _, s := range w.More {
		row += " " + s.Label + " " + s.Text
	}
	have := map[string]bool{}
	for _, x := range words(row) {
		have[x] = true
	}
	blocks := rendition.HTML([]byte(div)).Blocks
	if !slices.ContainsFunc(words(rendition.Text(blocks)), func(s string) bool { return !have[s] }) {
		return
	}
	if key := w.Cells[0] + "\x00" + div; !f.told[key] {
		f.told[key] = true
		f.texts = append(f.texts, rendition.Block{Kind: rendition.Heading, Level: 3, Text: phrase.Join(", ", w.Cells[0], w.When)})
		f.texts = append(f.texts, compact(blocks)...)
	}
}

// compact makes one paragraph of a narrative of a few words, as programs write
// them.
func compact(blocks []rendition.Block) []rendition.Block {
	if s := rendition.Text(blocks); len(s) < 300 && !slices.ContainsFunc(blocks, func(x rendition.Block) bool { return x.Kind == rendition.Table }) {
		return []rendition.Block{{Text: strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == '\n' || r == '•' }), " ")}}
	}
	return blocks
}

func words(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
