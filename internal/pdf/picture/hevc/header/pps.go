package header

import "fmt"

// PPS is a picture parameter set (7.3.2.3).
type PPS struct {
	SPS                         *SPS
	dependent, outputFlag       bool
	extraBits                   int
	HideSigns                   bool
	qp                          int
	TransformSkip               bool
	QPDelta                     bool
	QPDeltaDepth                uint
	CbOffset, CrOffset          int
	sliceOffsets                bool
	Bypass                      bool
	Tiles, Sync                 bool
	Columns, Rows               []int // the first block of each tile, and the end
	AcrossTiles, acrossSlices   bool
	deblockOverride, deblockOff bool
	betaOffset, tcOffset        int
	Scaling                     *scalingLists
	sliceExtension              bool
	SaoShift                    [3]uint
	ToTile, ToRaster, TileOf    []int
}

// ParsePPS reads a picture parameter set, and its number.
func ParsePPS(b []byte, sets map[int]*SPS) (id int, p *PPS, err error) {
	r := &BitReader{B: b, At: 16}
	p = &PPS{AcrossTiles: true}
	id = r.atMost(63)
	p.SPS = sets[r.atMost(15)]
	if p.SPS == nil || r.Short {
		return 0, nil, fmt.Errorf("%w: picture parameters without a sequence", ErrDamaged)
	}
	p.dependent, p.outputFlag, p.extraBits = r.flag(), r.flag(), r.U(3)
	p.HideSigns = r.flag()
	r.skip(1)
	r.ue()
	r.ue()
	p.qp = 26 + r.within(-26-6*int(p.SPS.Depth[0]-8), 25)
	r.skip(1) // constrained intra prediction: all blocks are intra
	p.TransformSkip = r.flag()
	if p.QPDelta = r.flag(); p.QPDelta {
		p.QPDeltaDepth = uint(r.atMost(int(p.SPS.CTB - p.SPS.MinCb)))
	}
	p.CbOffset, p.CrOffset = r.within(-12, 12), r.within(-12, 12)
	p.sliceOffsets = r.flag()
	r.skip(2)
	p.Bypass, p.Tiles, p.Sync = r.flag(), r.flag(), r.flag()
	if err := p.parseTiles(r); err != nil {
		return 0, nil, err
	}
	p.acrossSlices = r.flag()
	if r.flag() {
		p.deblockOverride, p.deblockOff = r.flag(), r.flag()
		if !p.deblockOff {
			p.betaOffset, p.tcOffset = 2*r.within(-6, 6), 2*r.within(-6, 6)
		}
	}
	p.Scaling = p.SPS.scaling
	if r.flag() {
		lists := parseScaling(r)
		if p.Scaling != nil {
			p.Scaling = lists
		}
	}
	r.skip(1)
	r.ue()
	p.sliceExtension = r.flag()
	if r.flag() {
		if err := p.extension(r); err != nil {
			return 0, nil, err
		}
	}
	if r.Short {
		return 0, nil, fmt.Errorf("%w: the picture parameters are cut short or out of range", ErrDamaged)
	}
	return id, p, nil
}

// extension reads the range extension (7.3.2.3.2).
func (p *PPS) extension(r *BitReader) error {
	ranged := r.flag()
	if other := r.U(7); other != 0 {
		return fmt.Errorf("%w: an extension of the picture parameters", ErrUnsupported)
	}
	if !ranged {
		return nil
	}
	if p.TransformSkip && r.ue() != 0 {
		return fmt.Errorf("%w: large blocks without a transform", ErrUnsupported)
	}
	if r.U(2) != 0 { // prediction across components, lists of colour offsets
		return fmt.Errorf("%w: range extensions of the picture", ErrUnsupported)
	}
	luma, colour := uint(r.atMost(6)), uint(r.atMost(6))
	p.SaoShift = [3]uint{luma, colour, colour}
	return nil
}

func (p *PPS) parseTiles(r *BitReader) error {
	s := p.SPS
	columns, rows, even := 1, 1, true
	var widths, heights []int
	if p.Tiles {
		columns, rows = 1+r.atMost(s.CTBsX-1), 1+r.atMost(s.CTBsY-1)
		if even = r.flag(); !even {
			for range columns - 1 {
				widths = append(widths, 1+r.atMost(s.CTBsX))
			}
			for range rows - 1 {
				heights = append(heights, 1+r.atMost(s.CTBsY))
			}
		}
		p.AcrossTiles = r.flag()
	}
	if columns*rows > 1<<14 {
		return fmt.Errorf("%w: %d tiles", ErrDamaged, columns*rows)
	}
	p.Columns, p.Rows = Borders(s.CTBsX, columns, widths, even), Borders(s.CTBsY, rows, heights, even)
	if p.Columns == nil || p.Rows == nil {
		return fmt.Errorf("%w: tiles that do not fit", ErrDamaged)
	}
	p.Number()
	return nil
}

// Borders is where n tiles begin, and the end (6.5.1).
func Borders(size, n int, given []int, even bool) []int {
	out := []int{0}
	for i := range n - 1 {
		at := (i + 1) * size / n
		if !even {
			at = out[i] + given[i]
		}
		if at >= size || at <= out[i] {
			return nil
		}
		out = append(out, at)
	}
	return append(out, size)
}

// Number puts the coding tree blocks in the order of decoding: toRaster gives
// the block's place in the picture for its place in that order, and toTile the
// other way (6.5.1). tileOf is by the place in the picture.
func (p *PPS) Number() {
	n := p.SPS.CTBsX * p.SPS.CTBsY
	p.ToTile, p.ToRaster, p.TileOf = make([]int, n), make([]int, 0, n), make([]int, n)
	for row := range len(p.Rows) - 1 {
		for column := range len(p.Columns) - 1 {
			for y := p.Rows[row]; y < p.Rows[row+1]; y++ {
				for x := p.Columns[column]; x < p.Columns[column+1]; x++ {
					at := y*p.SPS.CTBsX + x
					p.ToTile[at] = len(p.ToRaster)
					p.ToRaster = append(p.ToRaster, at)
					p.TileOf[at] = row*(len(p.Columns)-1) + column
				}
			}
		}
	}
}
