package document

import (
	"io"

	"github.com/medbundle/medbundle/internal/document/compound"
	"github.com/medbundle/medbundle/internal/document/rendition"
)

// compounds are the formats inside compound files, by a stream at the root; what
// lies deeper belongs to files that were put in.
var compounds = []signature{
	{"EncryptedPackage", mediaLocked},
	{"WordDocument", mediaDOC}, {"Workbook", mediaXLS}, {"Book", mediaXLS},
	{"PowerPoint Document", mediaPPT}, {"__properties_version1.0", mediaMSG},
}

// compoundType tells the formats inside a compound file (MS-CFB).
func compoundType(r io.ReaderAt, size int64) string {
	const unknown = "application/x-ole-storage"
	if size > rendition.MaxFile {
		return unknown
	}
	data := make([]byte, size)
	if n, _ := r.ReadAt(data, 0); int64(n) != size {
		return unknown
	}
	f, err := compound.Open(data)
	if err != nil {
		return unknown
	}
	for _, x := range compounds {
		if f.Root.Has(x.magic) {
			return x.media
		}
	}
	return unknown
}
