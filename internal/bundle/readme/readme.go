// Package readme writes README.TXT: how to open a bundle for someone who has only a
// file manager, and what IHE asks such a file to say of a disc (ITI TF-2 3.32).
package readme

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/medbundle/medbundle/internal/bundle/manifest"
	"github.com/medbundle/medbundle/internal/clinical"
)

// homePage is where the program and those who make it are found.
const homePage = "https://github.com/medbundle/medbundle"

// Write writes README.TXT. It tells nothing of the patient (ITI TF-2 3.32) but
// whether there are scans, and where they were made. It is ASCII, no line is longer
// than 76 characters, and lines end as Windows wants them.
func Write(w io.Writer, m *manifest.Manifest) error {
	text := named(m)
	if m.Deidentified != nil {
		text = nameless(m)
	}
	text += "PROGRAM\n" + paragraph(m.Tool.Name+" "+m.Tool.Version+", which sorts and packs papers and does not judge medicine.") +
		"    " + homePage + "\n"
	_, err := io.WriteString(w, strings.ReplaceAll(text, "\n", "\r\n"))
	return err
}

func named(m *manifest.Manifest) string {
	text := start + layout
	if m.HasScans() {
		text += dicom + paragraph(m.Media.Sentence()) + web
	}
	text += seals + checks + disc + "CONTACT\n"
	for _, s := range contacts(m) {
		text += paragraph(s)
	}
	return text + "\n"
}

const start = `RECORDS FOR A SECOND OPINION

Start with BUNDLE.PDF: any PDF reader opens it. Page 1 says who this is
about, what is asked and what is missing. Every line of the index is a link
to its page.

Nothing here starts by itself, and there is no viewer or other program.
Any DICOM viewer opens the scans.

WHAT IS IN THIS FOLDER

`

const layout = `BUNDLE.PDF
    The packet: cover, what the patient wrote, index, what is missing, scans
    and every document.
    The number at the foot of a page is the page number of the PDF.

INDEX.HTM
    The same index for a web browser, with links to every file, and lists of
    what a hospital's system can import and what it cannot.

RECORDS
    The original papers, byte for byte. INDEX.HTM and MANIFEST.JSON say
    which file is which.

`

const dicom = `DICOM and DICOMDIR
    The scans, as a hospital's system imports them: point the import of a
    PACS or DICOM viewer at this folder (at DICOMDIR).
    The packet shows previews only; they are not for diagnosis.
`

const web = `
IHE_PDI
    Web pages with previews of the scans: open IHE_PDI/INDEX.HTM with a
    browser.

`

const seals = `MANIFEST.JSON
    For programs and records staff: every file that was received and what
    became of it, every record with its evidence and pages.

SHA256.TXT
    The fingerprints (SHA-256) of all files.

`

const checks = `TO CHECK THAT NOTHING WAS CHANGED

In a terminal, in this folder:
    Linux:    sha256sum -c SHA256.TXT
    macOS:    shasum -a 256 -c SHA256.TXT
    Windows:  certutil -hashfile BUNDLE.PDF SHA256
              and compare with its line in SHA256.TXT; likewise for any
              other file
    or, with the program that made this:
              medbundle verify .

`

const disc = `TO MAKE A DISC OR A USB STICK OF IT

Copy all that is in this folder, not the folder itself, to the top of an
empty disc or stick, and change no name.

`

// contacts say whom to ask, as far as that can be told without the patient's name.
func contacts(m *manifest.Manifest) (out []string) {
	c := clinical.Case{PreparedBy: m.Case.PreparedBy, Relationship: m.Case.Relationship}
	if by := plain(m.Case.PreparedBy); by != "" && c.PreparedByStaff() && !shareWord(m.Case.PreparedBy, m.Case.Patient.Name) {
		out = append(out, "Put together by "+by+".")
	}
	var made []string
	for _, r := range m.Records {
		if f := plain(r.Facility); r.Study != nil && len(r.Files) > 0 && f != "" && !shareWord(r.Facility, m.Case.Patient.Name) && !slices.Contains(made, f) {
			made = append(made, f)
		}
	}
	if len(made) > 0 {
		out = append(out, "The scans were made at: "+strings.Join(made, "; ")+".")
	}
	return append(out, "Who put this together and how to reach them stands in BUNDLE.PDF, as far as it was stated.")
}

// shareWord tells whether a word of one text stands in the other.
func shareWord(a, b string) bool {
	words := strings.FieldsFunc(strings.ToLower(b), notLetter)
	return slices.ContainsFunc(strings.FieldsFunc(strings.ToLower(a), notLetter), func(w string) bool { return len(w) > 2 && slices.Contains(words, w) })
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }

// plain is a name in ASCII without its accents, in one line; "" where that does not
// leave it whole, as with names in other scripts: INDEX.HTM has them.
func plain(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r):
			return -1
		case unicode.IsSpace(r):
			return ' '
		}
		return r
	}, norm.NFD.String(s))
	if strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r > '~' }) {
		return ""
	}
	return strings.Join(strings.Fields(s), " ")
}

// width is the longest line.
const width = 76

// paragraph indents a text and breaks its lines.
func paragraph(s string) string {
	const indent = "    "
	var lines []string
	line := ""
	for _, word := range strings.Fields(s) {
		for len(indent)+len(word) > width { // a name without a blank
			lines, line, word = append(lines, line, word[:width-len(indent)]), "", word[width-len(indent):]
		}
		if line != "" && len(indent)+len(line)+1+len(word) > width {
			lines, line = append(lines, line), ""
		}
		line = strings.TrimPrefix(line+" "+word, " ")
	}
	var b strings.Builder
	for _, l := range append(lines, line) {
		if l != "" {
			fmt.Fprintf(&b, "%s%s\n", indent, l)
		}
	}
	return b.String()
}
