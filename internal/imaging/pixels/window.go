package pixels

import "math"

// white is the greatest grey level of a screen picture.
const white = 255

// curve turns a value after the modality step into a brightness from 0 to white.
type curve func(x float64) float64

// window is a VOI window in rescaled units (PS3.3 C.11.2.1.2).
type window struct {
	center, width float64
	function      string
}

// firstWindow is the first usable window of the file. A file often carries
// several (lung, bone, soft tissue); the first is the one its maker put first.
func firstWindow(a *Attributes) (window, bool) {
	for i := range min(len(a.WindowCenter), len(a.WindowWidth)) {
		w := window{a.WindowCenter[i], a.WindowWidth[i], a.VOIFunction}
		if w.usable() {
			return w, true
		}
	}
	return window{}, false
}

func (w window) usable() bool {
	const huge = 1e12
	return w.width > 0 && w.width < huge && math.Abs(w.center) < huge
}

// curve is the window's function. LINEAR cannot be narrower than 1; widths below
// that come from slopes so small that only the exact form makes sense.
func (w window) curve() curve {
	switch {
	case w.function == "SIGMOID":
		return w.sigmoid
	case w.function == "LINEAR_EXACT" || w.width < 1:
		return ramp(w.center-float64(w.width/2), w.width)
	}
	return ramp(w.center-0.5-float64((w.width-1)/2), w.width-1)
}

// ramp rises from 0 at low to white at low+width; a width of 0 is a step.
func ramp(low, width float64) curve {
	return func(x float64) float64 {
		switch {
		case x <= low:
			return 0
		case x > low+width:
			return white
		}
		return (x - low) * white / width
	}
}

func (w window) sigmoid(x float64) float64 {
	return white / (1 + exp(-4*(x-w.center)/w.width))
}

// exp is e to the x from additions, multiplications and divisions that no
// compiler may fuse: math.Exp is assembly on some machines, and its last bit
// would make the pictures of two machines differ.
func exp(x float64) float64 {
	x = min(max(x, -700), 700)
	n := math.Floor(float64(x/math.Ln2) + 0.5)
	r := x - float64(n*math.Ln2)
	sum, term := 1.0, 1.0
	for i := 1; i < 20; i++ {
		term = float64(term*r) / float64(i)
		sum += term
	}
	return math.Ldexp(sum, int(n))
}

// level is a brightness as a grey value. The standard leaves rounding open; cutting
// is what dcmtk does, so pictures can be held against its pictures bit for bit.
func level(brightness float64) uint8 { return uint8(min(max(brightness, 0), white)) }
