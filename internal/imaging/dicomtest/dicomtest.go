// Package dicomtest makes DICOM files for tests out of a listing that people can
// read:
//
//	0008,0016 UI 1.2.840.10008.5.1.4.1.1.88.11
//	0040,A730 SQ
//	  item
//	    0040,A010 CS CONTAINS
//
// Texts are written as they stand, in UTF-8; "\n" in them is the end of a line. The
// value of a VR of bytes names a file.
package dicomtest

import (
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"

	"github.com/medbundle/medbundle/internal/imaging/dataset"
)

// Tags of DICOM's structure (PS3.5 7.5).
const (
	item        = 0xFFFEE000
	itemEnd     = 0xFFFEE00D
	sequenceEnd = 0xFFFEE0DD
	undefined   = 0xFFFFFFFF
)

// File is the DICOM file of a listing: preamble, meta header, and the elements as
// Explicit VR Little Endian. The function bytes gives the content of the files that
// values name; nil where there are none.
func File(listing string, bytes func(name string) []byte) ([]byte, error) {
	w := &writer{bytes: bytes}
	for n, line := range strings.Split(listing, "\n") {
		if strings.TrimSpace(line) == "" {
			continue
		}
		if err := w.line(line); err != nil {
			return nil, fmt.Errorf("line %d: %w", n+1, err)
		}
	}
	w.closeTo(0)
	head := dataset.Meta(w.class, w.instance, dataset.ExplicitLE, "1.2.3", "TEST")
	return append(head, w.out...), nil
}

type writer struct {
	bytes           func(name string) []byte
	out             []byte
	open            []uint32 // the ends of what is open, by depth
	class, instance string
}

// closeTo ends what is open deeper than depth.
func (w *writer) closeTo(depth int) {
	for len(w.open) > depth {
		w.header(w.open[len(w.open)-1], "", 0)
		w.open = w.open[:len(w.open)-1]
	}
}

func (w *writer) line(line string) error {
	text := strings.TrimLeft(line, " ")
	w.closeTo((len(line) - len(text)) / 2)
	if text == "item" {
		w.header(item, "", undefined)
		w.open = append(w.open, itemEnd)
		return nil
	}
	name, rest, _ := strings.Cut(text, " ")
	vr, value, _ := strings.Cut(rest, " ")
	group, element, _ := strings.Cut(name, ",")
	tag, err := strconv.ParseUint(group+element, 16, 32)
	if err != nil || len(vr) != 2 {
		return fmt.Errorf("%q is no element", text)
	}
	if vr == "SQ" {
		w.header(uint32(tag), vr, undefined)
		w.open = append(w.open, sequenceEnd)
		return nil
	}
	w.value(uint32(tag), vr, value)
	return nil
}

func (w *writer) value(tag uint32, vr, value string) {
	b := []byte(strings.ReplaceAll(value, `\n`, "\n"))
	switch vr {
	case "US", "UL":
		b = nil
		for _, f := range strings.Split(value, `\`) {
			n, _ := strconv.ParseUint(f, 10, 32)
			if vr == "UL" {
				b = binary.LittleEndian.AppendUint32(b, uint32(n))
			} else {
				b = binary.LittleEndian.AppendUint16(b, uint16(n))
			}
		}
	case "OB", "OW":
		b = w.bytes(value)
	}
	if len(b)%2 == 1 {
		pad := byte(' ')
		if vr == "UI" || vr == "OB" {
			pad = 0
		}
		b = append(b, pad)
	}
	switch {
	case tag == dataset.TagSOPClass:
		w.class = value
	case tag == dataset.TagSOPInstance:
		w.instance = value
	}
	w.header(tag, vr, uint32(len(b)))
	w.out = append(w.out, b...)
}

// header writes the head of an element; items and ends have no VR.
func (w *writer) header(tag uint32, vr string, length uint32) {
	le := binary.LittleEndian
	w.out = le.AppendUint16(w.out, uint16(tag>>16))
	w.out = le.AppendUint16(w.out, uint16(tag))
	switch vr {
	case "":
		w.out = le.AppendUint32(w.out, length)
	case "SQ", "OB", "OW", "UT", "UC", "UR", "UN":
		w.out = append(append(w.out, vr...), 0, 0)
		w.out = le.AppendUint32(w.out, length)
	default:
		w.out = le.AppendUint16(append(w.out, vr...), uint16(length))
	}
}
