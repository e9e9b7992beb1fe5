package fhir

import (
	"bytes"
	"encoding/base64"
	"github.com/medbundle/medbundle/internal/document/fhir/phrase"
	"github.com/medbundle/medbundle/internal/document/fhir/resource"
	"strings"

	"github.com/medbundle/medbundle/internal/document/hl7"
	"github.com/medbundle/medbundle/internal/document/rendition"
)

// papers says where the attachments of a resource are.
func (f *file) papers(_ *resource.Node, list []*resource.Node) string {
	var out []string
	for _, a := range list {
		out = phrase.Once(out, f.attachment(a))
	}
	return strings.Join(out, "\n")
}

// attached says where the papers of a DocumentReference, or the picture of a
// Media, are.
func (f *file) attached(r *resource.Node) string {
	var list []*resource.Node
	for _, c := range r.All("content") {
		a := c.Get("attachment")
		if a == nil && c.Field("contentType") != nil {
			a = c
		}
		if a != nil {
			list = append(list, a)
		}
		c.Get("format").Mark()
	}
	return f.papers(r, list)
}

// attachment takes a file out of the resource that is being drawn: it becomes an
// input of its own. A text that is the only paper of the file is drawn here. An
// attachment that is somewhere else is not fetched.
func (f *file) attachment(a *resource.Node) string {
	a.Mark()
	media, _, _ := strings.Cut(strings.ToLower(a.Str("contentType")), ";")
	media = strings.TrimSpace(media)
	title := a.Str("title")
	raw := a.Get("data")
	if raw == nil || len(raw.Raw) == 0 {
		if raw = f.binary(a.Str("url"), &media); raw == nil {
			if a.Str("url") == "" {
				return title
			}
			f.doc.Elsewhere++
			return phrase.Join(": ", title, "not in this file ("+phrase.OrElse(media, "a link")+")")
		}
	}
	data, err := decode(raw)
	if err != nil || len(f.doc.Papers) >= rendition.MaxParts || f.bytes+len(data) > rendition.MaxPartBytes {
		f.lost++
		return phrase.Join(": ", title, "could not be taken out of this file ("+phrase.OrElse(media, "of no kind")+")")
	}
	if f.lone && strings.HasPrefix(media, "text/plain") {
		return phrase.Join("\n", title, strings.TrimSpace(rendition.Decode(data)))
	}
	if f.lone && (media == "text/html" || media == "application/xhtml+xml") {
		f.texts = append(f.texts, rendition.HTML(data).Blocks...)
		return phrase.Join(": ", title, "see below")
	}
	f.bytes += len(data)
	said := f.saidOf(f.Root)
	if title != "" {
		said.Title = title
	}
	f.doc.Papers = append(f.doc.Papers, hl7.Paper{
		Part: rendition.Part{Name: fileName(phrase.OrElse(title, said.Title), media), Media: media, Data: data}, Said: said,
	})
	return phrase.Join(": ", title, "a file of its own ("+phrase.OrElse(media, "of no kind")+")")
}

// binary is the content of the Binary that a URL means, where it is in the file.
func (f *file) binary(url string, media *string) *resource.Node {
	i := f.Find(url)
	if url == "" || i < 0 || f.Entries[i].Kind != "Binary" {
		return nil
	}
	r, err := f.Entries[i].Read()
	if err != nil {
		return nil
	}
	f.papered[i] = true
	f.shown["Binary"]++
	*media = phrase.OrElse(*media, strings.ToLower(r.Str("contentType")))
	return orNode(r.Get("data"), r.Get("content"))
}

func orNode(n, instead *resource.Node) *resource.Node {
	if n == nil {
		return instead
	}
	return n
}

// loose takes out the Binary entries that no paper refers to.
func (f *file) loose(b *rendition.Builder) {
	var rows [][]string
	for i, e := range f.Entries {
		if e.Kind != "Binary" || f.papered[i] {
			continue
		}
		r, err := e.Read()
		if err != nil {
			continue
		}
		f.Root = r
		f.shown["Binary"]++
		a := &resource.Node{Fields: []resource.Field{{Name: "contentType", Value: r.Field("contentType")}, {Name: "data", Value: orNode(r.Get("data"), r.Get("content"))}}}
		rows = append(rows, []string{f.attachment(a)})
	}
	if len(rows) > 0 {
		b.Add(rendition.Block{Kind: rendition.Heading, Level: 2, Text: "Files inside"})
		b.Add(rendition.Block{Kind: rendition.Table, Rows: rows})
	}
}

// decode reads base64. Some programs write "\/" for "/" in JSON.
func decode(n *resource.Node) ([]byte, error) {
	raw := n.Raw
	if bytes.IndexByte(raw, '\\') >= 0 || bytes.IndexByte(raw, '&') >= 0 || bytes.IndexByte(raw, ' ') >= 0 {
		raw = []byte(strings.Join(strings.Fields(n.Text()), ""))
	}
	out := make([]byte, base64.StdEncoding.DecodedLen(len(raw)))
	k, err := base64.StdEncoding.Decode(out, raw)
	if err != nil {
		k, err = base64.RawStdEncoding.Decode(out, bytes.TrimRight(raw, "="))
	}
	return out[:k], err
}

// saidOf is what a resource says of the paper that it carries.
func (f *file) saidOf(r *resource.Node) hl7.Said {
	s := hl7.Said{Title: f.Say(orNode(r.Get("description"), r.Field("type"))), Date: phrase.DateOf(r), Patient: f.doc.Patient}
	if r.Kind() == "DiagnosticReport" {
		s.Title = f.Say(r.Get("code"))
	}
	s.Author, s.Facility = f.authors(r), f.facility(r)
	s.Codes = append(s.Codes, resource.CodesOf(r)...)
	return s
}

var endings = map[string]string{
	"application/pdf": ".pdf", "application/rtf": ".rtf", "text/rtf": ".rtf", "text/plain": ".txt", "text/html": ".html", "application/xhtml+xml": ".html",
	"image/jpeg": ".jpg", "image/png": ".png", "image/tiff": ".tif", "application/xml": ".xml", "text/xml": ".xml", "application/hl7-v3+xml": ".xml", "application/cda+xml": ".xml",
	"application/dicom": ".dcm", "application/fhir+json": ".json",
}

// fileName is what a part is called, with the ending of its kind.
func fileName(title, media string) string {
	end := endings[media]
	title = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) || r < 0x20 {
			return ' '
		}
		return r
	}, title)
	title = strings.Join(strings.Fields(string([]rune(title)[:min(80, len([]rune(title)))])), " ")
	if end != "" && !strings.HasSuffix(strings.ToLower(title), end) {
		title += end
	}
	return title
}
