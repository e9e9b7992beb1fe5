package clinical

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Date is a calendar date of day, month or year precision. Month and Day are 0
// where the source does not tell them. The zero Date is "no date".
type Date struct {
	Year, Month, Day int
}

// Precision says how much of a date is known.
type Precision string

// The precisions of a Date.
const (
	PrecisionNone  Precision = ""
	PrecisionYear  Precision = "year"
	PrecisionMonth Precision = "month"
	PrecisionDay   Precision = "day"
)

// DateOf is the calendar date of t in t's own location.
func DateOf(t time.Time) Date { return Date{t.Year(), int(t.Month()), t.Day()} }

// ParseDate reads "2026-03-14", "2026-03", "2026" or "". Anything else is an
// error, and so is a day that the calendar does not have.
func ParseDate(s string) (Date, error) {
	if s == "" {
		return Date{}, nil
	}
	parts := strings.Split(s, "-")
	widths := []int{4, 2, 2}
	if len(parts) > 3 {
		return Date{}, fmt.Errorf("%q is not a date: write it as 2026-03-14", s)
	}
	var n [3]int
	for i, p := range parts {
		v, err := strconv.ParseUint(p, 10, 16) // unlike Atoi it takes no sign
		if err != nil || len(p) != widths[i] {
			return Date{}, fmt.Errorf("%q is not a date: write it as 2026-03-14", s)
		}
		n[i] = int(v)
	}
	d := Date{n[0], n[1], n[2]}
	if !d.Valid() || len(parts) != len(strings.Split(d.String(), "-")) {
		return Date{}, fmt.Errorf("%q is not a day of the calendar", s)
	}
	return d, nil
}

// IsZero tells whether d is no date at all.
func (d Date) IsZero() bool { return d == Date{} }

// Precision tells how much of d is known.
func (d Date) Precision() Precision {
	switch {
	case d.Year == 0:
		return PrecisionNone
	case d.Month == 0:
		return PrecisionYear
	case d.Day == 0:
		return PrecisionMonth
	}
	return PrecisionDay
}

// Valid tells whether d is a date that the calendar has, between 1850 and 2199.
func (d Date) Valid() bool {
	if d.Year < 1850 || d.Year > 2199 || d.Month < 0 || d.Month > 12 || d.Day < 0 || d.Day > 31 {
		return false
	}
	if d.Month == 0 {
		return d.Day == 0
	}
	if d.Day == 0 {
		return true
	}
	return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC).Day() == d.Day
}

// String writes d as ISO 8601 does, as far as it is known; "" for no date.
func (d Date) String() string {
	switch d.Precision() {
	case PrecisionNone:
		return ""
	case PrecisionYear:
		return fmt.Sprintf("%04d", d.Year)
	case PrecisionMonth:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// Human writes d so that no reader mistakes day for month: "14 Mar 2026".
func (d Date) Human() string {
	switch d.Precision() {
	case PrecisionNone:
		return ""
	case PrecisionYear:
		return strconv.Itoa(d.Year)
	case PrecisionMonth:
		return fmt.Sprintf("%s %d", time.Month(d.Month).String()[:3], d.Year)
	}
	return fmt.Sprintf("%d %s %d", d.Day, time.Month(d.Month).String()[:3], d.Year)
}

// Compare orders dates; a less precise date comes before every date inside it,
// and no date comes first of all.
func (d Date) Compare(e Date) int {
	a, b := [3]int{d.Year, d.Month, d.Day}, [3]int{e.Year, e.Month, e.Day}
	for i := range a {
		if a[i] != b[i] {
			if a[i] < b[i] {
				return -1
			}
			return 1
		}
	}
	return 0
}

// Past tells whether all of d, which may be a month or a year, is over on the
// given day.
func (d Date) Past(today Date) bool {
	last := d
	if d.Month == 0 {
		last.Month = 12
	}
	if d.Day == 0 {
		last.Day = 31
	}
	return !d.IsZero() && last.Compare(today) < 0
}

// DaysUntil counts the days from d to e. It is only meaningful where both have
// day precision; ok is false otherwise.
func (d Date) DaysUntil(e Date) (days int, ok bool) {
	if d.Precision() != PrecisionDay || e.Precision() != PrecisionDay {
		return 0, false
	}
	t := func(x Date) time.Time { return time.Date(x.Year, time.Month(x.Month), x.Day, 0, 0, 0, 0, time.UTC) }
	return int(t(e).Sub(t(d)).Hours() / 24), true
}

// MarshalText writes d as String does.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (d *Date) UnmarshalText(b []byte) error {
	v, err := ParseDate(string(b))
	if err != nil {
		return err
	}
	*d = v
	return nil
}
