package imaging

import (
	"fmt"
	"io"

	"github.com/medbundle/medbundle/internal/imaging/dataset"
	"github.com/medbundle/medbundle/internal/imaging/directory"
)

// Reference is one file that a DICOMDIR lists.
type Reference struct {
	FileID                                            []string
	SOPClass, SOPInstance, TransferSyntax, RecordType string
	// Problem says how the file ID breaks the rules of PS3.10 8.5; "" where it conforms.
	Problem string
	// Unsafe: the file ID leads, or may lead, out of the file-set. It must not be followed.
	Unsafe bool
}

// ReadDirectory lists the files that the DICOMDIR r refers to, in the order of
// its records. The links between records are not followed: on real discs they
// are wrong more often than the records. Records out of use are passed over.
// Errors wrap ErrNotDICOM, ErrTruncatedHeader or ErrMalformed; a directory that
// is cut off is an error.
func ReadDirectory(r io.ReaderAt, size int64) ([]Reference, error) {
	h, err := dataset.Read(r, size, dataset.Options{})
	if err != nil {
		return nil, fmt.Errorf("DICOMDIR: %w", err)
	}
	if h.Truncated {
		return nil, fmt.Errorf("DICOMDIR: %w", ErrTruncatedHeader)
	}
	records := h.Items(dataset.TagDirectoryRecords)
	if h.Meta[dataset.TagMediaSOPClass] != directory.Class && !h.Has(dataset.TagDirectoryRecords) {
		return nil, fmt.Errorf("DICOMDIR: %w: it holds no directory", ErrMalformed)
	}
	var out []Reference
	for _, rec := range records {
		inUse, ok := rec.Int(dataset.TagRecordInUse)
		id := fileID(rec.Strings(dataset.TagRefFileID))
		if len(id) == 0 || (ok && inUse == 0) {
			continue
		}
		ref := Reference{
			FileID:   id,
			SOPClass: rec.String(dataset.TagRefSOPClass), SOPInstance: rec.String(dataset.TagRefSOPInstance),
			TransferSyntax: rec.String(dataset.TagRefTransferSyntax), RecordType: rec.String(dataset.TagRecordType),
		}
		ref.Problem, ref.Unsafe = directory.CheckFileID(id)
		out = append(out, ref)
	}
	return out, nil
}

func fileID(parts []string) []string {
	out := make([]string, len(parts))
	for i, p := range parts {
		out[i] = intern(p)
	}
	return out
}
