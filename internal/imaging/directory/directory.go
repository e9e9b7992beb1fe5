// Package directory writes the DICOMDIR of a file-set (PS3.10 8.6, PS3.3 F)
// from records that its caller fills, and checks file IDs. It knows the form of
// a directory and of values, and nothing of images.
package directory

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"math/big"

	"github.com/suyashkumar/dicom"
	"github.com/suyashkumar/dicom/pkg/tag"
)

const (
	// Class is the SOP class of a DICOMDIR, Media Storage Directory Storage.
	Class      = "1.2.840.10008.1.3.10"
	explicitLE = "1.2.840.10008.1.2.1"
)

// Writer gathers the records of one directory.
type Writer struct {
	// FileSetID names the file-set; at most 16 characters of a CS value.
	FileSetID string
	// ImplementationClass and ImplementationVersion name the program.
	ImplementationClass, ImplementationVersion string

	Root Record
}

// WriteTo writes the directory. The same records give the same bytes.
func (d *Writer) WriteTo(w io.Writer) (int64, error) {
	if fit := Conform(d.FileSetID, "CS"); fit != d.FileSetID {
		return 0, fmt.Errorf("the file-set ID %q does not conform: at most 16 capital letters, digits, blanks or underscores", d.FileSetID)
	}
	out, err := d.encode()
	if err != nil {
		return 0, fmt.Errorf("DICOMDIR: %w", err)
	}
	n, err := w.Write(out)
	return int64(n), err
}

// encode measures every record, so that it knows where each will lie, and then
// writes them with these offsets, which have the same length whatever they are.
func (d *Writer) encode() (out []byte, err error) {
	defer func() {
		if p := recover(); p != nil {
			out, err = nil, fmt.Errorf("the DICOM library failed: %v", p)
		}
	}()
	records := flatten(d.Root.Children, nil)
	start, err := d.write(nil)
	if err != nil {
		return nil, err
	}
	// An empty directory ends in the delimiter of the sequence, 8 bytes.
	at := int64(len(start)) - 8
	for _, r := range records {
		r.offset = at
		size, err := measure(r)
		if err != nil {
			return nil, err
		}
		at += size
	}
	if err := link(d.Root.Children); err != nil {
		return nil, err
	}
	return d.write(records)
}

// flatten lists records depth first.
func flatten(rs, out []*Record) []*Record {
	for _, r := range rs {
		out = flatten(r.Children, append(out, r))
	}
	return out
}

// measure is the length of the item that holds the record.
func measure(r *Record) (int64, error) {
	var n counter
	w, err := dicom.NewWriter(&n)
	if err != nil {
		return 0, err
	}
	w.SetTransferSyntax(littleEndian, false)
	for _, e := range r.elements {
		if err := w.WriteElement(e); err != nil {
			return 0, err
		}
	}
	return int64(n) + 16, nil // the item's tag and length, and its delimiter
}

type counter int64

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

// link sets the offsets of the next record and of the first one below.
func link(rs []*Record) error {
	for i, r := range rs {
		var next, lower int64
		if i+1 < len(rs) {
			next = rs[i+1].offset
		}
		if len(r.Children) > 0 {
			lower = r.Children[0].offset
		}
		if err := r.setLinks(next, lower); err != nil {
			return err
		}
		if err := link(r.Children); err != nil {
			return err
		}
	}
	return nil
}

// write encodes the directory with the records.
func (d *Writer) write(records []*Record) ([]byte, error) {
	var first, last int64
	if top := d.Root.Children; len(top) > 0 && len(records) > 0 {
		first, last = top[0].offset, top[len(top)-1].offset
	}
	items := make([][]*dicom.Element, len(records))
	for i, r := range records {
		items[i] = r.elements
	}
	e := &elements{}
	e.add(0x00020001, []byte{0, 1})
	e.add(0x00020002, []string{Class})
	e.add(0x00020003, []string{d.instanceUID()})
	e.add(0x00020010, []string{explicitLE})
	e.add(0x00020012, []string{d.ImplementationClass})
	e.add(0x00020013, []string{d.ImplementationVersion})
	e.add(0x00041130, []string{d.FileSetID})
	e.add(0x00041200, []int{int(first)})
	e.add(0x00041202, []int{int(last)})
	e.add(0x00041212, []int{0})
	e.add(0x00041220, items)
	if e.err != nil {
		return nil, e.err
	}
	var buf bytes.Buffer
	err := dicom.Write(&buf, dicom.Dataset{Elements: e.list})
	return buf.Bytes(), err
}

// instanceUID names the directory after what it refers to. The length of the
// UID does not depend on it, and so the offsets do not.
func (d *Writer) instanceUID() string {
	sum := sha256.New()
	fmt.Fprintln(sum, "DICOMDIR", d.FileSetID)
	for _, r := range flatten(d.Root.Children, nil) {
		sum.Write(r.digest[:])
	}
	return DerivedUID(sum.Sum(nil))
}

// DerivedUID makes a UID out of a digest of at least 16 bytes (PS3.5 B.2: a
// UUID below 2.25; RFC 9562, version 8).
func DerivedUID(digest []byte) string {
	u := append([]byte(nil), digest[:16]...)
	u[6], u[8] = u[6]&0x0F|0x80, u[8]&0x3F|0x80
	return "2.25." + new(big.Int).SetBytes(u).String()
}

// elements builds a data set with the library; the first error stays.
type elements struct {
	list []*dicom.Element
	err  error
}

func (e *elements) add(t uint32, value any) {
	el, err := dicom.NewElement(tag.Tag{Group: uint16(t >> 16), Element: uint16(t)}, value)
	switch {
	case err == nil:
		e.list = append(e.list, el)
	case e.err == nil:
		e.err = fmt.Errorf("(%04X,%04X): %w", t>>16, t&0xFFFF, err)
	}
}
