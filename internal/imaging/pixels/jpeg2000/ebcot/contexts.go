package ebcot

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

// zeroContexts hold the contexts of table D.1 by neighbours and ation.
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
		t[LL][flags] = zeroContext(h, v, d)
		t[LH][flags] = zeroContext(h, v, d)
		t[HL][flags] = zeroContext(v, h, d)
		t[HH][flags] = diagonalContext(h+v, d)
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

// sign decodes a sign from the signs of the neighbours (D.3.2).
func (b *Decoder) sign(f uint16) uint8 {
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
	return b.decode(uint8(context)) ^ flip
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
