package sameperson

import (
	"strings"
	"unicode"

	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

// WithNumber adds a number to the list unless it is there in other marks.
func WithNumber(ids []string, id string) []string {
	for _, x := range ids {
		if numberKey(x) == numberKey(id) {
			return ids
		}
	}
	if len(ids) >= maxNumbers {
		return ids
	}
	return append(ids, id)
}

// maxNumbers bounds the record numbers of one person.
const maxNumbers = 8

// numberAgreement says how the record numbers of two people compare.
type numberAgreement int

const (
	numbersOpen   numberAgreement = iota // none, or of different issuers
	numbersShared                        // one is the same on both sides
	numbersDiffer                        // none is the same, though one issuer gave both
)

// minNumber is the length, in letters and digits, of a number that is no mere
// count of visits.
const minNumber = 5

// compareNumbers compares record numbers. Papers seldom say who issued a number;
// two of the same form are taken for numbers of the same issuer: as many letters
// and digits, in the same places.
func compareNumbers(a, b clinical.Patient) numberAgreement {
	verdict := numbersOpen
	for _, x := range a.IDs {
		for _, y := range b.IDs {
			kx, ky := numberKey(x), numberKey(y)
			switch {
			case len(kx) < minNumber || len(ky) < minNumber:
			case kx == ky:
				return numbersShared
			case formOf(kx) == formOf(ky):
				verdict = numbersDiffer
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
