package jpeg2000

// maxPlanes is the most bit planes of a coefficient that fit 32 bits with a sign
// and half a unit.
const maxPlanes = 30

// The flags of a coefficient: which neighbours are significant, the signs of four
// of them, and what is known of itself.
const (
	flagE uint16 = 1 << iota
	flagW
	flagN
	flagS
	flagNE
	flagNW
	flagSE
	flagSW
	signE
	signW
	signN
	signS
	significant
	refined
	visited

	neighbours = flagE | flagW | flagN | flagS | flagNE | flagNW | flagSE | flagSW
)

// blockDecoder decodes code-blocks (Annex D). values hold magnitudes with half a
// unit below the last plane decoded, so that 1 is one half. flags have a border of
// one; the stride of flags is width+2.
type blockDecoder struct {
	mqDecoder
	width, height int
	values        []int32
	flags         []uint16
	zero          *[256]uint8
	causal        bool
	one           int32
}

// zeroContexts hold the contexts of table D.1 by neighbours and orientation.
var zeroContexts = buildZeroContexts()

func buildZeroContexts() (t [4][256]uint8) {
	for flags := range 256 {
		count := func(of uint16) int {
			n := 0
			for f := uint16(flags) & of; f != 0; f &= f - 1 {
				n++
			}
			return n
		}
		h, v, d := count(flagE|flagW), count(flagN|flagS), count(flagNE|flagNW|flagSE|flagSW)
		t[orientLL][flags] = zeroContext(h, v, d)
		t[orientLH][flags] = zeroContext(h, v, d)
		t[orientHL][flags] = zeroContext(v, h, d)
		t[orientHH][flags] = diagonalContext(h+v, d)
	}
	return t
}

func zeroContext(h, v, d int) uint8 {
	switch {
	case h == 2:
		return 8
	case h == 1 && v >= 1:
		return 7
	case h == 1:
		return uint8(5 + min(d, 1))
	case v > 0:
		return uint8(2 + v)
	}
	return uint8(min(d, 2))
}

func diagonalContext(hv, d int) uint8 {
	switch {
	case d >= 3:
		return 8
	case d == 2:
		return uint8(6 + min(hv, 1))
	case d == 1:
		return uint8(3 + min(hv, 2))
	}
	return uint8(min(hv, 2))
}

// decode decodes a code-block into values.
func (b *blockDecoder) decode(c *codeBlock, orientation, style, regionShift int) error {
	b.width, b.height = c.width(), c.height()
	b.values = cleared(b.values, b.width*b.height)
	b.flags = cleared(b.flags, (b.width+2)*(b.height+2))
	b.zero = &zeroContexts[orientation]
	b.causal = style&styleCausal != 0
	b.resetContexts()
	plane := c.planes + regionShift
	if plane > maxPlanes || plane < 0 {
		return errBounds
	}
	pass := 0
	for _, s := range c.segments {
		raw := style&styleBypass != 0 && pass >= 10 && pass%3 != 0
		if raw {
			b.startRaw(s.data)
		} else {
			b.start(s.data)
		}
		for range s.passes {
			// Passes go clean-up, significance, refinement, clean-up, …; each
			// plane ends with its clean-up pass.
			kind := pass % 3
			if kind == 1 {
				plane--
			}
			if plane < 1 {
				return nil
			}
			b.one = 1 << plane
			b.pass(kind, raw)
			if kind == 0 && style&styleSegmented != 0 {
				for range 4 {
					b.mqDecoder.decode(contextUniform)
				}
			}
			if style&styleReset != 0 {
				b.resetContexts()
			}
			pass++
		}
	}
	return nil
}

func cleared[T int32 | uint16](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	s = s[:n]
	clear(s)
	return s
}

// pass runs one coding pass over the block, in stripes of four rows.
func (b *blockDecoder) pass(kind int, raw bool) {
	for top := 0; top < b.height; top += 4 {
		rows := min(4, b.height-top)
		for x := range b.width {
			switch {
			case kind == 1 && raw:
				b.significanceRaw(x, top, rows)
			case kind == 1:
				b.significance(x, top, rows)
			case kind == 2:
				b.refinement(x, top, rows, raw)
			default:
				b.cleanUp(x, top, rows)
			}
		}
	}
}

// significance is the significance propagation pass over one column of a stripe
// (D.3.1).
func (b *blockDecoder) significance(x, top, rows int) {
	at := (top+1)*(b.width+2) + x + 1
	for y := top; y < top+rows; y, at = y+1, at+b.width+2 {
		f := b.flags[at]
		if f&neighbours == 0 || f&significant != 0 {
			continue
		}
		if b.mqDecoder.decode(b.zero[f&neighbours]) == 1 {
			b.becomeSignificant(at, x, y, b.sign(f))
		}
		b.flags[at] |= visited
	}
}

