package pixels

import (
	"math"
	"slices"
)

// Display is how the reader of such a picture expects its grey values, for where the
// file does not say or says something that hides the picture. The zero value takes
// the file at its word.
type Display struct {
	// Center and Width are the usual window, in rescaled units, for a file
	// without one; Width 0 where there is none.
	Center, Width float64
	// Mend replaces a window of the file in which there is nothing to see.
	Mend bool
	// Robust finds a window between the rare extremes, where one has to be found, so
	// that a single bright spot does not turn the rest black.
	Robust bool
	// Counts are values from nought on, most of them background: the window is
	// always found, so that it shows what is ordinary in the body.
	Counts bool
	// Dark shows great values dark.
	Dark bool
}

// WindowOrigin says where a window comes from.
type WindowOrigin int

// Where a window comes from. A VOI lookup table and colour have none.
const (
	NoWindow WindowOrigin = iota
	FileWindow
	UsualWindow
	FoundWindow
)

// Bounds of the judgement on a window.
const (
	maxJudged = 1 << 16 // values that are looked at
	// A window hides a picture of which more than tooDark is black or more than
	// tooBright white, or which takes less than 1/tooWide of the window.
	tooDark, tooBright = 0.98, 0.9
	tooWide            = 20
	// Found windows reach from one to the other share of the values.
	robustLow, robustHigh = 0.005, 0.995
	// ordinary is the share of the body that is neither very dark nor very bright.
	ordinary = 0.98
)

// judged are rescaled values of a frame, sorted, its padding left out: all of
// them, or evenly spaced ones.
type judged []float64

func judge(a *Attributes, n int, value func(i int) (float64, bool)) judged {
	step := n/maxJudged + 1
	// An even step would look at the same few columns in every row.
	if step > 1 && a.Columns%step == 0 {
		step++
	}
	out := make(judged, 0, n/step+1)
	for i := 0; i < n; i += step {
		if v, ok := value(i); ok {
			out = append(out, v)
		}
	}
	slices.Sort(out)
	return out
}

// at is the value below which a share of them lies.
func (j judged) at(share float64) float64 {
	if len(j) == 0 {
		return 0
	}
	return j[int(math.Floor(share*float64(len(j)-1)))]
}

// above counts the values greater than v.
func (j judged) above(v float64) int {
	i, found := slices.BinarySearch(j, v)
	for found && i < len(j) && j[i] == v {
		i++
	}
	return len(j) - i
}

// hiddenBy says whether the window shows next to nothing. What is black or white is
// counted without the least value: that is the air round the body.
func (j judged) hiddenBy(w window) bool {
	body := j[len(j)-j.above(j.at(0)):]
	if len(body) < 2 {
		return false
	}
	low, high := w.center-float64(w.width/2), w.center+float64(w.width/2)
	n := float64(len(body))
	dark, bright := 1-float64(body.above(low))/n, float64(body.above(high))/n
	span := j.at(ordinary) - j.at(1-ordinary)
	return dark > tooDark || bright > tooBright || span*tooWide < w.width
}

// counts is the range of ordinary counts: from nought to where all but the hottest
// of what stands out from the background lies.
func (j judged) counts() (low, high float64) {
	var sum float64
	for _, v := range j {
		sum += v
	}
	hot := j
	if len(j) > 0 {
		hot = j[len(j)-j.above(sum/float64(len(j))):]
	}
	return min(j.at(0), 0), hot.at(ordinary)
}

// chosen is the window that the picture is drawn with. ok is false where the
// frame's own range is the window.
func (d Display) chosen(file window, has bool, values func() judged) (w window, from WindowOrigin) {
	switch {
	case d.Counts:
		low, high := values().counts()
		return found(low, high)
	case has && !(d.Mend && values().hiddenBy(file)):
		return file, FileWindow
	case d.Width > 0:
		return window{d.Center, d.Width, ""}, UsualWindow
	case d.Robust:
		j := values()
		return found(j.at(robustLow), j.at(robustHigh))
	}
	return window{}, NoWindow
}

func found(low, high float64) (window, WindowOrigin) {
	if high <= low {
		return window{}, NoWindow
	}
	return window{low + float64((high-low)/2), high - low, "LINEAR_EXACT"}, FoundWindow
}
