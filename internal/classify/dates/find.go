package dates

import (
	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

// Spot is a date as it stands on a page.
type Spot struct {
	Page       int // counted from 1; 0 where the text is no page
	Start, End int // bytes of the page's text
	// Date is month first where it is ambiguous and nothing told the order.
	Date clinical.Date
	// Ambiguous tells that day and month could be the other way round.
	Ambiguous bool
	a, b      int  // the first two numbers of a date in numbers
	short     bool // its year is written in two digits
	// Role is what the label before it says: "operation", "born" …; "" without label.
	Role  string
	Label string
	// LabelAt is where the label begins on the page, Start where there is none.
	LabelAt int
	Colon   bool // a colon follows the label
	// About are the kinds of which its line is a title: "CT thorax of …".
	About []string
	// Begins tells that its line begins with it, or with a number and it, and goes
	// on with a value or not at all; Line is the line of its page, Ends whether
	// nothing stands behind it there.
	Begins, Ends bool
	Line         int
	// InHeader tells that it stands in the head of the document.
	InHeader bool
}

// DayFirst is the date as a reader takes it who writes the day before the month.
func (s Spot) DayFirst() clinical.Date {
	if !s.Ambiguous {
		return s.Date
	}
	return clinical.Date{Year: s.Date.Year, Month: s.b, Day: s.a}
}

// Other is the date with day and month the other way round than Date has them,
// zero where that is no date or the same.
func (s Spot) Other() clinical.Date {
	if !s.Ambiguous {
		return clinical.Date{}
	}
	return clinical.Date{Year: s.Date.Year, Month: s.Date.Day, Day: s.Date.Month}
}

// MayBe tells whether one of the readings of s is d.
func (s Spot) MayBe(d clinical.Date) bool {
	return !d.IsZero() && (s.Date == d || s.Other() == d)
}

// Find lists the dates of a text in order. It reads numbers with / . - or
// spaces between, ISO 8601, month names in seven languages, and month with year.
func Find(text string) []Spot {
	var out []Spot
	text = mended(text)
	toks := words.Tokens(text)
	end := -1
	for i := 0; i < len(toks); {
		spot, used := dateAt(text, toks[i:])
		if used == 0 || i > 0 && toks[i-1].Start != end && gluedBefore(text, toks[i-1], toks[i]) {
			i++
			continue
		}
		if d, ok := splitDay(text, toks, i); ok {
			spot = withDay(spot, d)
			spot.Start = toks[i-1].Start
		}
		out = append(out, spot)
		end = spot.End
		i += used
	}
	return out
}

// gluedBefore tells whether a number is the tail of a longer one: "3.14/02/2026".
func gluedBefore(text string, before, t words.Token) bool {
	if before.End != t.Start {
		return false
	}
	switch before.Kind {
	case '.', '/', '-':
		return before.Start > 0 && text[before.Start-1] >= '0' && text[before.Start-1] <= '9'
	case '0':
		return true
	case 'a':
		return t.Kind == '0' && before.End-before.Start <= 2 && text[before.Start:before.End] != "°" && text[before.Start:before.End] != "º"
	}
	return false
}

// dateAt reads a date at the first of the tokens and says how many it takes, 0 for none.
func dateAt(text string, t []words.Token) (Spot, int) {
	for _, read := range []func(string, []words.Token) (Spot, int){numericDate, dayMonthName, monthNameDay, compactDate, monthYear} {
		if s, n := read(text, t); n > 0 {
			s.Start, s.End = t[0].Start, t[n-1].End
			if n < len(t) && t[n].Kind == '0' && t[n].Start == s.End {
				continue
			}
			return s, n
		}
	}
	return Spot{}, 0
}

func exact(d clinical.Date, used int) (Spot, int) {
	if !d.Valid() || d.Day == 0 || d.Month == 0 {
		return Spot{}, 0
	}
	return Spot{Date: d}, used
}

func partial(d clinical.Date, used int) (Spot, int) {
	if !d.Valid() || d.Month == 0 || d.Year < 1900 || d.Year > 2100 {
		return Spot{}, 0
	}
	return Spot{Date: d}, used
}

// fullYear takes two digits for a year between 1950 and 2049. The program has
// no clock to ask: the same input must give the same answer in any year.
func fullYear(yy int) int {
	if yy < 50 {
		return 2000 + yy
	}
	return 1900 + yy
}

// closeBy tells whether the parts of a date touch, or stand one space apart
// behind a full stop, as in "14. 03. 2026".
func closeBy(t []words.Token, sep byte) bool {
	for i := 1; i < len(t); i++ {
		gap := t[i].Start - t[i-1].End
		if gap > 1 || gap == 1 && (sep != '.' || t[i].Kind == '.') {
			return false
		}
	}
	return true
}

// compactDate reads 20260314, the way DICOM and file names write.
func compactDate(_ string, t []words.Token) (Spot, int) {
	if t[0].Kind != '0' || t[0].End-t[0].Start != 8 || t[0].N < 19000101 || t[0].N > 21001231 {
		return Spot{}, 0
	}
	return exact(clinical.Date{Year: t[0].N / 10000, Month: t[0].N / 100 % 100, Day: t[0].N % 100}, 1)
}

// numericDate reads 14/03/2026, 14.3.26, 14. 03. 2026, 2026-03-14.
func numericDate(text string, t []words.Token) (Spot, int) {
	if len(t) < 5 || t[0].Kind != '0' || t[2].Kind != '0' || t[4].Kind != '0' || t[1].Kind != t[3].Kind {
		return Spot{}, 0
	}
	sep := t[1].Kind
	if sep != '/' && sep != '.' && sep != '-' || !closeBy(t[:5], sep) {
		return Spot{}, 0
	}
	digits := func(i int) int { return t[i].End - t[i].Start }
	if digits(0) == 4 && digits(2) <= 2 && digits(4) <= 2 {
		return exact(clinical.Date{Year: t[0].N, Month: t[2].N, Day: t[4].N}, 5)
	}
	if digits(0) > 2 || digits(2) > 2 || digits(4) != 2 && digits(4) != 4 {
		return Spot{}, 0
	}
	year := t[4].N
	if digits(4) == 2 {
		if sep == '-' && digits(0) == 2 && digits(2) == 2 && t[0].N > 31 {
			return Spot{}, 0
		}
		year = fullYear(year)
	}
	s, n := dayAndMonth(t[0].N, t[2].N, year, sep)
	s.short = digits(4) == 2
	return s, n
}

// dayAndMonth reads the first two numbers of a date with the mark between them.
func dayAndMonth(a, b, year int, sep byte) (Spot, int) {
	dmy, mdy := clinical.Date{Year: year, Month: b, Day: a}, clinical.Date{Year: year, Month: a, Day: b}
	switch {
	case a == 0 || b == 0:
		return Spot{}, 0
	case sep == '.' && dmy.Valid(), a > 12 && dmy.Valid():
		s, n := exact(dmy, 5)
		s.a, s.b = a, b
		return s, n
	case b > 12 && mdy.Valid():
		s, n := exact(mdy, 5)
		s.a, s.b = a, b
		return s, n
	case dmy.Valid() && mdy.Valid():
		return Spot{Date: mdy, Ambiguous: a != b, a: a, b: b}, 5
	}
	return Spot{}, 0
}
