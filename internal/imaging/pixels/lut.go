package pixels

import "math"

func usable(l *LUT) bool { return l != nil && len(l.Data) > 0 }

// at is the entry for an input value; values outside the table take its ends
// (PS3.3 C.11.1.1.1).
func (l *LUT) at(v int64) uint16 {
	i := v - int64(l.First)
	return l.Data[min(max(i, 0), int64(len(l.Data)-1))]
}

// top is the greatest value that an entry can have.
func (l *LUT) top() float64 {
	bits := l.Bits
	if bits < 1 || bits > 16 {
		bits = 16
	}
	return float64(int(1)<<bits - 1)
}

func (l *LUT) curve() curve {
	top := l.top()
	return func(x float64) float64 {
		return float64(l.at(int64(math.Floor(min(max(x, -1e15), 1e15)+0.5)))) * white / top
	}
}

// modalityOf is the step from stored values to the modality's units: a table, or
// slope and intercept.
func modalityOf(a *Attributes) func(int64) float64 {
	if usable(a.ModalityLUT) {
		return func(v int64) float64 { return float64(a.ModalityLUT.at(v)) }
	}
	slope, intercept := a.RescaleSlope, a.RescaleIntercept
	if !finite(slope) || slope == 0 {
		slope = 1
	}
	if !finite(intercept) {
		intercept = 0
	}
	return func(v int64) float64 { return float64(float64(v)*slope) + intercept }
}

func finite(x float64) bool { return math.Abs(x) < 1e300 }
