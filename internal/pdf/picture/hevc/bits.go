package hevc

import "math/bits"

// bitReader reads the syntax elements of parameter sets and slice headers
// (7.2, 9.2). Reading past the end gives zeros and sets short.
type bitReader struct {
	b     []byte
	at    int // in bits
	short bool
}

// unescape drops the bytes that keep a start code from showing up in a NAL
// unit (7.3.1.1).
func unescape(nal []byte) []byte {
	out := make([]byte, 0, len(nal))
	zeros := 0
	for _, c := range nal {
		if zeros >= 2 && c == 3 {
			zeros = 0
			continue
		}
		if zeros++; c != 0 {
			zeros = 0
		}
		out = append(out, c)
	}
	return out
}

func (r *bitReader) bit() int {
	if r.at>>3 >= len(r.b) {
		r.short = true
		return 0
	}
	v := int(r.b[r.at>>3]>>(7-r.at&7)) & 1
	r.at++
	return v
}

func (r *bitReader) flag() bool { return r.bit() == 1 }

// u reads n bits, at most 32.
func (r *bitReader) u(n int) (v int) {
	for range n {
		v = v<<1 | r.bit()
	}
	return v
}

func (r *bitReader) skip(n int) { r.at += n }

// ue reads an Exp-Golomb number (9.2).
func (r *bitReader) ue() int {
	n := 0
	for r.bit() == 0 {
		if n++; n > 31 || r.short {
			r.short = true
			return 0
		}
	}
	return 1<<n - 1 + r.u(n)
}

// atMost is ue, with anything larger being a fault of the data.
func (r *bitReader) atMost(most int) int {
	v := r.ue()
	if v > most {
		r.short = true
		return 0
	}
	return v
}

// se reads a signed Exp-Golomb number (9.2.2).
func (r *bitReader) se() int {
	v := r.ue()
	if v&1 == 1 {
		return (v + 1) / 2
	}
	return -v / 2
}

func (r *bitReader) within(least, most int) int {
	v := r.se()
	if v < least || v > most {
		r.short = true
		return 0
	}
	return v
}

// log2up is the number of bits that can count to n-1.
func log2up(n int) int { return bits.Len(uint(n - 1)) }

func clip(v, least, most int32) int32 { return min(max(v, least), most) }
