package imaging

import (
	"bytes"
	"fmt"
	"io"

	"github.com/medbundle/medbundle/internal/imaging/dataset"
)

// EncapsulatedDocument is a document inside a DICOM file (PS3.3 A.45). Its
// bytes are at Offset in the file; a padding byte may follow the document.
type EncapsulatedDocument struct {
	MIME, Title string
	// Code is the coded title.
	Code           ConceptCode
	Offset, Length int64
}

// ConceptCode is a coded concept (PS3.3 8.8).
type ConceptCode struct{ Value, Scheme, Meaning string }

func (in *Instance) readDocument(h *dataset.Header) {
	d := h.Document
	if !d.Present {
		return
	}
	in.Document = &EncapsulatedDocument{
		MIME: h.String(dataset.TagDocumentMIME), Title: h.String(dataset.TagDocumentTitle), Offset: d.Offset, Length: d.Length,
	}
	if c := readConcept(h.First(dataset.TagConceptName)); c != nil {
		in.Document.Code = ConceptCode{c[0], c[1], c[2]}
	}
}

// CopyDocument writes the document that the DICOM file r wraps to w, without the
// byte that makes its length even. The error tells of r or w.
func CopyDocument(w io.Writer, r io.ReaderAt, in *Instance) error {
	d := in.Document
	if in.TransferSyntax == dataset.DeflatedLE {
		h, err := dataset.Read(r, in.Size, dataset.Options{})
		if err != nil {
			return err
		}
		if h.Deflated {
			b, err := h.Inflate(r, in.Size, d.Offset, d.Length)
			if err != nil {
				return err
			}
			_, err = w.Write(bytes.TrimSuffix(b, []byte{0}))
			return err
		}
	}
	length := d.Length
	last := make([]byte, 1)
	if _, err := r.ReadAt(last, d.Offset+length-1); err != nil {
		return fmt.Errorf("%s: %w", in.Name, err)
	}
	if last[0] == 0 {
		length--
	}
	_, err := io.Copy(w, io.NewSectionReader(r, d.Offset, length))
	return err
}
