package sandbox

import (
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/structs"
)

// maxQuads bounds the pieces of one mark that are looked at.
const maxQuads = 1000

// placeMarks sets the rectangle of each mark over text (ISO 32000-1, 12.5.6.10)
// that has no appearance to the box around the words it marks: there PDFium,
// like other viewers, draws it, whatever the rectangle says.
func (d *document) placeMarks(page references.FPDF_PAGE) error {
	return d.eachAnnotation(page, func(a references.FPDF_ANNOTATION) error {
		kind, err := d.instance.FPDFAnnot_GetSubtype(&requests.FPDFAnnot_GetSubtype{Annotation: a})
		if err != nil {
			return err
		}
		switch kind.Subtype {
		case enums.FPDF_ANNOT_SUBTYPE_HIGHLIGHT, enums.FPDF_ANNOT_SUBTYPE_UNDERLINE,
			enums.FPDF_ANNOT_SUBTYPE_SQUIGGLY, enums.FPDF_ANNOT_SUBTYPE_STRIKEOUT:
			return d.placeMark(a)
		}
		return nil
	})
}

func (d *document) placeMark(a references.FPDF_ANNOTATION) error {
	own, err := d.instance.FPDFAnnot_GetAP(&requests.FPDFAnnot_GetAP{Annotation: a, AppearanceMode: enums.FPDF_ANNOT_APPEARANCEMODE_NORMAL})
	if isTrap(err) || err == nil && own.Value != "" {
		return err
	}
	count, err := d.instance.FPDFAnnot_CountAttachmentPoints(&requests.FPDFAnnot_CountAttachmentPoints{Annotation: a})
	if err != nil {
		return err
	}
	var r structs.FPDF_FS_RECTF
	for i := range min(count.Count, maxQuads) {
		got, err := d.instance.FPDFAnnot_GetAttachmentPoints(&requests.FPDFAnnot_GetAttachmentPoints{Annotation: a, Index: i})
		if err != nil {
			return err
		}
		q := got.QuadPoints
		if i == 0 {
			r = structs.FPDF_FS_RECTF{Left: q.X1, Right: q.X1, Bottom: q.Y1, Top: q.Y1}
		}
		r.Left, r.Right = min(r.Left, q.X1, q.X2, q.X3, q.X4), max(r.Right, q.X1, q.X2, q.X3, q.X4)
		r.Bottom, r.Top = min(r.Bottom, q.Y1, q.Y2, q.Y3, q.Y4), max(r.Top, q.Y1, q.Y2, q.Y3, q.Y4)
	}
	if !(r.Right > r.Left && r.Top > r.Bottom) {
		return nil
	}
	_, err = d.instance.FPDFAnnot_SetRect(&requests.FPDFAnnot_SetRect{Annotation: a, Rect: r})
	return err
}
