// Package wavelet undoes the wavelet transforms of JPEG 2000 (ITU-T T.800 Annex F):
// the reversible 5/3 filter on integers and the irreversible 9/7 filter on reals.
package wavelet

// Size is where a resolution's samples lie on its grid; X1 and Y1 lie outside.
type Size struct{ X0, Y0, X1, Y1 int }

func (s Size) width() int  { return s.X1 - s.X0 }
func (s Size) height() int { return s.Y1 - s.Y0 }

// Reversible undoes the 5/3 transform in place. sizes are those of the
// resolutions from the lowest; data has the rows of the last, with the lower
// resolutions in its upper left.
func Reversible(data []int32, sizes []Size) { synthesize(data, sizes, lift53) }

// Irreversible undoes the 9/7 transform as Reversible does the other. It takes
// high-pass coefficients at half their size, as steps without the gains of the
// bands leave them.
func Irreversible(data []float32, sizes []Size) { synthesize(data, sizes, lift97) }

// columnsAtOnce is how many columns the vertical transform takes together, to use
// memory as it lies.
const columnsAtOnce = 16

// number is what coefficients are: integers in the reversible transform, reals in
// the other.
type number interface{ int32 | float32 }

// synthesize goes resolution by resolution, rows before columns. lift works on
// lines of vectors: see lift53.
func synthesize[T number](data []T, sizes []Size, lift func(line []T, n, width int, odd bool)) {
	full := sizes[len(sizes)-1]
	if full.width() <= 0 || full.height() <= 0 {
		return
	}
	stride := full.width()
	line := make([]T, max(stride, full.height()*columnsAtOnce))
	for r := 1; r < len(sizes); r++ {
		low, res := sizes[r-1], sizes[r]
		width, height := res.width(), res.height()
		for y := range height {
			row := data[y*stride : y*stride+width]
			interleave(line, row, low.width(), res.X0&1)
			lift(line[:width], width, 1, res.X0&1 == 1)
			copy(row, line)
		}
		for x := 0; x < width; x += columnsAtOnce {
			n := min(columnsAtOnce, width-x)
			for y := range height {
				to := interleaved(y, low.height(), res.Y0&1)
				copy(line[to*n:(to+1)*n], data[y*stride+x:])
			}
			lift(line[:height*n], height, n, res.Y0&1 == 1)
			for y := range height {
				copy(data[y*stride+x:y*stride+x+n], line[y*n:])
			}
		}
	}
}

// interleaved is where coefficient i of a line stands between the others: the first
// lows are low-pass ones. A line that begins at an odd place begins with a
// high-pass one.
func interleaved(i, lows, odd int) int {
	if i < lows {
		return 2*i + odd
	}
	return 2*(i-lows) + 1 - odd
}

// interleave brings the low- and the high-pass half of a line together.
func interleave[T number](to, from []T, lows, odd int) {
	for i, v := range from {
		to[interleaved(i, lows, odd)] = v
	}
}

// lift53 undoes the reversible filter (F.3.8.1) on a line of n vectors of width
// numbers. odd says that the line begins at an odd place.
func lift53(line []int32, n, width int, odd bool) {
	first := 0
	if odd {
		first = 1
	}
	if n == 1 {
		if odd {
			for k := range width {
				line[k] /= 2
			}
		}
		return
	}
	for i := first; i < n; i += 2 {
		a, b, v := around(line, i, n, width)
		for k := range v {
			v[k] -= (a[k] + b[k] + 2) >> 2
		}
	}
	for i := 1 - first; i < n; i += 2 {
		a, b, v := around(line, i, n, width)
		for k := range v {
			v[k] += (a[k] + b[k]) >> 1
		}
	}
}

// around gives the neighbours of vector i, mirrored at the ends, and itself.
func around[T number](line []T, i, n, width int) (before, after, v []T) {
	p, q := i-1, i+1
	if p < 0 {
		p = q
	}
	if q >= n {
		q = p
	}
	v = line[i*width : (i+1)*width]
	return line[p*width:][:len(v)], line[q*width:][:len(v)], v
}

// The irreversible filter's lifting coefficients (table F.4) and its gains; the
// high-pass gain is doubled because steps are counted without the bands' gains.
const (
	lift97Alpha float32 = -1.586134342
	lift97Beta  float32 = -0.052980118
	lift97Gamma float32 = 0.882911075
	lift97Delta float32 = 0.443506852
	lift97Low   float32 = 1.230174105
	lift97High  float32 = 1.625732422
)

// lift97 undoes the irreversible filter (F.3.8.2). Every product is rounded before
// it is added, so that no machine fuses the two.
func lift97(line []float32, n, width int, odd bool) {
	if n == 1 {
		return
	}
	first := 0
	if odd {
		first = 1
	}
	scale := [2]float32{lift97Low, lift97High}
	for i := range n {
		by := scale[(i+first)&1]
		v := line[i*width : (i+1)*width]
		for k := range v {
			v[k] *= by
		}
	}
	for step, by := range [4]float32{-lift97Delta, -lift97Gamma, -lift97Beta, -lift97Alpha} {
		for i := (first + step) & 1; i < n; i += 2 {
			a, b, v := around(line, i, n, width)
			for k := range v {
				v[k] += float32((a[k] + b[k]) * by)
			}
		}
	}
}
