package document

import (
	"fmt"
	"os"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/document/rendition"
)

// Part is a file that lies inside a document: an attachment of a PDF or a
// message, a paper that a structured record carries. It is no page of the
// document: it becomes an input of its own, with a fate of its own.
type Part struct {
	// Name is what the document calls it; "" where it does not. It is shown and
	// compared, and never becomes a name on this disk.
	Name string
	// Path is its copy in the reader's work folder.
	Path string
	Size int64
	// Said is what the document around it says of it.
	Said Said
	// Aside says why the part is no record ("a small picture in a message, such
	// as a logo"); "" where it may be one. Its fate is to be ignored.
	Aside string
}

// Said is what a file around a paper says of the paper. It counts where the
// paper itself has no coded header.
type Said struct {
	Title, Facility, Author string
	Codes                   []clinical.Code
	Patient                 clinical.Patient
	Date                    clinical.Date
}

// IsZero tells whether nothing was said.
func (s Said) IsZero() bool {
	return s.Title == "" && s.Facility == "" && s.Author == "" && len(s.Codes) == 0 && s.Patient.IsZero() && s.Date.IsZero()
}

// keep writes a part into the work folder. The error is one of the run.
func (r *Reader) keep(p rendition.Part, said Said) (Part, error) {
	f, err := os.CreateTemp(r.Work, "part-") // 0600
	if err != nil {
		return Part{}, fmt.Errorf("cannot write into the work folder: %w", withoutPath(err))
	}
	_, err = f.Write(p.Data)
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return Part{}, fmt.Errorf("cannot write into the work folder: %w", withoutPath(err))
	}
	return Part{Name: p.Name, Path: f.Name(), Size: int64(len(p.Data)), Said: said, Aside: p.Aside}, nil
}
