package sandbox

import (
	"strings"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// What is read of the annotations of one page at most.
const (
	maxAnnotations     = 500
	maxAnnotationRunes = 4000
)

// annotationText gives what was typed onto a loaded page: the values of filled
// form fields and free text (ISO 32000-1, 12.5.6.6 and 12.7.4.3), a line each,
// in the order of the page's annotations. PDFium's page text has only the
// page's own content.
func (d *document) annotationText(page references.FPDF_PAGE) (string, error) {
	var lines []string
	err := d.eachAnnotation(page, func(a references.FPDF_ANNOTATION) error {
		line, err := d.typed(a)
		if line != "" {
			lines = append(lines, line)
		}
		return err
	})
	if err != nil {
		return "", err
	}
	return strings.Join(lines, "\n"), nil
}

// eachAnnotation calls f for the first annotations of a loaded page. Of f's
// errors only those count after which the instance is unusable.
func (d *document) eachAnnotation(page references.FPDF_PAGE, f func(references.FPDF_ANNOTATION) error) error {
	byRef := requests.Page{ByReference: &page}
	total, err := d.instance.FPDFPage_GetAnnotCount(&requests.FPDFPage_GetAnnotCount{Page: byRef})
	if err != nil {
		return trapOnly(err)
	}
	for i := range min(total.Count, maxAnnotations) {
		got, err := d.instance.FPDFPage_GetAnnot(&requests.FPDFPage_GetAnnot{Page: byRef, Index: i})
		if err == nil {
			err = f(got.Annotation)
			if !isTrap(err) {
				_, err = d.instance.FPDFPage_CloseAnnot(&requests.FPDFPage_CloseAnnot{Annotation: got.Annotation})
			}
		}
		if isTrap(err) {
			return err
		}
	}
	return nil
}

// trapOnly lets an error pass only if the instance is unusable after it; what
// PDFium merely does not know is left out.
func trapOnly(err error) error {
	if isTrap(err) {
		return err
	}
	return nil
}

// typed is the text of one annotation that a reader of the page sees.
func (d *document) typed(a references.FPDF_ANNOTATION) (string, error) {
	flags, err := d.instance.FPDFAnnot_GetFlags(&requests.FPDFAnnot_GetFlags{Annotation: a})
	if err != nil || flags.Flags&(enums.FPDF_ANNOT_FLAG_HIDDEN|enums.FPDF_ANNOT_FLAG_NOVIEW) != 0 {
		return "", err
	}
	kind, err := d.instance.FPDFAnnot_GetSubtype(&requests.FPDFAnnot_GetSubtype{Annotation: a})
	if err != nil {
		return "", err
	}
	switch kind.Subtype {
	case enums.FPDF_ANNOT_SUBTYPE_FREETEXT:
		return d.annotationValue(a, "Contents")
	case enums.FPDF_ANNOT_SUBTYPE_WIDGET:
		// A button's value is the name of a state, and no text.
		if field, err := d.annotationValue(a, "FT"); err != nil || field == "Btn" {
			return "", err
		}
		return d.annotationValue(a, "V")
	}
	return "", nil
}

func (d *document) annotationValue(a references.FPDF_ANNOTATION, key string) (string, error) {
	got, err := d.instance.FPDFAnnot_GetStringValue(&requests.FPDFAnnot_GetStringValue{Annotation: a, Key: key})
	if err != nil {
		return "", trapOnly(err)
	}
	return OneLine(got.Value, maxAnnotationRunes), nil
}
