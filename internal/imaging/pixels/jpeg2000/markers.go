package jpeg2000

import (
	"encoding/binary"
	"errors"
	"fmt"
)

const (
	markerSOC = 0xFF4F
	markerSIZ = 0xFF51
	markerCOD = 0xFF52
	markerCOC = 0xFF53
	markerQCD = 0xFF5C
	markerQCC = 0xFF5D
	markerRGN = 0xFF5E
	markerPOC = 0xFF5F
	markerPPM = 0xFF60
	markerPPT = 0xFF61
	markerSOT = 0xFF90
	markerSOP = 0xFF91
	markerEPH = 0xFF92
	markerSOD = 0xFF93
	markerEOC = 0xFFD9
)

// decoder holds a codestream: its main header, and of each tile its coding and
// the bytes of its packets.
type decoder struct {
	data  []byte
	pos   int
	grid  grid
	main  *coding
	tiles []*tilePart
	spent int
}

// tilePart is the tile-parts of one tile, put together.
type tilePart struct {
	coding  *coding
	packets []byte
}

func newDecoder(data []byte) (*decoder, error) {
	d := &decoder{data: codestream(data)}
	if len(d.data) < 4 || d.marker() != markerSOC {
		return nil, errors.New("not a JPEG 2000 codestream")
	}
	d.pos = 2
	if marker, s, err := d.segment(); err != nil || marker != markerSIZ {
		return nil, errors.New("a JPEG 2000 codestream without its size")
	} else if d.grid, err = s.readSIZ(); err != nil {
		return nil, err
	}
	d.main = newCoding(len(d.grid.components))
	if err := d.readHeader(d.main, markerSOT, rankMain, rankMainComponent); err != nil {
		return nil, err
	}
	if !d.main.complete() {
		return nil, errors.New("a JPEG 2000 codestream without its coding style")
	}
	d.tiles = make([]*tilePart, d.grid.tilesAcross*d.grid.tilesDown)
	return d, nil
}

// marker is the marker at the place reached, 0 at the end.
func (d *decoder) marker() int {
	if d.pos+2 > len(d.data) {
		return 0
	}
	return int(binary.BigEndian.Uint16(d.data[d.pos:]))
}

// segment reads a marker and the segment behind it.
func (d *decoder) segment() (int, *reader, error) {
	marker := d.marker()
	if marker < 0xFF00 || d.pos+4 > len(d.data) {
		return 0, nil, errShort
	}
	size := int(binary.BigEndian.Uint16(d.data[d.pos+2:]))
	if size < 2 || d.pos+2+size > len(d.data) {
		return 0, nil, errShort
	}
	s := &reader{data: d.data[d.pos+4 : d.pos+2+size]}
	d.pos += 2 + size
	return marker, s, nil
}

// readHeader reads the segments of a main or tile-part header up to the marker
// that ends it.
func (d *decoder) readHeader(c *coding, until int, general, particular rank) error {
	for d.marker() != until {
		marker, s, err := d.segment()
		if err != nil {
			return err
		}
		switch marker {
		case markerCOD:
			err = c.readCOD(s, general)
		case markerCOC:
			err = c.readCOC(s, particular)
		case markerQCD:
			err = c.readQCD(s, general)
		case markerQCC:
			err = c.readQCC(s, particular)
		case markerRGN:
			err = c.readRGN(s)
		case markerPOC:
			err = c.readPOC(s)
		case markerPPM, markerPPT:
			err = fmt.Errorf("%w: packed packet headers", ErrUnsupported)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// readTileParts collects the packets of every tile. A codestream may lack its end
// marker, and its last tile-part may leave its length open (A.4.2).
func (d *decoder) readTileParts() error {
	for d.marker() == markerSOT {
		start := d.pos
		_, s, err := d.segment()
		if err != nil {
			return err
		}
		index, size, part := s.u16(), s.u32(), s.u8()
		if s.short || index >= len(d.tiles) {
			return errBounds
		}
		end := start + size
		if size == 0 {
			end = d.end()
		}
		if end > len(d.data) || end < d.pos {
			return errShort
		}
		if err := d.readTilePart(index, part == 0, end); err != nil {
			return err
		}
		d.pos = end
	}
	return nil
}

// end is where the last tile-part ends.
func (d *decoder) end() int {
	n := len(d.data)
	for back := 2; back <= 3 && n-back >= d.pos; back++ {
		if binary.BigEndian.Uint16(d.data[n-back:]) == markerEOC {
			return n - back
		}
	}
	return n
}

func (d *decoder) readTilePart(index int, first bool, end int) error {
	t := d.tiles[index]
	if t == nil {
		t = &tilePart{coding: d.main.clone()}
		d.tiles[index] = t
	}
	if first {
		// A tile's own progressions replace those of the main header.
		inherited := t.coding.changes
		t.coding.changes = nil
		defer func() {
			if t.coding.changes == nil {
				t.coding.changes = inherited
			}
		}()
	}
	if err := d.readHeader(t.coding, markerSOD, rankTile, rankTileComponent); err != nil {
		return err
	}
	d.pos += 2
	if d.pos > end {
		return errBounds
	}
	if t.packets == nil {
		t.packets = d.data[d.pos:end:end]
	} else {
		t.packets = append(t.packets, d.data[d.pos:end]...)
	}
	return nil
}
