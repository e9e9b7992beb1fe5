package pdf

import (
	"context"
	"io"

	"github.com/medbundle/medbundle/internal/pdf/cos"
)

// CheckResult is what Check learnt about a source.
type CheckResult struct {
	Pages []PageSize
	// Repairs are what the reader mended without being asked, in its own words.
	Repairs []string
	// Encrypted, Signed, Forms, Scripts and HasAttachments tell what the file
	// holds that does not travel into a packet as it is.
	Encrypted, Signed, Forms, Scripts bool
	HasAttachments                    bool
	// Unshown counts notes and filled fields that carry no appearance. Viewers
	// draw them each in its own way; the packet does not show them.
	Unshown int
	// ToRedact counts the places that are marked to be blacked out and are not
	// (12.5.6.23).
	ToRedact int
	// NeedsAppearances: the form says that its fields' appearances are not to be
	// trusted and that viewers draw them anew (ISO 32000-1, table 218).
	NeedsAppearances bool
	// XFA: the form is made of XML that a viewer is to lay out (ISO 32000-1,
	// 12.7.8). NeedsRendering: the catalog says that the pages in the file are not
	// the form's.
	XFA, NeedsRendering bool
	// Moving tells that the page is the first picture of a moving one.
	Moving bool
	// CutShort tells that the data of a picture ends before the picture does.
	CutShort bool
}

// Check reads src whole, exactly as Assembler.Append would, writing nowhere,
// and returns the sizes of its pages as a reader sees them (upright, cropped,
// UserUnit applied). If Check succeeds, Append of the same bytes succeeds.
func Check(ctx context.Context, src Source) (CheckResult, error) {
	o, err := open(ctx, src)
	if err != nil {
		return CheckResult{}, err
	}
	defer o.close()
	a := NewAssembler(io.Discard, o.len(), Info{})
	if err := a.append(ctx, o, AppendOptions{Band: true}); err != nil {
		return CheckResult{}, err
	}
	result := CheckResult{Pages: a.sizes}
	if o.doc != nil {
		err = result.examine(o)
	} else {
		result.Moving, result.CutShort = o.pictures.Moving, o.pictures.CutShort
	}
	return result, err
}

// examine looks at every object for what does not travel.
func (r *CheckResult) examine(o *opened) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = refused(o.name, stumbled(p))
		}
	}()
	doc := o.doc
	r.Repairs, r.Encrypted = doc.Repairs, doc.Encrypted
	form := doc.Dict(doc.Catalog()["AcroForm"])
	r.Forms = len(doc.Array(form["Fields"])) > 0 || form["XFA"] != nil
	r.XFA = doc.Resolve(form["XFA"]) != nil
	r.NeedsRendering = r.XFA && doc.Resolve(doc.Catalog()["NeedsRendering"]) == cos.Boolean(true)
	r.NeedsAppearances = r.Forms && doc.Resolve(form["NeedAppearances"]) == cos.Boolean(true)
	doc.Objects(func(_ int, object cos.Object) bool {
		r.examineObject(doc, object, 0)
		return true
	})
	for _, p := range doc.Pages() {
		r.Unshown += unshown(doc, p)
		for _, annotation := range annotations(doc, p) {
			if doc.Name(annotation["Subtype"]) == "Redact" && visible(doc, annotation) {
				r.ToRedact++
			}
		}
	}
	return nil
}

// examineObject looks into o and what is nested in it, not through references.
func (r *CheckResult) examineObject(doc *cos.Document, o cos.Object, depth int) {
	if depth > 100 {
		return
	}
	switch o := o.(type) {
	case cos.Array:
		for _, item := range o {
			r.examineObject(doc, item, depth+1)
		}
	case cos.Dict:
		r.examineDict(doc, o)
		for _, value := range o {
			r.examineObject(doc, value, depth+1)
		}
	case cos.Stream:
		r.examineObject(doc, o.Dict, depth+1)
	}
}

func (r *CheckResult) examineDict(doc *cos.Document, d cos.Dict) {
	r.Scripts = r.Scripts || d["S"] == cos.Name("JavaScript") || d["JS"] != nil && d["S"] == cos.Name("Rendition")
	r.HasAttachments = r.HasAttachments || doc.Dict(d["EF"]) != nil
	r.Signed = r.Signed || d["Type"] == cos.Name("Sig") || d["FT"] == cos.Name("Sig") && doc.Dict(d["V"]) != nil
}
