package hevc

import (
	"fmt"

	"github.com/medbundle/medbundle/internal/pdf/picture/hevc/entropy"
	"github.com/medbundle/medbundle/internal/pdf/picture/hevc/header"
)

// residualBlock is a block of coefficients, and later of residuals, row by row.
type residualBlock struct {
	plane      int
	log2       uint
	mode       int
	levels     []int32
	skip       bool // the transform
	maxX, maxY int  // the last column and row that are not all zero
}

// scratch is memory that is used again for each block.
type scratch struct {
	levels, middle [32 * 32]int32
	reference      [4*32 + 1]int32
	smooth         [4*32 + 1]int32
	line           [3*32 + 2]int32
}

// scanOf is the order of the coefficients (7.4.9.11).
func (c *coder) scanOf(b *residualBlock) int {
	if b.log2 != 2 && !(b.log2 == 3 && (b.plane == 0 || c.SPS.Chroma == 3)) {
		return 0
	}
	switch {
	case b.mode >= 6 && b.mode <= 14:
		return 2
	case b.mode >= 22 && b.mode <= 30:
		return 1
	}
	return 0
}

// residual reads 7.3.8.11.
func (c *coder) residual(b *residualBlock) error {
	colour := b2i(b.plane > 0)
	if c.PPS.TransformSkip && !c.cu.bypass && b.log2 == 2 {
		b.skip = c.Bin(entropy.CtxTransformSkip+colour) == 1
	}
	scan := c.scanOf(b)
	lastX, lastY := c.lastPosition(b, scan)
	if lastX >= 1<<b.log2 || lastY >= 1<<b.log2 {
		return fmt.Errorf("%w: a coefficient outside its block", header.ErrDamaged)
	}
	groups, within := header.Scans[scan][b.log2-2], header.Scans[scan][2]
	lastGroup := 0
	for int(groups[lastGroup].X) != lastX>>2 || int(groups[lastGroup].Y) != lastY>>2 {
		lastGroup++
	}
	lastPlace := 0
	for int(within[lastPlace].X) != lastX&3 || int(within[lastPlace].Y) != lastY&3 {
		lastPlace++
	}
	var coded [9][9]uint8 // groups with coefficients, and a rim
	s := groupState{b: b, scan: scan, greater: 1, first: true, q: c.quantiser(b)}
	for i := lastGroup; i >= 0; i-- {
		gx, gy := int(groups[i].X), int(groups[i].Y)
		s.near = int(coded[gy][gx+1]) | int(coded[gy+1][gx])<<1
		s.x, s.y = gx, gy
		s.certain, s.coded = i == 0 || i == lastGroup, true
		if !s.certain {
			s.coded = c.Bin(entropy.CtxGroup+2*colour+min(s.near, 1)) == 1
		}
		if !s.coded {
			continue
		}
		coded[gy][gx] = 1
		s.from = 15
		if i == lastGroup {
			s.from = lastPlace
		}
		s.isLast, s.isDC = i == lastGroup, i == 0
		if err := c.group(&s); err != nil {
			return err
		}
	}
	return nil
}

// lastPosition reads where the last coefficient is (9.3.4.2.3, 7.4.9.11).
func (c *coder) lastPosition(b *residualBlock, scan int) (x, y int) {
	offset, shift := 15, b.log2-2
	if b.plane == 0 {
		offset, shift = 3*int(b.log2-2)+int(b.log2-1)>>2, (b.log2+1)>>2
	}
	most := int(b.log2)<<1 - 1
	prefix := func(context int) (n int) {
		for n < most && c.Bin(context+offset+n>>shift) == 1 {
			n++
		}
		return n
	}
	x = prefix(entropy.CtxLastX)
	y = prefix(entropy.CtxLastY)
	suffix := func(n int) int {
		if n <= 3 {
			return n
		}
		return 1<<(n>>1-1)*(2+n&1) + c.BypassBits(n>>1-1)
	}
	x = suffix(x)
	y = suffix(y)
	if scan == 2 {
		return y, x
	}
	return x, y
}

// groupState goes from one group of 16 coefficients to the next.
type groupState struct {
	b              *residualBlock
	scan           int
	x, y           int // of the group, in groups
	near           int // 1: the group to the right has coefficients, 2: the one below
	certain, coded bool
	isLast, isDC   bool
	from           int // where it starts in the scan
	greater        int // greater1Ctx
	first          bool
	q              quantiser
}

// smallContexts is ctxIdxMap of table 9-50, for blocks of four by four.
var smallContexts = [16]uint8{0, 1, 4, 5, 2, 3, 4, 5, 6, 6, 8, 8, 7, 7, 8, 8}

