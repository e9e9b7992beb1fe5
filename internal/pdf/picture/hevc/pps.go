package hevc

import "fmt"

// pps is a picture parameter set (7.3.2.3).
type pps struct {
	sps                         *sps
	dependent, outputFlag       bool
	extraBits                   int
	hideSigns                   bool
	qp                          int
	transformSkip               bool
	qpDelta                     bool
	qpDeltaDepth                uint
	cbOffset, crOffset          int
	sliceOffsets                bool
	bypass                      bool
	tiles, sync                 bool
	columns, rows               []int // the first block of each tile, and the end
	acrossTiles, acrossSlices   bool
	deblockOverride, deblockOff bool
	betaOffset, tcOffset        int
	scaling                     *scalingLists
	sliceExtension              bool
	saoShift                    [3]uint
	toTile, toRaster, tileOf    []int
}

func parsePPS(b []byte, sets map[int]*sps) (id int, p *pps, err error) {
	r := &bitReader{b: b, at: 16}
	p = &pps{acrossTiles: true}
	id = r.atMost(63)
	p.sps = sets[r.atMost(15)]
	if p.sps == nil || r.short {
		return 0, nil, fmt.Errorf("%w: picture parameters without a sequence", ErrDamaged)
	}
	p.dependent, p.outputFlag, p.extraBits = r.flag(), r.flag(), r.u(3)
	p.hideSigns = r.flag()
	r.skip(1)
	r.ue()
	r.ue()
	p.qp = 26 + r.within(-26-6*int(p.sps.depth[0]-8), 25)
	r.skip(1) // constrained intra prediction: all blocks are intra
	p.transformSkip = r.flag()
	if p.qpDelta = r.flag(); p.qpDelta {
		p.qpDeltaDepth = uint(r.atMost(int(p.sps.ctb - p.sps.minCb)))
	}
	p.cbOffset, p.crOffset = r.within(-12, 12), r.within(-12, 12)
	p.sliceOffsets = r.flag()
	r.skip(2)
	p.bypass, p.tiles, p.sync = r.flag(), r.flag(), r.flag()
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
	p.scaling = p.sps.scaling
	if r.flag() {
		lists := parseScaling(r)
		if p.scaling != nil {
			p.scaling = lists
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
	if r.short {
		return 0, nil, fmt.Errorf("%w: the picture parameters are cut short or out of range", ErrDamaged)
	}
	return id, p, nil
}

// extension reads the range extension (7.3.2.3.2).
func (p *pps) extension(r *bitReader) error {
	ranged := r.flag()
	if other := r.u(7); other != 0 {
		return fmt.Errorf("%w: an extension of the picture parameters", ErrUnsupported)
	}
	if !ranged {
		return nil
	}
	if p.transformSkip && r.ue() != 0 {
		return fmt.Errorf("%w: large blocks without a transform", ErrUnsupported)
	}
	if r.flag() || r.flag() {
		return fmt.Errorf("%w: range extensions of the picture", ErrUnsupported)
	}
	luma, colour := uint(r.atMost(6)), uint(r.atMost(6))
	p.saoShift = [3]uint{luma, colour, colour}
	return nil
}

func (p *pps) parseTiles(r *bitReader) error {
	s := p.sps
	columns, rows, even := 1, 1, true
	var widths, heights []int
	if p.tiles {
		columns, rows = 1+r.atMost(s.ctbsX-1), 1+r.atMost(s.ctbsY-1)
		if even = r.flag(); !even {
			for range columns - 1 {
				widths = append(widths, 1+r.atMost(s.ctbsX))
			}
			for range rows - 1 {
				heights = append(heights, 1+r.atMost(s.ctbsY))
			}
		}
		p.acrossTiles = r.flag()
	}
	if columns*rows > 1<<14 {
		return fmt.Errorf("%w: %d tiles", ErrDamaged, columns*rows)
	}
	p.columns, p.rows = borders(s.ctbsX, columns, widths, even), borders(s.ctbsY, rows, heights, even)
	if p.columns == nil || p.rows == nil {
		return fmt.Errorf("%w: tiles that do not fit", ErrDamaged)
	}
	p.number()
	return nil
}

// borders is where n tiles begin, and the end (6.5.1).
func borders(size, n int, given []int, even bool) []int {
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

// number puts the coding tree blocks in the order of decoding: toRaster gives
// the block's place in the picture for its place in that order, and toTile the
// other way (6.5.1). tileOf is by the place in the picture.
func (p *pps) number() {
	n := p.sps.ctbsX * p.sps.ctbsY
	p.toTile, p.toRaster, p.tileOf = make([]int, n), make([]int, 0, n), make([]int, n)
	for row := range len(p.rows) - 1 {
		for column := range len(p.columns) - 1 {
			for y := p.rows[row]; y < p.rows[row+1]; y++ {
				for x := p.columns[column]; x < p.columns[column+1]; x++ {
					at := y*p.sps.ctbsX + x
					p.toTile[at] = len(p.toRaster)
					p.toRaster = append(p.toRaster, at)
					p.tileOf[at] = row*(len(p.columns)-1) + column
				}
			}
		}
	}
}
