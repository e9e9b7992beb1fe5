package ocr

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
)

// Word is one word where it stands, in the frame of its Reading: the page
// upright, in pixels from its top left.
type Word struct {
	Text string
	// Left is where the word begins and Width its extent; Base is the base line
	// at its middle, and Size the size of its letters.
	Left, Width, Base, Size int
}

// Frame maps points of the words' frame onto the picture that was drawn: x' =
// ax + cy + e and y' = bx + dy + f, in parts of the picture's width and height
// from its top left.
type Frame [6]float64

// then is f followed by g. The conversions keep a machine from fusing a product
// and a sum, which would round differently from one to another.
func (f Frame) then(g Frame) Frame {
	return Frame{
		float64(f[0]*g[0]) + float64(f[1]*g[2]), float64(f[0]*g[1]) + float64(f[1]*g[3]),
		float64(f[2]*g[0]) + float64(f[3]*g[2]), float64(f[2]*g[1]) + float64(f[3]*g[3]),
		float64(f[4]*g[0]) + float64(f[5]*g[2]) + g[4], float64(f[4]*g[1]) + float64(f[5]*g[3]) + g[5],
	}
}

// apply maps a point.
func (f Frame) apply(x, y float64) (float64, float64) {
	return float64(f[0]*x) + float64(f[2]*y) + f[4], float64(f[1]*x) + float64(f[3]*y) + f[5]
}

// frameOf leads from the page, turned clockwise (see raster.turned), back to the
// picture.
func (r *raster) frameOf(turn int) Frame {
	w, h := float64(r.width), float64(r.height)
	turned := Frame{1, 0, 0, 1, 0, 0}
	switch turn {
	case 90:
		turned = Frame{0, -1, 1, 0, 0, h}
	case 180:
		turned = Frame{-1, 0, 0, -1, w, h}
	case 270:
		turned = Frame{0, 1, -1, 0, w, 0}
	}
	return turned.then(Frame{float64(r.scale) / r.fullWidth, 0, 0, float64(r.scale) / r.fullHeight, 0, 0})
}

// leanOf leads from a page that was leaned by slope back to the page r (see
// raster.leaned).
func (r *raster) leanOf(slope int) Frame {
	s, x, y := float64(slope)/skewUnit, float64(r.width/2)+0.5, float64(r.height/2)+0.5
	return Frame{1, s, -s, 1, float64(s * y), -float64(s * x)}
}

// Parts of the size of letters, in hundredths: how high small letters, tall
// ones and descenders are in common print.
const (
	smallHeight = 53
	tallHeight  = 72
	below       = 21
)

const (
	tallLetters  = "bdfhklßþðtijäöüáéíóúàèìòùâêîôûñčšžřěőűăåøłńśźżćçğşțșïëй!?()[]{}/|\\&%§\"'*"
	belowLetters = "gjpqyçąęğşțșųįрруфцщ()[]{}/|\\;"
)

// reach tells what letters of a word make it high: tall ones, and such as reach
// below the line.
func reach(text string) (tall, low bool) {
	for _, r := range text {
		tall = tall || unicode.IsUpper(r) || unicode.IsDigit(r) || strings.ContainsRune(tallLetters, r)
		low = low || strings.ContainsRune(belowLetters, r)
	}
	return tall, low
}

// height is how high a word stands, in hundredths of the size of its letters.
func height(text string) (whole, under int) {
	tall, low := reach(text)
	whole = smallHeight
	if tall {
		whole = tallHeight
	}
	if low {
		under = below
	}
	return whole + under, under
}

// minSure is the confidence of a mark without letters that is laid over the
// page: what is less sure is dirt.
const minSure = 60

// placed gives the words of lines their places, on the page to which lean leads
// from where they were read. Each word stands level there, however slanted its
// line is: readers of PDF cut a word in pieces that climbs by half a point. Words of a line share a size and
// a base line, which may still be slanted a little, so that readers of PDF see
// that they belong together.
func placed(lines [][]word, lean Frame) []Word {
	n, bytes := 0, 0
	for _, line := range lines {
		n += len(line)
		for _, w := range line {
			bytes += len(w.text)
		}
	}
	var all strings.Builder // one piece for the page, not the whole table for a word
	all.Grow(bytes)
	out := make([]Word, 0, n)
	for _, line := range lines {
		size := sizeOf(line)
		base := baseOf(line, size)
		for _, w := range line {
			if letters(w.text) == 0 && w.confidence < minSure || w.width <= 0 || w.left < 0 {
				continue
			}
			from := all.Len()
			all.WriteString(w.text)
			x, y := lean.apply(float64(w.left)+float64(w.width)/2, float64(base(w)))
			out = append(out, Word{
				Text: all.String()[from:], Left: within(x - float64(w.width)/2), Width: w.width, Size: size, Base: within(y),
			})
		}
	}
	return out
}

// within is a place in pixels that a page can have.
func within(x float64) int { return min(max(0, int(math.Round(x))), 2*maxSide) }

// sizeOf is the size of most of a line's letters, in pixels.
func sizeOf(line []word) int {
	var sizes []int
	for _, w := range line {
		if whole, _ := height(w.text); letters(w.text) > 0 {
			sizes = append(sizes, w.height*100/whole)
		}
	}
	if len(sizes) == 0 {
		for _, w := range line {
			sizes = append(sizes, w.height)
		}
	}
	slices.Sort(sizes)
	return max(1, sizes[len(sizes)/2])
}

// baseOf tells where the base line of a word stands: on the straight line that
// fits the line's words best, unless it is far from that.
func baseOf(line []word, size int) func(w word) int {
	own := func(w word) int {
		_, under := height(w.text)
		return w.top + w.height - size*under/100
	}
	middle := func(w word) int { return w.left + w.width/2 }
	var xs, ys []int
	for _, w := range line {
		if letters(w.text) > 0 {
			xs, ys = append(xs, middle(w)), append(ys, own(w))
		}
	}
	if len(xs) == 0 {
		return own
	}
	at := fitted(xs, ys, size)
	return func(w word) int {
		fit := at(middle(w))
		if off := own(w) - fit; letters(w.text) > 0 && max(off, -off) > size/2 {
			return own(w)
		}
		return fit
	}
}

// maxLean is how slanted a line may still be after the page was straightened.
const maxLean = 0.03

// fitted is the line through points, without those that lie far off.
func fitted(xs, ys []int, size int) func(x int) int {
	sorted := slices.SortedFunc(slices.Values(ys), cmp.Compare[int])
	median := sorted[len(sorted)/2]
	n, sx, sy, sxx, sxy := 0, 0, 0, 0, 0
	for i, x := range xs {
		if y := ys[i] - median; max(y, -y) <= size/2 {
			n, sx, sy, sxx, sxy = n+1, sx+x, sy+y, sxx+x*x, sxy+x*y
		}
	}
	lean := 0.0
	if d := n*sxx - sx*sx; d > 0 {
		lean = float64(n*sxy-sx*sy) / float64(d)
	}
	if math.Abs(lean) > maxLean {
		lean = 0
	}
	return func(x int) int {
		return median + int(math.Round((float64(sy)+float64(lean*float64(n*x-sx)))/float64(max(n, 1))))
	}
}
