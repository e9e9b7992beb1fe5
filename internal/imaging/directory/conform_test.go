package directory

import (
	"strings"
	"testing"
)

func TestConform(t *testing.T) {
	for _, c := range []struct{ vr, value, want string }{
		{"CS", "ct!", "CT"}, {"CS", strings.Repeat("A", 20), strings.Repeat("A", 16)}, {"CS", "ø", ""},
		{"IS", "007", "7"}, {"IS", "1.5", ""}, {"IS", "99999999999", ""},
		{"SH", "a study id that is too long", "a study id that"}, {"LO", "two\\values\tand a tab", "two values and a tab"},
		{"PN", "A^B^C^D^E^F=x=y=z", "A^B^C^D^E=x=y"}, {"PN", "Łukasz^" + strings.Repeat("ó", 80), "Łukasz^" + strings.Repeat("ó", 57)},
		{"UI", "1.2.840", "1.2.840"}, {"UI", "1..2", ""}, {"UI", "x", ""}, {"UI", strings.Repeat("1", 65), ""},
		{"DA", "20260314", "20260314"}, {"DA", "2026-03", ""}, {"TM", "101500.5", "101500.5"}, {"TM", "noon", ""},
	} {
		if got := Conform(c.value, c.vr); got != c.want {
			t.Errorf("%s %q: %q, want %q", c.vr, c.value, got, c.want)
		}
	}
}

func TestDerivedUID(t *testing.T) {
	a, b := DerivedUID(make([]byte, 16)), DerivedUID([]byte("0123456789abcdef"))
	if a == b || !ValidUID(a) || !ValidUID(b) || !strings.HasPrefix(a, "2.25.") {
		t.Errorf("%s %s", a, b)
	}
}

func TestCheckFileID(t *testing.T) {
	for id, want := range map[string][2]bool{ // a problem, unsafe
		"DICOM/IM000001": {false, false}, "A": {false, false}, "im1": {true, false}, "NINECHARS": {true, false},
		"../X": {true, true}, "C:/X": {true, true}, "A//B": {true, true}, "./X": {true, true},
	} {
		problem, unsafe := CheckFileID(strings.Split(id, "/"))
		if (problem != "") != want[0] || unsafe != want[1] {
			t.Errorf("%s: %q %v", id, problem, unsafe)
		}
	}
}
