package people

import (
	"strings"

	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

// Compare judges whether a record that names seen is about stated. The birth
// date decides: where it differs the record is somebody else's, whatever the
// name. Names agree without regard to case, accents, titles, order, hyphens and
// initials. Where neither side has a name or birth date to compare, nothing is
// known.
func Compare(stated, seen clinical.Patient) clinical.Match {
	names, number := compareNames(stated, seen), sharedNumber(stated, seen)
	switch compareBirth(stated.BirthDate, seen.BirthDate) {
	case birthEqual:
		return matchWithBirth(names, number, sexDiffers(stated, seen))
	case birthDiffers:
		return clinical.MatchConflict
	case birthSwapped, birthWithin:
		if names == namesAgree || names == namesNear || names == namesAbsent && number {
			return clinical.MatchProbable
		}
		if names == namesAbsent {
			return clinical.MatchUnknown
		}
		return clinical.MatchConflict
	}
	return matchWithoutBirth(names, number)
}

func matchWithBirth(names nameAgreement, number, sexDiffers bool) clinical.Match {
	switch names {
	case namesAgree:
		if sexDiffers {
			return clinical.MatchProbable
		}
		return clinical.MatchSame
	case namesNear, namesAbsent:
		return clinical.MatchProbable
	case namesPartly:
		// A former name; or a twin, whose sex may tell.
		if sexDiffers && !number {
			return clinical.MatchConflict
		}
		return clinical.MatchProbable
	}
	if number {
		return clinical.MatchProbable
	}
	return clinical.MatchConflict
}

func matchWithoutBirth(names nameAgreement, number bool) clinical.Match {
	switch {
	case names == namesAgree || number && names != namesDiffer:
		return clinical.MatchProbable
	case names == namesDiffer && !number:
		return clinical.MatchConflict
	}
	return clinical.MatchUnknown
}

func sexDiffers(a, b clinical.Patient) bool {
	return a.Sex != "" && b.Sex != "" && a.Sex != b.Sex
}

// sharedNumber tells whether both carry the same record number of five or more characters.
func sharedNumber(a, b clinical.Patient) bool {
	for _, x := range a.IDs {
		for _, y := range b.IDs {
			if kx := numberKey(x); len(kx) >= 5 && kx == numberKey(y) {
				return true
			}
		}
	}
	return false
}

func numberKey(s string) string {
	var b strings.Builder
	for _, r := range s {
		if words.IsWordRune(r) {
			b.WriteString(strings.ToLower(string(r)))
		}
	}
	return b.String()
}

// birthAgreement says how two birth dates compare.
type birthAgreement int

const (
	birthAbsent birthAgreement = iota
	birthEqual
	birthWithin  // one is the month or year of the other
	birthSwapped // day and month change places
	birthDiffers
)

func compareBirth(a, b clinical.Date) birthAgreement {
	switch {
	case a.IsZero() || b.IsZero():
		return birthAbsent
	case a == b && a.Precision() == clinical.PrecisionDay:
		return birthEqual
	case a.Year != b.Year:
		return birthDiffers
	case a.Month == 0 || b.Month == 0:
		return birthWithin
	case a.Month == b.Month && (a.Day == 0 || b.Day == 0 || a.Day == b.Day):
		return birthWithin
	case a.Day == b.Month && a.Month == b.Day:
		return birthSwapped
	}
	return birthDiffers
}
