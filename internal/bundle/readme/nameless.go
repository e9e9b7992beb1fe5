package readme

import (
	"fmt"
	"io"
	"strings"

	"github.com/medbundle/medbundle/internal/bundle/manifest"
)

// writeNameless writes README.TXT of a bundle that the name was taken out of.
func writeNameless(w io.Writer, m *manifest.Manifest) error {
	text := fmt.Sprintf(`SCANS OF A PERSON WITHOUT A NAME

Start with BUNDLE.PDF. Page 1 says what was taken out and what was not.

BUNDLE.PDF
    The packet: cover, what is missing, index and a page for every scan.
    The previews are not for diagnosis.

INDEX.HTM
    The same index for a web browser.

DICOM and DICOMDIR
    The scans, as a hospital's system imports them: point the import of a
    PACS or DICOM viewer at this folder (at DICOMDIR). Their headers were
    written anew without name, numbers and private elements (DICOM PS3.15,
    %s). Their pixels are as they were.
%s
IHE_PDI
    Web pages with previews of the scans. Open IHE_PDI/INDEX.HTM in a browser.

MANIFEST.JSON
    For programs: how many files were received and what became of each,
    under numbers. The papers are not here.

SHA256.TXT
    The fingerprints of all files. To check that nothing was changed:
        sha256sum -c SHA256.TXT
    or, with the program that made this bundle:
        %s verify FOLDER

Nobody has looked at the pictures. From slices of a head a face can be
rebuilt, and who has the originals can tell whose these are. Please do not
try to find out who this is.

Nothing here starts by itself, and there is no viewer or other program.
Any DICOM viewer and any PDF reader will do.

PROGRAM
    %s %s, which sorts and packs papers and does not judge medicine.
    %s
`, "method codes "+strings.Join(m.Deidentified.Codes, ", "), wrapped(m.Media.Sentence()), m.Tool.Name, m.Tool.Name, m.Tool.Version, homePage)
	_, err := io.WriteString(w, strings.ReplaceAll(text, "\n", "\r\n"))
	return err
}
