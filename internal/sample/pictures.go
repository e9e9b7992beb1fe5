package sample

import (
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/gomono"

	"github.com/medbundle/medbundle/internal/sample/camera"
	"github.com/medbundle/medbundle/internal/sample/draw"
	"github.com/medbundle/medbundle/internal/sample/paper"
)

// scannedLetter is a PDF that holds nothing but the picture of a typed letter,
// US Letter at 200 pixels to the inch.
func scannedLetter() ([]byte, error) {
	sheet, err := typedSheet(1700, 2200, 36, referral, 230, 230)
	if err != nil {
		return nil, err
	}
	scrawl(sheet, 235, 1840)
	return paper.Scan(sheet.W, sheet.H, camera.Scan(sheet)), nil
}

// typedSheet is a white sheet with a text in typewriter letters.
func typedSheet(w, h, size int, text string, x, y int) (*draw.Grey, error) {
	t, err := draw.NewTypeface(gomono.TTF, size)
	if err != nil {
		return nil, err
	}
	g := draw.NewGrey(w, h, 255)
	return g, g.Text(t, x, y, text)
}

// scrawl is a signature.
func scrawl(g *draw.Grey, x, y int) {
	path := draw.Pixels([2]int{0, 40}, [2]int{30, -50}, [2]int{60, -10}, [2]int{20, 20}, [2]int{70, 40}, [2]int{95, 5}, [2]int{115, 40},
		[2]int{140, 0}, [2]int{150, 40}, [2]int{200, -60}, [2]int{205, 40}, [2]int{235, 10}, [2]int{260, 35}, [2]int{330, 15}, [2]int{420, 30})
	g.Ink(draw.Fill(draw.Stroke(draw.Curve(path, 8), 5*64)).Moved(x, y), 40)
}

// photoOfReport is a phone's picture of a printed report.
func photoOfReport() ([]byte, error) {
	sheet, err := printedReport(900, 1240)
	if err != nil {
		return nil, err
	}
	return camera.Photo(sheet)
}

func printedReport(w, h int) (*draw.Grey, error) {
	g, err := typedSheet(w, h, 26, chestReport(), 70, 260)
	if err != nil {
		return nil, err
	}
	for _, line := range []struct {
		size, y int
		text    string
	}{{44, 96, hospital.Name}, {28, 140, "Department of Radiology"}, {34, 205, "RADIOLOGY REPORT"}, {16, h - 40, madeUp}} {
		t, err := draw.NewTypeface(gobold.TTF, line.size)
		if err != nil {
			return nil, err
		}
		if err := g.Text(t, 70, line.y, line.text); err != nil {
			return nil, err
		}
	}
	g.Rule(70, 155, w-140, 4)
	g.Rule(70, 218, w-140, 2)
	return g, nil
}
