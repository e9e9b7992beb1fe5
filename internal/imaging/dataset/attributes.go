package dataset

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unique"

	"github.com/suyashkumar/dicom"
	"github.com/suyashkumar/dicom/pkg/tag"

	"github.com/medbundle/medbundle/internal/imaging/charset"
)

// Attributes is one data set: the top level of a file, or an item of a
// sequence. It answers for the tags of this package only.
type Attributes struct {
	elements []*dicom.Element
	text     *charset.Decoder
}

// Has tells whether the element is there, with a value or without.
func (a Attributes) Has(t uint32) bool { return a.find(t) != nil }

func (a Attributes) find(t uint32) *dicom.Element {
	want := tag.Tag{Group: uint16(t >> 16), Element: uint16(t)}
	for _, e := range a.elements {
		if e.Tag == want {
			return e
		}
	}
	return nil
}

func (a Attributes) raw(t uint32) any {
	if e := a.find(t); e != nil && e.Value != nil {
		return e.Value.GetValue()
	}
	return nil
}

// Strings are the values of a text or code, trimmed; nil where absent.
func (a Attributes) Strings(t uint32) []string {
	switch v := a.raw(t).(type) {
	case []byte:
		if listedAs(t).text() {
			return textValues(a.text.Decode(v, delimiters(listedAs(t))), listedAs(t))
		}
		return splitValues(charset.Printable(string(v)))
	case []string:
		return splitValues(charset.Printable(strings.Join(v, `\`)))
	case []int:
		out := make([]string, len(v))
		for i, n := range v {
			out[i] = strconv.Itoa(n)
		}
		return out
	}
	return nil
}

// String is the first value of a text or code; "" where absent.
func (a Attributes) String(t uint32) string {
	if v := a.Strings(t); len(v) > 0 {
		return intern(v[0])
	}
	return ""
}

// Ints are the values of a number, written in binary or as text.
func (a Attributes) Ints(t uint32) []int {
	if v, ok := a.raw(t).([]int); ok {
		return v
	}
	var out []int
	for _, s := range a.Strings(t) {
		n, err := strconv.Atoi(strings.TrimPrefix(s, "+"))
		if err != nil {
			f, err := strconv.ParseFloat(s, 64)
			if err != nil || f != math.Trunc(f) || math.Abs(f) > math.MaxInt32 {
				return out
			}
			n = int(f)
		}
		out = append(out, n)
	}
	return out
}

// Int is the first number of t.
func (a Attributes) Int(t uint32) (n int, ok bool) {
	if v := a.Ints(t); len(v) > 0 {
		return v[0], true
	}
	return 0, false
}

// Floats are the finite values of a decimal string or binary number; nil as
// soon as one of them is none.
func (a Attributes) Floats(t uint32) []float64 {
	v, ok := a.raw(t).([]float64)
	if !ok {
		for _, s := range a.Strings(t) {
			f, err := strconv.ParseFloat(s, 64)
			if err != nil {
				return nil
			}
			v = append(v, f)
		}
	}
	for _, f := range v {
		if math.IsNaN(f) || math.IsInf(f, 0) {
			return nil
		}
	}
	return v
}

// Words are the entries of a lookup table.
func (a Attributes) Words(t uint32) []uint16 {
	var out []uint16
	switch v := a.raw(t).(type) {
	case []byte:
		for ; len(v) >= 2; v = v[2:] {
			out = append(out, binary.LittleEndian.Uint16(v))
		}
	case []int:
		for _, n := range v {
			out = append(out, uint16(n))
		}
	}
	return out
}

// Uint64s are the entries of an extended offset table (PS3.3 C.7.6.3.1.8).
func (a Attributes) Uint64s(t uint32) []uint64 {
	v, _ := a.raw(t).([]byte)
	var out []uint64
	for ; len(v) >= 8; v = v[8:] {
		out = append(out, binary.LittleEndian.Uint64(v))
	}
	return out
}

// Items are the items of a sequence.
func (a Attributes) Items(t uint32) []Attributes {
	v, _ := a.raw(t).([]*dicom.SequenceItemValue)
	out := make([]Attributes, 0, len(v))
	for _, item := range v {
		elements, _ := item.GetValue().([]*dicom.Element)
		own := Attributes{elements, a.text}
		if declared := own.Strings(TagCharacterSet); declared != nil && a.text != nil { // PS3.5 6.1.2.3: an item may have a set of its own
			own.text = a.text.For(strings.Join(declared, `\`))
		}
		out = append(out, own)
	}
	return out
}

// First is the first item of a sequence; an empty data set where there is none.
func (a Attributes) First(t uint32) Attributes {
	if items := a.Items(t); len(items) > 0 {
		return items[0]
	}
	return Attributes{text: a.text}
}

// delimiters are those within a value of the VR.
func delimiters(v vr) string {
	switch v.String() {
	case "PN":
		return charset.InNames
	case "ST", "LT", "UT":
		return charset.InTexts
	}
	return charset.InLists
}

// textValues splits decoded text; ST, LT and UT have one value (PS3.5 6.2).
func textValues(s string, v vr) []string {
	if n := v.String(); n == "ST" || n == "LT" || n == "UT" {
		if s = strings.TrimSpace(s); s == "" {
			return nil
		}
		return []string{s}
	}
	return splitValues(s)
}

// splitValues splits a value of several values; nil for an empty one.
func splitValues(s string) []string {
	if s = strings.TrimRight(s, " \x00"); strings.TrimSpace(s) == "" {
		return nil
	}
	parts := strings.Split(s, `\`)
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts
}

// intern keeps one copy of a string that thousands of headers share.
func intern(s string) string { return unique.Make(strings.Clone(s)).Value() }

// Empty tells whether nothing of what is wanted is there.
func (a Attributes) Empty() bool { return len(a.elements) == 0 }

// Digest hashes the tags and values.
func (a Attributes) Digest() [sha256.Size]byte {
	sum := sha256.New()
	for _, e := range a.elements {
		fmt.Fprintln(sum, e.Tag, e.Value)
	}
	return [sha256.Size]byte(sum.Sum(nil))
}
