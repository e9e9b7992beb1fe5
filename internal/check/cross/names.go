package cross

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/medbundle/medbundle/internal/clinical"
)

// Names holds the name and birth date on every paper and scan against those of
// the patient, letter by letter, as clinics abroad hold them against the
// identity document. Case, and the marks and blanks between names, do not count; a
// missing second name does. The names themselves are in Private. A case without
// a name or birth date of its own gives nothing to compare.
func Names(patient clinical.Patient, papers []clinical.Paper) []clinical.Finding {
	if !patient.HasName() {
		return nil
	}
	var differs, absent []clinical.Finding
	for _, r := range papers {
		if r.Record == nil || nameless[r.Kind] {
			continue
		}
		p := &paper{Paper: r}
		switch what, private := nameDifference(patient, r.Patient); {
		case what != "":
			f := p.finding(RuleNameDiffers, clinical.SeverityWarning, namePage(r.Record),
				"On "+p.named(namePage(r.Record))+" "+what+" not the same, letter by letter, as on the identity document",
				"Ask who wrote it for a corrected copy, or for a letter that says that both are one person. If the case file has it wrong, correct it there.")
			f.Private = private
			differs = append(differs, f)
		case r.Unreadable:
		case !r.Patient.HasName() || r.Patient.BirthDate.IsZero() && !patient.BirthDate.IsZero():
			absent = append(absent, p.finding(RuleNameNotStated, clinical.SeverityInfo, 0,
				"On "+p.named(0)+" the patient's full name and birth date could not be found",
				"Look at it. Clinics abroad may ask for a copy that has both."))
		}
	}
	fs := append(bounded(differs, "papers with another spelling"), bounded(absent, "papers without name and birth date")...)
	clinical.SortFindings(fs)
	return fs
}

// nameless are kinds that need not name the patient.
var nameless = map[clinical.Kind]bool{
	clinical.Other: true, clinical.Unknown: true, clinical.CoverSheet: true, clinical.Questions: true, clinical.SymptomNote: true, clinical.CareTeam: true,
}

// nameDifference says what differs, and what the owner of the papers may see of it.
func nameDifference(stated, seen clinical.Patient) (what, private string) {
	var list []string
	if seen.HasName() && letters(seen.Family+" "+seen.Given) != letters(stated.Family+" "+stated.Given) {
		list = append(list, "the name is")
	}
	if !seen.BirthDate.IsZero() && !stated.BirthDate.IsZero() && seen.BirthDate != stated.BirthDate {
		list = append(list, "the birth date is")
	}
	switch len(list) {
	case 0:
		return "", ""
	case 1:
		what = list[0]
	default:
		what = "name and birth date are"
	}
	return what, "it says " + seen.Name() + born(seen) + "; the case is " + stated.Name() + born(stated)
}

func born(p clinical.Patient) string {
	if p.BirthDate.IsZero() {
		return ""
	}
	return ", born " + p.BirthDate.Human()
}

// letters writes a name as its letters alone, in one case and one form of accents.
func letters(name string) string {
	fold := strings.ToLower(norm.NFC.String(name))
	return strings.Join(strings.FieldsFunc(fold, func(r rune) bool { return strings.ContainsRune(" ,.;-–'’\t\u00a0", r) }), " ")
}

// namePage is the page on which the name was read, of several.
func namePage(r *clinical.Record) int {
	for _, e := range r.Evidence {
		if e.Claim == clinical.ClaimPatient {
			return e.Page
		}
	}
	return 0
}
