package directory

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"strings"

	"github.com/suyashkumar/dicom"
	"github.com/suyashkumar/dicom/pkg/tag"
)

var littleEndian binary.ByteOrder = binary.LittleEndian

// Record is one directory record and those below it.
type Record struct {
	Children []*Record

	elements []*dicom.Element
	digest   [32]byte
	offset   int64
	byKey    map[string]*Record
}

// Child returns the record below r that was adopted under the key, or nil.
func (r *Record) Child(key string) *Record { return r.byKey[key] }

// Adopt puts c below r, after those already there; a key of "" is not remembered.
func (r *Record) Adopt(key string, c *Record) *Record {
	if r.byKey == nil {
		r.byKey = map[string]*Record{}
	}
	if key != "" {
		r.byKey[key] = c
	}
	r.Children = append(r.Children, c)
	return c
}

// setLinks sets the first and the third element of every record.
func (r *Record) setLinks(next, lower int64) (err error) {
	if r.elements[0].Value, err = dicom.NewValue([]int{int(next)}); err != nil {
		return err
	}
	r.elements[2].Value, err = dicom.NewValue([]int{int(lower)})
	return err
}

// Key is an attribute of a record. Type 1 must have a value, type 2 may be
// empty, type 3 is left out when it is.
type Key struct {
	Tag  uint32
	VR   string
	Name string
	Type int
}

// Deviation is a value that a record holds and the file does not: its own is
// absent, or does not conform to its VR.
type Deviation struct{ Attribute, Value, Reason string }

// The reasons of a Deviation.
const (
	Absent        = "absent"
	NotConforming = "does not conform"
)

// Builder fills one record, its elements in ascending order of tags.
type Builder struct {
	elements
	unicode    bool
	Deviations []Deviation
}

// NewBuilder begins a record of a type with its links (PS3.3 F.3.2.2).
func NewBuilder(recordType string) *Builder {
	b := &Builder{}
	b.add(0x00041400, []int{0})
	b.add(0x00041410, []int{0xFFFF})
	b.add(0x00041420, []int{0})
	b.Text(0x00041430, recordType)
	return b
}

// Text adds an element with ASCII values that are known to conform.
func (b *Builder) Text(t uint32, values ...string) { b.add(t, values) }

// Numbers adds an element of a binary VR.
func (b *Builder) Numbers(t uint32, values ...int) { b.add(t, values) }

// Items adds a sequence of items, each made by a Builder from NewItem.
func (b *Builder) Items(t uint32, items ...*Builder) {
	list := make([][]*dicom.Element, len(items))
	for i, item := range items {
		list[i] = item.list
		b.unicode = b.unicode || item.unicode
		b.Deviations = append(b.Deviations, item.Deviations...)
		if b.err == nil {
			b.err = item.err
		}
	}
	b.add(t, list)
}

// NewItem begins an item of a sequence.
func NewItem() *Builder { return &Builder{} }

// Deviate reports a value of the record that the file does not hold.
func (b *Builder) Deviate(attribute, value, reason string) {
	b.Deviations = append(b.Deviations, Deviation{attribute, value, reason})
}

// Key adds a key attribute. An empty value of type 1 is replaced by standIn, a
// value that does not conform by what of it does; both are deviations.
func (b *Builder) Key(k Key, value, standIn string) {
	fit := Conform(value, k.VR)
	switch {
	case fit == "" && k.Type == 1:
		reason := Absent
		if strings.TrimSpace(value) != "" {
			reason = NotConforming
		}
		fit = standIn
		b.Deviate(k.Name, fit, reason)
	case fit == "" && k.Type == 3:
		return
	case fit != value:
		b.Deviate(k.Name, fit, NotConforming)
	}
	b.unicode = b.unicode || !ascii(fit)
	if fit == "" {
		b.Text(k.Tag)
		return
	}
	b.Text(k.Tag, fit)
}

// Keys adds key attributes with their values and stand-ins.
func (b *Builder) Keys(keys []Key, values, standIns []string) {
	for i, k := range keys {
		b.Key(k, values[i], standIns[i])
	}
}

// Record ends the record. Text that is more than ASCII is written as UTF-8 and
// the record says so (ISO_IR 192).
func (b *Builder) Record() (*Record, error) {
	if b.unicode {
		set := &elements{}
		set.add(0x00080005, []string{"ISO_IR 192"})
		at := 4
		for at < len(b.list) && b.list[at].Tag.Compare(tag.SpecificCharacterSet) < 0 {
			at++
		}
		b.list = append(b.list[:at:at], append(set.list, b.list[at:]...)...)
	}
	if b.err != nil {
		return nil, b.err
	}
	return &Record{elements: b.list, digest: sha256.Sum256([]byte(fmt.Sprint(b.list[3:])))}, nil
}
