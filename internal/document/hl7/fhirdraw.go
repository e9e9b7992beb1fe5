package hl7

import (
	"encoding/base64"
	"strings"

	"github.com/medbundle/medbundle/internal/document/rendition"
)

// maxSections bounds the nesting of the sections of a Composition.
const maxSections = 20

// tells says whether a resource has anything to draw.
func (r *resource) tells() bool {
	return r.Text.Div != "" || r.Conclusion != "" || len(r.PresentedForm) > 0 || len(r.Content) > 0 || len(r.Section) > 0
}

// draw adds the narrative of a resource under a heading, and says whether there
// was one.
func (r *resource) draw(b *rendition.Builder, x *exchange) bool {
	var blocks []rendition.Block
	blocks = append(blocks, markup(r.Text.Div)...)
	if r.Conclusion != "" {
		blocks = append(blocks, rendition.PlainText([]byte(r.Conclusion)).Blocks...)
	}
	for _, a := range r.attachments() {
		blocks = append(blocks, a.blocks(x)...)
	}
	blocks = append(blocks, sectionBlocks(r.Section, x, 0)...)
	if len(blocks) == 0 {
		return false
	}
	heading := r.ResourceType
	if t := r.title(); t != "" && t != x.doc.Title {
		heading += ": " + t
	}
	if d := r.date(); !d.IsZero() {
		heading += ", " + d.Human()
	}
	b.Add(rendition.Block{Kind: rendition.Heading, Level: 2, Text: heading})
	for _, k := range blocks {
		b.Add(k)
	}
	return true
}

func (r *resource) attachments() []attachment {
	out := append([]attachment(nil), r.PresentedForm...)
	for _, c := range r.Content {
		out = append(out, c.Attachment)
	}
	return out
}

// blocks draws an attachment that is text; of any other it gives the title.
func (a attachment) blocks(x *exchange) []rendition.Block {
	media, _, _ := strings.Cut(strings.ToLower(string(a.ContentType)), ";")
	data, err := base64.StdEncoding.DecodeString(string(a.Data))
	if a.Data != "" && err == nil {
		switch strings.TrimSpace(media) {
		case "text/plain":
			return rendition.PlainText(data).Blocks
		case "text/html", "application/xhtml+xml":
			return rendition.HTML(data).Blocks
		}
	}
	x.lost++
	if a.Data != "" && x.doc.Embedded == "" {
		x.doc.Embedded = orElse(strings.TrimSpace(media), "application/octet-stream")
	}
	line := orElse(string(a.Title), "without a title")
	if media != "" {
		line += " (" + media + ")"
	}
	return []rendition.Block{{Text: "Attached file: " + line}}
}

func sectionBlocks(list []section, x *exchange, depth int) []rendition.Block {
	var out []rendition.Block
	for _, s := range list {
		title := orElse(string(s.Title), s.Code.says())
		out = append(out, rendition.Block{Kind: rendition.Heading, Level: min(3+depth, 6), Text: orElse(title, "Section without a title")})
		for _, k := range s.Code.Coding {
			if k.System == "http://loinc.org" {
				x.doc.addCode(loincCode{string(k.Code), title}.as(systemSection))
			}
		}
		out = append(out, markup(s.Text.Div)...)
		if depth < maxSections {
			out = append(out, sectionBlocks(s.Section, x, depth+1)...)
		}
	}
	return out
}

// markup draws an XHTML narrative (FHIR R4, 2.4).
func markup(div string) []rendition.Block {
	if strings.TrimSpace(div) == "" {
		return nil
	}
	return rendition.HTML([]byte(div)).Blocks
}
