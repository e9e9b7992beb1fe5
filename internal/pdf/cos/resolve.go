package cos

import (
	"errors"
	"math"

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

// Text resolves o to a text string (7.9.2.2).
func (d *Document) Text(o Object) string {
	s, err := types.StringOrHexLiteral(d.Resolve(o))
	if err != nil || s == nil {
		return ""
	}
	return *s
}

// ErrUnsupportedFilter says that a stream is packed in a way that the reader
// does not know.
var ErrUnsupportedFilter = filter.ErrUnsupportedFilter

// Decode unpacks s into at most limit bytes.
func Decode(s Stream, limit int64) (b []byte, err error) {
	defer recovered(&err)
	s.Content = nil
	b, err = s.DecodeLengthWithLimit(-1, limit)
	if err != nil {
		return nil, err
	}
	if int64(len(b)) > limit {
		return nil, errors.New("a stream is larger than allowed")
	}
	return b, nil
}
