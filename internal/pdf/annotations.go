package pdf

import (
	"maps"
	"strconv"
	"strings"

	"github.com/medbundle/medbundle/internal/pdf/cos"
)

// Annotation flags (ISO 32000-1, table 165).
const (
	flagHidden   = 1 << 1
	flagNoRotate = 1 << 4
	flagNoView   = 1 << 5
)

// maxAnnotations bounds the annotations of one page.
const maxAnnotations = 20000

func annotations(doc *cos.Document, p *cos.Page) []cos.Dict {
	var out []cos.Dict
	for _, o := range doc.Array(p.Dict["Annots"]) {
		if d := doc.Dict(o); d != nil && len(out) < maxAnnotations {
			out = append(out, d)
		}
	}
	return out
}

// drawAnnotations makes the annotations that a reader sees part of the page,
// where the reader sees them.
func (d *draft) drawAnnotations(c *copier, p *cos.Page) {
	for _, annotation := range annotations(c.doc, p) {
		appearance, ref, ok := shownAppearance(c, annotation)
		if !ok {
			continue
		}
		rect, ok := c.doc.Rect(annotation["Rect"])
		if !ok {
			continue
		}
		m, ok := appearanceMatrix(c.doc, appearance, rect)
		if !ok {
			continue
		}
		if c.doc.Int(annotation["F"], 0)&flagNoRotate != 0 {
			m = m.Then(cos.Turned(360-p.Rotate, rect.X0, rect.Y1))
		}
		if n := c.form(ref, appearance); n != 0 {
			d.draw(n, m)
		}
	}
}

// shownAppearance returns the normal appearance in the present state, unless
// the annotation is not to be seen.
func shownAppearance(c *copier, annotation cos.Dict) (s cos.Stream, ref cos.Ref, ok bool) {
	if !visible(c.doc, annotation) || c.layers.hidden(annotation["OC"]) {
		return s, ref, false
	}
	normal := c.doc.Dict(annotation["AP"])["N"]
	if _, isStream := c.doc.Stream(normal); !isStream {
		normal = presentState(c.doc, annotation, c.doc.Dict(normal))
	}
	ref, isRef := normal.(cos.Ref)
	s, ok = c.doc.Stream(normal)
	return s, ref, ok && isRef
}

// presentState is the appearance of the state that an annotation is in. Where it
// does not say, its field's value does; a state without an appearance looks
// like Off, if that looks like anything.
func presentState(doc *cos.Document, annotation, states cos.Dict) cos.Object {
	state := doc.Name(annotation["AS"])
	for _, field := range []cos.Dict{annotation, doc.Dict(annotation["Parent"])} {
		if state == "" {
			state = doc.Name(field["V"])
		}
	}
	if o, ok := states[state]; ok {
		return o
	}
	return states["Off"]
}

func visible(doc *cos.Document, annotation cos.Dict) bool {
	switch doc.Name(annotation["Subtype"]) {
	case "Popup", "Link":
		return false
	}
	return doc.Int(annotation["F"], 0)&(flagHidden|flagNoView) == 0
}

// appearanceMatrix maps the appearance's box onto rect (algorithm 8.1 of 12.5.5).
func appearanceMatrix(doc *cos.Document, s cos.Stream, rect cos.Rect) (cos.Matrix, bool) {
	box, ok := doc.Rect(s.Dict["BBox"])
	if !ok {
		return cos.Identity, false
	}
	form := cos.Identity
	if n, ok := doc.Numbers(s.Dict["Matrix"], 6); ok {
		form = cos.Matrix(n)
	}
	from := form.Box(box)
	if from.X1-from.X0 < 1e-6 || from.Y1-from.Y0 < 1e-6 {
		return cos.Identity, false
	}
	sx, sy := (rect.X1-rect.X0)/(from.X1-from.X0), (rect.Y1-rect.Y0)/(from.Y1-from.Y0)
	return cos.Matrix{sx, 0, 0, sy, rect.X0 - float64(from.X0*sx), rect.Y0 - float64(from.Y0*sy)}, true
}

// form carries an appearance, which need not say that it is a form XObject.
func (c *copier) form(ref cos.Ref, s cos.Stream) int {
	if c.doc.Name(s.Dict["Subtype"]) == "Form" {
		return c.ref(ref)
	}
	if s.Dict["Subtype"] != nil {
		return 0
	}
	d := maps.Clone(s.Dict)
	d["Type"], d["Subtype"] = cos.Name("XObject"), cos.Name("Form")
	return c.w.Once(c.streamDict(d), c.doc.Mended(s), true)
}

// unshown counts the annotations of a page that say something and carry no
// appearance: viewers draw such notes and fields as they see fit, the
// assembler does not draw them.
func unshown(doc *cos.Document, p *cos.Page) int {
	n := 0
	for _, annotation := range annotations(doc, p) {
		if !visible(doc, annotation) || doc.Dict(annotation["AP"])["N"] != nil {
			continue
		}
		if doc.Name(annotation["Subtype"]) == "FileAttachment" {
			continue // the file counts, not the paper clip
		}
		if doc.Name(annotation["Subtype"]) != "Widget" || filled(doc, annotation) {
			n++
		}
	}
	return n
}

// filled tells whether a field, or one above it (12.7.3.1), has a value.
func filled(doc *cos.Document, field cos.Dict) bool {
	for range 32 {
		if field == nil {
			return false
		}
		switch v := doc.Resolve(field["V"]).(type) {
		case nil:
		case cos.Literal, cos.Hex:
			return strings.TrimSpace(doc.Text(v)) != ""
		case cos.Name:
			return v != "Off"
		default:
			return true
		}
		field = doc.Dict(field["Parent"])
	}
	return false
}

// linkScheme marks links to pages of the packet in what this program draws.
const linkScheme = "mb:"

// ownLinks keeps the links of a page that this program drew, to be written at the end.
func (a *Assembler) ownLinks(doc *cos.Document, p *cos.Page) []int {
	var out []int
	for _, l := range a.ownTargets(doc, p) {
		out = append(out, a.keepLink(l))
	}
	return out
}

// keepLink gives a link its number.
func (a *Assembler) keepLink(l link) int {
	l.number = a.w.Reserve()
	a.links = append(a.links, l)
	return l.number
}

// ownTargets reads the links of a page that this program drew.
func (a *Assembler) ownTargets(doc *cos.Document, p *cos.Page) (out []link) {
	for _, annotation := range annotations(doc, p) {
		uri := doc.Text(doc.Dict(annotation["A"])["URI"])
		page, err := strconv.Atoi(strings.TrimPrefix(uri, linkScheme))
		rect, ok := doc.Rect(annotation["Rect"])
		if !ok || err != nil || !strings.HasPrefix(uri, linkScheme) || page < 1 || page > a.total {
			continue
		}
		out = append(out, link{rect: rect, page: page})
	}
	return out
}
