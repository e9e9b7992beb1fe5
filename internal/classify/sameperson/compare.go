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
// match is only probable. Where neither side has a name or
// birth date to compare, nothing is known.
func Compare(stated, seen clinical.Patient) clinical.Match {
	agree, numbers := names.Compare(stated, seen), compareNumbers(stated, seen)
	switch compareBirth(stated.BirthDate, seen.BirthDate) {
	case birthEqual:
		return judgeNames(stated, seen, agree, numbers)
	case birthDiffers:
		return clinical.MatchConflict
	case birthSwapped, birthWithin:
		return judgeDoubtfulBirth(agree, numbers)
	}
	return judgeWithoutBirth(stated, seen, agree, numbers)
}

// judgeNames judges two people who were born on the same day.
func judgeNames(a, b clinical.Patient, agree names.Agreement, numbers numberAgreement) clinical.Match {
	switch agree {
	case names.Agree, names.Swapped:
		if !names.Whole(a, b) {
			return clinical.MatchProbable
		}
		if sexDiffers(a, b) {
			return clinical.MatchProbable
		}
		if numbers == numbersDiffer {
			return clinical.MatchProbable
		}
		return clinical.MatchSame
	case names.Near:
		return clinical.MatchProbable
	case names.Absent:
		if numbers == numbersDiffer {
			return clinical.MatchUnknown
		}
		return clinical.MatchProbable
	case names.Partly:
		return judgeTwins(a, b, numbers)
	}
	if numbers == numbersShared {
		return clinical.MatchProbable
	}
	return clinical.MatchConflict
}

// judgeTwins judges two people with the same birth date and one part of the name
// in common: one who changed the family name, or two children of one birth.
func judgeTwins(a, b clinical.Patient, numbers numberAgreement) clinical.Match {
	switch {
	case numbers == numbersShared:
		return clinical.MatchProbable
	case sexDiffers(a, b), names.SameFamily(a, b) && numbers >= numbersUnlike:
		return clinical.MatchConflict
	}
	return clinical.MatchProbable
}

// judgeDoubtfulBirth judges two people whose birth dates could be one.
func judgeDoubtfulBirth(agree names.Agreement, numbers numberAgreement) clinical.Match {
	switch {
	case agree >= names.Near && numbers != numbersDiffer, agree == names.Absent && numbers == numbersShared:
		return clinical.MatchProbable
	case agree == names.Absent, agree >= names.Near:
		return clinical.MatchUnknown
	}
	return clinical.MatchConflict
}

func judgeWithoutBirth(stated, seen clinical.Patient, agree names.Agreement, numbers numberAgreement) clinical.Match {
	shared := numbers == numbersShared
	switch {
	case agree == names.Agree && names.Whole(stated, seen) && numbers != numbersDiffer || shared && agree != names.Differ:
		return clinical.MatchProbable
	case agree == names.Differ && !shared:
		return clinical.MatchConflict
	}
	return clinical.MatchUnknown
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
