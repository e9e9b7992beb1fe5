package dossier

import (
	"regexp"
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/document"
)

// sectionKinds are the coded sections (LOINC) of a structured document that are
// a record of their own in other people's folders.
var sectionKinds = map[string]clinical.Kind{
	"10160-0": clinical.MedicationList, // history of medication use
	"10183-2": clinical.MedicationList, // hospital discharge medications
}

// sectionNames are words that the headings of those sections hold.
var sectionNames = map[clinical.Kind]*regexp.Regexp{
	clinical.MedicationList: regexp.MustCompile(`(?i)\b(medications?|medicines?|medikation|médicaments|medicamentos|farmaci|leki)\b`),
}

// partsInside lists the kinds that a structured document holds as sections with
// something in them. A section that says that there is nothing does not count.
func partsInside(codes []clinical.Code, blocks []document.Block) []clinical.Kind {
	var out []clinical.Kind
	for _, c := range codes {
		k, ok := sectionKinds[c.Value]
		if ok && c.System == "section" && len(out) == 0 && sectionFilled(blocks, sectionNames[k]) {
			out = append(out, k)
		}
	}
	return out
}

// sectionFilled tells whether below a heading of that name stands a table with a
// row below its head, or a list, or a sentence that is not a denial.
func sectionFilled(blocks []document.Block, name *regexp.Regexp) bool {
	inside := false
	for _, b := range blocks {
		switch {
		case b.Kind == document.Heading:
			inside = name.MatchString(b.Text)
		case !inside || b.Aside:
		case b.Kind == document.Table && len(b.Rows) >= 2:
			return true
		case b.Kind == document.ListItem && !denial.MatchString(b.Text):
			return true
		case b.Kind == document.Paragraph && len(strings.Fields(b.Text)) > 2 && !denial.MatchString(b.Text):
			return true
		}
	}
	return false
}

// denial matches sentences that say that a section is empty.
var denial = regexp.MustCompile(`(?i)\b(no (known|current|active|information|medications?|data)|none|not (on|taking|available|recorded)|unknown|n/a|nil)\b`)