// nearContexts are the contexts of 9.3.4.2.5 by which neighbouring groups have
// coefficients, and by place in the group.
var nearContexts = func() (out [4][16]uint8) {
	for y := range 4 {
		for x := range 4 {
			at := 4*y + x
			switch {
			case x+y == 0:
				out[0][at] = 2
			case x+y < 3:
				out[0][at] = 1
			}
			out[1][at] = [4]uint8{2, 1, 0, 0}[y]
			out[2][at] = [4]uint8{2, 1, 0, 0}[x]
			out[3][at] = 2
		}
	}
	return out
}()

// significantContext gives the context of sig_coeff_flag (9.3.4.2.5).
func (s *groupState) significantContext(at header.Spot) int {
	place := int(at.Y)<<2 | int(at.X)
	var n int
	switch {
	case s.b.log2 == 2:
		n = int(smallContexts[place])
	case place == 0 && s.x == 0 && s.y == 0:
		n = 0
	default:
		n = int(nearContexts[s.near][place])
		switch {
		case s.b.plane > 0:
			n += 9
			if s.b.log2 > 3 {
				n += 3
			}
		default:
			if s.x > 0 || s.y > 0 {
				n += 3
			}
			switch {
			case s.b.log2 > 3:
				n += 21
			case s.scan == 0:
				n += 9
			default:
				n += 15
			}
		}
	}
	if s.b.plane > 0 {
		n += 27
	}
	return entropy.CtxSignificant + n
}

// group reads the coefficients of one group.
func (c *coder) group(s *groupState) error {
	places := header.Scans[s.scan][2]
	var found [16]int
	n := 0
	start := s.from
	if s.isLast {
		found[0], n = s.from, 1
		start--
	}
	guess := !s.certain // the group has one, so the first place must if no other does
	for i := start; i >= 0; i-- {
		if i == 0 && guess && n == 0 {
			found[n] = 0
			n++
			break
		}
		if c.Bin(s.significantContext(places[i])) == 1 {
			found[n] = i
			n++
		}
	}
	if n == 0 {
		return nil
	}
	return c.magnitudes(s, found[:n])
}

// magnitudes reads the sizes and signs of the coefficients that were found.
func (c *coder) magnitudes(s *groupState, found []int) error {
	set := 0
	if !s.isDC && s.b.plane == 0 {
		set = 2
	}
	if !s.first && s.greater == 0 {
		set++
	}
	s.first, s.greater = false, 1
	colour := b2i(s.b.plane > 0)
	var size [16]int32
	larger := -1 // the first that is greater than 1
	for i := range found {
		size[i] = 1
		if i >= 8 {
			continue
		}
		if c.Bin(entropy.CtxGreater1+16*colour+4*set+s.greater) == 1 {
			size[i] = 2
			s.greater = 0
			if larger < 0 {
				larger = i
			}
		} else if s.greater > 0 && s.greater < 3 {
			s.greater++
		}
	}
	if larger >= 0 && c.Bin(entropy.CtxGreater2+4*colour+set) == 1 {
		size[larger] = 3
	}
	hidden := c.PPS.HideSigns && !c.cu.bypass && found[0]-found[len(found)-1] > 3
	signs := len(found) - b2i(hidden)
	sign := c.BypassBits(signs) << (16 - signs)
	rice, sum := uint(0), int32(0)
	for i, place := range found {
		base := int32(1)
		switch {
		case i == larger:
			base = 3
		case i < 8:
			base = 2
		}
		if size[i] == base {
			more, err := c.remainingLevel(rice)
			if err != nil {
				return err
			}
			size[i] += more
			if size[i] > 3<<rice {
				rice = min(rice+1, 4)
			}
		}
		v := size[i]
		if sign>>(15-i)&1 == 1 {
			v = -v
		}
		if hidden {
			if sum += size[i]; i == len(found)-1 && sum&1 == 1 {
				v = -v
			}
		}
		c.put(s, place, v)
	}
	return nil
}

// remainingLevel reads coeff_abs_level_remaining (9.3.3.11).
func (c *coder) remainingLevel(rice uint) (int32, error) {
	prefix := 0
	for c.Bypass() == 1 {
		if prefix++; prefix > 20 {
			return 0, fmt.Errorf("%w: a coefficient out of range", header.ErrDamaged)
		}
	}
	if prefix <= 3 {
		return int32(prefix<<rice + c.BypassBits(int(rice))), nil
	}
	return int32((1<<(prefix-3)+3-1)<<rice + c.BypassBits(prefix-3+int(rice))), nil
}
