package people

import (
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
)

func day(s string) clinical.Date {
	d, err := clinical.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func person(family, given, born string) clinical.Patient {
	return clinical.Patient{Family: family, Given: given, BirthDate: day(born)}
}

func TestCompare(t *testing.T) {
	her := person("Rivera", "Maria Elena", "1971-03-14")
	for _, c := range []struct {
		why  string
		a, b clinical.Patient
		want clinical.Match
	}{
		{"equal", her, her, clinical.MatchSame},
		{"capitals and initial", her, person("RIVERA", "MARIA E.", "1971-03-14"), clinical.MatchSame},
		{"no middle name", her, person("Rivera", "Maria", "1971-03-14"), clinical.MatchSame},
		{"carets", her, person("RIVERA^MARIA ELENA", "", "1971-03-14"), clinical.MatchSame},
		{"names in the other order", her, person("Maria Elena", "Rivera", "1971-03-14"), clinical.MatchProbable},
		{"one letter", her, person("Riviera", "Maria", "1971-03-14"), clinical.MatchProbable},
		{"accents", person("Gómez", "José", "1950-01-02"), person("GOMEZ", "JOSE", "1950-01-02"), clinical.MatchSame},
		{"umlaut", person("Müller", "Jürgen", "1950-01-02"), person("Mueller", "Juergen", "1950-01-02"), clinical.MatchSame},
		{"title", person("Muster", "Dr. Erika", "1950-01-02"), person("Muster", "Erika", "1950-01-02"), clinical.MatchSame},
		{"double name", person("Meyer-Schmidt", "Anna", "1950-01-02"), person("Meyer Schmidt", "Anna", "1950-01-02"), clinical.MatchSame},
		{"second family name", person("Leon Aguilar", "Joel", "1978-01-13"), person("Leon", "Joel", "1978-01-13"), clinical.MatchSame},
		{"married", person("Rivera", "Maria", "1971-03-14"), person("Schmidt", "Maria", "1971-03-14"), clinical.MatchProbable},
		{"other birth date", her, person("Rivera", "Maria Elena", "1948-07-02"), clinical.MatchConflict},
		{"Rivers", her, person("RIVERS", "Marie", "1948-07-02"), clinical.MatchConflict},
		{"swapped day and month", person("Rivera", "Maria", "1971-03-04"), person("Rivera", "Maria", "1971-04-03"), clinical.MatchProbable},
		{"swapped, another name", person("Rivera", "Maria", "1971-03-04"), person("Taylor", "John", "1971-04-03"), clinical.MatchConflict},
		{"both names differ", her, person("Taylor", "John", "1971-03-14"), clinical.MatchConflict},
		{"only the name", her, person("Rivera", "Maria Elena", ""), clinical.MatchProbable},
		{"only another name", her, person("Taylor", "John", ""), clinical.MatchConflict},
		{"a name like it, no birth date", her, person("Rivers", "Marie", ""), clinical.MatchUnknown},
		{"only the birth date", her, person("", "", "1971-03-14"), clinical.MatchProbable},
		{"only the birth year", her, person("Rivera", "Maria", "1971"), clinical.MatchProbable},
		{"nothing", her, clinical.Patient{}, clinical.MatchUnknown},
		{"twins of two sexes", clinical.Patient{Family: "Roe", Given: "Tim", Sex: "M", BirthDate: day("2001-01-01")}, clinical.Patient{Family: "Roe", Given: "Ann", Sex: "F", BirthDate: day("2001-01-01")}, clinical.MatchConflict},
	} {
		if got := Compare(c.a, c.b); got != c.want {
			t.Errorf("%s: %s, want %s", c.why, got, c.want)
		}
		if ab, ba := Compare(c.a, c.b), Compare(c.b, c.a); ab != ba {
			t.Errorf("%s: %s one way, %s the other", c.why, ab, ba)
		}
	}
}

func TestMajority(t *testing.T) {
	her, short, other := person("Rivera", "Maria Elena", "1971-03-14"), person("RIVERA", "M", "1971-03-14"), person("Rivers", "Marie", "1948-07-02")
	if p, ok := Majority([]clinical.Patient{short, her, other, her, {}}); !ok || p.Given != "Maria Elena" || p.BirthDate != her.BirthDate {
		t.Errorf("%+v %v", p, ok)
	}
	if p, ok := Majority([]clinical.Patient{her, other}); ok {
		t.Errorf("one against one gives %+v", p)
	}
	if _, ok := Majority([]clinical.Patient{{}, {}}); ok {
		t.Error("nobody wins among nobody")
	}
	if _, ok := Majority([]clinical.Patient{her}); !ok {
		t.Error("the only one named is the patient")
	}
}
