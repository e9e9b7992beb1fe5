package header

// scalingLists are the factors by which coefficients are scaled, for intra
// blocks (7.3.4, 7.4.5): by log2 of the block's size, less 2, and by component,
// row by row.
type scalingLists [4][3][]uint8

// defaultIntra is table 7-6 for intra blocks, in the order of the scan.
var defaultIntra = [64]uint8{
	16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 17, 16, 17, 16, 17, 18, 17, 18, 18, 17, 18, 21, 19, 20, 21, 20, 19, 21, 24, 22, 22, 24,
	24, 22, 22, 24, 25, 25, 27, 30, 27, 25, 25, 29, 31, 35, 35, 31, 29, 36, 41, 44, 41, 36, 47, 54, 54, 47, 65, 70, 65, 88, 88, 115,
}

// list is one list as coded: 16 or 64 factors in the order of the scan, and the
// factor of the first coefficient of large blocks.
type list struct {
	factor [64]uint8
	dc     uint8
}

func flatOrDefault(size int) list {
	l := list{factor: defaultIntra, dc: 16}
	if size == 0 {
		for i := range l.factor {
			l.factor[i] = 16
		}
	}
	return l
}

func defaultScaling() *scalingLists {
	var lists [4][6]list
	for size := range lists {
		for m := range lists[size] {
			lists[size][m] = flatOrDefault(size)
		}
	}
	return spread(&lists)
}

// parseScaling reads scaling_list_data. Lists of blocks that are predicted from
// other pictures are read, and not used.
func parseScaling(r *BitReader) *scalingLists {
	var lists [4][6]list
	for size := range 4 {
		step := 1
		if size == 3 {
			step = 3
		}
		for m := 0; m < 6; m += step {
			l := &lists[size][m]
			if !r.flag() {
				if delta := r.atMost(m/step) * step; delta > 0 {
					*l = lists[size][m-delta]
				} else {
					*l = flatOrDefault(size)
				}
				continue
			}
			next := 8
			l.dc = 16
			if size > 1 {
				next = r.within(-7, 247) + 8
				l.dc = uint8(next)
			}
			for i := range min(64, 1<<(4+2*size)) {
				next = (next + r.within(-128, 127) + 256) % 256
				l.factor[i] = uint8(next)
			}
		}
	}
	// Colour blocks of 32 by 32 use the lists of those of 16 by 16 (7.3.4).
	lists[3][1], lists[3][2] = lists[2][1], lists[2][2]
	return spread(&lists)
}

// spread makes rows of factors of the lists (7.4.5).
func spread(lists *[4][6]list) *scalingLists {
	s := &scalingLists{}
	for size := range 4 {
		n := 4 << size
		coded, ratio := min(n, 8), max(n/8, 1)
		scan := diagonal(coded)
		for c := range 3 {
			rows := make([]uint8, n*n)
			var small [64]uint8
			for i, at := range scan {
				small[int(at.Y)*coded+int(at.X)] = lists[size][c].factor[i]
			}
			for y := range n {
				for x := range n {
					rows[y*n+x] = small[y/ratio*coded+x/ratio]
				}
			}
			if size > 1 {
				rows[0] = lists[size][c].dc
			}
			s[size][c] = rows
		}
	}
	return s
}

// Spot is a place in a block.
type Spot struct{ X, Y uint8 }

// diagonal is the up-right diagonal scan of a block (6.5.3).
func diagonal(n int) []Spot {
	var out []Spot
	for d := range 2*n - 1 {
		for x := range n {
			if y := d - x; y >= 0 && y < n {
				out = append(out, Spot{uint8(x), uint8(y)})
			}
		}
	}
	return out
}

// Rows is the horizontal scan (6.5.4), columns the vertical one (6.5.5).
func rows(n int) (out []Spot) {
	for i := range n * n {
		out = append(out, Spot{uint8(i % n), uint8(i / n)})
	}
	return out
}

func columns(n int) (out []Spot) {
	for i := range n * n {
		out = append(out, Spot{uint8(i / n), uint8(i % n)})
	}
	return out
}

// Scans are by the kind of scan (0 diagonal, 1 horizontal, 2 vertical) and by
// log2 of the size.
var Scans = func() (out [3][4][]Spot) {
	for size := range 4 {
		out[0][size], out[1][size], out[2][size] = diagonal(1<<size), rows(1<<size), columns(1<<size)
	}
	return out
}()
