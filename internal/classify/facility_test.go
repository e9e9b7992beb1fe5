package classify

import "testing"

func TestFacility(t *testing.T) {
	for _, c := range []struct{ why, text, want string }{
		{"a letterhead", "ST ANNE HOSPITAL\nPathology report", "St Anne Hospital"},
		{"an address behind it", "Hillside Oncology Associates, 12 Main Street\nDate: 2026-01-02", "Hillside Oncology Associates"},
		{"a column", "MRN: 40218876 | Eastern Health Laboratory | Fax 555", "Eastern Health Laboratory"},
		{"an institute", "Institut für Pathologie\nHistologischer Befund", "Institut für Pathologie"},
		{"the title of the paper behind it", "Good Health Clinic Operative Note\nSurgeon: A. Brown", "Good Health Clinic"},
		{"a title only", "Health summary of November 5, 2026\nPatient: Doe, Jane", ""},
		{"a birth line", "Born 05/23/1964: Health summary of November\nAllergies: none", ""},
		{"a birth line above the letterhead", "Jane Doe, born 05/23/1964, Health record\nLakeside Hospital\nAllergies: none", "Lakeside Hospital"},
		{"a German birth line", "geb. 03.04.1961 Klinik\nKlinikum Neustadt\nArztbrief", "Klinikum Neustadt"},
		{"a date within", "Clinic March 2026 Health\nx", ""},
		{"the patient's name", "Patient: DOE, Jane\nDoe Health Record\nLakeside Hospital", "Lakeside Hospital"},
		{"a given name may be a saint's", "St Mary Regional Hospital\nPatient: RIVERA, Mary", "St Mary Regional Hospital"},
		{"a sentence", "She was seen in our clinic and went home.\n", ""},
	} {
		if v := Document(Subject{Pages: []string{c.text}}); v.Facility != c.want {
			t.Errorf("%s: %q, want %q", c.why, v.Facility, c.want)
		}
	}
}
