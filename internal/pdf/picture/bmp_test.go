package picture

import (
	"encoding/binary"
	"errors"
	"image/color"
	"testing"
)

// header is the header of a bitmap with BITMAPINFOHEADER, or a longer one of
// size bytes, and its palette.
func bitmapHeader(size, width, height, depth, packing int, masks []uint32, palette []color.RGBA) []byte {
	le := binary.LittleEndian
	b := make([]byte, 14+size)
	copy(b, "BM")
	le.PutUint32(b[14:], uint32(size))
	if size == 12 {
		le.PutUint16(b[18:], uint16(width))
		le.PutUint16(b[20:], uint16(height))
		le.PutUint16(b[22:], 1)
		le.PutUint16(b[24:], uint16(depth))
	} else {
		le.PutUint32(b[18:], uint32(int32(width)))
		le.PutUint32(b[22:], uint32(int32(height)))
		le.PutUint16(b[26:], 1)
		le.PutUint16(b[28:], uint16(depth))
		le.PutUint32(b[30:], uint32(packing))
		le.PutUint32(b[38:], 5906) // 150 dots an inch
		le.PutUint32(b[42:], 5906)
		le.PutUint32(b[46:], uint32(len(palette)))
	}
	for i, m := range masks {
		if size == 40 {
			b = le.AppendUint32(b, m)
		} else {
			le.PutUint32(b[54+4*i:], m)
		}
	}
	for _, c := range palette {
		b = append(b, c.B, c.G, c.R)
		if size > 12 {
			b = append(b, 0)
		}
	}
	le.PutUint32(b[10:], uint32(len(b)))
	return b
}

var fourColours = []color.RGBA{{255, 255, 255, 255}, {255, 0, 0, 255}, {0, 128, 0, 255}, {0, 0, 200, 255}}

// Bitmaps of 5 by 3 pixels; the lower left one is red, the one beside it green.
func TestEveryKindOfBitmap(t *testing.T) {
	le := binary.LittleEndian
	index := func(x, y int) int { return (x + 2*y + 1) % 4 } // y from below
	rows := func(depth int, topDown bool, pixel func(i int) uint32) []byte {
		var out []byte
		for n := range 3 {
			y := n
			if topDown {
				y = 2 - n
			}
			var row bitRow
			for x := range 5 {
				v := pixel(index(x, y))
				switch depth {
				case 16:
					row.b = le.AppendUint16(row.b, uint16(v))
				case 24:
					row.b = append(row.b, byte(v), byte(v>>8), byte(v>>16))
				case 32:
					row.b = le.AppendUint32(row.b, v)
				default:
					row.add(int(v), depth, nil)
				}
			}
			out = append(out, append(row.b, make([]byte, (4-len(row.b)%4)%4)...)...)
		}
		return out
	}
	plain := func(i int) uint32 { return uint32(i) }
	rgb := func(i int) uint32 {
		c := fourColours[i]
		return uint32(c.R)<<16 | uint32(c.G)<<8 | uint32(c.B)
	}
	five := func(i int) uint32 {
		c := fourColours[i]
		return uint32(c.R>>3)<<10 | uint32(c.G>>3)<<5 | uint32(c.B>>3)
	}
	six := func(i int) uint32 {
		c := fourColours[i]
		return uint32(c.R>>3)<<11 | uint32(c.G>>2)<<5 | uint32(c.B>>3)
	}
	// Rows from below: 1 2 3 0 1, 3 0 1 2 3, 1 2 3 0 1.
	rle8 := []byte{0, 5, 1, 2, 3, 0, 1, 0, 0, 0, 1, 3, 1, 0, 1, 1, 1, 2, 1, 3, 0, 0, 0, 5, 1, 2, 3, 0, 1, 0, 0, 1}
	rle4 := []byte{0, 5, 0x12, 0x30, 0x10, 0, 0, 0, 2, 0x30, 2, 0x12, 1, 0x30, 0, 0, 0, 5, 0x12, 0x30, 0x10, 0, 0, 1}
	for name, data := range map[string][]byte{
		"OS/2":              append(bitmapHeader(12, 5, 3, 4, 0, nil, append(fourColours, make([]color.RGBA, 12)...)), rows(4, false, plain)...),
		"two bits":          append(bitmapHeader(40, 5, 3, 2, 0, nil, fourColours), rows(2, false, plain)...),
		"four bits":         append(bitmapHeader(40, 5, 3, 4, 0, nil, fourColours), rows(4, false, plain)...),
		"eight bits":        append(bitmapHeader(124, 5, 3, 8, 0, nil, fourColours), rows(8, false, plain)...),
		"from the top":      append(bitmapHeader(40, 5, -3, 8, 0, nil, fourColours), rows(8, true, plain)...),
		"sixteen bits":      append(bitmapHeader(40, 5, 3, 16, 0, nil, nil), rows(16, false, five)...),
		"masks":             append(bitmapHeader(40, 5, 3, 16, 3, []uint32{0xF800, 0x7E0, 0x1F}, nil), rows(16, false, six)...),
		"masks inside":      append(bitmapHeader(108, 5, 3, 32, 3, []uint32{0xFF0000, 0xFF00, 0xFF, 0xFF000000}, nil), rows(32, false, func(i int) uint32 { return 0xFF000000 | rgb(i) })...),
		"24 bits":           append(bitmapHeader(40, 5, 3, 24, 0, nil, nil), rows(24, false, rgb)...),
		"32 bits":           append(bitmapHeader(40, 5, -3, 32, 0, nil, nil), rows(32, true, rgb)...),
		"runs of bytes":     append(bitmapHeader(40, 5, 3, 8, 1, nil, fourColours), rle8...),
		"runs of half ones": append(bitmapHeader(40, 5, 3, 4, 2, nil, fourColours), rle4...),
	} {
		t.Run(name, func(t *testing.T) {
			p := open(t, "bmp", data)
			got := unpacked(t, p.Image)
			for y := range 3 {
				for x := range 5 {
					want := fourColours[index(x, y)]
					r, g, b, _ := got.At(x, 2-y).RGBA()
					for i, v := range [3][2]uint32{{r >> 8, uint32(want.R)}, {g >> 8, uint32(want.G)}, {b >> 8, uint32(want.B)}} {
						if max(v[0], v[1])-min(v[0], v[1]) > 8 {
							t.Fatalf("component %d at %d, %d is %d, not %d", i, x, y, v[0], v[1])
						}
					}
				}
			}
		})
	}
}

func TestBitmapsRefused(t *testing.T) {
	whole := append(bitmapHeader(40, 5, 3, 24, 0, nil, nil), make([]byte, 48)...)
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"nothing":    {[]byte("BM"), ErrDamaged},
		"cut":        {whole[:len(whole)-20], ErrDamaged},
		"no size":    {bitmapHeader(40, 0, 3, 24, 0, nil, nil), ErrDamaged},
		"too large":  {bitmapHeader(40, 1<<20, 1<<20, 24, 0, nil, nil), ErrDamaged},
		"a JPEG":     {bitmapHeader(40, 5, 3, 0, 4, nil, nil), ErrUnsupported},
		"odd depth":  {bitmapHeader(40, 5, 3, 7, 0, nil, nil), ErrUnsupported},
		"odd header": {append([]byte("BM\x00\x00\x00\x00\x00\x00\x00\x00\x1a\x00\x00\x00\x0d"), whole[15:]...), ErrDamaged},
	} {
		f, err := Open("bmp", c.data)
		if err == nil {
			_, err = f.Page(0)
		}
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
