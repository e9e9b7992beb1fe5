package sameperson

import (
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
)

func TestCompareIssuers(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want issuerAgreement
	}{
		{"", "", issuersOpen},
		{"1.2.840.1", "", issuersOpen},
		{"1.2.840.1", "1.2.840.1", issuersAgree},
		{"urn:oid:1.2.840.1", "1.2.840.1", issuersAgree},
		{"1.2.840.1", "1.2.840.2", issuersDiffer},
		{"1.2.840.1", "Lakeside Hospital", issuersOpen},
		{"http://hospital.example/mrn", "http://hospital.example/mrn/", issuersAgree},
		{"http://hospital.example/mrn", "http://clinic.example/mrn", issuersDiffer},
		{"http://hospital.example/mrn", "1.2.840.1", issuersOpen},
		{"LAKESIDE HOSPITAL", "Lakeside Hospital", issuersAgree},
		{"Lakeside Hospital", "Lakeside Hospital, Department of Pathology", issuersAgree},
		{"Lakeside Hospital", "Hillview Clinic", issuersDiffer},
		{"Lakeside Hospital", "Hillview Hospital", issuersOpen},
	} {
		if got := compareIssuers(c.a, c.b); got != c.want {
			t.Errorf("%q %q: %d, want %d", c.a, c.b, got, c.want)
		}
		if got := compareIssuers(c.b, c.a); got != c.want {
			t.Errorf("%q %q turned: %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

func TestNumbersAreComparedWithinOneIssuer(t *testing.T) {
	person := func(family, given, born, id, issuer string) clinical.Patient {
		p := clinical.Patient{Family: family, Given: given}
		p.BirthDate, _ = clinical.ParseDate(born)
		if id != "" {
			p.AddID(id, issuer)
		}
		return p
	}
	const born, one, two = "2001-01-01", "1.2.840.1", "1.2.840.2"
	for _, c := range []struct {
		why  string
		a, b clinical.Patient
		want clinical.Match
	}{
		{"the same number of one issuer, names only", person("Roe", "", "", "40218876", one), person("Roe", "Ann", "", "40218876", one), clinical.MatchProbable},
		{"the same number of two issuers, names in part", person("Roe", "", "", "40218876", one), person("Roe", "Ann", "", "40218876", two), clinical.MatchUnknown},
		{"nothing but the same number of one issuer", person("", "", "", "40218876", one), person("", "", "", "40218876", one), clinical.MatchProbable},
		{"nothing but the same number of two issuers", person("", "", "", "40218876", one), person("", "", "", "40218876", two), clinical.MatchUnknown},
		{"other numbers of one issuer, all else agrees", person("Roe", "Ann", born, "40218876", one), person("Roe", "Ann", born, "40218877", one), clinical.MatchProbable},
		{"other numbers of two issuers, all else agrees", person("Roe", "Ann", born, "40218876", one), person("Roe", "Ann", born, "40218877", two), clinical.MatchSame},
		{"other numbers, nobody says whose", person("Roe", "Ann", born, "40218876", ""), person("Roe", "Ann", born, "40218877", ""), clinical.MatchSame},
		{"other numbers of one issuer, no birth date", person("Roe", "Ann", "", "40218876", one), person("Roe", "Ann", "", "40218877", one), clinical.MatchUnknown},
		{"other numbers of two issuers, no birth date", person("Roe", "Ann", "", "40218876", one), person("Roe", "Ann", "", "40218877", two), clinical.MatchProbable},
		{"twins of one issuer", person("Roe", "Ann", born, "40218876", one), person("Roe", "Ruth", born, "40218877", one), clinical.MatchConflict},
		{"twins, or one person in two houses", person("Roe", "Ann", born, "40218876", one), person("Roe", "Ruth", born, "40218877", two), clinical.MatchProbable},
		{"numbers of another form of one house", person("Roe", "Ann", born, "40218876", "Lakeside Hospital"), person("Roe", "Ruth", born, "F-77120", "Lakeside Hospital"), clinical.MatchProbable},
		{"numbers of another form of one OID", person("Roe", "Ann", born, "40218876", one), person("Roe", "Ruth", born, "F-77120", one), clinical.MatchConflict},
		{"another family name, other numbers of one issuer", person("Roe", "Ann", born, "40218876", one), person("Taylor", "Ann", born, "40218877", one), clinical.MatchProbable},
		{"only numbers, and they differ", person("", "", "", "40218876", one), person("", "", "", "40218877", one), clinical.MatchUnknown},
		{"only birth dates, and the numbers differ", person("", "", born, "40218876", one), person("", "", born, "40218877", one), clinical.MatchUnknown},
	} {
		if got := Compare(c.a, c.b); got != c.want {
			t.Errorf("%s: %s, want %s", c.why, got, c.want)
		}
		if got := Compare(c.b, c.a); got != c.want {
			t.Errorf("%s, turned: %s, want %s", c.why, got, c.want)
		}
	}
}

func TestAddNumbersKeepsTheirIssuers(t *testing.T) {
	var p clinical.Patient
	for _, n := range [][2]string{{"12-345", ""}, {"12345", "1.2.3"}, {"12345", "1.2.4"}, {"777", ""}} {
		var from clinical.Patient
		from.AddID(n[0], n[1])
		AddNumbers(&p, from)
	}
	if len(p.IDs) != 3 || p.Issuer(0) != "1.2.3" || p.Issuer(1) != "1.2.4" || p.Issuer(2) != "" {
		t.Errorf("%q of %q", p.IDs, p.Issuers)
	}
}
