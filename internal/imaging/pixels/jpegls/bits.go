package jpegls

import "math/bits"

// bitReader reads coded data: after a byte 0xFF the next carries seven bits (A.1). Past
// a marker or the end it yields zeros and counts them, so that whoever decodes a
// line needs to ask only once whether it ran over.
type bitReader struct {
	data  []byte
	pos   int
	acc   uint64
	n     int
	fake  int
	after bool
}

func (b *bitReader) fill() {
	for b.n <= 48 {
		if b.pos >= len(b.data) || b.after && b.data[b.pos] >= 0x80 ||
			b.data[b.pos] == 0xFF && b.pos+1 < len(b.data) && b.data[b.pos+1] >= 0x80 {
			b.acc <<= 8
			b.n += 8
			b.fake += 8
			continue
		}
		v, size := b.data[b.pos], 8
		if b.after {
			size = 7
		}
		b.pos++
		b.after = v == 0xFF
		b.acc = b.acc<<size | uint64(v)
		b.n += size
	}
}

// overrun says that bits were used which are not there.
func (b *bitReader) overrun() bool { return b.fake > b.n }

func (b *bitReader) take(size int) int {
	if b.n < size {
		b.fill()
	}
	b.n -= size
	return int(b.acc>>b.n) & (1<<size - 1)
}

// zeros counts the zeros before the next one, and passes both. More than most are
// left to be read.
func (b *bitReader) zeros(most int) int {
	if b.n <= most {
		b.fill()
	}
	n := bits.LeadingZeros64(b.acc << (64 - b.n))
	if n >= most {
		b.n -= most + 1
		return most
	}
	b.n -= n + 1
	return n
}

// golomb reads a limited-length Golomb code with parameter k (A.5.3).
func (b *bitReader) golomb(k, limit, valueBits int) int {
	most := limit - valueBits - 1
	high := b.zeros(most)
	if high < most {
		return high<<k | b.take(k)
	}
	return b.take(valueBits) + 1
}
