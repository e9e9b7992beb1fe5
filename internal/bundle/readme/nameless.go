package readme

import (
	"strings"

	"github.com/medbundle/medbundle/internal/bundle/manifest"
)

// nameless is the text for a bundle that the name was taken out of.
func nameless(m *manifest.Manifest) string {
	return namelessStart + paragraph("Their headers were written anew without name, numbers and private elements (DICOM PS3.15, method codes "+
		strings.Join(m.Deidentified.Codes, ", ")+"). Their pixels are as they were.") +
		paragraph(m.Media.Sentence()) + web + namelessSeals + checks + disc
}

const namelessStart = `SCANS OF A PERSON WITHOUT A NAME

Start with BUNDLE.PDF: any PDF reader opens it. Page 1 says what was taken
out and what was not.

Nobody has looked at the pictures. From slices of a head a face can be
rebuilt, and who has the originals can tell whose these are. Please do not
try to find out who this is.

Nothing here starts by itself, and there is no viewer or other program.
Any DICOM viewer opens the scans.

WHAT IS IN THIS FOLDER

BUNDLE.PDF
    The packet: cover, what is missing, index and a page for every scan.
    The previews are not for diagnosis.

INDEX.HTM
    The same index for a web browser.

DICOM and DICOMDIR
    The scans, as a hospital's system imports them: point the import of a
    PACS or DICOM viewer at this folder (at DICOMDIR).
`

const namelessSeals = `MANIFEST.JSON
    For programs: how many files were received and what became of each,
    under numbers. The papers are not here.

SHA256.TXT
    The fingerprints (SHA-256) of all files.

`
