package imaging

import (
	"fmt"
	"io"
	"strings"

	"github.com/medbundle/medbundle/internal/imaging/directory"
)

// Entry is one file of a file-set: its instance, and where it lies below the
// DICOMDIR, as the parts of its path: {"DICOM", "PT000001", "ST000001", …}.
type Entry struct {
	Instance *Instance
	FileID   []string
}

// Invention is a value that stands in a DICOMDIR because the standard demands
// one, and not in the file: the file lacks it, or its own does not conform.
type Invention struct {
	FileID, Attribute, Value string
	// Reason is "absent" or "does not conform".
	Reason string
}

// WriteDirectory writes the DICOMDIR (PS3.10 8.6, PS3.3 F) of the file-set that
// the entries make up, in their order. Patients, studies and series are told
// apart by their identifiers, whatever the folders say. Values that are
// demanded and absent are invented here only, and each is returned. The same
// entries give the same bytes. An entry whose file ID does not conform or
// comes twice is an error that names its file.
func WriteDirectory(w io.Writer, fileSetID string, entries []Entry) ([]Invention, error) {
	d := &directory.Writer{
		FileSetID: fileSetID, ImplementationClass: implementationClass, ImplementationVersion: implementationVersion,
	}
	b := &directoryBuilder{root: &d.Root, used: map[string]bool{}}
	for _, e := range entries {
		if err := b.add(e); err != nil {
			return nil, fmt.Errorf("%s: %w", e.Instance.Name, err)
		}
	}
	if _, err := d.WriteTo(w); err != nil {
		return nil, err
	}
	return b.inventions, nil
}

// directoryBuilder gathers records and what had to be invented for them.
type directoryBuilder struct {
	root       *directory.Record
	used       map[string]bool // file IDs, and invented patient IDs after a NUL
	inventions []Invention
}

func (b *directoryBuilder) add(e Entry) error {
	id, in := strings.Join(e.FileID, "/"), e.Instance
	if problem, _ := directory.CheckFileID(e.FileID); problem != "" {
		return fmt.Errorf("the file ID %q %s", id, problem)
	}
	if b.used[id] {
		return fmt.Errorf("the file ID %q comes twice", id)
	}
	if in.IsDirectory() {
		return fmt.Errorf("a DICOMDIR cannot stand in a DICOMDIR")
	}
	b.used[id] = true
	at := b.root
	for _, l := range []struct {
		key  string
		make func(position int) *directory.Builder
	}{
		{in.PatientKey(), func(int) *directory.Builder { return b.patient(e) }},
		{in.StudyKey(), func(int) *directory.Builder { return in.studyRecord() }},
		{in.SeriesKey(), in.seriesRecord},
		{"", func(n int) *directory.Builder { return in.leafRecord(e.FileID, n) }},
	} {
		next := at.Child(l.key)
		if next == nil || l.key == "" {
			record, err := b.finish(l.make(len(at.Children)+1), id)
			if err != nil {
				return err
			}
			next = at.Adopt(l.key, record)
		}
		at = next
	}
	return nil
}

func (b *directoryBuilder) finish(r *directory.Builder, id string) (*directory.Record, error) {
	record, err := r.Record()
	for _, d := range r.Deviations {
		b.inventions = append(b.inventions, Invention{id, d.Attribute, d.Value, d.Reason})
	}
	return record, err
}

// PatientKey tells the patients of a DICOMDIR apart: by number and family name, or without a
// number by name and birth date.
func (in *Instance) PatientKey() string {
	name := strings.ToLower(in.Patient.Family)
	if in.PatientID != "" {
		return in.PatientID + "\x00" + name
	}
	return "\x00" + name + "\x00" + strings.ToLower(in.Patient.Given) + "\x00" + in.Patient.BirthDate.String()
}
