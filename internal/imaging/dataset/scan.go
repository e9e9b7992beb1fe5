package dataset

import (
	"errors"
	"fmt"
	"io"
	"strings"
)

// Bounds on what a header may hold. Real headers stay far below them; crafted
// ones make a library run out of stack or memory.
const (
	maxDepth    = 64       // sequences within sequences
	maxElements = 4 << 20  // elements passed over
	maxKept     = 300_000  // elements kept
	maxVetted   = 32 << 20 // bytes kept
	maxValue    = 1 << 20  // bytes of one table
	maxString   = 10 << 10 // bytes of one text, the limit of LT (PS3.5 6.2)
	maxItems    = 20_000   // items of a structured report kept
	maxContent  = 8 << 20  // bytes kept of a header with the content of a report
)

// presentationClasses is the root of the presentation state classes (PS3.4 B.5).
const presentationClasses = "1.2.840.10008.5.1.4.1.1.11."

const noteItemLength = "the length of an item of a sequence is wrong; it was read up to where the next one begins"

// errCut says that the file ends inside what it declares.
var errCut = errors.New("the file ends early")

// scanner walks a data set without trusting it and copies the wanted elements,
// as Explicit VR Little Endian, to a buffer that a library may read. Text is
// copied as OB, so that nobody splits or decodes it before its character set is known.
type scanner struct {
	w                     *window
	elements, kept, items int
	out                   []byte
	contentCut            bool

	Options

	charset         string
	class           string
	pixel, document Span
	truncated, done bool
	notes           Notes
}

// Span is where a value lies; Length is -1 where it is undefined.
type Span struct {
	Tag            uint32
	VR             string // "" in implicit VR
	Offset, Length int64
	Present        bool
}

type element struct {
	tag    uint32
	vr     vr
	length uint32
	value  int64 // offset
}

// level is where in the nesting the scanner is.
type level struct {
	Encoding
	depth     int
	keep      bool // the enclosing sequence is kept
	delimited bool // the item ends with a delimiter
}

func malformed(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrMalformed, fmt.Sprintf(format, args...))
}

// element reads the header of the element at off.
func (s *scanner) element(off int64, e Encoding) (element, error) {
	if s.elements++; s.elements > maxElements {
		return element{}, malformed("more than %d elements", maxElements)
	}
	b, err := s.w.view(off, 12)
	if len(b) < 8 {
		return element{}, cutOr(err)
	}
	bo := order(e.big)
	el := element{tag: uint32(bo.Uint16(b))<<16 | uint32(bo.Uint16(b[2:])), value: off + 8, length: bo.Uint32(b[4:])}
	if !e.explicit || el.tag>>16 == 0xFFFE {
		el.vr = listedAs(el.tag)
		return el, nil
	}
	el.vr = vrOf(b[4:])
	switch {
	case !el.vr.known() && !letters(b[4:6]):
		s.notes.Add("some elements are written without a value representation; they were read by the dictionary")
		el.vr = listedAs(el.tag)
	case el.vr.long() || (!el.vr.known() && b[6] == 0 && b[7] == 0):
		if len(b) < 12 {
			return element{}, errCut
		}
		el.value, el.length = off+12, bo.Uint32(b[8:])
	default:
		el.length = uint32(bo.Uint16(b[6:]))
	}
	return el, nil
}

func cutOr(err error) error {
	if err == nil || ended(err) {
		return errCut
	}
	return err
}

// ended tells an error that only says that there is no more.
func ended(err error) bool {
	return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
}

func letters(b []byte) bool {
	return b[0] >= 'A' && b[0] <= 'Z' && b[1] >= 'A' && b[1] <= 'Z'
}

