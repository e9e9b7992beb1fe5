package jpeg

import "errors"

var errCode = errors.New("the JPEG stream is damaged (no such Huffman code)")

// fastBits is how many bits the first look at a code takes.
const fastBits = 9

// huffman is one code table. fast holds length<<8 | symbol for codes of up to
// fastBits; longer ones go by the greatest code of each length (F.2.2.3).
type huffman struct {
	fast    [1 << fastBits]uint16
	maxCode [17]int32
	first   [17]int32
	symbols []byte
}

// readHuffman reads a DHT segment, which may hold several tables.
func (d *decoder) readHuffman(s []byte) error {
	for len(s) > 0 {
		if len(s) < 17 {
			return errShort
		}
		class, id := s[0]>>4, s[0]&15
		n := 0
		for _, count := range s[1:17] {
			n += int(count)
		}
		if class > 1 || id > 3 || n > 256 || len(s) < 17+n {
			return errors.New("a Huffman table that is out of bounds")
		}
		table, err := newHuffman(s[1:17], s[17:17+n])
		if err != nil {
			return err
		}
		if class == 0 {
			d.dc[id] = table
		} else {
			d.ac[id] = table
		}
		s = s[17+n:]
	}
	return nil
}

func newHuffman(counts, symbols []byte) (*huffman, error) {
	h := &huffman{symbols: symbols}
	code, index := int32(0), int32(0)
	for length := 1; length <= 16; length++ {
		n := int32(counts[length-1])
		if code+n > 1<<length {
			return nil, errors.New("a Huffman table with too many codes")
		}
		h.first[length] = index - code
		for ; n > 0; n-- {
			h.enter(code, length, symbols[index])
			code++
			index++
		}
		h.maxCode[length] = code - 1
		code <<= 1
	}
	return h, nil
}

func (h *huffman) enter(code int32, length int, symbol byte) {
	if length > fastBits {
		return
	}
	rest := fastBits - length
	for i := range int32(1) << rest {
		h.fast[code<<rest|i] = uint16(length)<<8 | uint16(symbol)
	}
}

// bits reads entropy-coded data: stuffed zeros are dropped, and past a marker or
// the end it yields zeros and counts them, so that the readers of whole blocks
// need to ask only once whether they ran over.
type bits struct {
	data []byte
	pos  int
	acc  uint64
	n    int
	fake int
}

func (b *bits) fill() {
	for b.n <= 48 {
		b.acc = b.acc<<8 | uint64(b.next())
		b.n += 8
	}
}

func (b *bits) next() byte {
	if b.pos >= len(b.data) {
		b.fake += 8
		return 0
	}
	v := b.data[b.pos]
	if v != 0xFF {
		b.pos++
		return v
	}
	if b.pos+1 < len(b.data) && b.data[b.pos+1] == 0 {
		b.pos += 2
		return v
	}
	b.fake += 8
	return 0
}

// overrun says that bits were used which are not there.
func (b *bits) overrun() bool { return b.fake > b.n }

// symbol reads one Huffman code; -1 where the table has none such.
func (b *bits) symbol(h *huffman) int {
	if b.n < 16 {
		b.fill()
	}
	look := uint32(b.acc>>(b.n-16)) & 0xFFFF
	if e := h.fast[look>>(16-fastBits)]; e != 0 {
		b.n -= int(e >> 8)
		return int(e & 0xFF)
	}
	for length := fastBits + 1; length <= 16; length++ {
		code := int32(look >> (16 - length))
		if code <= h.maxCode[length] && code+h.first[length] >= 0 {
			b.n -= length
			return int(h.symbols[code+h.first[length]])
		}
	}
	return -1
}

// number reads a value of so many bits in the form of F.2.2.1: a leading 0 means
// negative.
func (b *bits) number(size int) int32 {
	if size == 0 {
		return 0
	}
	if b.n < size {
		b.fill()
	}
	v := int32(b.acc>>(b.n-size)) & (1<<size - 1)
	b.n -= size
	if v < 1<<(size-1) {
		v += -1<<size + 1
	}
	return v
}

// resume passes a restart marker and forgets the bits before it.
func (b *bits) resume() error {
	b.acc, b.n, b.fake = 0, 0, 0
	for ; b.pos+1 < len(b.data); b.pos++ {
		if b.data[b.pos] != 0xFF || b.data[b.pos+1] == 0 || b.data[b.pos+1] == 0xFF {
			continue
		}
		if m := b.data[b.pos+1]; m < 0xD0 || m > 0xD7 {
			break
		}
		b.pos += 2
		return nil
	}
	return errShort
}
