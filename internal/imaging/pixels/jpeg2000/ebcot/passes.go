package ebcot

// The kinds of pass, in the order in which they come.
const (
	cleanUp = iota
	significance
	refinement
)

// pass runs one coding pass over the block, in stripes of four rows.
func (b *Decoder) pass(kind int, raw bool, style Style) {
	for top := 0; top < b.height; top += 4 {
		rows := min(4, b.height-top)
		for x := range b.width {
			switch {
			case kind == significance && raw:
				b.significanceRaw(x, top, rows)
			case kind == significance:
				b.significance(x, top, rows)
			case kind == refinement:
				b.refinement(x, top, rows, raw)
			default:
				b.cleanUp(x, top, rows)
			}
		}
	}
	if kind == cleanUp && style&Segmented != 0 {
		for range 4 {
			b.decode(contextUniform)
		}
	}
	if style&Reset != 0 {
		b.resetContexts()
	}
}

// significance is the significance propagation pass over one column of a stripe
// (D.3.1).
func (b *Decoder) significance(x, top, rows int) {
	at := (top+1)*(b.width+2) + x + 1
	for y := top; y < top+rows; y, at = y+1, at+b.width+2 {
		f := b.flags[at]
		if f&neighbours == 0 || f&significant != 0 {
			continue
		}
		if b.decode(b.zero[f&neighbours]) == 1 {
			b.becomeSignificant(at, x, y, b.sign(f))
		}
		b.flags[at] |= visited
	}
}

// significanceRaw is the same pass with bypassed bits.
func (b *Decoder) significanceRaw(x, top, rows int) {
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
func (b *Decoder) refinement(x, top, rows int, raw bool) {
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
			bit = b.decode(context)
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
func (b *Decoder) cleanUp(x, top, rows int) {
	stride := b.width + 2
	at := (top+1)*stride + x + 1
	y, known := top, false
	if rows == 4 && (b.flags[at]|b.flags[at+stride]|b.flags[at+2*stride]|b.flags[at+3*stride])&
		(significant|visited|neighbours) == 0 {
		if b.decode(contextRun) == 0 {
			return
		}
		skip := int(b.decode(contextUniform)) << 1
		skip |= int(b.decode(contextUniform))
		y, at, known = y+skip, at+skip*stride, true
	}
	for ; y < top+rows; y, at = y+1, at+stride {
		f := b.flags[at]
		if known || f&(significant|visited) == 0 {
			if known || b.decode(b.zero[f&neighbours]) == 1 {
				b.becomeSignificant(at, x, y, b.sign(f))
			}
			known = false
		}
		b.flags[at] &^= visited
	}
}

// becomeSignificant sets a coefficient and tells its neighbours. With causal
// contexts a stripe does not see the one below it (D.7).
func (b *Decoder) becomeSignificant(at, x, y int, negative uint8) {
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
