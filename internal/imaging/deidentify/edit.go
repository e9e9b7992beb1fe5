package deidentify

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"github.com/medbundle/medbundle/internal/imaging/dataset"
)

// editor writes a data set anew.
type editor struct {
	*Rules
	s        *stream
	v        *survey
	buffered int
	added    []addition // what is still to be written at the top level, by tag
}

// addition is an element that says what was done.
type addition struct {
	el    element
	value []byte
}

// all writes the whole data set to w.
func (e *editor) all(w io.Writer, l layout) error {
	e.added = e.statements(l)
	err := e.s.dataSet(l, delimited, 0, func(el element, l layout, depth int) (bool, error) {
		if err := e.addBefore(w, el.tag, l); err != nil {
			return true, err
		}
		e.buffered = 0
		if isPixels(el.tag) { // what follows is padding and signatures, which go
			return true, e.pixels(w, el, l)
		}
		return false, e.element(w, el, l, depth)
	})
	if err != nil {
		return err
	}
	return e.addBefore(w, 0xFFFFFFFF, l)
}

func (e *editor) addBefore(w io.Writer, t uint32, l layout) error {
	for len(e.added) > 0 && e.added[0].el.tag < t {
		if err := put(w, e.added[0].el, l, e.added[0].value); err != nil {
			return err
		}
		e.added = e.added[1:]
	}
	return nil
}

// isPixels tells whether an element of the top level is pixel data (PS3.3 C.7.6.3).
func isPixels(t uint32) bool {
	return t == tagPixelData || t == dataset.TagFloatPixels || t == dataset.TagDoublePixels
}

// pixels copies pixel data through. A file that ends inside it ends there too.
func (e *editor) pixels(w io.Writer, el element, l layout) error {
	err := putHeader(w, el, l, el.length)
	switch {
	case err != nil:
	case el.length != undefined:
		err = e.s.copy(w, int64(el.length))
	default:
		err = e.fragments(w, l)
	}
	if errors.Is(err, dataset.ErrTruncatedHeader) {
		return nil
	}
	return err
}

// fragments copies the items of encapsulated pixel data (PS3.5 A.4).
func (e *editor) fragments(w io.Writer, l layout) error {
	for {
		item, err := e.s.header(layout{big: l.big})
		if err != nil {
			return err
		}
		if item.tag != tagSequenceEnd && (item.tag != tagItem || item.length == undefined) {
			return malformed("encapsulated data without items")
		}
		if err := putHeader(w, item, l, item.length); err != nil || item.tag == tagSequenceEnd {
			return err
		}
		if err := e.s.copy(w, int64(item.length)); err != nil {
			return err
		}
	}
}

// element writes, changes or leaves out one element.
func (e *editor) element(w io.Writer, el element, l layout, depth int) error {
	act := e.judge(el.tag, el.vr, e.v.class)
	vr := el.meaning()
	switch {
	case act == remove:
		return e.s.pass(el, l, depth)
	case el.isSequence() && act == keep:
		return e.sequence(w, el, l, depth)
	case el.length == undefined && !el.isSequence():
		return e.s.pass(el, l, depth) // only pixel data may be encapsulated
	case act == empty || act == dummy:
		if err := e.s.pass(el, l, depth); err != nil {
			return err
		}
		return e.replace(w, el, l, act)
	case act == keep && (!textVR[vr] || vr == ""):
		return e.copy(w, el, l, depth)
	case el.isSequence():
		return malformed("items where a value belongs")
	}
	b, err := e.s.value(el.length)
	if err != nil {
		return err
	}
	return e.change(w, el, l, act, b)
}

// change writes a value that had to be looked into.
func (e *editor) change(w io.Writer, el element, l layout, act action, b []byte) error {
	switch act {
	case newUID:
		b = e.Key.uids(b)
	case shift:
		moved, ok := shifted(b, e.Key.Days())
		if !ok {
			return e.replace(w, el, l, empty)
		}
		b = moved
	default:
		if e.v.tells(b, e.Has(KeepUIDs)) {
			return e.replace(w, el, l, dummy)
		}
	}
	return e.put(w, el, l, b)
}

// replace writes an empty or a dummy value. The person's name and number are the
// code of the person, so that the files of one person stay together.
func (e *editor) replace(w io.Writer, el element, l layout, act action) error {
	if el.tag == dataset.TagPatientName || el.tag == dataset.TagPatientID {
		return e.put(w, el, l, even([]byte(e.Person), ' '))
	}
	if el.length == undefined {
		el.length = 0 // a sequence may have a length instead of a delimiter
	}
	switch {
	case act == empty:
		return e.put(w, el, l, nil)
	case el.isSequence():
		return e.put(w, el, l, items(el.inside(l), code{Removed, "Removed"}.elements("99REMOVED")))
	}
	return e.put(w, el, l, dummyValue(el.meaning()))
}

