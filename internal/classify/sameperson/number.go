package sameperson

import (
	"slices"
	"strings"
	"unicode"

	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

// AddNumbers adds the record numbers of one person to those of another, but for
// those that are there, perhaps in other marks, of the same issuer.
func AddNumbers(to *clinical.Patient, from clinical.Patient) {
	for i, id := range from.IDs {
		if at := numberAt(*to, id, from.Issuer(i)); at < 0 && len(to.IDs) < maxNumbers {
			to.AddID(id, from.Issuer(i))
		} else if at >= 0 && to.Issuer(at) == "" && from.Issuer(i) != "" {
			to.Issuers = append(slices.Clone(to.Issuers), make([]string, len(to.IDs)-len(to.Issuers))...)
			to.Issuers[at] = from.Issuer(i)
		}
	}
}

// numberAt is the place of a number among those of a person; -1 where it is not.
func numberAt(p clinical.Patient, id, issuer string) int {
	for i, x := range p.IDs {
		if numberKey(x) == numberKey(id) && compareIssuers(p.Issuer(i), issuer) != issuersDiffer {
			return i
		}
	}
	return -1
}

// maxNumbers bounds the record numbers of one person.
const maxNumbers = 8

// numberAgreement says how the record numbers of two people compare.
type numberAgreement int

const (
	numbersOpen   numberAgreement = iota // none, or of different issuers
	numbersShared                        // one is the same on both sides
	numbersUnlike                        // none is the same, and they look like those of one issuer, whom nobody names
	numbersDiffer                        // none is the same, though one issuer gave both
)

// minNumber is the length, in letters and digits, of a number that is no mere
// count of visits.
const minNumber = 5

// compareNumbers compares record numbers within one issuer: what two houses call a
// person says nothing. Papers seldom say who issued a number. Where neither side
// does, two of the same form, as many letters and digits in the same places, are
// taken for numbers of one issuer, but less is concluded from them.
func compareNumbers(a, b clinical.Patient) numberAgreement {
	verdict := numbersOpen
	for i, x := range a.IDs {
		for j, y := range b.IDs {
			kx, ky := numberKey(x), numberKey(y)
			issuers := compareIssuers(a.Issuer(i), b.Issuer(j))
			switch {
			case len(kx) < minNumber || len(ky) < minNumber || issuers == issuersDiffer:
			case kx == ky:
				return numbersShared
			case issuers == issuersAgree && (formOfIssuer(issuerKey(a.Issuer(i))) != "name" || formOf(kx) == formOf(ky)):
				verdict = numbersDiffer // a house has numbers of visits, of orders and of patients
			case a.Issuer(i) == "" && b.Issuer(j) == "" && formOf(kx) == formOf(ky):
				verdict = max(verdict, numbersUnlike)
			}
		}
	}
	return verdict
}

// numberKey writes a number without marks and in lower case.
func numberKey(s string) string {
	var b strings.Builder
	for _, r := range s {
		if words.IsWordRune(r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// formOf writes every digit of a number as 0 and every letter as a.
func formOf(key string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return '0'
		}
		return 'a'
	}, key)
}
