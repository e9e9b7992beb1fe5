package picture

// stored is a picture and what its file says about looking at it.
type stored struct {
	cutShort bool // the data ends before the picture does
	image    Image
	// dpiX and dpiY are dots per inch as stored; 0 where the file does not say.
	dpiX, dpiY float64
	// orientation is EXIF's: 1 to 8; 1 is upright.
	orientation int
}

// Page sizes in points.
const (
	a4Short, a4Long = 595.28, 841.89
	a3Short, a3Long = 841.89, 1190.55
	smallest        = 72.0
	margin          = 28.35 // 10 mm
)

// page lays the picture out: at its physical size where the file tells one
// that paper can have, else fitted into A4 with margins.
func (s stored) page() Page {
	pixelsX, pixelsY, dpiX, dpiY := float64(s.image.Width), float64(s.image.Height), s.dpiX, s.dpiY
	if s.orientation >= 5 {
		pixelsX, pixelsY, dpiX, dpiY = pixelsY, pixelsX, dpiY, dpiX
	}
	width, height := pixelsX*72/max(dpiX, 1), pixelsY*72/max(dpiY, 1)
	p := Page{Width: max(width, smallest), Height: max(height, smallest), Image: s.image}
	if !sane(dpiX) || !sane(dpiY) || !fits(width, height, a3Short, a3Long) {
		if sane(dpiX) && sane(dpiY) {
			pixelsX *= dpiY / dpiX // dots that are not square keep their shape
		}
		p.Width, p.Height = a4Short, a4Long
		if pixelsX > pixelsY {
			p.Width, p.Height = a4Long, a4Short
		}
		scale := min((p.Width-2*margin)/pixelsX, (p.Height-2*margin)/pixelsY, 1)
		width, height = pixelsX*scale, pixelsY*scale
	}
	p.Matrix = place(s.orientation, (p.Width-width)/2, (p.Height-height)/2, width, height)
	return p
}

func sane(dpi float64) bool { return dpi >= 72 && dpi <= 1200 }

func fits(width, height, short, long float64) bool {
	return min(width, height) <= short+1 && max(width, height) <= long+1
}

// place maps the unit square onto the rectangle at x, y so that a picture of
// the given EXIF orientation stands upright.
func place(orientation int, x, y, w, h float64) [6]float64 {
	switch orientation {
	case 2: // mirrored
		return [6]float64{-w, 0, 0, h, x + w, y}
	case 3: // upside down
		return [6]float64{-w, 0, 0, -h, x + w, y + h}
	case 4: // mirrored and upside down
		return [6]float64{w, 0, 0, -h, x, y + h}
	case 5: // mirrored along the diagonal from the top left
		return [6]float64{0, -h, -w, 0, x + w, y + h}
	case 6: // to be turned a quarter clockwise
		return [6]float64{0, -h, w, 0, x, y + h}
	case 7: // mirrored along the other diagonal
		return [6]float64{0, h, w, 0, x, y}
	case 8: // to be turned a quarter anticlockwise
		return [6]float64{0, h, -w, 0, x + w, y}
	}
	return [6]float64{w, 0, 0, h, x, y}
}
