package heif

import (
	"encoding/binary"
	"fmt"
)

// cursor reads big-endian numbers from bytes; past the end it gives zeros and
// sets short.
type cursor struct {
	b     []byte
	short bool
}

func (c *cursor) take(n int) []byte {
	if n < 0 || n > len(c.b) {
		c.short, c.b = true, nil
		return make([]byte, min(max(n, 0), 16))
	}
	out := c.b[:n]
	c.b = c.b[n:]
	return out
}

func (c *cursor) u8() int  { return int(c.take(1)[0]) }
func (c *cursor) u16() int { return int(binary.BigEndian.Uint16(c.take(2))) }
func (c *cursor) u32() int { return int(binary.BigEndian.Uint32(c.take(4))) }

// sized reads a number of 0, 2, 4 or 8 bytes; one that does not fit is short.
func (c *cursor) sized(bytes int) int {
	switch bytes {
	case 0:
		return 0
	case 2:
		return c.u16()
	case 4:
		return c.u32()
	case 8:
		v := binary.BigEndian.Uint64(c.take(8))
		if v > 1<<40 {
			c.short = true
			return 0
		}
		return int(v)
	}
	c.short = true
	return 0
}

// box is a box of ISO base media (ISO/IEC 14496-12, 4.2).
type box struct {
	kind string
	body []byte
}

// boxes are those that lie in b, one after another; a last one that is cut
// short ends them.
func boxes(b []byte) (out []box) {
	for len(b) >= 8 && len(out) < maxProperties {
		size, head := int64(binary.BigEndian.Uint32(b)), int64(8)
		switch size {
		case 0:
			size = int64(len(b))
		case 1:
			if len(b) < 16 {
				return out
			}
			size, head = int64(binary.BigEndian.Uint64(b[8:])&(1<<62-1)), 16
		}
		if size < head || size > int64(len(b)) {
			return out
		}
		out = append(out, box{string(b[4:8]), b[head:size]})
		b = b[size:]
	}
	return out
}

// find returns the first box of a kind.
func find(bs []box, kind string) (body []byte, ok bool) {
	for _, b := range bs {
		if b.kind == kind {
			return b.body, true
		}
	}
	return nil, false
}

// full splits a full box into its version, its flags and the rest.
func full(body []byte) (version, flags int, c *cursor) {
	c = &cursor{b: body}
	v := c.u32()
	return v >> 24, v & 0xFFFFFF, c
}

func damaged(what string) error { return fmt.Errorf("%w: %s", ErrDamaged, what) }
