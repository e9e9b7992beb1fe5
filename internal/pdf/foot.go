package pdf

import (
	"context"
	"fmt"

	"github.com/medbundle/medbundle/internal/pdf/cos"
)

// foot is a running foot, stored as a form XObject whose lower left corner is
// at the origin. Sizes are in points.
type foot struct {
	number        int
	width, height float64
	// links stand where they do in the form.
	links []link
}

// SetFeet takes the running feet: a PDF with exactly totalPages pages, whose
// page k is drawn at the visual bottom of packet page k, upright and over its
// full width; its links "mb:<page>" become links to that page of the packet. Call it before the first Append. The feet are pages of this
// program's own making, with their text and no rotation.
func (a *Assembler) SetFeet(src Source) error {
	if a.err != nil {
		return a.err
	}
	if a.err = a.setFeet(src); a.err != nil {
		return a.err
	}
	return a.w.Err()
}

func (a *Assembler) setFeet(src Source) error {
	if a.done > 0 {
		return fmt.Errorf("%s: feet must be set before pages", src.Name)
	}
	src.Format = FormatPDF
	o, err := open(context.Background(), src)
	if err != nil {
		return err
	}
	defer o.close()
	if o.len() != a.total {
		return fmt.Errorf("%s: %d feet for %d pages", src.Name, o.len(), a.total)
	}
	c := newCopier(o.doc, a.w, &a.groups)
	for _, p := range o.doc.Pages() {
		f, err := a.footForm(c, p)
		if err != nil {
			return refused(src.Name, err)
		}
		a.feet = append(a.feet, f)
	}
	return nil
}

func (a *Assembler) footForm(c *copier, p *cos.Page) (foot, error) {
	content, err := c.doc.Content(p)
	if err != nil {
		return foot{}, err
	}
	b := cos.SpellRect([]byte("/Type/XObject/Subtype/Form/BBox"), p.Box)
	b = cos.Matrix{1, 0, 0, 1, -p.Box.X0, -p.Box.Y0}.Spell(append(b, "/Matrix["...))
	b = append(b, "]/Resources "...)
	if p.Resources == nil {
		b = append(b, "<<>>"...)
	} else {
		b = cos.Spell(b, p.Resources, c.ref)
	}
	b = append(b, "/Filter/FlateDecode"...)
	links := a.ownTargets(c.doc, p)
	for i := range links {
		links[i].rect = cos.Matrix{1, 0, 0, 1, -p.Box.X0, -p.Box.Y0}.Box(links[i].rect)
	}
	return foot{
		links:  links,
		number: a.w.Once(b, cos.Deflate(content), true),
		width:  p.Box.X1 - p.Box.X0, height: p.Box.Y1 - p.Box.Y0,
	}, c.err
}

// drawFoot draws the page's foot over its full width, and no higher than the band.
func (a *Assembler) drawFoot(d *draft) {
	if a.feet == nil {
		return
	}
	f := a.feet[a.done]
	scale := 1.0
	if diff := d.size.Width - f.width; diff > 0.5 || diff < -0.5 {
		scale = min(d.size.Width/f.width, FootBand/f.height)
	}
	m := cos.Matrix{scale, 0, 0, scale, 0, 0}.Then(cos.Upright(d.box, d.rotate, d.unit))
	d.draw(f.number, m)
	for _, l := range f.links {
		d.links = append(d.links, a.keepLink(link{rect: m.Box(l.rect), page: l.page}))
	}
}