// dataSet walks the elements from off to end, or to the delimiter of an item of
// undefined length, and returns where what follows begins.
func (s *scanner) dataSet(off, end int64, at level) (int64, error) {
	for off < end && !s.done {
		el, err := s.element(off, at.Encoding)
		if err != nil {
			return off, s.endOfData(off, at, err)
		}
		switch {
		case el.tag == TagItemEnd && at.delimited:
			return el.value, nil
		case el.tag == TagItem && at.depth > 0 && !at.delimited:
			s.notes.Add(noteItemLength)
			return off, nil
		case el.tag == TagItemEnd || el.tag == TagSequenceEnd:
			if at.delimited {
				return off, malformed("an item without its end")
			}
			off = el.value // a stray delimiter does no harm
			continue
		case el.tag == 0 && at.depth == 0:
			return end, nil // zeros that pad the file
		}
		if off, err = s.value(el, end, at); err != nil {
			return off, err
		}
	}
	if at.delimited {
		return off, s.beyond(end)
	}
	return off, nil
}

// endOfData tells a clean end of a top-level data set from a cut.
func (s *scanner) endOfData(off int64, at level, err error) error {
	if at.depth == 0 && errors.Is(err, errCut) {
		if rest, viewErr := s.w.view(off, 1); errors.Is(viewErr, io.EOF) && len(rest) == 0 {
			return nil
		}
	}
	return err
}

// beyond is the error for a value that does not end before end.
func (s *scanner) beyond(end int64) error {
	if end >= s.w.size {
		return errCut
	}
	return malformed("an element reaches beyond its sequence")
}

// value passes over, keeps or enters the value of el.
func (s *scanner) value(el element, end int64, at level) (int64, error) {
	if at.depth == 0 && s.isPixels(el.tag) {
		return s.pixels(el, at)
	}
	listed := listedAs(el.tag)
	keep := listed != 0 && at.keep && s.keeps(el.tag)
	sequence := el.vr == vrSQ || (listed == vrSQ && el.vr == vrUN && keep)
	if el.length == undefined && (!at.explicit || el.vr == vrUN || el.vr == 0) {
		sequence = true
	}
	switch {
	case sequence && (keep || el.length == undefined):
		return s.sequence(el, end, at, keep && listed == vrSQ)
	case el.length == undefined:
		return s.fragments(el.value, end, at)
	}
	next := el.value + int64(el.length)
	if next > end {
		return next, s.beyond(end)
	}
	switch {
	case at.depth == 0 && el.tag == TagDocument:
		s.document = Span{el.tag, el.vr.name(), el.value, int64(el.length), true}
	case keep && !sequence:
		return next, s.copy(el, listed, at)
	}
	return next, nil
}

// keeps tells whether an element that is listed is wanted in this scan.
func (s *scanner) keeps(tag uint32) bool {
	switch tag {
	case TagLUTData, TagRedData, TagRedData + 1, TagRedData + 2, TagSegmentedRed, TagSegmentedRed + 1,
		TagSegmentedRed + 2, TagModalityLUT, TagVOILUT, TagExtendedOffsets, TagExtendedLengths:
		return s.Tables
	case TagRefSeries, TagBlending:
		return strings.HasPrefix(s.class, presentationClasses)
	}
	return s.Content || wanted[tag] != 0
}

func (s *scanner) isPixels(tag uint32) bool {
	return tag == TagPixelData || tag == TagFloatPixels || tag == TagDoublePixels
}

// pixels notes where the pixel data lies and whether all of it is there. Nothing
// after it is needed.
func (s *scanner) pixels(el element, at level) (int64, error) {
	s.done = true
	s.pixel = Span{el.tag, el.vr.name(), el.value, int64(el.length), true}
	if el.length != undefined {
		s.truncated = !s.w.holds(el.value + int64(el.length))
		return el.value, nil
	}
	s.pixel.Length = -1
	_, err := s.fragments(el.value, s.w.size, at)
	s.truncated = err != nil
	return el.value, nil
}

// fragments passes over the items of an encapsulated value (PS3.5 A.4).
func (s *scanner) fragments(off, end int64, at level) (int64, error) {
	for off < end {
		item, err := s.element(off, Encoding{big: at.big})
		switch {
		case err != nil:
			return off, err
		case item.tag == TagSequenceEnd:
			return item.value, nil
		case item.tag != TagItem || item.length == undefined:
			return off, malformed("encapsulated data without items")
		}
		if off = item.value + int64(item.length); off > end {
			return off, s.beyond(end)
		}
	}
	return off, s.beyond(end)
}
