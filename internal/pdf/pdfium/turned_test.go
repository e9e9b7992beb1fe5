package pdfium

import (
	"bytes"
	"testing"

	"github.com/medbundle/medbundle/internal/pdf/pdfium/sandbox"
)

func TestAGridIsTurnedClockwise(t *testing.T) {
	const n = sandbox.GridSide
	g := gridReport{Width: 10, Height: 20, Cells: make([]byte, n*n*3)}
	g.Cells[0] = 200 // red at the upper left
	at := func(g gridReport, row, column int) byte { return g.Cells[3*(row*n+column)] }
	if r := g.turned(90); at(r, 0, n-1) != 200 || r.Width != 20 || r.Height != 10 {
		t.Errorf("by 90 degrees: %v × %v", r.Width, r.Height)
	}
	if r := g.turned(180); at(r, n-1, n-1) != 200 || r.Width != 10 {
		t.Error("by 180 degrees")
	}
	if r := g.turned(270); at(r, n-1, 0) != 200 || r.Width != 20 {
		t.Error("by 270 degrees")
	}
	if r := g.turned(90).turned(270); !bytes.Equal(r.Cells, g.Cells) || r.Width != g.Width {
		t.Error("there and back")
	}
}
