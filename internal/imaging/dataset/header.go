package dataset

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/suyashkumar/dicom"

	"github.com/medbundle/medbundle/internal/imaging/charset"
)

// Errors that Read returns, wrapped or not.
var (
	// ErrNotDICOM: the content is not a DICOM file.
	ErrNotDICOM = errors.New("not a DICOM file")
	// ErrTruncatedHeader: the file ends inside its header.
	ErrTruncatedHeader = errors.New("the DICOM header is cut off")
	// ErrMalformed: the structure contradicts itself or exceeds a bound.
	ErrMalformed = errors.New("the DICOM structure is damaged")
)

// Options say what Read keeps beyond the usual.
type Options struct {
	// Tables keeps lookup tables and extended offset tables.
	Tables bool
	// Content keeps the content of a structured report (PS3.3 C.17.3), as far as
	// the bounds let it in.
	Content bool
	// Frame is the item of the per-frame functional groups that is kept.
	Frame int
}

// Header is what is kept of a file.
type Header struct {
	Attributes
	// Meta holds the UIDs of group 0002 by their tags.
	Meta map[uint32]string
	// Preamble is nil where no preamble leads the file.
	Preamble []byte
	// DataOffset is where the data set begins. A deflated data set is counted
	// from there in inflated bytes.
	DataOffset int64
	// Declared is the transfer syntax that the meta header names, "" for none;
	// Encoding is how the data set is really laid out.
	Declared string
	Encoding Encoding
	Deflated bool
	// Pixels is where the pixel data lies, Document an encapsulated document.
	Pixels, Document Span
	// Truncated: the file ends before what it declares does.
	Truncated bool
	// ContentCut tells that the content of a report is longer than what is kept.
	ContentCut bool
	Notes      Notes

	scan *scanner
}

// Read scans the header of the file r of size bytes and hands what is wanted
// of it to the library. It reads no pixel data. The bounds of the scan are
// constants of this package; what exceeds them is ErrMalformed.
func Read(r io.ReaderAt, size int64, o Options) (*Header, error) {
	h := &Header{Meta: map[uint32]string{}, scan: &scanner{w: newWindow(r, size), Options: o}}
	if err := h.readMeta(); err != nil {
		return nil, err
	}
	if err := h.chooseEncoding(r, size); err != nil {
		return nil, err
	}
	_, err := h.scan.dataSet(h.DataOffset, h.scan.w.size, level{Encoding: h.Encoding, keep: true})
	if err != nil && !errors.Is(err, errCut) {
		return nil, err
	}
	h.Truncated = errors.Is(err, errCut) || h.scan.truncated
	h.Pixels, h.Document, h.ContentCut = h.scan.pixel, h.scan.document, h.scan.contentCut
	err = h.parse()
	h.Notes, h.scan = append(h.scan.notes, h.Notes...), nil
	return h, err
}

// readMeta reads the preamble and group 0002 (PS3.10 7.1), if they are there.
// The group's length is not trusted: the group ends where another begins.
func (h *Header) readMeta() error {
	head, err := h.scan.w.view(0, 132)
	if err != nil && !ended(err) {
		return err
	}
	off := int64(0)
	if hasMagic(head) {
		h.Preamble, off = bytes.Clone(head[:128]), 132
	} else if !Sniff(h.scan.w.upTo(0, 4096)) {
		return ErrNotDICOM
	}
	for {
		h.DataOffset = off
		b := h.scan.w.upTo(off, 8)
		if len(b) < 8 || b[0] != 2 || b[1] != 0 {
			break
		}
		el, err := h.scan.element(off, Encoding{explicit: true})
		if err != nil {
			return fmt.Errorf("%w: %w", ErrTruncatedHeader, err)
		}
		if off = el.value + int64(el.length); off > h.scan.w.size {
			return ErrTruncatedHeader
		}
		if wanted[el.tag] != 0 && el.length <= 128 {
			h.Meta[el.tag] = uidText(h.scan.w.upTo(el.value, int(el.length)))
		}
	}
	h.Declared = h.Meta[TagTransferSyntax]
	return nil
}

