package header

import "math/bits"

// BitReader reads the syntax elements of parameter sets and slice headers
// (7.2, 9.2). Reading past the end gives zeros and sets short.
type BitReader struct {
	B     []byte
	At    int // in bits
	Short bool
}

func (r *BitReader) bit() int {
	if r.At>>3 >= len(r.B) {
		r.Short = true
		return 0
	}
	v := int(r.B[r.At>>3]>>(7-r.At&7)) & 1
	r.At++
	return v
}

func (r *BitReader) flag() bool { return r.bit() == 1 }

// U reads n bits, at most 32.
func (r *BitReader) U(n int) (v int) {
	for range n {
		v = v<<1 | r.bit()
	}
	return v
}

func (r *BitReader) skip(n int) { r.At += n }

// ue reads an Exp-Golomb number (9.2).
func (r *BitReader) ue() int {
	n := 0
	for r.bit() == 0 {
		if n++; n > 31 || r.Short {
			r.Short = true
			return 0
		}
	}
	return 1<<n - 1 + r.U(n)
}

// atMost is ue, with anything larger being a fault of the data.
func (r *BitReader) atMost(most int) int {
	v := r.ue()
	if v > most {
		r.Short = true
		return 0
	}
	return v
}

// se reads a signed Exp-Golomb number (9.2.2).
func (r *BitReader) se() int {
	v := r.ue()
	if v&1 == 1 {
		return (v + 1) / 2
	}
	return -v / 2
}

func (r *BitReader) within(least, most int) int {
	v := r.se()
	if v < least || v > most {
		r.Short = true
		return 0
	}
	return v
}

// BitsFor is the number of bits that can count to n-1.
func BitsFor(n int) int { return bits.Len(uint(n - 1)) }