// copy copies a value that holds no text. One inside a sequence counts as memory.
func (e *editor) copy(w io.Writer, el element, l layout, depth int) error {
	if depth > 0 {
		if err := e.spend(int64(el.length)); err != nil {
			return err
		}
	}
	if err := putHeader(w, el, l, el.length); err != nil {
		return err
	}
	return e.s.copy(w, int64(el.length))
}

func (e *editor) put(w io.Writer, el element, l layout, value []byte) error {
	if err := e.spend(int64(len(value))); err != nil {
		return err
	}
	return put(w, el, l, value)
}

func (e *editor) spend(n int64) error {
	if n > maxBuffered || e.buffered+int(n)+16 > maxBuffered {
		return malformed("a sequence of more than %d bytes", maxBuffered)
	}
	e.buffered += int(n) + 16
	return nil
}

// sequence writes a sequence whose items are judged in turn. A length that was
// given is reckoned anew; a delimiter stays one.
func (e *editor) sequence(w io.Writer, el element, l layout, depth int) error {
	inside := el.inside(l)
	var content bytes.Buffer
	err := e.s.items(el, l, depth, func(item element, end extent) error {
		var one bytes.Buffer
		err := e.s.dataSet(inside, end, depth+1, func(el element, l layout, depth int) (bool, error) {
			return false, e.element(&one, el, l, depth)
		})
		if err != nil {
			return err
		}
		return putDelimited(&content, item, inside, one.Bytes(), tagItemEnd)
	})
	if err != nil {
		return err
	}
	return putDelimited(w, el, l, content.Bytes(), tagSequenceEnd)
}

// putDelimited writes a sequence or an item as it was bounded before.
func putDelimited(w io.Writer, el element, l layout, content []byte, end uint32) error {
	if el.length != undefined {
		return put(w, el, l, content)
	}
	if err := putHeader(w, el, l, undefined); err != nil {
		return err
	}
	if _, err := w.Write(content); err != nil {
		return err
	}
	return putHeader(w, element{tag: end}, layout{big: el.inside(l).big}, 0)
}

func put(w io.Writer, el element, l layout, value []byte) error {
	if err := putHeader(w, el, l, uint32(len(value))); err != nil {
		return err
	}
	_, err := w.Write(value)
	return err
}

// putHeader writes the header of an element in the form that el has.
func putHeader(w io.Writer, el element, l layout, length uint32) error {
	bo := l.order()
	b := make([]byte, 4, 12)
	bo.PutUint16(b, uint16(el.tag>>16))
	bo.PutUint16(b[2:], uint16(el.tag))
	switch {
	case el.vr == "":
		b = append(b, 0, 0, 0, 0)
		bo.PutUint32(b[4:], length)
	case el.long:
		b = append(b, el.vr[0], el.vr[1], 0, 0, 0, 0, 0, 0)
		bo.PutUint32(b[8:], length)
	case length > 0xFFFF:
		return malformed("a value that grew too long")
	default:
		b = append(b, el.vr[0], el.vr[1], 0, 0)
		bo.PutUint16(b[6:], uint16(length))
	}
	_, err := w.Write(b)
	return err
}

// written is an element of our own, in the layout.
func written(l layout, t uint32, vr string, value []byte) addition {
	el := element{tag: t, length: uint32(len(value))}
	if l.explicit {
		el.vr, el.long = vr, longVR[vr]
	}
	return addition{el, value}
}

// elements are the code as the elements of an item (PS3.3 8.1).
func (c code) elements(scheme string) func(l layout) []addition {
	return func(l layout) []addition {
		return []addition{
			written(l, dataset.TagCodeValue, "SH", even([]byte(c.value), ' ')),
			written(l, dataset.TagCodeScheme, "SH", even([]byte(scheme), ' ')),
			written(l, dataset.TagCodeMeaning, "LO", even([]byte(c.meaning), ' ')),
		}
	}
}

// items are the items of a sequence.
func items(l layout, contents ...func(l layout) []addition) []byte {
	var out, one bytes.Buffer
	for _, content := range contents {
		one.Reset()
		for _, a := range content(l) {
			_ = put(&one, a.el, l, a.value) // a buffer takes everything, and these values are short
		}
		_ = put(&out, element{tag: tagItem}, l, one.Bytes())
	}
	return out.Bytes()
}

// statements are the elements that say what was done (PS3.15 E.1.1, steps 6 to 8).
func (e *editor) statements(l layout) []addition {
	var methods []string
	var sequence []func(l layout) []addition
	for _, c := range e.codes() {
		methods = append(methods, c.meaning)
		sequence = append(sequence, c.elements("DCM"))
	}
	return []addition{
		written(l, 0x00120062, "CS", []byte("YES ")),
		written(l, 0x00120063, "LO", even([]byte(strings.Join(methods, `\`)), ' ')),
		written(l, 0x00120064, vrSequence, items(l, sequence...)),
		written(l, 0x00280303, "CS", even([]byte(e.temporal()), ' ')),
	}
}
