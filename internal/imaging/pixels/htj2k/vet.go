package htj2k

import (
	"encoding/binary"
	"fmt"
)

// Bounds on what the library is given. Within them it took at most 0.4 s and 100 MB.
const (
	maxSamples   = 6 << 20
	maxPrecision = 16
	maxTiles     = 256
	maxLayers    = 32
	maxLevels    = 10
	leastBlock   = 4 // exponent: code-blocks of 16 × 16
	leastCell    = 5 // exponent: precincts of 32 × 32
)

// Markers (T.800 A.2, T.814 A).
const (
	soc          = 0xFF4F
	capabilities = 0xFF50
	siz          = 0xFF51
	cod          = 0xFF52
	coc          = 0xFF53
	tlm          = 0xFF55
	prf          = 0xFF56
	plm          = 0xFF57
	plt          = 0xFF58
	cpf          = 0xFF59
	qcd          = 0xFF5C
	qcc          = 0xFF5D
	com          = 0xFF64
	sot          = 0xFF90
	sod          = 0xFF93
)

// vetting walks the headers of a codestream, and refuses whatever it does not know:
// what the library makes of that was not measured.
type vetting struct {
	data   []byte
	pos    int
	header Header
	tiles  int
	coded  bool
}

func (v *vetting) vet() error {
	if v.u16() != soc {
		return errDamaged
	}
	marker, s := v.segment()
	if marker != siz {
		return errDamaged
	}
	if err := v.size(s); err != nil {
		return err
	}
	for {
		switch marker, s = v.segment(); marker {
		case cod:
			if len(s) < 10 {
				return errDamaged
			}
			layers := int(binary.BigEndian.Uint16(s[2:]))
			v.header.Transformed, v.coded = s[4] != 0, true
			if layers < 1 || layers > maxLayers || s[1] > 4 {
				return unsupported("%d layers", layers)
			}
			if err := style(s[5:], s[0]&1 != 0); err != nil {
				return err
			}
		case coc:
			if len(s) < 7 {
				return errDamaged
			}
			if err := style(s[2:], s[1]&1 != 0); err != nil {
				return err
			}
		case capabilities, tlm, prf, plm, cpf, qcd, qcc, com:
		case sot:
			if !v.coded {
				return errDamaged
			}
			return v.tileParts(s)
		case 0:
			return errDamaged
		default:
			return unsupported("marker %04X", marker)
		}
	}
}

func unsupported(format string, args ...any) error {
	return fmt.Errorf("%w (%s)", ErrUnsupported, fmt.Sprintf(format, args...))
}

func (v *vetting) u16() int {
	if v.pos+2 > len(v.data) {
		return 0
	}
	v.pos += 2
	return int(binary.BigEndian.Uint16(v.data[v.pos-2:]))
}

// segment reads a marker and the segment behind it; marker 0 where there is none.
func (v *vetting) segment() (marker int, s []byte) {
	marker = v.u16()
	length := v.u16()
	if marker < 0xFF00 || length < 2 || v.pos+length-2 > len(v.data) {
		return 0, nil
	}
	s = v.data[v.pos : v.pos+length-2]
	v.pos += length - 2
	return marker, s
}

// size reads the SIZ segment (T.800 A.5.1). Components in fewer samples, and pictures
// that begin inside the grid, are not what DICOM writers make.
func (v *vetting) size(s []byte) error {
	if len(s) < 36 {
		return errDamaged
	}
	at := func(i int) int64 { return int64(binary.BigEndian.Uint32(s[i:])) }
	width, height, tileWidth, tileHeight := at(2), at(6), at(18), at(22)
	n := int(binary.BigEndian.Uint16(s[34:]))
	switch {
	case n != 1 && n != 3:
		return unsupported("%d components", n)
	case len(s) < 36+3*n || width == 0 || height == 0 || tileWidth == 0 || tileHeight == 0:
		return errDamaged
	case at(10) != 0 || at(14) != 0 || at(26) != 0 || at(30) != 0:
		return unsupported("an offset on the grid")
	case width > maxSamples || height > maxSamples || width*height*int64(n) > maxSamples:
		return unsupported("%d × %d pixels are more than %d million", width, height, maxSamples>>20)
	}
	tiles := ((width + tileWidth - 1) / tileWidth) * ((height + tileHeight - 1) / tileHeight)
	if tiles > maxTiles {
		return unsupported("%d tiles", tiles)
	}
	v.tiles = int(tiles)
	v.header.Width, v.header.Height, v.header.Components = int(width), int(height), n
	for c := range n {
		depth := s[36+3*c]
		precision, signed := int(depth&0x7F)+1, depth&0x80 != 0
		if c > 0 && (precision != v.header.Precision || signed != v.header.Signed) ||
			precision > maxPrecision || s[37+3*c] != 1 || s[38+3*c] != 1 {
			return unsupported("components of different kinds")
		}
		v.header.Precision, v.header.Signed = precision, signed
	}
	return nil
}

// style reads what COD and COC have in common (T.800 table A.20).
func style(s []byte, ownPrecincts bool) error {
	levels, x, y := int(s[0]), int(s[1])+2, int(s[2])+2
	switch {
	case s[3]&0x40 == 0:
		return unsupported("code-blocks that are not high-throughput")
	case levels > maxLevels || x < leastBlock || y < leastBlock || x+y > 12:
		return unsupported("%d levels, code-blocks of 2^%d × 2^%d", levels, x, y)
	case !ownPrecincts:
		return nil
	case len(s) < 5+levels+1:
		return errDamaged
	}
	for _, p := range s[5 : 5+levels+1] {
		if p&15 < leastCell || p>>4 < leastCell {
			return unsupported("precincts of 2^%d × 2^%d", p&15, p>>4)
		}
	}
	return nil
}

// tileParts walks the tile-parts (T.800 A.4.2); s is the first SOT segment. A tile
// with a coding of its own is refused.
func (v *vetting) tileParts(s []byte) error {
	for parts := 1; ; parts++ {
		start := v.pos - 12 // of the SOT marker
		if len(s) != 8 || parts > 8*maxTiles {
			return errDamaged
		}
		index, length := int(binary.BigEndian.Uint16(s)), int64(binary.BigEndian.Uint32(s[2:]))
		if index >= v.tiles {
			return errDamaged
		}
		if err := v.tileHeader(); err != nil {
			return err
		}
		end := int64(start) + length
		if length == 0 || end >= int64(len(v.data)) {
			return nil // the last one
		}
		if end < int64(v.pos) {
			return errDamaged
		}
		v.pos = int(end)
		var marker int
		if marker, s = v.segment(); marker != sot {
			return nil // the end of the codestream, or what follows it
		}
	}
}

func (v *vetting) tileHeader() error {
	for {
		at := v.pos
		if v.u16() == sod {
			return nil
		}
		v.pos = at
		switch marker, _ := v.segment(); marker {
		case plt, com, qcd, qcc:
		case 0:
			return errDamaged
		default:
			return unsupported("marker %04X in a tile", marker)
		}
	}
}
