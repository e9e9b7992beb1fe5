package jpeg2000

import (
	"bytes"
	"encoding/binary"
	"fmt"

	"github.com/medbundle/medbundle/internal/pdf/picture/fault"
)

// codestream is what the main header of JPEG 2000 data says.
type codestream struct {
	width, height int
	components    int
	depth         int // bits of the first component
	data          []byte
}

// Markers of JPEG 2000 (ISO/IEC 15444-1, table A.2).
const (
	mark2000SIZ = 0x51
	mark2000CAP = 0x50
	mark2000COM = 0x64
	mark2000SOT = 0x90
	mark2000SOD = 0x93
	mark2000EOC = 0xD9
)

// readCodestream reads the main header, blanks the comments in all headers and
// wants the coded data to be as long as it says.
func readCodestream(b []byte) (c codestream, err error) {
	if len(b) < 4 || b[0] != 0xFF || b[1] != 0x4F || b[2] != 0xFF || b[3] != mark2000SIZ {
		return c, fmt.Errorf("%w: the JPEG 2000 data does not start as such", fault.ErrDamaged)
	}
	c.data = bytes.Clone(b)
	at, part := 2, int64(0) // part is where the current tile part ends
	for {
		if at+4 > len(c.data) || c.data[at] != 0xFF {
			return c, fmt.Errorf("%w: the headers of the JPEG 2000 are cut short", fault.ErrDamaged)
		}
		marker := c.data[at+1]
		if marker == mark2000SOD {
			if part == 0 || part > int64(len(c.data)) {
				return c, fmt.Errorf("%w: the JPEG 2000 is cut short", fault.ErrDamaged)
			}
			if at = int(part); at >= len(c.data)-2 || c.data[at+1] == mark2000EOC || part == int64(len(c.data)) {
				return c, nil
			}
			continue
		}
		size := int(binary.BigEndian.Uint16(c.data[at+2:]))
		if size < 2 || at+2+size > len(c.data) {
			return c, fmt.Errorf("%w: the headers of the JPEG 2000 are cut short", fault.ErrDamaged)
		}
		body := c.data[at+4 : at+2+size]
		switch marker {
		case mark2000SIZ:
			err = c.readSize(body)
		case mark2000CAP:
			err = fmt.Errorf("%w: high-throughput JPEG 2000", fault.ErrUnsupported)
		case mark2000COM:
			for i := 2; i < len(body); i++ {
				body[i] = ' '
			}
		case mark2000SOT:
			if len(body) < 8 {
				return c, fmt.Errorf("%w: a header of the JPEG 2000 is wrong", fault.ErrDamaged)
			}
			if part = int64(at) + int64(binary.BigEndian.Uint32(body[2:])); part == int64(at) {
				part = int64(len(c.data)) // up to the end
			}
			if part < int64(at+14) {
				return c, fmt.Errorf("%w: a header of the JPEG 2000 is wrong", fault.ErrDamaged)
			}
		}
		if err != nil {
			return c, err
		}
		at += 2 + size
	}
}

// readSize reads the image and tile size (A.5.1).
func (c *codestream) readSize(b []byte) error {
	if len(b) < 39 || c.width != 0 {
		return fmt.Errorf("%w: the size of the JPEG 2000 is wrong", fault.ErrDamaged)
	}
	n := func(at int) int64 { return int64(binary.BigEndian.Uint32(b[at:])) }
	width, height := n(2)-n(10), n(6)-n(14)
	if width <= 0 || height <= 0 || width > 1<<30 || height > 1<<30 || n(18) == 0 || n(22) == 0 {
		return fmt.Errorf("%w: the size of the JPEG 2000 is wrong", fault.ErrDamaged)
	}
	if tiles := ((width + n(18) - 1) / n(18)) * ((height + n(22) - 1) / n(22)); tiles > 65535 {
		return fmt.Errorf("%w: the JPEG 2000 has %d tiles", fault.ErrDamaged, tiles)
	}
	c.width, c.height, c.components = int(width), int(height), int(binary.BigEndian.Uint16(b[34:]))
	if c.components == 0 || len(b) < 36+3*c.components {
		return fmt.Errorf("%w: the size of the JPEG 2000 is wrong", fault.ErrDamaged)
	}
	for i := range c.components {
		if d := b[36+3*i]; d&0x80 != 0 || d&0x7F > 15 {
			return fmt.Errorf("%w: a JPEG 2000 of samples that are signed or deeper than 16 bits", fault.ErrUnsupported)
		}
		if b[37+3*i] == 0 || b[38+3*i] == 0 {
			return fmt.Errorf("%w: the size of the JPEG 2000 is wrong", fault.ErrDamaged)
		}
	}
	c.depth = int(b[36]&0x7F) + 1
	return nil
}

// boxes are the header boxes that say of a bare codestream what it says itself
// (I.5.3.1, I.5.3.3).
func (c *codestream) boxes() []jp2Box {
	h := binary.BigEndian.AppendUint32(nil, uint32(c.height))
	h = binary.BigEndian.AppendUint32(h, uint32(c.width))
	h = binary.BigEndian.AppendUint16(h, uint16(c.components))
	h = append(h, byte(c.depth-1), 7, 0, 0)
	space := byte(16)
	if c.components < 3 {
		space = 17
	}
	return []jp2Box{{"ihdr", h}, {"colr", []byte{1, 0, 0, 0, 0, 0, space}}}
}
