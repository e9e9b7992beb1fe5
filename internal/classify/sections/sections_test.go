package sections

import (
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
)

func TestKind(t *testing.T) {
	for _, c := range []struct {
		code, title string
		want        clinical.Kind
	}{
		{"10160-0", "Whatever", clinical.MedicationList},
		{"48765-2", "", clinical.AllergyList},
		{"30954-2", "Diagnostic results", clinical.LabResults},
		{"11506-3", "Notes", clinical.ProgressNote},
		{"11526-1", "Pathology", clinical.PathologyReport},
		{"34109-9", "Discharge Summary", clinical.DischargeSummary},
		{"34109-9", "Miscellaneous notes", ""},
		{"", "Current medications", clinical.MedicationList},
		{"", "Aktuelle Medikation", clinical.MedicationList},
		{"", "Allergies and adverse reactions", clinical.AllergyList},
		{"", "Laborwerte", clinical.LabResults},
		{"", "Results: Laboratory", clinical.LabResults},
		{"", "Results: Vital Signs", ""},
		{"", "Medication instructions", ""},
		{"", "Operative Report", clinical.OperativeReport},
		{"", "Problems", ""},
		{"11450-4", "Operative Report", ""}, // its code says that it is the list of problems
		{"18776-5", "Plan of treatment", ""},
		{"47519-4", "Procedures", ""},
	} {
		if got, _ := Kind(c.code, c.title); got != c.want {
			t.Errorf("%s %q: %q, want %q", c.code, c.title, got, c.want)
		}
	}
}

// at is a section from a line to another.
func at(first, last int, code string) Section {
	return Section{Lines: clinical.LineRange{First: first, Last: last}, Code: code}
}

func TestPapers(t *testing.T) {
	story := strings.Repeat("She was seen in the clinic and is well. ", 4)
	text := []string{
		"Health summary", "Patient: someone", // 1, 2
		"Medications", "Medicine\tDose", "letrozole\t2.5 mg", // 3–5
		"Problems", "Breast cancer, found in spring of 2026", // 6, 7
		"Notes", story, // 8, 9
		"Allergies", "No known allergies", // 10, 11
	}
	all := []Section{at(3, 5, "10160-0"), at(6, 7, "11450-4"), at(8, 9, "11506-3"), at(10, 11, "48765-2")}
	for _, c := range []struct {
		name string
		kind clinical.Kind
		list []Section
		want string
	}{
		{"a summary", clinical.PortalSummary, all, "medication_list progress_note"},
		{"a file that does not say what it is", "", all, "medication_list progress_note"},
		{"a letter", clinical.DischargeSummary, all, ""},
		{"a letter and a note by somebody", clinical.DischargeSummary, []Section{at(3, 5, "10160-0"), {Lines: clinical.LineRange{First: 8, Last: 9}, Code: "11506-3", Author: "Ann Lee"}, at(6, 7, "11450-4")}, "progress_note"},
		{"a note of the letter's own kind", clinical.ProgressNote, []Section{{Lines: clinical.LineRange{First: 8, Last: 9}, Code: "11506-3", Author: "Ann Lee"}}, ""},
		{"one list and nothing else", clinical.PortalSummary, []Section{at(3, 5, "10160-0"), at(10, 11, "48765-2")}, ""},
		{"a section inside another", clinical.PortalSummary, []Section{at(3, 5, ""), at(6, 11, "34109-9"), at(8, 9, "11506-3")}, "progress_note"},
		{"lines that there are not", clinical.PortalSummary, []Section{at(0, 5, "10160-0"), at(8, 19, "11506-3")}, ""},
	} {
		var got []string
		for _, p := range Papers(c.kind, c.list, text) {
			got = append(got, string(p.Kind))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: %q, want %q", c.name, s, c.want)
		}
	}
}

func TestSays(t *testing.T) {
	for _, c := range []struct {
		kind  clinical.Kind
		lines string
		want  bool
	}{
		{clinical.MedicationList, "Medicine\tDose\nletrozole\t2.5 mg", true},
		{clinical.MedicationList, "Medicine\tDose\nletrozole\tunknown", true},
		{clinical.MedicationList, "Medicine\tDose", false},
		{clinical.MedicationList, "No current medications", false},
		{clinical.MedicationList, "(this section holds no text)", false},
		{clinical.AllergyList, "To\tReaction\nNo known allergies\t", false},
		{clinical.AllergyList, "What\tStatus\nNOT: Allergy to substance\t", false},
		{clinical.AllergyList, "• Penicillin: rash", true},
		{clinical.LabResults, "Test\tValue\nHb\t12", true},
		{clinical.LabResults, "Nothing was measured.", false},
		{clinical.PathologyReport, "Specimen\tDate\nbreast\t2026", false}, // a table is no report
		{clinical.PathologyReport, strings.Repeat("The tumour measures two centimetres and the margins are free. ", 3), true},
	} {
		if got := says(c.kind, strings.Split(c.lines, "\n")); got != c.want {
			t.Errorf("%s %q: %v", c.kind, c.lines, got)
		}
	}
}
