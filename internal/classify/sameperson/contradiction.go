package sameperson

import (
	"github.com/medbundle/medbundle/internal/classify/names"
	"github.com/medbundle/medbundle/internal/clinical"
)

// Contradiction says in a few words, which name nobody, what of seen is not as it
// is in stated though both are taken for one person: a name that is spelled
// otherwise, a birth date of which day and month change places. It is "" where
// one side merely tells less, and where they are not taken for one person.
func Contradiction(stated, seen clinical.Patient) string {
	if Compare(stated, seen) == clinical.MatchConflict {
		return ""
	}
	switch compareBirth(stated.BirthDate, seen.BirthDate) {
	case birthSwapped:
		return "day and month of the birth dates change places"
	case birthEqual:
		return differenceOfNames(stated, seen)
	}
	return ""
}

// differenceOfNames says what differs between two people of one birth date.
func differenceOfNames(a, b clinical.Patient) string {
	switch names.Compare(a, b) {
	case names.Agree, names.Swapped:
		if names.Whole(a, b) && sexDiffers(a, b) {
			return "names and birth dates agree, the sexes differ"
		}
	case names.Near:
		return "the birth dates agree, the names are spelled differently"
	case names.Partly:
		if names.SameFamily(a, b) {
			return "birth date and family name agree, the given names differ: perhaps a twin"
		}
		return "birth date and given name agree, the family names differ: perhaps a former name"
	case names.Differ:
		return "the names differ"
	}
	return ""
}
