// Package readme writes README.TXT: how to open a bundle for someone who has only a
// file manager, and what IHE asks such a file to say of a disc (ITI TF-2 3.32).
package readme

import (
	"fmt"
	"io"
	"strings"

	"github.com/medbundle/medbundle/internal/bundle/manifest"
)

// Write writes README.TXT: how to open the bundle for someone who has
// only a file manager. It does not depend on the patient (ITI TF-2 3.32) but
// for whether there are scans. Lines end as Windows wants them.
func Write(w io.Writer, m *manifest.Manifest) error {
	if m.Deidentified != nil {
		return writeNameless(w, m)
	}
	scans := ""
	if m.HasScans() {
		scans = `
DICOM and DICOMDIR
    The scans, unchanged, as a hospital's system imports them: point the
    import of a PACS or DICOM viewer at this folder (at DICOMDIR).
    The packet shows previews only; they are not for diagnosis.
` + wrapped(m.Media.Sentence()) + `
IHE_PDI
    Web pages with previews of the scans. Open IHE_PDI/INDEX.HTM in a browser.
`
	}
	text := fmt.Sprintf(`RECORDS FOR A SECOND OPINION

Start with BUNDLE.PDF. Page 1 says who this is about, what is asked and
what is missing. Every line of the index is a link to its page.

BUNDLE.PDF
    The packet: cover, what the patient wrote, what is missing, index, scans
    and every document.
    The number at the foot of a page is the page number of the PDF.

INDEX.HTM
    The same index for a web browser, with links to every file.

RECORDS
    The original papers, byte for byte. INDEX.HTM and MANIFEST.JSON say
    which file is which.
%s
MANIFEST.JSON
    For programs and records staff: every file that was received and what
    became of it, every record with its evidence and pages.

SHA256.TXT
    The fingerprints of all files. To check that nothing was changed:
        sha256sum -c SHA256.TXT
    or, with the program that made this bundle:
        %s verify FOLDER

Nothing here starts by itself, and there is no viewer or other program.
Any DICOM viewer and any PDF reader will do.

CONTACT
    Who put this together, and how to reach them, stands in BUNDLE.PDF as far
    as the sender gave it; where the scans were made, in INDEX.HTM.

PROGRAM
    %s %s, which sorts and packs papers and does not judge medicine.
    %s
`, scans, m.Tool.Name, m.Tool.Name, m.Tool.Version, homePage)
	_, err := io.WriteString(w, strings.ReplaceAll(text, "\n", "\r\n"))
	return err
}

// homePage is where the program and those who make it are found.
const homePage = "https://github.com/medbundle/medbundle"

// wrapped sets a sentence as an indented paragraph.
func wrapped(s string) string {
	const width = 72
	var lines []string
	line := "   "
	for _, word := range strings.Fields(s) {
		if len(line)+1+len(word) > width {
			lines, line = append(lines, line), "   "
		}
		line += " " + word
	}
	return strings.Join(append(lines, line), "\n") + "\n"
}
