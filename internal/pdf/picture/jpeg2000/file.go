// Package jpeg2000 reads as much of a JPEG 2000 file (ISO/IEC 15444-1) as has to
// be known to pass it on, without its metadata: of its boxes only those that
// decoding needs are kept, and its comments are blanked. Coded data is not looked
// into.
package jpeg2000

import (
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/medbundle/medbundle/internal/pdf/picture/fault"
)

// Picture is a picture that can be passed on.
type Picture struct {
	Width, Height int
	// Depth is the bits of the first component.
	Depth int
	// Space is PDF's name of the colour space; "" where the data itself says.
	Space string
	// DPIX and DPIY are dots per inch; 0 where the file does not say.
	DPIX, DPIY float64
	// Data is a JP2 file: a bare codestream gets the boxes that PDF wants around
	// it (ISO 32000-1, 7.4.9).
	Data []byte
}

// Read reads a file. Its errors are those of fault.
func Read(data []byte) (Picture, error) {
	f := jp2File{}
	if err := f.read(data); err != nil {
		return Picture{}, err
	}
	c, err := readCodestream(f.codestream)
	if err != nil {
		return Picture{}, err
	}
	if err := fault.Size(c.width, c.height, fault.MaxPixels); err != nil {
		return Picture{}, err
	}
	space, err := f.space(c)
	if err != nil {
		return Picture{}, err
	}
	return Picture{
		Width: c.width, Height: c.height, Depth: c.depth, Space: space, DPIX: f.dpi[0], DPIY: f.dpi[1], Data: f.write(c),
	}, nil
}

// jp2File is what the boxes of a file say.
type jp2File struct {
	header     []jp2Box // those within jp2h
	brand      []byte   // ftyp
	codestream []byte
	colour     int // enumerated colour space; 0 for none
	profile    bool
	palette    bool
	colours    int // without opacity; 0 where the file does not say
	dpi        [2]float64
}

type jp2Box struct {
	kind string
	body []byte
}

// jp2Boxes splits bytes into boxes (annex I.4); one that is cut short is taken
// as far as it goes.
func jp2Boxes(b []byte) (out []jp2Box) {
	for len(b) >= 8 && len(out) < 1000 {
		size, head := int64(binary.BigEndian.Uint32(b)), int64(8)
		switch {
		case size == 0:
			size = int64(len(b))
		case size == 1 && len(b) >= 16:
			size, head = int64(binary.BigEndian.Uint64(b[8:])&(1<<62-1)), 16
		}
		if size < head {
			return out
		}
		size = min(size, int64(len(b)))
		out = append(out, jp2Box{string(b[4:8]), b[min(head, size):size]})
		b = b[size:]
	}
	return out
}

func (f *jp2File) read(data []byte) error {
	if len(data) > 2 && data[0] == 0xFF && data[1] == 0x4F {
		f.codestream = data
		return nil
	}
	for _, b := range jp2Boxes(data) {
		switch {
		case b.kind == "ftyp" && f.brand == nil:
			f.brand = b.body
		case b.kind == "jp2h" && f.header == nil:
			f.header = jp2Boxes(b.body)
		case b.kind == "jp2c" && f.codestream == nil:
			f.codestream = b.body
		}
	}
	if f.codestream == nil || f.header == nil {
		return fmt.Errorf("%w: the JPEG 2000 file holds no picture", fault.ErrDamaged)
	}
	for _, b := range f.header {
		f.readHeader(b)
	}
	return nil
}

func (f *jp2File) readHeader(b jp2Box) {
	switch {
	case b.kind == "colr" && len(b.body) >= 3 && f.colour == 0 && !f.profile:
		switch {
		case b.body[0] == 1 && len(b.body) >= 7:
			f.colour = int(binary.BigEndian.Uint32(b.body[3:]) & 0xFFFF)
		case b.body[0] == 2:
			f.profile = true
		}
	case b.kind == "pclr":
		f.palette = true
	case b.kind == "cdef" && len(b.body) >= 2:
		for d := b.body[2:]; len(d) >= 6; d = d[6:] {
			if binary.BigEndian.Uint16(d[2:]) == 0 {
				f.colours++
			}
		}
	case b.kind == "res ":
		f.readResolution(jp2Boxes(b.body))
	}
}

// readResolution prefers the resolution of capture, as scanners write it, to
// that of display (I.5.3.7); both are in dots per metre.
func (f *jp2File) readResolution(bs []jp2Box) {
	slices.SortStableFunc(bs, func(a, b jp2Box) int { return len(b.kind) - len(a.kind) })
	for _, want := range [2]string{"resc", "resd"} {
		for _, b := range bs {
			if b.kind != want || len(b.body) < 10 {
				continue
			}
			vertical, horizontal := resolution(b.body, 0, 8), resolution(b.body, 4, 9)
			if vertical > 0 && horizontal > 0 {
				f.dpi = [2]float64{float64(horizontal * 0.0254), float64(vertical * 0.0254)}
				return
			}
		}
	}
}

func resolution(b []byte, at, exponent int) float64 {
	over, under := binary.BigEndian.Uint16(b[at:]), binary.BigEndian.Uint16(b[at+2:])
	e := int8(b[exponent])
	if under == 0 || e < -20 || e > 20 {
		return 0
	}
	v := float64(over) / float64(under)
	for ; e > 0; e-- {
		v *= 10
	}
	for ; e < 0; e++ {
		v /= 10
	}
	return v
}

// space names the colour space where the file leaves no doubt; "" leaves it to
// the file, as PDF allows of this filter.
func (f *jp2File) space(c codestream) (string, error) {
	if c.components > 4 && f.colours == 0 || f.colours > 4 {
		return "", fmt.Errorf("%w: a JPEG 2000 of %d colours", fault.ErrUnsupported, c.components)
	}
	switch {
	case f.palette, f.profile:
		return "", nil
	case f.header == nil && c.components <= 2, f.colour == 17:
		return "DeviceGray", nil
	case f.header == nil && c.components == 3, f.colour == 16 && (c.components == 3 || f.colours == 3):
		return "DeviceRGB", nil
	case f.colour == 12:
		return "DeviceCMYK", nil
	}
	return "", nil
}

// write puts the boxes together that decoding needs.
func (f *jp2File) write(c codestream) []byte {
	brand, header := f.brand, f.header
	if header == nil {
		brand = []byte("jp2 \x00\x00\x00\x00jp2 ")
		header = c.boxes()
	}
	var within []byte
	for _, b := range header {
		if slices.Contains([]string{"ihdr", "bpcc", "colr", "pclr", "cmap", "cdef"}, b.kind) {
			within = appendBox(within, b.kind, b.body)
		}
	}
	out := appendBox(nil, "jP  ", []byte("\r\n\x87\n"))
	out = appendBox(out, "ftyp", brand)
	out = appendBox(out, "jp2h", within)
	return appendBox(out, "jp2c", c.data)
}

func appendBox(to []byte, kind string, body []byte) []byte {
	to = binary.BigEndian.AppendUint32(to, uint32(len(body)+8))
	return append(append(to, kind...), body...)
}
