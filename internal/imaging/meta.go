package imaging

import (
	"crypto/sha256"
	"fmt"
	"io"

	"github.com/medbundle/medbundle/internal/imaging/dataset"
	"github.com/medbundle/medbundle/internal/imaging/deidentify"
	"github.com/medbundle/medbundle/internal/imaging/directory"
)

// implementationClass names this writer in the files that it makes (PS3.7 D.3.3.2).
var implementationClass = directory.DerivedUID(digestText("medbundle implementation class"))

const (
	implementationVersion = "MEDBUNDLE"
	rawDataClass          = directory.Storage + "66"
	secondaryCaptureClass = directory.Storage + "7"
)

func digestText(parts ...string) []byte {
	sum := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(sum, "%d:%s", len(p), p)
	}
	return sum.Sum(nil)
}

// StudyKey is the StudyInstanceUID or, for a file without a valid one, a UID
// derived from what the file says of its study, the same for all its files.
func (in *Instance) StudyKey() string {
	switch {
	case directory.ValidUID(in.StudyUID):
		return in.StudyUID
	case in.StudyUID != "":
		return directory.DerivedUID(digestText("study", in.StudyUID))
	}
	return directory.DerivedUID(digestText("study", in.PatientKey(), dataset.FormatDA(in.Date()), in.StudyID, in.Accession, in.StudyDescription))
}

// SeriesKey is the SeriesInstanceUID, or one derived likewise.
func (in *Instance) SeriesKey() string {
	switch {
	case directory.ValidUID(in.SeriesUID):
		return in.SeriesUID
	case in.SeriesUID != "":
		return directory.DerivedUID(digestText("series", in.SeriesUID))
	}
	return directory.DerivedUID(digestText("series", in.StudyKey(), in.SeriesNumber, in.Modality, in.SeriesDescription))
}

// sopInstance is the SOP Instance UID, or one derived from it or the header.
func (in *Instance) sopInstance() string {
	switch {
	case directory.ValidUID(in.SOPInstance):
		return in.SOPInstance
	case in.SOPInstance != "":
		return directory.DerivedUID(digestText("instance", in.SOPInstance))
	}
	return directory.DerivedUID(digestText("instance", string(in.standIn[:])))
}

// sopClass is the SOP class; without a valid one an image is a secondary
// capture, and anything else raw data.
func (in *Instance) sopClass() string {
	switch {
	case directory.ValidUID(in.SOPClass):
		return in.SOPClass
	case in.HasPixels:
		return secondaryCaptureClass
	}
	return rawDataClass
}

// NeedsMeta tells that the file cannot stand in a file-set as it is (PS3.10
// 8.3): the preamble, "DICM" or the meta header is missing or names no transfer
// syntax. MetaPrefix makes what it needs.
func (in *Instance) NeedsMeta() bool { return !in.HasPreamble || !in.HasMeta }

// BlankPreamble is what takes the place of the first 128 bytes of a file whose
// preamble begins like a program or a file of another kind: zeros, which PS3.10
// 7.1 asks for where no application uses them. It is nil for any other file, and
// for one that gets a whole new meta header.
func BlankPreamble(in *Instance) []byte {
	if in.ExecutablePreamble == "" || in.NeedsMeta() {
		return nil
	}
	return make([]byte, preambleLength)
}

// Deidentify writes the file f anew by the rules, and says that this program did.
func Deidentify(f *deidentify.File, w io.Writer, rules deidentify.Rules) error {
	return f.Write(w, rules, deidentify.Writer{ImplementationClass: implementationClass, ImplementationVersion: implementationVersion})
}

// preambleLength is that of the preamble of a DICOM file in bytes (PS3.10 7.1).
const preambleLength = 128

// MetaPrefix makes a preamble, "DICM" and a meta header (PS3.10 7.1) to take the
// place of the first in.DataOffset bytes of the file, which are none where the
// file is a bare data set. The data set itself stays byte for byte.
func MetaPrefix(in *Instance) ([]byte, error) {
	if in.TransferSyntax == "" {
		return nil, fmt.Errorf("%s: how it is written is not known, so that no meta header can be made for it", in.Name)
	}
	return dataset.Meta(in.sopClass(), in.sopInstance(), in.TransferSyntax, implementationClass, implementationVersion), nil
}
