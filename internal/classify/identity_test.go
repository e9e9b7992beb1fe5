package classify

import (
	"strings"
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

func TestIdentity(t *testing.T) {
	for _, c := range []struct {
		text                     string
		family, given, born, sex string
	}{
		{"Patient: RIVERA, Maria Elena DOB: 1971-03-14 Sex: F MRN: 40218876", "RIVERA", "Maria Elena", "1971-03-14", "F"},
		{"SURGICAL PATHOLOGY REPORT Patient Name: RIVERA, MARIA E. Rec.#: 40218876 DOB: 03/14/1971 (Age: 55) Sex: Female", "RIVERA", "MARIA E", "1971-03-14", "F"},
		{"RE: Jane Doe\nDOB: 12/05/1960\nDear Dr. Smith,", "Doe", "Jane", "1960-12-05", ""},
		{"Nombre: Joel .\nApellidos: Leon Aguilar .\nFecha de nacimiento: 13/01/1978.\nSexo: H.\nMédico: José Pérez", "Leon Aguilar", "Joel", "1978-01-13", "M"},
		{"Nom : MARTIN   Prénom : Claire   Née le 05/07/1960", "MARTIN", "Claire", "1960-07-05", ""},
		{"wir berichten über unsere Patientin, Frau Erika Muster, geb. am 03.04.1961, wohnhaft in Ulm", "Muster", "Erika", "1961-04-03", ""},
		{"Kai Fleischmann, * 21.2.2008,\n\nSehr geehrte Frau Kollegin Schickedanz,", "Fleischmann", "Kai", "2008-02-21", ""},
		{"Pacjentka: Nowak Anna, ur. 01.02.1958", "Anna", "Nowak", "1958-02-01", ""},
		{"Patiënt: mevr. A. de Vries  Geboortedatum: 12-08-1959", "de Vries", "A", "1959-08-12", ""},
		{"Cognome e nome: Bianchi, Anna\nData di nascita: 02/09/1955", "Bianchi", "Anna", "1955-09-02", ""},
		{"Last Name: Doe\nFirst Name: Jane\nDate of birth: 4 May 1960", "Doe", "Jane", "1960-05-04", ""},
	} {
		got := Identity([]string{c.text})
		if len(got) != 1 || got[0].Family != c.family || got[0].Given != c.given || got[0].BirthDate.String() != c.born || got[0].Sex != c.sex {
			t.Errorf("%q: %+v", c.text, got)
		}
	}
}

func TestIdentityLeavesOthersOut(t *testing.T) {
	for _, text := range []string{
		"Physician name: John Smith\nHospital name: St Mary",
		"Dear Dr. Brown, her mother Anna Doe had breast cancer.",
		"The patient: presented with pain.",
		"File name: Report Final\nGeneric name: Letrozole",
		"Patient Instructions: Take With Food",
	} {
		if got := Identity([]string{text}); len(got) != 0 {
			t.Errorf("%q names %+v", text, got)
		}
	}
}

func TestTwoPeopleInOneFile(t *testing.T) {
	got := Identity([]string{"Patient: RIVERA, Maria\nDOB: 03/14/1971", "Patient Name: Taylor, John D. DOB: 06/12/1965"})
	if len(got) != 2 || got[1].Page != 2 || got[1].Family != "Taylor" || Compare(got[0].Patient, got[1].Patient) != clinical.MatchConflict {
		t.Errorf("%+v", got)
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

func FuzzIdentity(f *testing.F) {
	f.Add("Patient: DOE, Jane^X DOB: 1/2/60", "Doe, J.")
	f.Add("Name: \nunseren Patienten, Herrn Dr. Ö * 1.1.2001", "Ö")
	f.Fuzz(func(t *testing.T, text, name string) {
		for _, s := range Identity([]string{text}) {
			if s.Page != 1 || len([]rune(s.Text)) > maxQuote || s.IsZero() {
				t.Fatalf("%+v", s)
			}
			if Compare(s.Patient, s.Patient) == clinical.MatchConflict {
				t.Fatalf("%+v is not himself", s)
			}
		}
		a := clinical.Patient{Family: name, Given: strings.ToUpper(text)}
		b := clinical.Patient{Family: text, Given: name}
		if Compare(a, b) != Compare(b, a) {
			t.Fatalf("%+v %+v: %s, %s", a, b, Compare(a, b), Compare(b, a))
		}
	})
}
