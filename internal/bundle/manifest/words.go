package manifest

import (
	"fmt"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
)

// AccountLine says in a sentence what became of every file.
func AccountLine(inputs int, fates map[clinical.Fate]int) string {
	var parts []string
	for _, f := range clinical.Fates {
		if n := fates[f]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, fateWords(f, n)))
		}
	}
	return fmt.Sprintf("%s = %s", Count(inputs, "file", "files"), strings.Join(parts, ", "))
}

// HereLine says how many of the listed items are here.
func HereLine(present, asked int) string {
	return fmt.Sprintf("%d of %s here", present, Count(asked, "listed item is", "listed items are"))
}

func fateWords(f clinical.Fate, n int) string {
	one := map[clinical.Fate]string{
		clinical.FatePages: "as pages", clinical.FateFile: "as a file only", clinical.FateScan: "scan file",
		clinical.FateContainer: "archive that was opened", clinical.FateDuplicate: "duplicate",
		clinical.FateSetAside: "set aside", clinical.FateIgnored: "ignored (system files, viewers, logos)",
	}
	many := map[clinical.Fate]string{
		clinical.FateFile: "as files only", clinical.FateScan: "scan files",
		clinical.FateContainer: "archives that were opened", clinical.FateDuplicate: "duplicates",
	}
	if w, ok := many[f]; ok && n != 1 {
		return w
	}
	return one[f]
}

// Line names the patient with the birth date, as headings do, or says that the name was
// taken out.
func (p Patient) Line(nameless bool) string {
	if nameless {
		return "A person without a name (" + p.Name + ")"
	}
	s := p.Name
	if s == "" {
		s = "Name not stated"
	}
	if d, err := clinical.ParseDate(p.BirthDate); err == nil && !d.IsZero() {
		s += ", born " + d.Human()
	}
	return s
}

// HasScans tells whether there are DICOM files in the bundle.
func (m *Manifest) HasScans() bool {
	for _, r := range m.Records {
		if r.Study != nil && len(r.Files) > 0 {
			return true
		}
	}
	return false
}

// Count writes a number with its noun.
func Count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// Sentence says which media application profile the scans keep to.
func (m *Media) Sentence() string {
	if m == nil {
		return ""
	}
	if len(m.Profiles) > 0 {
		return "The scans keep to the DICOM media profile " + strings.Join(m.Profiles, " or ") + "."
	}
	var parts []string
	for _, t := range m.TransferSyntaxes {
		parts = append(parts, fmt.Sprintf("%s in %s", Count(t.Files, "file", "files"), t.Title))
	}
	return "No DICOM media profile covers all of the scans, whose encodings are those they came with: " + strings.Join(parts, ", ") +
		". A system imports those that it can read."
}
