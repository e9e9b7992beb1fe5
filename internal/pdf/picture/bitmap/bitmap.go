// Package bitmap reads Windows bitmaps, with all the depths and packings that
// scanners and old programs gave them.
package bitmap

import (
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"math/bits"

	"github.com/medbundle/medbundle/internal/pdf/picture/fault"
)

// Bitmap is a file (BITMAPINFOHEADER and its kin, and OS/2's) that was not
// decoded yet.
type Bitmap struct {
	Width, Height int
	// DPIX and DPIY are dots per inch; 0 where the file does not say.
	DPIX, DPIY float64
	topDown    bool
	depth      int
	packing    uint32 // 0 none, 1 and 2 run lengths, 3 and 6 by masks
	palette    []color.RGBA
	masks      [4]uint32 // red, green, blue, opacity
	pixels     []byte
}

// Open reads the header. Errors are those of fault.
func Open(b []byte) (*Bitmap, error) {
	wrong := fmt.Errorf("%w: the header of the bitmap is wrong", fault.ErrDamaged)
	if len(b) < 26 {
		return nil, wrong
	}
	le := binary.LittleEndian
	from, size := int64(le.Uint32(b[10:])), int64(le.Uint32(b[14:]))
	if from > int64(len(b)) || size > 124 || 14+size > int64(len(b)) {
		return nil, wrong
	}
	m := &Bitmap{pixels: b[from:], masks: [4]uint32{0xFF0000, 0xFF00, 0xFF}}
	entry, used := 4, 0
	switch {
	case size == 12:
		m.Width, m.Height, m.depth, entry = int(le.Uint16(b[18:])), int(le.Uint16(b[20:])), int(le.Uint16(b[24:])), 3
	case size >= 40:
		m.Width, m.Height, m.depth = int(int32(le.Uint32(b[18:]))), int(int32(le.Uint32(b[22:]))), int(le.Uint16(b[28:]))
		m.packing, used = le.Uint32(b[30:]), int(le.Uint32(b[46:])&0xFFFF)
		m.DPIX, m.DPIY = float64(int32(le.Uint32(b[38:])))*0.0254, float64(int32(le.Uint32(b[42:])))*0.0254
	default:
		return nil, wrong
	}
	if m.topDown = m.Height < 0; m.topDown {
		m.Height = -m.Height
	}
	if err := fault.Size(m.Width, m.Height, fault.MaxUnpacked); err != nil {
		return nil, err
	}
	after := 14 + int(size)
	if m.depth == 16 {
		m.masks = [4]uint32{0x7C00, 0x3E0, 0x1F}
	}
	if m.packing == 3 || m.packing == 6 {
		after = m.readMasks(b, after, size)
	}
	if m.depth <= 8 {
		if used == 0 || used > 1<<m.depth {
			used = 1 << m.depth
		}
		for i := 0; i < used && after+entry <= len(b); i, after = i+1, after+entry {
			m.palette = append(m.palette, color.RGBA{b[after+2], b[after+1], b[after], 255})
		}
	}
	return m, m.known()
}

func (m *Bitmap) readMasks(b []byte, after int, size int64) int {
	at, n := 54, 3
	if size > 52 || m.packing == 6 {
		n = 4
	}
	for i := range n {
		if at+4*i+4 <= len(b) {
			m.masks[i] = binary.LittleEndian.Uint32(b[at+4*i:])
		}
	}
	if size == 40 {
		after += 4 * n
	}
	return after
}

// known tells whether pixels are stored in a way that is read here.
func (m *Bitmap) known() error {
	ok := false
	switch m.packing {
	case 0:
		ok = m.depth == 1 || m.depth == 2 || m.depth == 4 || m.depth == 8 || m.depth == 16 || m.depth == 24 || m.depth == 32
	case 1:
		ok = m.depth == 8 && !m.topDown
	case 2:
		ok = m.depth == 4 && !m.topDown
	case 3, 6:
		ok = m.depth == 16 || m.depth == 32
	}
	if !ok {
		return fmt.Errorf("%w: a bitmap of %d bits, packed in way %d", fault.ErrUnsupported, m.depth, m.packing)
	}
	return nil
}

