package dataset

import (
	"encoding/binary"
	"fmt"
)

// copy keeps the value of el.
func (s *scanner) copy(el element, listed vr, at level) error {
	v := el.vr
	if !v.known() || v == vrUN {
		v = listed
	}
	width := int64(vrWidth[v])
	limit := int64(maxString)
	if v.long() && (s.Content || !v.text()) {
		limit = maxValue
	}
	length := int64(el.length) / width * width
	if length > limit {
		s.notes.Add(fmt.Sprintf("the value of (%04X,%04X) is too long and was left out", el.tag>>16, el.tag&0xFFFF))
		s.contentCut = s.contentCut || inContent[el.tag] != 0
		return nil
	}
	b, err := s.w.view(el.value, int(length))
	if err != nil && length > 0 {
		return cutOr(err)
	}
	if at.depth == 0 && el.tag == TagCharacterSet {
		s.charset = string(b)
		return nil
	}
	if at.depth == 0 && el.tag == TagSOPClass {
		s.class = uidText(b)
	}
	if s.kept++; s.kept > maxKept || len(s.out) > maxVetted {
		return malformed("the header is too large")
	}
	if v.text() || vrLong[v] {
		v = vrOB
	}
	s.emit(el.tag, v, uint32(length), b)
	if at.big && width > 1 {
		swapBytes(s.out[len(s.out)-int(length):], int(width))
	}
	return nil
}

// emit writes an element as Explicit VR Little Endian; items and delimiters
// have no VR.
func (s *scanner) emit(tag uint32, v vr, length uint32, value []byte) {
	le := binary.LittleEndian
	s.out = le.AppendUint16(s.out, uint16(tag>>16))
	s.out = le.AppendUint16(s.out, uint16(tag))
	switch {
	case v == 0:
		s.out = le.AppendUint32(s.out, length)
	case v.long():
		s.out = append(s.out, byte(v>>8), byte(v), 0, 0)
		s.out = le.AppendUint32(s.out, length)
	default:
		s.out = append(s.out, byte(v>>8), byte(v))
		s.out = le.AppendUint16(s.out, uint16(length))
	}
	s.out = append(s.out, value...)
}

func swapBytes(b []byte, width int) {
	for ; len(b) >= width; b = b[width:] {
		for i, j := 0, width-1; i < j; i, j = i+1, j-1 {
			b[i], b[j] = b[j], b[i]
		}
	}
}

// Notes are repairs made while reading, in plain sentences, each said once.
type Notes []string

// Add adds a note.
func (n *Notes) Add(s string) {
	for _, x := range *n {
		if x == s {
			return
		}
	}
	if len(*n) < 20 {
		*n = append(*n, s)
	}
}

// takesItem tells whether an item of a sequence is kept: those of the content of a
// report are bounded in number and bytes, and what is beyond is passed over.
func (s *scanner) takesItem(sequence uint32) bool {
	if sequence != TagContent {
		return true
	}
	if s.items >= maxItems || len(s.out) > maxContent {
		s.contentCut = true
		return false
	}
	s.items++
	return true
}
