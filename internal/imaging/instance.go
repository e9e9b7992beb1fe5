package imaging

import (
	"fmt"
	"io"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/imaging/dataset"
	"github.com/medbundle/medbundle/internal/imaging/pixels"
)

// Errors that Read wraps; the error itself names the file.
var (
	// ErrNotDICOM: the content is not a DICOM file.
	ErrNotDICOM = dataset.ErrNotDICOM
	// ErrTruncatedHeader: the file ends before it says which instance it is.
	ErrTruncatedHeader = dataset.ErrTruncatedHeader
	// ErrMalformed: the structure contradicts itself or exceeds a bound.
	ErrMalformed = dataset.ErrMalformed
)

// Sniff tells from the first bytes of a file, 132 or more, whether it is DICOM:
// "DICM" follows a preamble (PS3.10 7.1), or the file begins with a data set
// whose first elements are those of an image header.
func Sniff(head []byte) bool { return dataset.Sniff(head) }

// Instance is the header of one DICOM file: what it is, whose it is and where
// its pixels are. Texts are decoded; absent attributes are zero values.
type Instance struct {
	// Name is how the user knows the file. Path, Ref and Digest are the
	// caller's: where the file is, its index, and a digest of its bytes ("" if
	// not known), by which Group tells copies from conflicts.
	Name   string
	Size   int64
	Path   string
	Ref    int
	Digest string

	// HasPreamble: 128 bytes and "DICM" lead the file. HasMeta: group 0002 is
	// there and names the transfer syntax. DataOffset is where the data set begins.
	HasPreamble, HasMeta bool
	DataOffset           int64
	// ExecutablePreamble names a program or other format hidden in the
	// preamble: "PE", "ELF", "Mach-O", "script", "ZIP", "PDF", "HTML" or "".
	ExecutablePreamble string

	TransferSyntax, SOPClass, SOPInstance, StudyUID, SeriesUID string

	Patient clinical.Patient
	// PatientName is the whole PN value, all groups; PatientID the first of Patient.IDs.
	PatientName, PatientID string

	StudyDate                                         clinical.Date
	StudyTime, StudyID, Accession                     string
	StudyDescription, Institution, ReferringPhysician string
	// Procedure is what was asked for (0032,1060), Reason why (0040,1002).
	Procedure, Reason                                              string
	Modality, SeriesNumber, SeriesDescription                      string
	BodyPart, Laterality, ProtocolName, Manufacturer, ViewPosition string
	InstanceNumber                                                 int
	HasInstanceNumber                                              bool
	// AcquisitionNumber is (0020,0012); AcquisitionImages and SeriesInstances are
	// how many images the acquisition (0020,1002) and how many files the series
	// (0020,1209) is said to have, 0 where the header does not tell.
	AcquisitionNumber, AcquisitionImages, SeriesInstances int
	SeriesDate, AcquisitionDate, ContentDate              clinical.Date
	ContentTime                                           string
	Position, Orientation, PixelSpacing                   []float64
	SliceThickness                                        float64
	// FrameOfReference (0020,0052) is the same for series whose positions can be
	// compared.
	FrameOfReference              string
	ImageType, PatientOrientation []string
	BurnedIn                      string // BurnedInAnnotation: "YES", "NO" or ""

	// Pixel holds what decides how the pixels are drawn, without lookup
	// tables: Preview reads those when it needs them.
	Pixel pixels.Attributes
	// PixelOffset and PixelLength locate the value of (7FE0,0010); the length
	// is -1 where it is encapsulated. For a deflated file they count inflated bytes.
	PixelOffset, PixelLength int64
	HasPixels                bool

	// Truncated: the file is shorter than it declares itself to be.
	Truncated bool
	// PixelsPresent is how much of the pixel data is there of a file that is cut
	// off, in per cent; 0 where that cannot be told.
	PixelsPresent float64
	// Document is set where the instance wraps a PDF or CDA document.
	Document *EncapsulatedDocument
	// record holds what a DICOMDIR needs beyond the above (PS3.3 F.5).
	record recordFacts
	// standIn makes the UIDs of a file that has none.
	standIn [16]byte

	// Notes are repairs made while reading, in plain sentences.
	Notes []string
}

// Read reads the header of the DICOM file r of size bytes. It never reads
// pixel data. Errors name the file and wrap ErrNotDICOM, ErrTruncatedHeader or
// ErrMalformed, or are r's own. A file that is cut off after it said which
// instance it is comes back with Truncated set.
func Read(r io.ReaderAt, size int64, name string) (*Instance, error) {
	h, err := dataset.Read(r, size, dataset.Options{})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	in := newInstance(h, size, name)
	switch {
	case h.Truncated && in.SOPInstance == "":
		return nil, fmt.Errorf("%s: %w", name, ErrTruncatedHeader)
	case h.Empty() && (h.Preamble == nil || len(h.Meta) == 0):
		return nil, fmt.Errorf("%s: %w", name, ErrNotDICOM)
	}
	return in, nil
}
