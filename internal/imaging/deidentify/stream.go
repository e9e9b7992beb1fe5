package deidentify

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/medbundle/medbundle/internal/imaging/dataset"
)

// Bounds on what is read. Real headers stay far below them.
const (
	maxDepth    = 64
	maxElements = 4 << 20
	maxBuffered = 32 << 20 // bytes of one sequence at the top level
	maxText     = 1 << 20  // bytes of one value that is looked into
)

// undefined is a length that a delimiter ends (PS3.5 7.1).
const undefined = 0xFFFFFFFF

const (
	tagItem        = 0xFFFEE000
	tagItemEnd     = 0xFFFEE00D
	tagSequenceEnd = 0xFFFEE0DD
	tagPixelData   = 0x7FE00010
)

// layout is how elements are written (PS3.5 7.1).
type layout struct{ explicit, big bool }

func (l layout) order() binary.ByteOrder {
	if l.big {
		return binary.BigEndian
	}
	return binary.LittleEndian
}

// element is the header of one.
type element struct {
	tag    uint32
	vr     string // "" where none is written
	long   bool   // the length has four bytes after two that are reserved
	length uint32
}

func malformed(format string, args ...any) error {
	return fmt.Errorf("%w: %s", dataset.ErrMalformed, fmt.Sprintf(format, args...))
}

// stream reads a data set forward, once.
type stream struct {
	r        *bufio.Reader
	off      int64
	elements int
}

func newStream(r io.Reader) *stream { return &stream{r: bufio.NewReaderSize(r, 64<<10)} }

// ended tells that nothing is left.
func (s *stream) ended() bool {
	_, err := s.r.Peek(1)
	return err != nil
}

// header reads the header of the next element.
func (s *stream) header(l layout) (element, error) {
	if s.elements++; s.elements > maxElements {
		return element{}, malformed("more than %d elements", maxElements)
	}
	b, err := s.r.Peek(12)
	if len(b) < 8 {
		return element{}, cut(err)
	}
	bo := l.order()
	el := element{tag: uint32(bo.Uint16(b))<<16 | uint32(bo.Uint16(b[2:])), length: bo.Uint32(b[4:])}
	if !l.explicit || el.tag>>16 == 0xFFFE {
		return el, s.skip(8)
	}
	size := int64(8)
	if letters(b[4:6]) {
		el.vr = string(b[4:6])
		el.long = longVR[el.vr] || !shortVR[el.vr] && b[6] == 0 && b[7] == 0
		el.length = uint32(bo.Uint16(b[6:]))
	}
	if el.long {
		if len(b) < 12 {
			return element{}, cut(err)
		}
		el.length, size = bo.Uint32(b[8:]), 12
	}
	if !longVR[el.vr] && !shortVR[el.vr] { // none, or none that there is: mended
		el.vr = dictionaryVR(el.tag)
		el.long = longVR[el.vr]
	}
	return el, s.skip(size)
}

func letters(b []byte) bool {
	return b[0] >= 'A' && b[0] <= 'Z' && b[1] >= 'A' && b[1] <= 'Z'
}

var longVR, shortVR = vrSet("OB OD OF OL OV OW SQ SV UC UN UR UT UV"), vrSet("AE AS AT CS DA DS DT FD FL IS LO LT PN SH SL SS ST TM UI UL US")

// textVR are those whose values people write. Code strings (CS) are not among them:
// a person may be called Primary, and pictures would no longer be what they are.
var textVR = vrSet("AE LO LT PN SH ST UC UR UT")

func vrSet(names string) map[string]bool {
	m := map[string]bool{}
	for i := 0; i < len(names); i += 3 {
		m[names[i:i+2]] = true
	}
	return m
}

// cut says that the data ends inside what it declares, or what else went wrong.
func cut(err error) error {
	if err == nil || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return dataset.ErrTruncatedHeader
	}
	return err
}

// skip passes over n bytes.
func (s *stream) skip(n int64) error { return s.copy(io.Discard, n) }

// copy copies n bytes to w. They are never in memory together.
func (s *stream) copy(w io.Writer, n int64) error {
	got, err := io.CopyN(w, s.r, n)
	s.off += got
	if errors.Is(err, io.EOF) {
		return dataset.ErrTruncatedHeader
	}
	return err
}

