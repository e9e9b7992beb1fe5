package pdfium

import "github.com/medbundle/medbundle/internal/pdf/pdfium/sandbox"

// grids serves one request for pages seen from far away, with a report for
// each page and one at the end.
func (w *worker) grids(req request) error {
	if w.library == nil {
		return w.send(report{Failure: failLibrary})
	}
	file, err := openContents(req.Path)
	if err != nil {
		return w.send(report{Failure: failOpen, Detail: named("", err).Error()})
	}
	defer file.close()
	done := 0
	sandbox.WithoutCollector(func() {
		_, err = w.library.Pages(file, file.size, req.Password, req.Pages, compareResolution, func(page int, d sandbox.Drawing, err error) error {
			g := gridReport{Page: page, Width: d.PageWidth, Height: d.PageHeight}
			if err == nil {
				g.Cells = cells(d, req.Heights, done)
			}
			done++
			return w.send(report{Grid: &g})
		})
	})
	if err != nil {
		return w.send(report{Failure: renderFailure(err), Retire: w.retire()})
	}
	return w.send(report{Grid: &gridReport{Last: true}, Retire: w.retire()})
}

func cells(d sandbox.Drawing, heights []float64, i int) []byte {
	rows := d.Height
	if i < len(heights) && heights[i] > 0 {
		rows = d.Rows(heights[i])
	}
	g := sandbox.GridOf(d, rows)
	return g[:]
}

// compareResolution is compareDPI, less for pages as large as a wall.
func compareResolution(width, height float64) float64 {
	return min(compareDPI, 36*4000/max(width, height, 1))
}
