package pixels_test

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/imaging/pixels"
)

// dicomFile is as much of a DICOM file as drawing needs. The scanner below is for
// tests: it trusts its input more than a reader of strangers' files may.
type dicomFile struct {
	attributes     pixels.Attributes
	data           []byte
	offset, length int64
}

type element struct {
	vr    string
	value []byte
	items []dataset
	at    int64
	undef bool
}

type dataset map[uint32]element

type scanner struct {
	b        []byte
	pos      int
	order    binary.ByteOrder
	explicit bool
}

var errScan = errors.New("not a DICOM file that the test scanner reads")

func readDICOM(t testing.TB, path string) (f *dicomFile, err error) {
	t.Helper()
	defer func() {
		if recover() != nil {
			err = errScan
		}
	}()
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return scanDICOM(b)
}

func scanDICOM(b []byte) (*dicomFile, error) {
	syntax := "1.2.840.10008.1.2"
	start := 0
	if len(b) > 132 && string(b[128:132]) == "DICM" {
		s := &scanner{b: b, pos: 132, order: binary.LittleEndian, explicit: true}
		meta := dataset{}
		for s.pos+8 <= len(b) && binary.LittleEndian.Uint16(b[s.pos:]) == 2 {
			s.element(meta)
		}
		syntax = meta.text(0x00020010)
		start = s.pos
	}
	if syntax == "1.2.840.10008.1.2.1.99" {
		rest, err := io.ReadAll(flate.NewReader(bytes.NewReader(b[start:])))
		if err != nil {
			return nil, err
		}
		b, start = rest, 0
	}
	s := &scanner{b: b, pos: start, order: binary.LittleEndian, explicit: syntax != "1.2.840.10008.1.2"}
	if syntax == "1.2.840.10008.1.2.2" {
		s.order = binary.BigEndian
	}
	d := dataset{}
	for s.pos+8 <= len(b) {
		if s.element(d) == 0x7FE00010 {
			break
		}
	}
	p, ok := d[0x7FE00010]
	if !ok {
		return nil, errScan
	}
	f := &dicomFile{attributes: d.attributes(s.order), data: b, offset: p.at, length: int64(len(p.value))}
	f.attributes.TransferSyntax = syntax
	if p.undef {
		f.length = -1
	}
	return f, nil
}

func (s *scanner) u16() uint16 { s.pos += 2; return s.order.Uint16(s.b[s.pos-2:]) }
func (s *scanner) u32() uint32 { s.pos += 4; return s.order.Uint32(s.b[s.pos-4:]) }

func (s *scanner) tag() uint32 { return uint32(s.u16())<<16 | uint32(s.u16()) }

func (s *scanner) element(into dataset) uint32 {
	tag := s.tag()
	var e element
	var size uint32
	if s.explicit && tag>>16 != 0xFFFE {
		e.vr = string(s.b[s.pos : s.pos+2])
		s.pos += 2
		if strings.Contains("OB OW OF OD OL OV SQ UC UR UT UN SV UV", e.vr) {
			s.pos += 2
			size = s.u32()
		} else {
			size = uint32(s.u16())
		}
	} else {
		size = s.u32()
	}
	e.at = int64(s.pos)
	e.undef = size == 0xFFFFFFFF
	switch {
	case tag == 0x7FE00010 && e.undef:
	case e.vr == "SQ" || e.undef || tag == 0x00283000 || tag == 0x00283010:
		end := len(s.b)
		if !e.undef {
			end = s.pos + int(size)
		}
		was := s.explicit
		if e.vr == "UN" {
			s.explicit = false
		}
		s.items(&e, end)
		s.explicit = was
	default:
		e.value = s.b[s.pos : s.pos+int(size)]
		s.pos += int(size)
	}
	into[tag] = e
	return tag
}

func (s *scanner) items(e *element, end int) {
	for s.pos < end {
		tag, size := s.tag(), s.u32()
		if tag == 0xFFFEE0DD {
			return
		}
		item := dataset{}
		stop := len(s.b)
		if size != 0xFFFFFFFF {
			stop = s.pos + int(size)
		}
		for s.pos < stop {
			if s.order.Uint16(s.b[s.pos:]) == 0xFFFE {
				s.pos += 8
				break
			}
			s.element(item)
		}
		e.items = append(e.items, item)
	}
}

func (d dataset) text(tag uint32) string {
	return strings.Trim(string(d[tag].value), " \x00")
}

func (d dataset) floats(tag uint32) (out []float64) {
	for _, part := range strings.Split(d.text(tag), "\\") {
		if v, err := strconv.ParseFloat(strings.TrimSpace(part), 64); err == nil {
			out = append(out, v)
		}
	}
	return out
}

func (d dataset) float(tag uint32, missing float64) float64 {
	if v := d.floats(tag); len(v) > 0 {
		return v[0]
	}
	return missing
}

func (d dataset) number(tag uint32, order binary.ByteOrder) int {
	if v := d[tag].value; len(v) >= 2 {
		return int(order.Uint16(v))
	}
	return 0
}

func (d dataset) attributes(order binary.ByteOrder) pixels.Attributes {
	n := func(tag uint32) int { return d.number(tag, order) }
	a := pixels.Attributes{
		Rows: n(0x00280010), Columns: n(0x00280011), SamplesPerPixel: n(0x00280002),
		Photometric: d.text(0x00280004), Planar: n(0x00280006),
		Frames:        int(d.float(0x00280008, 1)),
		BitsAllocated: n(0x00280100), BitsStored: n(0x00280101), HighBit: n(0x00280102),
		Signed:       n(0x00280103) == 1,
		RescaleSlope: d.float(0x00281053, 1), RescaleIntercept: d.float(0x00281052, 0),
		WindowCenter: d.floats(0x00281050), WindowWidth: d.floats(0x00281051),
		VOIFunction: d.text(0x00281056), PresentationLUTShape: d.text(0x20500020),
		VR: d[0x7FE00010].vr,
	}
	if i := d[0x00283000].items; len(i) > 0 {
		a.ModalityLUT = i[0].lut(0x00283002, 0x00283006, order, a.Signed)
	}
	if i := d[0x00283010].items; len(i) > 0 {
		a.VOILUT = i[0].lut(0x00283002, 0x00283006, order, a.Signed)
	}
	if _, ok := d[0x00281201]; ok {
		a.Palette = new([3]pixels.LUT)
		for c := range a.Palette {
			a.Palette[c] = *d.lut(0x00281101+uint32(c), 0x00281201+uint32(c), order, a.Signed)
		}
	}
	return a
}

func (d dataset) lut(descriptor, data uint32, order binary.ByteOrder, signed bool) *pixels.LUT {
	v := d[descriptor].value
	entries := int(order.Uint16(v))
	if entries == 0 {
		entries = 1 << 16
	}
	l := &pixels.LUT{First: int(order.Uint16(v[2:])), Bits: int(order.Uint16(v[4:]))}
	if signed {
		l.First = int(int16(order.Uint16(v[2:])))
	}
	b := d[data].value
	for i := 0; i+1 < len(b); i += 2 {
		l.Data = append(l.Data, order.Uint16(b[i:]))
	}
	if l.Bits <= 8 && len(b) <= entries+1 {
		l.Data = nil
		for _, v := range b[:min(entries, len(b))] {
			l.Data = append(l.Data, uint16(v))
		}
	}
	return l
}