// value reads a value that is looked into.
func (s *stream) value(n uint32) ([]byte, error) {
	if n > maxText {
		return nil, malformed("a value of %d bytes where text is", n)
	}
	var b bytes.Buffer
	err := s.copy(&b, int64(n))
	return b.Bytes(), err
}

// pass passes over the value of an element, whatever it holds.
func (s *stream) pass(el element, l layout, depth int) error {
	switch {
	case el.length != undefined:
		return s.skip(int64(el.length))
	case depth >= maxDepth:
		return malformed("sequences nested deeper than %d", maxDepth)
	case el.vr == vrUnknown:
		l = layout{} // PS3.5 6.2.2, note 2
	}
	for {
		item, err := s.header(layout{big: l.big})
		switch {
		case err != nil:
			return err
		case item.tag == tagSequenceEnd:
			return nil
		case item.tag != tagItem:
			return malformed("a sequence holds something else than items")
		case item.length != undefined:
			err = s.skip(int64(item.length))
		default:
			err = s.passItem(l, depth+1)
		}
		if err != nil {
			return err
		}
	}
}

func (s *stream) passItem(l layout, depth int) error {
	for {
		el, err := s.header(l)
		if err != nil || el.tag == tagItemEnd {
			return err
		}
		if err := s.pass(el, l, depth); err != nil {
			return err
		}
	}
}

// extent is where a data set or a sequence ends: at an offset, or at a delimiter
// or the end of the data where it is -1.
type extent int64

const delimited extent = -1

func extentOf(s *stream, length uint32) extent {
	if length == undefined {
		return delimited
	}
	return extent(s.off + int64(length))
}

// dataSet hands the elements of a data set to visit, which reads their values,
// until visit says that it is done.
func (s *stream) dataSet(l layout, end extent, depth int, visit func(el element, l layout, depth int) (done bool, err error)) error {
	for end == delimited || s.off < int64(end) {
		if depth == 0 && s.ended() {
			return nil
		}
		el, err := s.header(l)
		switch {
		case err != nil:
			return err
		case el.tag == tagItemEnd && depth > 0 && end == delimited:
			return nil
		case el.tag == 0 && depth == 0:
			return nil // zeros that pad the file
		case el.tag>>16 == 0xFFFE:
			return malformed("a delimiter where none belongs")
		}
		if done, err := visit(el, l, depth); done || err != nil {
			return err
		}
	}
	if s.off > int64(end) {
		return malformed("an element reaches beyond its sequence")
	}
	return nil
}

// items hands the items of the sequence el to visit, which reads them.
func (s *stream) items(el element, l layout, depth int, visit func(item element, end extent) error) error {
	if depth >= maxDepth {
		return malformed("sequences nested deeper than %d", maxDepth)
	}
	end := extentOf(s, el.length)
	for end == delimited || s.off < int64(end) {
		item, err := s.header(layout{big: l.big})
		switch {
		case err != nil:
			return err
		case item.tag == tagSequenceEnd && end == delimited:
			return nil
		case item.tag != tagItem:
			return malformed("a sequence holds something else than items")
		}
		if err := visit(item, extentOf(s, item.length)); err != nil {
			return err
		}
	}
	if s.off > int64(end) {
		return malformed("an item reaches beyond its sequence")
	}
	return nil
}

// inside is how the items of a sequence are written: those of one with an unknown
// VR in Implicit VR Little Endian (PS3.5 6.2.2, note 2).
func (el element) inside(l layout) layout {
	if el.vr == vrUnknown {
		return layout{}
	}
	return l
}

// isSequence tells whether items follow.
func (el element) isSequence() bool {
	switch el.vr {
	case vrSequence:
		return true
	case "", vrUnknown:
		return el.length == undefined && el.tag != tagPixelData || dictionaryVR(el.tag) == vrSequence
	}
	return false
}

// meaning is the VR by which a value is understood.
func (el element) meaning() string {
	if el.vr == "" || el.vr == vrUnknown {
		return dictionaryVR(el.tag)
	}
	return el.vr
}
