package cos

import (
	"encoding/binary"
	"errors"
	"math"
	"unicode/utf16"

	"github.com/pdfcpu/pdfcpu/pkg/filter"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// Resolve follows references to an object; nil stands for null and for
// whatever is not there (7.3.10).
func (d *Document) Resolve(o Object) Object {
	for range maxDepth {
		ref, ok := o.(Ref)
		if !ok {
			return o
		}
		var err error
		if o, err = d.ctx.Dereference(ref); err != nil {
			return nil
		}
	}
	return nil
}

// Dict resolves o to a dictionary, or to the dictionary of a stream; nil when it is neither.
func (d *Document) Dict(o Object) Dict {
	switch o := d.Resolve(o).(type) {
	case Dict:
		return o
	case Stream:
		return o.Dict
	}
	return nil
}

// Array resolves o to an array; nil when it is none.
func (d *Document) Array(o Object) Array {
	a, _ := d.Resolve(o).(Array)
	return a
}

// Stream resolves o to a stream.
func (d *Document) Stream(o Object) (Stream, bool) {
	s, ok := d.Resolve(o).(Stream)
	return s, ok
}

// Name resolves o to a name; "" when it is none.
func (d *Document) Name(o Object) string {
	n, _ := d.Resolve(o).(Name)
	return string(n)
}

// Number resolves o to a finite number.
func (d *Document) Number(o Object) (float64, bool) {
	switch o := d.Resolve(o).(type) {
	case Integer:
		return float64(o), true
	case Real:
		f := float64(o)
		return f, !math.IsNaN(f) && !math.IsInf(f, 0)
	}
	return 0, false
}

// Int resolves o to an integer; or when it is none.
func (d *Document) Int(o Object, or int) int {
	f, ok := d.Number(o)
	if !ok || math.Abs(f) > math.MaxInt32 {
		return or
	}
	return int(f)
}

// Numbers resolves o to an array of exactly n numbers.
func (d *Document) Numbers(o Object, n int) ([]float64, bool) {
	a := d.Array(o)
	if len(a) != n {
		return nil, false
	}
	out := make([]float64, n)
	for i := range a {
		f, ok := d.Number(a[i])
		if !ok || math.Abs(f) > 1e9 {
			return nil, false
		}
		out[i] = f
	}
	return out, true
}

// Text resolves o to a text string (7.9.2.2). UTF-16 is taken in either order
// of bytes, for programs write both.
func (d *Document) Text(o Object) string {
	o = d.Resolve(o)
	if text, ok := utf16Text(stringBytes(o)); ok {
		return text
	}
	s, err := types.StringOrHexLiteral(o)
	if err != nil || s == nil {
		return ""
	}
	return *s
}

// stringBytes are the bytes of a string object; nil where o is none.
func stringBytes(o Object) (b []byte) {
	switch o := o.(type) {
	case Literal:
		b, _ = types.Unescape(o.Value()) // nil after an error
	case Hex:
		b, _ = o.Bytes()
	}
	return b
}

// utf16Text decodes b if it begins with the mark of UTF-16; half a unit at its
// end is dropped.
func utf16Text(b []byte) (string, bool) {
	if len(b) < 2 {
		return "", false
	}
	var order binary.ByteOrder = binary.BigEndian
	switch [2]byte(b) {
	case [2]byte{0xFE, 0xFF}:
	case [2]byte{0xFF, 0xFE}:
		order = binary.LittleEndian
	default:
		return "", false
	}
	var units []uint16
	for b = b[2:]; len(b) > 1; b = b[2:] {
		units = append(units, order.Uint16(b))
	}
	return string(utf16.Decode(units)), true
}

// ErrUnsupportedFilter says that a stream is packed in a way that the reader
// does not know.
var ErrUnsupportedFilter = filter.ErrUnsupportedFilter

// ErrTooLong says that a stream unpacks to more bytes than were allowed.
var ErrTooLong = errors.New("a stream is larger than allowed")

// Decode unpacks s into at most limit bytes; of deflated data that breaks off,
// what comes before.
func Decode(s Stream, limit int64) (b []byte, err error) {
	defer recovered(&err)
	s.Content = nil
	b, err = s.DecodeLengthWithLimit(-1, limit)
	switch {
	case errors.Is(err, filter.ErrDecodeLimitExceeded), err == nil && int64(len(b)) > limit:
		return nil, ErrTooLong
	case err != nil:
		return nil, err
	}
	return b, nil
}
