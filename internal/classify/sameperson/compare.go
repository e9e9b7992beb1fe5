package sameperson

import (
	"github.com/medbundle/medbundle/internal/classify/names"
	"github.com/medbundle/medbundle/internal/clinical"
)

// Compare judges whether a record that names seen is about stated. The birth
// date decides: where it differs the record is somebody else's, whatever the
// name. Names agree without regard to case, accents, titles, hyphens and
// initials, and with an equal birth date without regard to which part is the
// family name. A given name that is another one on the same birth date may be a
// twin's: then record numbers and the sex decide, and where they do not the
// match is only probable; Difference says so. Where neither side has a name or
// birth date to compare, nothing is known.
func Compare(stated, seen clinical.Patient) clinical.Match {
	match, _ := judge(stated, seen)
	return match
}

// Difference says in a few words, which name nobody, why seen is not plainly
// the same person as stated: "the given names differ, …". It is "" where Compare
// says that they are the same, or where there is nothing to compare.
func Difference(stated, seen clinical.Patient) string {
	match, why := judge(stated, seen)
	if match == clinical.MatchSame || match == clinical.MatchUnknown && why == onlyNames {
		return ""
	}
	return why
}

// Contradiction says in a few words, which name nobody, what of seen is not as it
// is in stated though both are taken for one person: a name that is spelled
// otherwise, a birth date of which day and month change places. It is "" where
// one side merely tells less, and where they are not taken for one person.
func Contradiction(stated, seen clinical.Patient) string {
	match, why := judge(stated, seen)
	if match == clinical.MatchConflict {
		return ""
	}
	switch why {
	case otherSpelling, otherFamily, otherGiven, otherSex, turnedBirth, otherNames:
		return why
	}
	return ""
}

// What may differ, in words.
const (
	onlyNames     = "there is no birth date to compare"
	otherBirth    = "the birth dates differ"
	otherNames    = "the names differ"
	otherSpelling = "the birth dates agree, the names are spelled differently"
	otherFamily   = "birth date and given name agree, the family names differ: perhaps a former name"
	otherGiven    = "birth date and family name agree, the given names differ: perhaps a twin"
	otherSex      = "names and birth dates agree, the sexes differ"
	turnedBirth   = "day and month of the birth dates change places"
	partialBirth  = "one of the birth dates is not complete"
	halfName      = "the birth dates agree, one side tells only a part of the name: perhaps a twin"
	noNames       = "the birth dates agree, there are no names to compare"
)

// judge gives the match and what keeps it from being plain.
func judge(stated, seen clinical.Patient) (clinical.Match, string) {
	agree, numbers := names.Compare(stated, seen), compareNumbers(stated, seen)
	switch compareBirth(stated.BirthDate, seen.BirthDate) {
	case birthEqual:
		return judgeNames(stated, seen, agree, numbers)
	case birthDiffers:
		return clinical.MatchConflict, otherBirth
	case birthSwapped:
		return judgeDoubtfulBirth(agree, numbers), turnedBirth
	case birthWithin:
		return judgeDoubtfulBirth(agree, numbers), partialBirth
	}
	return judgeWithoutBirth(stated, seen, agree, numbers)
}

// judgeNames judges two people who were born on the same day.
func judgeNames(a, b clinical.Patient, agree names.Agreement, numbers numberAgreement) (clinical.Match, string) {
	switch agree {
	case names.Agree, names.Swapped:
		if !names.Whole(a, b) {
			return clinical.MatchProbable, halfName
		}
		if sexDiffers(a, b) {
			return clinical.MatchProbable, otherSex
		}
		return clinical.MatchSame, ""
	case names.Near:
		return clinical.MatchProbable, otherSpelling
	case names.Absent:
		return clinical.MatchProbable, noNames
	case names.Partly:
		return judgeTwins(a, b, numbers)
	}
	if numbers == numbersShared {
		return clinical.MatchProbable, otherNames
	}
	return clinical.MatchConflict, otherNames
}

// judgeTwins judges two people with the same birth date and one part of the name
// in common: one who changed the family name, or two children of one birth.
func judgeTwins(a, b clinical.Patient, numbers numberAgreement) (clinical.Match, string) {
	why := otherFamily
	if names.SameFamily(a, b) {
		why = otherGiven
	}
	switch {
	case numbers == numbersShared:
		return clinical.MatchProbable, why
	case sexDiffers(a, b), why == otherGiven && numbers == numbersDiffer:
		return clinical.MatchConflict, why
	}
	return clinical.MatchProbable, why
}

// judgeDoubtfulBirth judges two people whose birth dates could be one.
func judgeDoubtfulBirth(agree names.Agreement, numbers numberAgreement) clinical.Match {
	switch {
	case agree >= names.Near, agree == names.Absent && numbers == numbersShared:
		return clinical.MatchProbable
	case agree == names.Absent:
		return clinical.MatchUnknown
	}
	return clinical.MatchConflict
}

func judgeWithoutBirth(stated, seen clinical.Patient, agree names.Agreement, numbers numberAgreement) (clinical.Match, string) {
	shared := numbers == numbersShared
	switch {
	case agree == names.Agree && names.Whole(stated, seen) || shared && agree != names.Differ:
		return clinical.MatchProbable, onlyNames
	case agree == names.Differ && !shared:
		return clinical.MatchConflict, otherNames
	}
	return clinical.MatchUnknown, onlyNames
}

func sexDiffers(a, b clinical.Patient) bool {
	return a.Sex != "" && b.Sex != "" && a.Sex != b.Sex
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
