package imaging

import (
	"context"
	"errors"
	"io"

	"github.com/medbundle/medbundle/internal/clinical"
)

var errPending = errors.New("imaging: not there yet")

// Sniff tells from the first 132 bytes or more whether a file is DICOM.
func Sniff(head []byte) bool { return len(head) >= 132 && string(head[128:132]) == "DICM" }

// Study is the instances of one StudyInstanceUID.
type Study struct {
	UID      string
	Series   []*Series
	Problems []clinical.Finding
}

// Series is the instances of one SeriesInstanceUID.
type Series struct {
	UID, Number, Modality, Description, BodyPart string
	Instances                                    []*Instance
	// Copies are instances that are byte for byte the same as one of Instances.
	Copies []*Instance
}

// Summary is the study as the other packages see it.
func (s *Study) Summary() clinical.Study { return clinical.Study{UID: s.UID} }

// Group sorts instances into studies and series.
func Group(ins []*Instance) []*Study { return nil }

// Entry is one file of a file-set.
type Entry struct {
	Instance *Instance
	FileID   []string
}

// Invention is a value that stands in a DICOMDIR and not in the file.
type Invention struct{ FileID, Attribute, Value, Reason string }

// WriteDirectory writes the DICOMDIR of a file-set.
func WriteDirectory(w io.Writer, fileSetID string, entries []Entry) ([]Invention, error) {
	return nil, errPending
}

// Reference is one file that a DICOMDIR lists.
type Reference struct {
	FileID                                            []string
	SOPClass, SOPInstance, TransferSyntax, RecordType string
	// Problem says why the file ID does not conform; Unsafe that it must not be followed.
	Problem string
	Unsafe  bool
}

// ReadDirectory lists the files that a DICOMDIR refers to.
func ReadDirectory(r io.ReaderAt, size int64) ([]Reference, error) { return nil, errPending }

// NeedsMeta tells that the file cannot stand in a file-set as it is: a
// preamble and a meta header must be written before its data set.
func (in *Instance) NeedsMeta() bool { return !in.HasPreamble || !in.HasMeta }

// MetaPrefix makes the bytes that replace the first in.DataOffset bytes of the file.
func MetaPrefix(in *Instance) ([]byte, error) { return nil, errPending }

// KeyImage is one picture of a series, chosen to stand for it.
type KeyImage struct {
	Instance *Instance
	Frame    int // from 0
	Position int // in the series, from 1
	Of       int
}

// KeyImages chooses at most max pictures of a series.
func KeyImages(s *Series, max int) []KeyImage { return nil }

// Picture is a preview as a JPEG.
type Picture struct {
	JPEG                     []byte
	Width, Height            int
	Window                   string
	Left, Right, Top, Bottom string
}

// Preview draws a key image.
func Preview(ctx context.Context, r io.ReaderAt, k KeyImage, maxSide int) (*Picture, error) {
	return nil, errPending
}

// ModalityTitle names a modality in plain words.
func ModalityTitle(code string) string { return code }