// significanceRaw is the same pass with bypassed bits.
func (b *blockDecoder) significanceRaw(x, top, rows int) {
	at := (top+1)*(b.width+2) + x + 1
	for y := top; y < top+rows; y, at = y+1, at+b.width+2 {
		f := b.flags[at]
		if f&neighbours == 0 || f&significant != 0 {
			continue
		}
		if b.rawBit() == 1 {
			b.becomeSignificant(at, x, y, b.rawBit())
		}
		b.flags[at] |= visited
	}
}

// refinement is the magnitude refinement pass (D.3.3).
func (b *blockDecoder) refinement(x, top, rows int, raw bool) {
	at := (top+1)*(b.width+2) + x + 1
	half := b.one >> 1
	for y := top; y < top+rows; y, at = y+1, at+b.width+2 {
		f := b.flags[at]
		if f&(significant|visited) != significant {
			continue
		}
		context := uint8(contextRefine)
		switch {
		case f&refined != 0:
			context += 2
		case f&neighbours != 0:
			context++
		}
		var bit uint8
		if raw {
			bit = b.rawBit()
		} else {
			bit = b.mqDecoder.decode(context)
		}
		v := &b.values[y*b.width+x]
		if (bit == 1) == (*v >= 0) {
			*v += half
		} else {
			*v -= half
		}
		b.flags[at] |= refined
	}
}

// cleanUp is the clean-up pass (D.3.4), which ends a plane. Four coefficients that
// have nothing significant round them are coded in one go.
func (b *blockDecoder) cleanUp(x, top, rows int) {
	stride := b.width + 2
	at := (top+1)*stride + x + 1
	y, known := top, false
	if rows == 4 && (b.flags[at]|b.flags[at+stride]|b.flags[at+2*stride]|b.flags[at+3*stride])&
		(significant|visited|neighbours) == 0 {
		if b.mqDecoder.decode(contextRun) == 0 {
			return
		}
		skip := int(b.mqDecoder.decode(contextUniform)) << 1
		skip |= int(b.mqDecoder.decode(contextUniform))
		y, at, known = y+skip, at+skip*stride, true
	}
	for ; y < top+rows; y, at = y+1, at+stride {
		f := b.flags[at]
		if known || f&(significant|visited) == 0 {
			if known || b.mqDecoder.decode(b.zero[f&neighbours]) == 1 {
				b.becomeSignificant(at, x, y, b.sign(f))
			}
			known = false
		}
		b.flags[at] &^= visited
	}
}

// sign decodes a sign from the signs of the neighbours (D.3.2).
func (b *blockDecoder) sign(f uint16) uint8 {
	h := signOf(f, flagE, signE) + signOf(f, flagW, signW)
	v := signOf(f, flagN, signN) + signOf(f, flagS, signS)
	h, v = min(max(h, -1), 1), min(max(v, -1), 1)
	flip := uint8(0)
	if h < 0 || h == 0 && v < 0 {
		h, v, flip = -h, -v, 1
	}
	context := contextSign + 1
	switch {
	case h == 1:
		context = contextSign + 3 + v
	case v == 0:
		context = contextSign
	}
	return b.mqDecoder.decode(uint8(context)) ^ flip
}

// signOf is what a neighbour adds to the choice of a sign context.
func signOf(f, flag, sign uint16) int {
	switch {
	case f&flag == 0:
		return 0
	case f&sign != 0:
		return -1
	}
	return 1
}

// becomeSignificant sets a coefficient and tells its neighbours. With causal
// contexts a stripe does not see the one below it (D.7).
func (b *blockDecoder) becomeSignificant(at, x, y int, negative uint8) {
	v := b.one | b.one>>1
	sign := uint16(0)
	if negative == 1 {
		v, sign = -v, 0xFFFF
	}
	b.values[y*b.width+x] = v
	f, stride := b.flags, b.width+2
	f[at] |= significant
	f[at-1] |= flagE | signE&sign
	f[at+1] |= flagW | signW&sign
	f[at+stride-1] |= flagNE
	f[at+stride] |= flagN | signN&sign
	f[at+stride+1] |= flagNW
	if b.causal && y%4 == 0 {
		return
	}
	f[at-stride-1] |= flagSE
	f[at-stride] |= flagS | signS&sign
	f[at-stride+1] |= flagSW
}
