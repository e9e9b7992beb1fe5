package jpeg2000

import (
	"math/bits"

	"github.com/medbundle/medbundle/internal/imaging/pixels/jpeg2000/ebcot"
)

// headerBits reads packet headers: after a byte 0xFF the next carries seven bits
// (B.10.1).
type headerBits struct {
	data  []byte
	pos   int
	last  byte
	left  int
	short bool
}

func (b *headerBits) bit() int {
	if b.left == 0 {
		if b.pos >= len(b.data) {
			b.short = true
			return 1
		}
		b.left = 8
		if b.last == 0xFF {
			b.left = 7
		}
		b.last = b.data[b.pos]
		b.pos++
	}
	b.left--
	return int(b.last>>b.left) & 1
}

func (b *headerBits) take(n int) int {
	v := 0
	for range n {
		v = v<<1 | b.bit()
	}
	return v
}

// align ends a header; a last byte 0xFF is followed by a stuffed one.
func (b *headerBits) align() {
	if b.last == 0xFF {
		b.pos++
	}
	b.last, b.left = 0, 0
}

// packets reads the packets of a tile one after the other.
type packets struct{ data []byte }

// contribution is what a packet adds to a codeword segment.
type contribution struct {
	block   *codeBlock
	segment int
	size    int
}

// read reads one packet: for a precinct, what a layer adds to its code-blocks.
func (p *packets) read(in *precinct, layer int, style ebcot.Style) error {
	if len(p.data) >= 6 && p.data[0] == 0xFF && p.data[1] == markerSOP&0xFF && p.data[2] == 0 && p.data[3] == 4 {
		p.data = p.data[6:]
	}
	b := &headerBits{data: p.data}
	var adds []contribution
	if b.bit() == 1 {
		for _, g := range in.blocks {
			var err error
			if adds, err = g.readHeader(b, layer, style, adds); err != nil {
				return err
			}
		}
	}
	b.align()
	if b.short || b.pos > len(p.data) {
		return errShort
	}
	p.data = p.data[b.pos:]
	if len(p.data) >= 2 && p.data[0] == 0xFF && p.data[1] == markerEPH&0xFF {
		p.data = p.data[2:]
	}
	return p.readBody(adds)
}

func (p *packets) readBody(adds []contribution) error {
	for _, a := range adds {
		if a.size > len(p.data) {
			return errShort
		}
		s := &a.block.segments[a.segment]
		if s.Data == nil {
			s.Data = p.data[:a.size:a.size]
		} else {
			s.Data = append(s.Data, p.data[:a.size]...)
		}
		p.data = p.data[a.size:]
	}
	return nil
}

// readHeader reads the part of a packet header that speaks of one band.
func (g *blockGroup) readHeader(b *headerBits, layer int, style ebcot.Style, adds []contribution) ([]contribution, error) {
	for i := range g.blocks {
		c := &g.blocks[i]
		x, y := i%g.across, i/g.across
		if c.included {
			if b.bit() == 0 {
				continue
			}
		} else {
			if !g.inclusion.below(b, x, y, layer+1) {
				continue
			}
			zero := 0
			for !g.zeroPlanes.below(b, x, y, zero+1) {
				if zero++; zero > 2*ebcot.MaxPlanes {
					return nil, errBounds
				}
			}
			c.included, c.planes = true, g.band.planes-zero
		}
		var err error
		if adds, err = c.readLengths(b, style, adds); err != nil {
			return nil, err
		}
		if b.short {
			return nil, errShort
		}
	}
	return adds, nil
}

// readLengths reads the number of new passes and the bytes of each segment they
// fall into (B.10.6, B.10.7).
func (c *codeBlock) readLengths(b *headerBits, style ebcot.Style, adds []contribution) ([]contribution, error) {
	passes := b.passes()
	for b.bit() == 1 {
		if c.lengths++; c.lengths > 31 {
			return nil, errBounds
		}
	}
	for passes > 0 {
		s := c.open(style)
		n := min(passes, c.room)
		size := c.lengths + bits.Len(uint(n)) - 1
		if size > 31 {
			return nil, errBounds
		}
		adds = append(adds, contribution{c, len(c.segments) - 1, b.take(size)})
		s.Passes += n
		c.passes += n
		c.room -= n
		passes -= n
	}
	return adds, nil
}

// open is the segment that the next pass belongs to; the code-block style says
// where segments end (D.4.2, D.6).
func (c *codeBlock) open(style ebcot.Style) *ebcot.Segment {
	if c.room == 0 {
		c.segments = append(c.segments, ebcot.Segment{})
		c.room = 1 << 16
		switch {
		case style&ebcot.Terminate != 0:
			c.room = 1
		case style&ebcot.Bypass != 0 && c.passes == 0:
			c.room = 10
		case style&ebcot.Bypass != 0 && (c.passes-10)%3 == 0:
			c.room = 2
		case style&ebcot.Bypass != 0:
			c.room = 1
		}
	}
	return &c.segments[len(c.segments)-1]
}

// passes reads a number of coding passes (table B.4).
func (b *headerBits) passes() int {
	switch {
	case b.bit() == 0:
		return 1
	case b.bit() == 0:
		return 2
	}
	if v := b.take(2); v < 3 {
		return 3 + v
	}
	if v := b.take(5); v < 31 {
		return 6 + v
	}
	return 37 + b.take(7)
}
