package classify

import "testing"

// TestCoverSheet holds back pages that call themselves something else.
func TestCoverSheet(t *testing.T) {
	cover := "FAX COVER SHEET\nTo: Dr. Grey\nFrom: Lakeside Clinic\nPages: 3\nRe: pathology report\n"
	if !CoverSheet(cover) {
		t.Error("a cover sheet was not taken for one")
	}
	for _, text := range []string{
		"LAKESIDE HOSPITAL\nDISCHARGE SUMMARY\nFax cover sheet\nTo: Dr. Grey\nFrom: Ward 3\nAdmission date: 03/18/2026\nDischarge date: 03/21/2026\nHospital course: uneventful.\nDischarge medications: none.",
		"Institut für Pathologie\nTelefax 0221 1235\nHistologischer Befund\nAn: Praxis Dr. Grau\nVon: Institut\nMakroskopie: ein Exzidat.",
		"",
	} {
		if CoverSheet(text) {
			t.Errorf("taken for a cover sheet: %q", text)
		}
	}
}
