package deidentify

import (
	"fmt"
	"slices"
	"strings"
)

// Dates says what becomes of the dates of examinations. A date of birth is
// removed whatever it says.
type Dates string

// What may become of dates.
const (
	DatesRemoved Dates = "remove"
	DatesShifted Dates = "shift"
	DatesKept    Dates = "keep"
)

// Keep is an option of PS3.15 E.3 to retain what the basic profile removes.
type Keep string

// The options to retain that are offered.
const (
	KeepFullDates   Keep = "full-dates"
	KeepPatient     Keep = "patient-characteristics"
	KeepDevice      Keep = "device"
	KeepInstitution Keep = "institution"
	KeepUIDs        Keep = "uids"
)

// code is a method of de-identification (PS3.16 CID 7050, scheme DCM).
type code struct{ value, meaning string }

var (
	basicCode   = code{"113100", "Basic Application Confidentiality Profile"}
	shiftedCode = code{"113107", "Retain Longitudinal Temporal Information Modified Dates Option"}
)

// keeps are the options with their letter in the table and their code.
var keeps = []struct {
	keep   Keep
	letter byte
	code   code
}{
	{KeepFullDates, 'f', code{"113106", "Retain Longitudinal Temporal Information Full Dates Option"}},
	{KeepPatient, 'p', code{"113108", "Retain Patient Characteristics Option"}},
	{KeepDevice, 'd', code{"113109", "Retain Device Identity Option"}},
	{KeepUIDs, 'u', code{"113110", "Retain UIDs Option"}},
	{KeepInstitution, 'i', code{"113112", "Retain Institution Identity Option"}},
}

// notOffered are options of the standard that ask for more than a program can
// promise, with the reason.
var notOffered = map[string]string{
	"descriptors":        "free text cannot be cleaned by a program with certainty",
	"structured-content": "free text cannot be cleaned by a program with certainty",
	"graphics":           "writing in a picture cannot be cleaned by a program with certainty",
	"safe-private":       "nobody can tell which private elements are safe",
}

// Options of de-identification.
type Options struct {
	Dates Dates
	Keep  []Keep
}

// ParseOptions reads how dates are treated ("remove", "shift") and a list of
// options to retain, separated by commas.
func ParseOptions(dates, keep string) (Options, error) {
	o := Options{Dates: Dates(dates)}
	if o.Dates != DatesRemoved && o.Dates != DatesShifted {
		return o, fmt.Errorf("dates: %q is not one of remove, shift", dates)
	}
	for _, word := range strings.FieldsFunc(keep, func(r rune) bool { return r == ',' || r == ' ' }) {
		if why := notOffered[word]; why != "" {
			return o, fmt.Errorf("keep: %q is not offered: %s", word, why)
		}
		if !o.Has(Keep(word)) {
			o.Keep = append(o.Keep, Keep(word))
		}
	}
	var known []string
	for _, k := range keeps {
		known = append(known, string(k.keep))
	}
	for _, k := range o.Keep {
		if !slices.Contains(known, string(k)) {
			return o, fmt.Errorf("keep: %q is not one of %s", k, strings.Join(known, ", "))
		}
	}
	slices.Sort(o.Keep)
	if o.Has(KeepFullDates) {
		if o.Dates == DatesShifted {
			return o, fmt.Errorf("dates cannot be shifted and kept in full")
		}
		o.Dates = DatesKept
	}
	return o, nil
}

// Has tells whether an option to retain was chosen.
func (o Options) Has(k Keep) bool { return slices.Contains(o.Keep, k) }

// codes are the methods that the options come to (PS3.15 E.1.1, step 8).
func (o Options) codes() []code {
	out := []code{basicCode}
	if o.Dates == DatesShifted {
		out = append(out, shiftedCode)
	}
	for _, k := range keeps {
		if o.Has(k.keep) {
			out = append(out, k.code)
		}
	}
	return out
}

// Codes are the values of the codes of the methods used (PS3.16 CID 7050).
func (o Options) Codes() (values []string) {
	for _, c := range o.codes() {
		values = append(values, c.value)
	}
	return values
}

// temporal is Longitudinal Temporal Information Modified (0028,0303).
func (o Options) temporal() string {
	switch o.Dates {
	case DatesShifted:
		return "MODIFIED"
	case DatesKept:
		return "UNMODIFIED"
	}
	return "REMOVED"
}
