package preview

import (
	"fmt"
	"image"
	"math"

	"github.com/medbundle/medbundle/internal/imaging"
	"github.com/medbundle/medbundle/internal/imaging/geometry"
)

// Scan is a stack of slices as it lies on a localizer: the lines of its first and its
// last slice, in pixels of the localizer as stored.
type Scan struct {
	Series      *imaging.Series
	First, Last geometry.Line
	// Slices is how many slices lie between the lines, both counted.
	Slices int
}

// maxScoutPictures is how many pictures of a localizer are tried.
const maxScoutPictures = 200

// scouted finds the localizer on which the largest scan of the study shows best.
func scouted(all []*candidate) (best KeyImage, of *candidate) {
	main := largestScan(all)
	if main == nil {
		return best, nil
	}
	first, last := main.places[0].Instance, main.places[len(main.places)-1].Instance
	seen := 0.0
	for _, c := range all {
		if c.rank != scout {
			continue
		}
		for i, p := range c.places[:min(len(c.places), maxScoutPictures)] {
			in := p.Instance
			if in.FrameOfReference != first.FrameOfReference || in.Pictures() != 1 {
				continue
			}
			a, okA := geometry.Cut(planeOf(in), planeOf(first))
			b, okB := geometry.Cut(planeOf(in), planeOf(last))
			if length := min(a.Length(), b.Length()); okA && okB && length > seen {
				seen = length
				best = KeyImage{place: p, Series: c.series, Position: i + 1, Of: len(c.places),
					Scan: &Scan{main.series, a, b, len(main.places)}}
				of = c
			}
		}
	}
	return best, of
}

// largestScan is the original scan of the most slices that lie in one direction.
func largestScan(all []*candidate) (main *candidate) {
	for _, c := range all {
		first, last := c.places[0].Instance, c.places[len(c.places)-1].Instance
		if c.rank != original || len(c.places) < 3 || first.Pictures() != 1 || first.FrameOfReference == "" ||
			!planeOf(first).Known() || !parallel(first, last) || first.FrameOfReference != last.FrameOfReference {
			continue
		}
		if main == nil || len(c.places) > len(main.places) {
			main = c
		}
	}
	return main
}

func parallel(a, b *imaging.Instance) bool {
	if len(b.Orientation) < 6 || len(a.Orientation) < 6 {
		return false
	}
	for i, v := range a.Orientation[:6] {
		if math.Abs(v-b.Orientation[i]) > 0.01 {
			return false
		}
	}
	return true
}

func planeOf(in *imaging.Instance) geometry.Plane {
	return geometry.Plane{Position: in.Position, Cosines: in.Orientation, Spacing: in.PixelSpacing,
		Rows: in.Pixel.Rows, Columns: in.Pixel.Columns}
}

// words say what the lines on a localizer are.
func (s *Scan) words() string {
	name := nameOf(s.Series)
	if s.Series.Number != "" && name != "series "+s.Series.Number {
		name += " (series " + s.Series.Number + ")"
	}
	return fmt.Sprintf("lines: slice 1 (solid) and %d (dashed) of %s", s.Slices, name)
}

// dash is how many pixels of a dashed line are drawn, and how many are not.
const dash = 6

// drawLine draws a line of the stored picture on the scaled one: white, with a black
// rim that shows it on white, too.
func drawLine(on *image.Gray, l geometry.Line, storedColumns, storedRows int, dashed bool) {
	b := on.Bounds()
	sx, sy := float64(b.Dx())/float64(storedColumns), float64(b.Dy())/float64(storedRows)
	x0, y0, x1, y1 := float64(l.X0*sx), float64(l.Y0*sy), float64(l.X1*sx), float64(l.Y1*sy)
	n := int(math.Ceil(max(math.Abs(x1-x0), math.Abs(y1-y0)))) + 1
	steep := math.Abs(y1-y0) > math.Abs(x1-x0)
	put := func(x, y int, v uint8) {
		if steep {
			x, y = y, x
		}
		if (image.Point{X: x, Y: y}).In(b) {
			on.Pix[on.PixOffset(x, y)] = v
		}
	}
	if steep {
		x0, y0, x1, y1 = y0, x0, y1, x1
	}
	for _, stroke := range []struct {
		from, to int
		grey     uint8
	}{{-1, 2, 0}, {0, 1, 255}} {
		for i := range n {
			if dashed && i/dash%2 == 1 {
				continue
			}
			t := float64(i) / float64(n)
			x, y := int(x0+float64(t*(x1-x0))), int(y0+float64(t*(y1-y0)))
			for d := stroke.from; d <= stroke.to; d++ {
				put(x, y+d, stroke.grey)
			}
		}
	}
}
