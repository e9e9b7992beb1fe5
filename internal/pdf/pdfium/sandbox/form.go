package sandbox

import (
	"time"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/structs"
)

// form is PDFium's form filler over one document. It makes the appearances
// that fields and notes lack (ISO 32000-1, 12.5.5 and 12.7.3.3). No script
// runs: this PDFium has no engine for them.
type form struct {
	handle references.FPDF_FORMHANDLE
	loaded map[references.FPDF_PAGE]bool
}

// fields begins form filling for the document, once.
func (d *document) fields() (*form, error) {
	if d.form != nil {
		return d.form, nil
	}
	got, err := d.instance.FPDFDOC_InitFormFillEnvironment(&requests.FPDFDOC_InitFormFillEnvironment{
		Document: d.ref, FormFillInfo: formCallbacks,
	})
	if err != nil {
		return nil, err
	}
	d.form = &form{handle: got.FormHandle, loaded: map[references.FPDF_PAGE]bool{}}
	return d.form, nil
}

// formCallbacks answer the form filler, which is made for windows that people
// click in: nothing is shown, nothing runs, the time stands still.
var formCallbacks = structs.FPDF_FORMFILLINFO{
	FFI_Invalidate:         func(references.FPDF_PAGE, float64, float64, float64, float64) {},
	FFI_OutputSelectedRect: func(references.FPDF_PAGE, float64, float64, float64, float64) {},
	FFI_SetCursor:          func(enums.FXCT) {},
	FFI_SetTimer:           func(int, func(int)) int { return 1 },
	FFI_KillTimer:          func(int) {},
	FFI_GetLocalTime: func() structs.FPDF_SYSTEMTIME {
		t := time.Unix(0, 0).UTC()
		return structs.FPDF_SYSTEMTIME{Year: uint16(t.Year()), Month: uint16(t.Month()), Day: uint16(t.Day())}
	},
	FFI_OnChange:           func() {},
	FFI_GetPage:            func(references.FPDF_DOCUMENT, int) *references.FPDF_PAGE { return nil },
	FFI_GetCurrentPage:     func(references.FPDF_DOCUMENT) *references.FPDF_PAGE { return nil },
	FFI_GetRotation:        func(references.FPDF_PAGE) enums.FPDF_PAGE_ROTATION { return 0 },
	FFI_ExecuteNamedAction: func(string) {},
	FFI_SetTextFieldFocus:  func(string, bool) {},
	FFI_DoURIAction:        func(string) {},
	FFI_DoGoToAction:       func(int, enums.FPDF_ZOOM_MODE, []float32) {},
}

// annotated tells whether a loaded page has annotations at all.
func (d *document) annotated(page references.FPDF_PAGE) (bool, error) {
	got, err := d.instance.FPDFPage_GetAnnotCount(&requests.FPDFPage_GetAnnotCount{Page: requests.Page{ByReference: &page}})
	if err != nil {
		return false, trapOnly(err)
	}
	return got.Count > 0, nil
}

// drawFields draws the form fields of a loaded page onto a sheet. A page
// without annotations costs nothing.
func (d *document) drawFields(page references.FPDF_PAGE, sheet references.FPDF_BITMAP, width, height int) error {
	if has, err := d.annotated(page); err != nil || !has {
		return err
	}
	f, err := d.fields()
	if err != nil {
		return trapOnly(err) // without a form filler the page is drawn without it
	}
	byRef := requests.Page{ByReference: &page}
	if !f.loaded[page] {
		if _, err := d.instance.FORM_OnAfterLoadPage(&requests.FORM_OnAfterLoadPage{Page: byRef, FormHandle: f.handle}); err != nil {
			return trapOnly(err)
		}
		f.loaded[page] = true
	}
	_, err = d.instance.FPDF_FFLDraw(&requests.FPDF_FFLDraw{
		FormHandle: f.handle, Bitmap: sheet, Page: byRef, SizeX: width, SizeY: height,
		Flags: enums.FPDF_RENDER_FLAG_ANNOT | enums.FPDF_RENDER_FLAG_REVERSE_BYTE_ORDER,
	})
	return trapOnly(err)
}

// closePage lets the form filler forget a page before it is closed.
func (d *document) closePage(page references.FPDF_PAGE) {
	byRef := requests.Page{ByReference: &page}
	if d.form != nil && d.form.loaded[page] {
		delete(d.form.loaded, page)
		_, _ = d.instance.FORM_OnBeforeClosePage(&requests.FORM_OnBeforeClosePage{Page: byRef, FormHandle: d.form.handle})
	}
	_, _ = d.instance.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: page})
}
