package heif

import (
	"errors"
	"fmt"

	"github.com/medbundle/medbundle/internal/pdf/picture/hevc"
)

// Photo is the main picture of a file, not decoded yet.
type Photo struct {
	// Width and Height are as stored, before it is turned upright.
	Width, Height int
	// Orientation is EXIF's, from 1 to 8: how to turn the stored picture so that
	// it stands upright.
	Orientation int
	// Others counts further pictures in the file, which are not read.
	Others int
	// Moving: the file holds a film beside the picture, or is a series of pictures.
	Moving bool
	// Memory is what Decode takes at most, in bytes.
	Memory int64

	meta          *meta
	tiles         []*item
	columns, rows int
	colour        hevc.Colour
	crop          crop
}

// Open reads the boxes of a file and nothing of its pixels.
func Open(file []byte) (p *Photo, err error) {
	defer func() {
		if r := recover(); r != nil {
			p, err = nil, fmt.Errorf("%w: the reader stumbled: %.200v", ErrDamaged, r)
		}
	}()
	m, err := readMeta(file)
	if err != nil {
		return nil, err
	}
	p = &Photo{meta: m, Others: m.others(), columns: 1, rows: 1}
	_, p.Moving = find(boxes(file), "moov")
	it := m.items[m.primary]
	switch it.kind {
	case "hvc1":
		p.tiles = []*item{it}
		p.Width, p.Height, err = m.extent(it)
	case "grid":
		err = p.readGrid(it)
	case "av01":
		err = fmt.Errorf("%w: a picture coded in AV1", ErrUnsupported)
	default:
		err = fmt.Errorf("%w: a picture of the kind %q", ErrUnsupported, it.kind)
	}
	if err != nil {
		return nil, err
	}
	if p.Width <= 0 || p.Height <= 0 || p.Width > maxPixels/p.Height {
		return nil, damaged(fmt.Sprintf("%d by %d pixels", p.Width, p.Height))
	}
	return p, p.settle(it)
}

// settle reads how the picture is to be shown, and what decoding it takes.
func (p *Photo) settle(it *item) error {
	if body, ok := p.meta.property(p.tiles[0], "colr"); ok {
		p.colour = nclx(body)
	}
	if body, ok := p.meta.property(it, "colr"); ok && nclx(body).Known {
		p.colour = nclx(body)
	}
	p.turn(it)
	nals, err := p.meta.parameters(p.tiles[0])
	if err != nil {
		return err
	}
	width, height, memory, err := hevc.Size(nals)
	if err != nil {
		return translated(err)
	}
	if len(p.tiles) == 1 && it.kind == "hvc1" && (width != p.Width || height != p.Height) {
		p.Width, p.Height = width, height // what is coded counts
	}
	// A tile takes over four bytes a sample, and the picture itself one.
	p.Memory = memory + memory*int64(p.Width)/4*int64(p.Height)/(int64(width)*int64(height))
	p.crop = p.crop.within(p.Width, p.Height)
	return nil
}

// extent is the size of an item by its property (ISO/IEC 23008-12, 6.5.3).
func (m *meta) extent(it *item) (width, height int, err error) {
	body, ok := m.property(it, "ispe")
	if !ok {
		return 0, 0, damaged("a picture without a size")
	}
	_, _, c := full(body)
	width, height = c.u32(), c.u32()
	if c.short {
		return 0, 0, damaged("a picture without a size")
	}
	return width, height, nil
}

// readGrid reads how tiles make a picture (6.6.2.3).
func (p *Photo) readGrid(it *item) error {
	data, err := p.meta.data(it)
	if err != nil {
		return err
	}
	c := &cursor{b: data}
	c.u8()
	size := 2 + 2*(c.u8()&1)
	p.rows, p.columns = c.u8()+1, c.u8()+1
	p.Width, p.Height = c.sized(size), c.sized(size)
	if c.short || len(it.parts) != p.rows*p.columns {
		return damaged("tiles are missing")
	}
	for _, id := range it.parts {
		tile := p.meta.items[id]
		if tile == nil || tile.kind != "hvc1" {
			return fmt.Errorf("%w: tiles that are not coded in HEVC", ErrUnsupported)
		}
		p.tiles = append(p.tiles, tile)
	}
	return nil
}

// nclx reads colours that are told by number (ISO/IEC 14496-12, 12.1.5).
func nclx(body []byte) hevc.Colour {
	if len(body) < 11 || string(body[:4]) != "nclx" {
		return hevc.Colour{}
	}
	c := &cursor{b: body[8:]}
	return hevc.Colour{Known: true, Matrix: c.u16(), FullRange: c.u8()>>7 == 1}
}

// parameters are the parameter sets of an item (ISO/IEC 14496-15, 8.3.3.1).
func (m *meta) parameters(it *item) ([][]byte, error) {
	body, ok := m.property(it, "hvcC")
	if !ok || len(body) < 23 {
		return nil, damaged("a picture without its parameters")
	}
	c := &cursor{b: body[22:]}
	var nals [][]byte
	for range c.u8() {
		c.u8()
		for range c.u16() {
			nal := c.take(c.u16())
			if c.short || len(nals) >= 64 {
				return nil, damaged("the parameters of a picture are cut short")
			}
			nals = append(nals, nal)
		}
	}
	return nals, nil
}

// nals are the coded data of an item, parameters first.
func (m *meta) nals(it *item) ([][]byte, error) {
	nals, err := m.parameters(it)
	if err != nil {
		return nil, err
	}
	body, _ := m.property(it, "hvcC")
	size := int(body[21]&3) + 1
	data, err := m.data(it)
	if err != nil {
		return nil, err
	}
	for c := (&cursor{b: data}); len(c.b) > 0; {
		length := 0
		for _, b := range c.take(size) {
			length = length<<8 | int(b)
		}
		nal := c.take(length)
		if c.short {
			return nil, damaged("the data of a picture is cut short")
		}
		nals = append(nals, nal)
	}
	return nals, nil
}

// translated says with this package's errors what the decoder says.
func translated(err error) error {
	switch {
	case errors.Is(err, hevc.ErrUnsupported):
		return fmt.Errorf("%w: %w", ErrUnsupported, err)
	case errors.Is(err, hevc.ErrDamaged):
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return err
}