// Decode draws the picture, in four bytes a pixel.
func (m *Bitmap) Decode() (image.Image, error) {
	img := image.NewNRGBA(image.Rect(0, 0, m.Width, m.Height))
	if m.packing == 1 || m.packing == 2 {
		m.runs(img)
		return img, nil
	}
	return img, m.rows(img)
}

// row is where row y, counted as stored, stands in the picture.
func (m *Bitmap) row(y int) int {
	if m.topDown {
		return y
	}
	return m.Height - 1 - y
}

func (m *Bitmap) index(i byte) color.NRGBA {
	if int(i) >= len(m.palette) {
		return color.NRGBA{A: 255}
	}
	c := m.palette[i]
	return color.NRGBA(c)
}

// rows reads pixels that are not packed.
func (m *Bitmap) rows(img *image.NRGBA) error {
	stride := (m.Width*m.depth + 31) / 32 * 4
	if len(m.pixels) < stride*(m.Height-1)+(m.Width*m.depth+7)/8 {
		return fmt.Errorf("%w: the bitmap is cut short", fault.ErrDamaged)
	}
	for y := range m.Height {
		line := m.pixels[stride*y:]
		for x := range m.Width {
			img.SetNRGBA(x, m.row(y), m.pixel(line, x))
		}
	}
	return nil
}

func (m *Bitmap) pixel(line []byte, x int) color.NRGBA {
	switch m.depth {
	case 24:
		return color.NRGBA{line[3*x+2], line[3*x+1], line[3*x], 255}
	case 16:
		return m.masked(uint32(binary.LittleEndian.Uint16(line[2*x:])))
	case 32:
		return m.masked(binary.LittleEndian.Uint32(line[4*x:]))
	}
	at := x * m.depth
	return m.index(line[at/8] >> (8 - m.depth - at%8) & (1<<m.depth - 1))
}

func (m *Bitmap) masked(v uint32) color.NRGBA {
	part := func(mask uint32) uint8 {
		most := mask >> bits.TrailingZeros32(mask|1<<31)
		if most == 0 {
			return 0
		}
		return uint8((uint64(v&mask)>>bits.TrailingZeros32(mask)*255 + uint64(most)/2) / uint64(most))
	}
	c := color.NRGBA{part(m.masks[0]), part(m.masks[1]), part(m.masks[2]), 255}
	if m.masks[3] != 0 {
		c.A = part(m.masks[3])
	}
	return c
}

// runs reads run lengths (BI_RLE8 and BI_RLE4). What they leave out has the
// first colour; what is cut short stays so.
func (m *Bitmap) runs(img *image.NRGBA) {
	for y := range m.Height {
		for x := range m.Width {
			img.SetNRGBA(x, y, m.index(0))
		}
	}
	x, y := 0, 0
	put := func(i byte) {
		if x < m.Width && y < m.Height {
			img.SetNRGBA(x, m.row(y), m.index(i))
		}
		x++
	}
	of := func(b []byte, i int) byte { // index i of packed bytes
		if m.depth == 8 {
			return b[i]
		}
		return b[i/2] >> (4 - i%2*4) & 15
	}
	for b := m.pixels; len(b) >= 2 && y < m.Height; {
		n, what := int(b[0]), int(b[1])
		switch b = b[2:]; {
		case n > 0:
			same := []byte{byte(what)}
			for i := range n {
				if m.depth == 8 {
					put(same[0])
				} else {
					put(of(same, i%2))
				}
			}
		case what == 0:
			x, y = 0, y+1
		case what == 1:
			return
		case what == 2:
			if len(b) < 2 {
				return
			}
			x, y = x+int(b[0]), y+int(b[1])
			b = b[2:]
		default:
			size := (what*m.depth + 15) / 16 * 2
			if len(b) < (what*m.depth+7)/8 {
				return
			}
			for i := range what {
				put(of(b, i))
			}
			b = b[min(size, len(b)):]
		}
	}
}
