package deidentify

import (
	"bufio"
	"compress/flate"
	"io"

	"github.com/medbundle/medbundle/internal/imaging/dataset"
	"github.com/medbundle/medbundle/internal/imaging/directory"
)

// maxInflated bounds what a deflated data set may grow to (PS3.5 A.5), in bytes.
const maxInflated = 128 << 20

// Writer is who writes a file: (0002,0012) and (0002,0013).
type Writer struct{ ImplementationClass, ImplementationVersion string }

// File is a DICOM file that may be written anew.
type File struct {
	r        io.ReaderAt
	size     int64
	offset   int64
	deflated bool
	layout   layout
	syntax   string // transfer syntax of what is written
	instance string
	survey   *survey
}

// Open reads what has to be known of the file r of size bytes. Errors wrap those
// of package dataset: a file whose structure is not beyond doubt is never written.
func Open(r io.ReaderAt, size int64) (f *File, err error) {
	defer func() {
		if p := recover(); p != nil {
			f, err = nil, malformed("reading failed: %v", p)
		}
	}()
	h, err := dataset.Read(r, size, dataset.Options{})
	if err != nil {
		return nil, err
	}
	f = &File{r: r, size: size, offset: h.DataOffset, deflated: h.Deflated, syntax: h.Declared}
	f.layout = layout{explicit: h.Encoding != dataset.EncodingOf(dataset.ImplicitLE), big: h.Encoding == dataset.EncodingOf(dataset.ExplicitBE)}
	if f.syntax == "" || f.deflated || dataset.EncodingOf(f.syntax) != h.Encoding {
		f.syntax = h.Encoding.TransferSyntax()
	}
	encapsulated := h.Pixels.Present && h.Pixels.Length < 0
	if encapsulated && f.syntax == h.Encoding.TransferSyntax() {
		return nil, malformed("compressed pixels, and nothing says how")
	}
	f.instance = h.String(dataset.TagSOPInstance)
	if f.instance == "" {
		f.instance = h.Meta[dataset.TagMediaSOPInstance]
	}
	if f.survey, err = look(f.stream(), f.layout); err != nil {
		return nil, err
	}
	if f.survey.class == "" {
		f.survey.class = h.Meta[dataset.TagMediaSOPClass]
	}
	if f.survey.class == directory.Class {
		return nil, malformed("it is the table of contents of a disc")
	}
	if !directory.ValidUID(f.survey.class) || f.instance == "" {
		return nil, malformed("it does not say what it is")
	}
	return f, nil
}

// stream is the data set from its beginning. A deflated one comes inflated.
func (f *File) stream() *stream {
	var r io.Reader = io.NewSectionReader(f.r, f.offset, f.size-f.offset)
	if f.deflated {
		r = io.LimitReader(flate.NewReader(r), maxInflated+1)
	}
	return newStream(r)
}

// Write writes the file anew to w, by the rules. A deflated data set is written
// as Explicit VR Little Endian: how small deflating makes it is not the same in
// every version of a compressor, and the same input has to give the same bytes.
func (f *File) Write(w io.Writer, rules Rules, by Writer) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = malformed("writing failed: %v", p)
		}
	}()
	instance := f.instance
	if !rules.Has(KeepUIDs) {
		instance = rules.Key.UID(instance)
	}
	out := bufio.NewWriterSize(w, 64<<10)
	if _, err := out.Write(dataset.Meta(f.survey.class, instance, f.syntax, by.ImplementationClass, by.ImplementationVersion)); err != nil {
		return err
	}
	e := &editor{Rules: &rules, s: f.stream(), v: f.survey}
	if err := e.all(out, f.layout); err != nil {
		return err
	}
	if f.deflated && e.s.off > maxInflated {
		return malformed("it grows to more than %d bytes", maxInflated)
	}
	return out.Flush()
}
