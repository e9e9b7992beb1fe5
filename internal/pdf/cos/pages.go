package cos

import (
	"errors"
	"math"
)

// Page is one page with what it inherits (7.7.3.4).
type Page struct {
	Dict      Dict
	Resources Object
	Number    int // object number; 0 for a direct object
	// Box is what a reader sees: the crop box within the media box, normalised,
	// in units of user space.
	Box Rect
	// Rotate is 0, 90, 180 or 270, clockwise.
	Rotate int
	// Unit is the size of a unit of user space in points.
	Unit float64
}

// Rect is a rectangle: left, bottom, right, top.
type Rect struct{ X0, Y0, X1, Y1 float64 }

// Size is the page's width and height upright, in points.
func (p *Page) Size() (width, height float64) {
	width = (p.Box.X1 - p.Box.X0) * p.Unit
	height = (p.Box.Y1 - p.Box.Y0) * p.Unit
	if p.Rotate%180 != 0 {
		width, height = height, width
	}
	return width, height
}

// Pages are the document's pages in reading order.
func (d *Document) Pages() []*Page { return d.pages }

// inherited are the attributes that a node of the page tree hands down.
type inherited struct{ resources, media, crop, rotate Object }

func (i inherited) with(d Dict) inherited {
	for key, slot := range map[string]*Object{
		"Resources": &i.resources, "MediaBox": &i.media, "CropBox": &i.crop, "Rotate": &i.rotate,
	} {
		if o := d[key]; o != nil {
			*slot = o
		}
	}
	return i
}

type pageWalk struct {
	doc   *Document
	seen  map[int]bool
	pages []*Page
}

// walkPages reads the page tree. A tree that leads nowhere is replaced by all
// page objects in the order of their numbers.
func (d *Document) walkPages() ([]*Page, error) {
	w := pageWalk{doc: d, seen: map[int]bool{}}
	if root := d.Catalog()["Pages"]; root != nil {
		w.node(root, inherited{}, 0)
	}
	if len(w.pages) == 0 {
		d.Objects(func(n int, o Object) bool {
			if dict, ok := o.(Dict); ok && dict["Type"] == Name("Page") {
				w.node(Ref{ObjectNumber: Integer(n)}, inherited{}, 0)
			}
			return len(w.pages) <= maxPages
		})
		if len(w.pages) > 0 {
			d.Repairs = append(d.Repairs, "repaired: page tree")
		}
	}
	switch {
	case len(w.pages) == 0:
		return nil, errors.New("it has no pages")
	case len(w.pages) > maxPages:
		return nil, errors.New("it has too many pages")
	}
	return w.pages, nil
}

func (w *pageWalk) node(o Object, from inherited, depth int) {
	number := 0
	if ref, ok := o.(Ref); ok {
		number = int(ref.ObjectNumber)
		if w.seen[number] {
			return
		}
		w.seen[number] = true
	}
	dict := w.doc.Dict(o)
	if dict == nil || depth > maxDepth || len(w.pages) > maxPages {
		return
	}
	from = from.with(dict)
	kids := w.doc.Array(dict["Kids"])
	if kids == nil || w.doc.Name(dict["Type"]) == "Page" {
		w.pages = append(w.pages, w.doc.page(dict, number, from))
		return
	}
	for _, kid := range kids {
		w.node(kid, from, depth+1)
	}
}

func (d *Document) page(dict Dict, number int, from inherited) *Page {
	p := &Page{Dict: dict, Number: number, Resources: from.resources, Unit: 1}
	p.Box = d.visible(from.media, from.crop)
	if r := d.Int(from.rotate, 0); r%90 == 0 {
		p.Rotate = ((r % 360) + 360) % 360
	}
	if u, ok := d.Number(dict["UserUnit"]); ok && u >= 0.01 && u <= 1000 {
		p.Unit = u
	}
	return p
}

// letter is the page of readers that find no media box.
var letter = Rect{0, 0, 612, 792}

// visible is the crop box within the media box (14.11.2.1).
func (d *Document) visible(media, crop Object) Rect {
	m, ok := d.Rect(media)
	if !ok || m.X1-m.X0 < 1 || m.Y1-m.Y0 < 1 {
		m = letter
	}
	c, ok := d.Rect(crop)
	if !ok {
		return m
	}
	c = Rect{math.Max(c.X0, m.X0), math.Max(c.Y0, m.Y0), math.Min(c.X1, m.X1), math.Min(c.Y1, m.Y1)}
	if c.X1-c.X0 < 1 || c.Y1-c.Y0 < 1 {
		return m
	}
	return c
}

// Rect resolves o to a rectangle (7.9.5) with its corners in order.
func (d *Document) Rect(o Object) (Rect, bool) {
	n, ok := d.Numbers(o, 4)
	if !ok {
		return Rect{}, false
	}
	return Rect{math.Min(n[0], n[2]), math.Min(n[1], n[3]), math.Max(n[0], n[2]), math.Max(n[1], n[3])}, true
}

// Content is the page's decoded content, its streams joined by line ends
// (7.8.2), at most 128 MB.
func (d *Document) Content(p *Page) ([]byte, error) {
	var out []byte
	for _, s := range d.ContentStreams(p) {
		stream, ok := d.Stream(s)
		if !ok {
			continue
		}
		left := maxContent - int64(len(out))
		b, ok := d.unpacked(stream, left)
		if !ok {
			stream.Raw = d.Mended(stream)
			var err error
			if b, err = Decode(stream, left); err != nil {
				return nil, err
			}
		}
		if out == nil {
			out = b[:len(b):len(b)] // which may be the stream's own
		} else {
			out = append(out, b...)
		}
		out = append(out, '\n')
	}
	return out, nil
}

// ContentStreams are the references to the streams that make up the page.
func (d *Document) ContentStreams(p *Page) []Ref {
	contents := Array{p.Dict["Contents"]}
	if a := d.Array(p.Dict["Contents"]); a != nil {
		contents = a
	}
	var out []Ref
	for _, o := range contents {
		ref, ok := o.(Ref)
		if _, isStream := d.Stream(o); ok && isStream {
			out = append(out, ref)
		}
	}
	return out
}
