package sandbox

import (
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// Bounds of the search for pictures on a page. go-pdfium keeps a handle of
// every object it has shown until the instance is closed, so a document has a
// bound as well.
const (
	maxObjectsBesideText = 200
	maxObjectsPerPage    = 4000
	maxObjectsPerFile    = 400_000
	maxFormDepth         = 3
)

// coveredShare is how much of a page its pictures must cover, in percent, for
// a page without text to be a scan.
const coveredShare = 80

// gridSide is how finely coverage is measured: a scan cut into strips, or laid
// in layers, counts as the area that its pieces cover together.
const gridSide = 64

// box is a rectangle in page space, in points.
type box struct{ left, bottom, right, top float32 }

func (b box) empty() bool { return !(b.right > b.left && b.top > b.bottom) }

// matrix maps a form's space to the page: x' = ax + cy + e, y' = bx + dy + f.
type matrix struct{ a, b, c, d, e, f float32 }

var identity = matrix{a: 1, d: 1}

// then gives the matrix that applies m first and n after it.
func (m matrix) then(n matrix) matrix {
	return matrix{
		a: float32(m.a*n.a) + float32(m.b*n.c), b: float32(m.a*n.b) + float32(m.b*n.d),
		c: float32(m.c*n.a) + float32(m.d*n.c), d: float32(m.c*n.b) + float32(m.d*n.d),
		e: float32(m.e*n.a) + float32(m.f*n.c) + n.e, f: float32(m.e*n.b) + float32(m.f*n.d) + n.f,
	}
}

// bounds gives the upright box around b after m.
func (m matrix) bounds(b box) box {
	x := [4]float32{b.left, b.right, b.left, b.right}
	y := [4]float32{b.bottom, b.bottom, b.top, b.top}
	var out box
	for i := range x {
		px := float32(m.a*x[i]) + float32(m.c*y[i]) + m.e
		py := float32(m.b*x[i]) + float32(m.d*y[i]) + m.f
		if i == 0 {
			out = box{px, py, px, py}
		}
		out.left, out.right = min(out.left, px), max(out.right, px)
		out.bottom, out.top = min(out.bottom, py), max(out.top, py)
	}
	return out
}

// coverage marks the cells of a grid over a page whose middle a picture covers.
type coverage struct {
	page  box
	cells [gridSide * gridSide]bool
}

func (c *coverage) add(b box) {
	if c.page.empty() || b.empty() {
		return
	}
	for row := range gridSide {
		y := middle(c.page.bottom, c.page.top, row)
		if y < b.bottom || y > b.top {
			continue
		}
		for col := range gridSide {
			x := middle(c.page.left, c.page.right, col)
			if x >= b.left && x <= b.right {
				c.cells[row*gridSide+col] = true
			}
		}
	}
}

func middle(from, to float32, cell int) float32 {
	return from + float32((to-from)*float32(2*cell+1)/float32(2*gridSide))
}

// full tells whether more than coveredShare of the page is covered.
func (c *coverage) full() bool {
	n := 0
	for _, covered := range c.cells {
		if covered {
			n++
		}
	}
	return n*100 > coveredShare*len(c.cells)
}

// pictures searches a page and the forms on it for images.
type pictures struct {
	doc      *document
	budget   *int // objects left for the document
	left     int  // objects left for the page
	count    int
	coverage coverage
}

// pictures counts the images on a loaded page, and says whether they cover it.
func (d *document) pictures(page references.FPDF_PAGE, objects int, budget *int) (count int, full bool, err error) {
	p := pictures{doc: d, budget: budget, left: objects}
	byRef := requests.Page{ByReference: &page}
	area, err := d.instance.FPDF_GetPageBoundingBox(&requests.FPDF_GetPageBoundingBox{Page: byRef})
	if err != nil {
		return 0, false, err
	}
	p.coverage.page = box{area.Rect.Left, area.Rect.Bottom, area.Rect.Right, area.Rect.Top}
	total, err := d.instance.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: byRef})
	if err != nil {
		return 0, false, err
	}
	for i := 0; i < total.Count && p.spend(); i++ {
		got, err := d.instance.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: byRef, Index: i})
		if err == nil {
			err = p.visit(got.PageObject, identity, maxFormDepth)
		}
		if isTrap(err) {
			return 0, false, err
		}
	}
	return p.count, p.coverage.full(), nil
}

func (p *pictures) spend() bool {
	if p.left == 0 || *p.budget == 0 {
		return false
	}
	p.left--
	*p.budget--
	return true
}

func (p *pictures) visit(object references.FPDF_PAGEOBJECT, m matrix, depth int) error {
	kind, err := p.doc.instance.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: object})
	if err != nil {
		return err
	}
	switch {
	case kind.Type == enums.FPDF_PAGEOBJ_IMAGE:
		return p.image(object, m)
	case kind.Type == enums.FPDF_PAGEOBJ_FORM && depth > 0:
		return p.form(object, m, depth-1)
	}
	return nil
}

func (p *pictures) image(object references.FPDF_PAGEOBJECT, m matrix) error {
	p.count++
	b, err := p.doc.instance.FPDFPageObj_GetBounds(&requests.FPDFPageObj_GetBounds{PageObject: object})
	if err != nil {
		return err
	}
	p.coverage.add(m.bounds(box{b.Left, b.Bottom, b.Right, b.Top}))
	return nil
}

func (p *pictures) form(object references.FPDF_PAGEOBJECT, m matrix, depth int) error {
	got, err := p.doc.instance.FPDFPageObj_GetMatrix(&requests.FPDFPageObj_GetMatrix{PageObject: object})
	if err != nil {
		return err
	}
	f := got.Matrix
	inner := matrix{f.A, f.B, f.C, f.D, f.E, f.F}.then(m)
	total, err := p.doc.instance.FPDFFormObj_CountObjects(&requests.FPDFFormObj_CountObjects{PageObject: object})
	if err != nil {
		return err
	}
	for i := 0; i < total.Count && p.spend(); i++ {
		got, err := p.doc.instance.FPDFFormObj_GetObject(&requests.FPDFFormObj_GetObject{PageObject: object, Index: uint64(i)})
		if err == nil {
			err = p.visit(got.PageObject, inner, depth)
		}
		if isTrap(err) {
			return err
		}
	}
	return nil
}