// chooseEncoding believes the first element of the data set rather than the
// meta header where they disagree.
func (h *Header) chooseEncoding(r io.ReaderAt, size int64) error {
	h.Encoding = EncodingOf(h.Declared)
	if h.Declared == DeflatedLE {
		inflated := newWindow(newInflater(r, size, h.DataOffset), h.DataOffset+maxInflated)
		if b := inflated.upTo(h.DataOffset, 8); len(b) == 8 && b[1] == 0 {
			h.scan.w, h.Deflated = inflated, true
		} else {
			h.scan.notes.Add("the file says that it is compressed (deflated), and it is not")
		}
	}
	b, err := h.scan.w.view(h.DataOffset, 8)
	if len(b) < 8 {
		if errors.Is(err, io.EOF) {
			return nil // a meta header and nothing else
		}
		return fmt.Errorf("%w: %w", ErrTruncatedHeader, cutOr(err))
	}
	if found, ok := inferEncoding(b); ok && found != h.Encoding {
		if h.Declared != "" {
			h.scan.notes.Add("the file is not written in the transfer syntax that it names; it was read as it is")
		}
		h.Encoding = found
	}
	return nil
}

// vettedPrefix leads what the library reads: a preamble and a meta header that
// names Explicit VR Little Endian, whatever the file's own is.
var vettedPrefix = func() []byte {
	s := &scanner{out: append(make([]byte, 128), "DICM"...)}
	s.emit(0x00020000, vrNamed("UL"), 4, []byte{28, 0, 0, 0})
	s.emit(TagTransferSyntax, vrNamed("UI"), 20, []byte(ExplicitLE+"\x00"))
	return s.out
}()

// parse hands the vetted elements to the library.
func (h *Header) parse() (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = malformed("the DICOM library failed: %v", p)
		}
	}()
	b := append(bytes.Clone(vettedPrefix), h.scan.out...)
	ds, err := dicom.Parse(bytes.NewReader(b), int64(len(b)), nil)
	if err != nil {
		return malformed("%v", err)
	}
	for _, e := range ds.Elements {
		if e.Tag.Group != 0x0002 {
			h.elements = append(h.elements, e)
		}
	}
	h.text = charset.NewDecoder(h.scan.charset, h.Notes.Add)
	return nil
}

// Inflate returns length bytes at offset of a deflated data set, as Header
// counts them, of the file r of size bytes.
func (h *Header) Inflate(r io.ReaderAt, size, offset, length int64) ([]byte, error) {
	if length < 0 || length > maxInflated {
		return nil, malformed("%d deflated bytes are too many", length)
	}
	b := make([]byte, length)
	if n, err := newInflater(r, size, h.DataOffset).ReadAt(b, offset); n < len(b) {
		return nil, cutOr(err)
	}
	return b, nil
}

// uidText is a UID without its padding.
func uidText(b []byte) string {
	return intern(string(bytes.Trim([]byte(charset.Printable(string(b))), " ")))
}

// Meta makes a preamble, "DICM" and a meta header (PS3.10 7.1).
func Meta(sopClass, sopInstance, transferSyntax, implementationClass, implementationVersion string) []byte {
	group := &scanner{}
	group.emit(0x00020001, vrOB, 2, []byte{0, 1})
	for _, e := range []struct {
		tag   uint32
		vr    string
		value string
	}{
		{TagMediaSOPClass, "UI", sopClass},
		{TagMediaSOPInstance, "UI", sopInstance},
		{TagTransferSyntax, "UI", transferSyntax},
		{0x00020012, "UI", implementationClass},
		{0x00020013, "SH", implementationVersion},
	} {
		value := padded(e.value, e.vr)
		group.emit(e.tag, vrNamed(e.vr), uint32(len(value)), value)
	}
	out := &scanner{out: append(make([]byte, 128), "DICM"...)}
	out.emit(0x00020000, vrNamed("UL"), 4, binary.LittleEndian.AppendUint32(nil, uint32(len(group.out))))
	return append(out.out, group.out...)
}

// padded makes a value even in length: UIDs with NUL, text with a blank (PS3.5 6.2).
func padded(s, vr string) []byte {
	switch {
	case len(s)%2 == 0:
		return []byte(s)
	case vr == "UI":
		return []byte(s + "\x00")
	}
	return []byte(s + " ")
}
