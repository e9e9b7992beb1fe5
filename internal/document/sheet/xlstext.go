package sheet

import (
	"encoding/binary"
	"unicode/utf16"

	"golang.org/x/net/html/charset"

	"github.com/medbundle/medbundle/internal/document/office"
	"github.com/medbundle/medbundle/internal/document/rendition"
)

// characters are n characters of one or two bytes each.
func characters(b []byte, n int, wide bool) string {
	if !wide {
		r := make([]rune, min(n, len(b)))
		for i := range r {
			r[i] = rune(b[i])
		}
		return string(r)
	}
	units := make([]uint16, min(n, len(b)/2))
	for i := range units {
		units[i] = binary.LittleEndian.Uint16(b[2*i:])
	}
	return string(utf16.Decode(units))
}

// long is a text whose length stands in so many bytes before it (2.5.240,
// 2.5.293); before Excel 97 texts are in the code page of the file.
func (x *xls) long(b []byte, lengthBytes int) string {
	if x.version == biff8 {
		lengthBytes = 2
	}
	if len(b) < lengthBytes+1 {
		return ""
	}
	n := int(b[0])
	if lengthBytes == 2 {
		n = int(binary.LittleEndian.Uint16(b))
	}
	b = b[lengthBytes:]
	if x.version == biff8 {
		return characters(b[1:], n, b[0]&1 != 0)
	}
	return x.decode(b[:min(n, len(b))])
}

// short is a text whose length stands in one byte (2.5.240).
func (x *xls) short(b []byte) string {
	if len(b) < 2 {
		return ""
	}
	if x.version == biff8 {
		return characters(b[2:], int(b[0]), b[1]&1 != 0)
	}
	return x.decode(b[1:min(1+int(b[0]), len(b))])
}

func (x *xls) decode(b []byte) string {
	page := x.codepage
	switch page {
	case 0x8000:
		page = 10000
	case 0x8001:
		page = 1252
	}
	if enc, _ := charset.Lookup(office.Codepage(page)); enc != nil {
		if out, err := enc.NewDecoder().Bytes(b); err == nil {
			return string(out)
		}
	}
	return rendition.Decode(b)
}

// sharedStrings reads the texts that cells share (2.4.265). A text that goes on
// in the next record says there anew how wide its characters are.
func sharedStrings(r record) []string {
	s := stringReader{b: r.data, joins: r.joins, at: 8}
	var out []string
	for n := binary.LittleEndian.Uint32(r.data[4:]); n > 0 && s.at < len(s.b) && len(out) < maxStrings; n-- {
		out = append(out, s.next())
	}
	return out
}

type stringReader struct {
	b     []byte
	joins []int
	at    int
}

func (s *stringReader) byte() byte {
	if s.at >= len(s.b) {
		return 0
	}
	s.at++
	return s.b[s.at-1]
}

func (s *stringReader) u16() int { return int(s.byte()) | int(s.byte())<<8 }

// next reads one text (2.5.293); what says how it is set is passed over.
func (s *stringReader) next() string {
	n, flags := s.u16(), s.byte()
	runs, extra := 0, 0
	if flags&8 != 0 {
		runs = s.u16()
	}
	if flags&4 != 0 {
		extra = s.u16() | s.u16()<<16
	}
	wide := flags&1 != 0
	units := make([]uint16, 0, min(n, len(s.b)-s.at+1))
	for len(units) < n && s.at < len(s.b) {
		if s.joined() && len(units) > 0 {
			wide = s.byte()&1 != 0
			continue
		}
		if wide {
			units = append(units, uint16(s.u16()))
		} else {
			units = append(units, uint16(s.byte()))
		}
	}
	s.at = min(max(s.at, s.at+4*runs+extra), len(s.b))
	return string(utf16.Decode(units))
}

// joined tells whether a record begins here. Each place is told once.
func (s *stringReader) joined() bool {
	for len(s.joins) > 0 && s.joins[0] < s.at {
		s.joins = s.joins[1:]
	}
	if len(s.joins) > 0 && s.joins[0] == s.at {
		s.joins = s.joins[1:]
		return true
	}
	return false
}
