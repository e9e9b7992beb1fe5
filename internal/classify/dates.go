package classify

import (
	"strings"
	"unicode/utf8"

	"github.com/medbundle/medbundle/internal/clinical"
)

// dateOrder says which of the first two numbers of "03/04/2026" is the day.
type dateOrder int

const (
	orderUnknown dateOrder = iota
	dayFirst
	monthFirst
)

// dateSpot is a date as it stands on a page.
type dateSpot struct {
	page       int
	start, end int // bytes of the page's text
	// For a date in numbers whose order is open, a and b are its first two numbers.
	ambiguous bool
	a, b      int
	date      clinical.Date // month first where ambiguous, until the order is known
	role      string        // what its label says: "operation", "born" …, "" without label
	label     string
	colon     bool // a colon follows the label
	inHeader  bool
}

// months are the names and abbreviations of months in seven languages, folded.
var months = func() map[string]int {
	m := map[string]int{}
	for _, names := range []string{
		"january february march april may june july august september october november december",
		"jan feb mar apr may jun jul aug sep oct nov dec",
		"januar februar marz april mai juni juli august september oktober november dezember",
		"janner feber maerz apr mai jun jul aug sept okt nov dez",
		"janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
		"janv fevr mars avr mai juin juil aout sept oct nov dec",
		"enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
		"ene feb mar abr may jun jul ago set oct nov dic",
		"gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
		"gen feb mar apr mag giu lug ago set ott nov dic",
		"stycznia lutego marca kwietnia maja czerwca lipca sierpnia wrzesnia pazdziernika listopada grudnia",
		"styczen luty marzec kwiecien maj czerwiec lipiec sierpien wrzesien pazdziernik listopad grudzien",
		"januari februari maart april mei juni juli augustus september oktober november december",
		"jan febr mrt apr mei jun jul aug sept okt nov dec",
	} {
		for i, n := range strings.Fields(names) {
			m[n] = i + 1
		}
	}
	return m
}()

// token is a number, a word or a single mark between.
type token struct {
	start, end int
	kind       byte // '0' number, 'a' word, else the mark itself
	n          int  // value of a number
}

// findDates lists the dates of a text in order. It reads numbers with / . - or
// spaces between, ISO 8601, month names in seven languages, and month with year.
func findDates(text string) []dateSpot {
	var out []dateSpot
	toks := dateTokens(text)
	end := -1
	for i := 0; i < len(toks); {
		spot, used := dateAt(text, toks[i:])
		if used == 0 || i > 0 && toks[i-1].start != end && gluedBefore(text, toks[i-1], toks[i]) {
			i++
			continue
		}
		out = append(out, spot)
		end = spot.end
		i += used
	}
	return out
}

// gluedBefore tells whether a number is the tail of a longer one: "3.14/02/2026".
func gluedBefore(text string, before, t token) bool {
	if before.end != t.start {
		return false
	}
	switch before.kind {
	case '.', '/', '-':
		return before.start > 0 && text[before.start-1] >= '0' && text[before.start-1] <= '9'
	case '0':
		return true
	case 'a':
		return t.kind == '0' && before.end-before.start <= 2
	}
	return false
}

func dateTokens(text string) []token {
	var toks []token
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case c >= '0' && c <= '9':
			t := token{start: i, kind: '0'}
			for i < len(text) && text[i] >= '0' && text[i] <= '9' {
				if i-t.start < 8 {
					t.n = t.n*10 + int(text[i]-'0')
				}
				i++
			}
			t.end = i
			toks = append(toks, t)
		case c == ' ' || c == '\t' || c == '\n':
			i++
		case c < utf8.RuneSelf && !isWordRune(rune(c)):
			toks = append(toks, token{start: i, end: i + 1, kind: c})
			i++
		default:
			t := token{start: i, kind: 'a'}
			for i < len(text) {
				r, n := utf8.DecodeRuneInString(text[i:])
				if r < utf8.RuneSelf && !isWordRune(r) || r >= '0' && r <= '9' {
					break
				}
				i += n
			}
			t.end = i
			toks = append(toks, t)
		}
	}
	return toks
}

// dateAt reads a date at the first of the tokens and says how many it takes, 0 for none.
func dateAt(text string, t []token) (dateSpot, int) {
	for _, read := range []func(string, []token) (dateSpot, int){numericDate, dayMonthName, monthNameDay, compactDate, monthYear} {
		if s, n := read(text, t); n > 0 {
			s.start, s.end = t[0].start, t[n-1].end
			if n < len(t) && t[n].kind == '0' && t[n].start == s.end {
				continue
			}
			return s, n
		}
	}
	return dateSpot{}, 0
}

// numericDate reads 14/03/2026, 14.3.26, 14. 03. 2026, 2026-03-14.
func numericDate(text string, t []token) (dateSpot, int) {
	if len(t) < 5 || t[0].kind != '0' || t[2].kind != '0' || t[4].kind != '0' || t[1].kind != t[3].kind {
		return dateSpot{}, 0
	}
	sep := t[1].kind
	if sep != '/' && sep != '.' && sep != '-' || !closeBy(t[:5], sep) {
		return dateSpot{}, 0
	}
	digits := func(i int) int { return t[i].end - t[i].start }
	if digits(0) == 4 && digits(2) <= 2 && digits(4) <= 2 {
		return exact(clinical.Date{Year: t[0].n, Month: t[2].n, Day: t[4].n}, 5)
	}
	if digits(0) > 2 || digits(2) > 2 || digits(4) != 2 && digits(4) != 4 {
		return dateSpot{}, 0
	}
	year := t[4].n
	if digits(4) == 2 {
		if sep == '-' && digits(0) == 2 && digits(2) == 2 && t[0].n > 31 {
			return dateSpot{}, 0
		}
		year = fullYear(year)
	}
	a, b := t[0].n, t[2].n
	dmy, mdy := clinical.Date{Year: year, Month: b, Day: a}, clinical.Date{Year: year, Month: a, Day: b}
	switch {
	case a == 0 || b == 0:
		return dateSpot{}, 0
	case sep == '.' && dmy.Valid(), a > 12 && dmy.Valid():
		s, n := exact(dmy, 5)
		s.a, s.b = a, b
		return s, n
	case b > 12 && mdy.Valid():
		s, n := exact(mdy, 5)
		s.a, s.b = a, b
		return s, n
	case dmy.Valid() && mdy.Valid():
		return dateSpot{date: mdy, ambiguous: a != b, a: a, b: b}, 5
	}
	return dateSpot{}, 0
}

// closeBy tells whether the parts of a date touch, or stand one space apart
// behind a full stop, as in "14. 03. 2026".
func closeBy(t []token, sep byte) bool {
	for i := 1; i < len(t); i++ {
		gap := t[i].start - t[i-1].end
		if gap > 1 || gap == 1 && (sep != '.' || t[i].kind == '.') {
			return false
		}
	}
	return true
}

func exact(d clinical.Date, used int) (dateSpot, int) {
	if !d.Valid() || d.Day == 0 || d.Month == 0 {
		return dateSpot{}, 0
	}
	return dateSpot{date: d}, used
}

// fullYear takes two digits for a year between 1930 and 2029. The program has
// no clock to ask: the same input must give the same answer in any year.
func fullYear(yy int) int {
	if yy < 50 {
		return 2000 + yy
	}
	return 1900 + yy
}

// monthOf is the month that the token names, 0 for none.
func monthOf(text string, t token) int {
	if t.kind != 'a' || t.end-t.start > 14 {
		return 0
	}
	return months[fold(text[t.start:t.end])]
}

// skip passes over the marks and little words that may stand between day, month
// and year: "14. März 2026", "14 de marzo de 2026", "March 14th, 2026".
func skip(text string, t []token, i int, marks string) int {
	for n := 0; i < len(t) && n < 2; n++ {
		if t[i].kind != '0' && t[i].kind != 'a' && strings.IndexByte(marks, t[i].kind) >= 0 {
			i++
			continue
		}
		if t[i].kind == 'a' {
			switch strings.ToLower(text[t[i].start:t[i].end]) {
			case "de", "del", "st", "nd", "rd", "th", "er", "of", "º", "ª", "°":
				i++
				continue
			}
		}
		break
	}
	return i
}

// dayMonthName reads 14 March 2026, 14-Mar-2026, 14Mar26, 14. März 2026, 14 de marzo de 2026.
func dayMonthName(text string, t []token) (dateSpot, int) {
	if t[0].kind != '0' || t[0].end-t[0].start > 2 {
		return dateSpot{}, 0
	}
	i := skip(text, t, 1, ".-/,")
	if i >= len(t) || monthOf(text, t[i]) == 0 || t[i].start-t[0].end > 6 {
		return dateSpot{}, 0
	}
	m := monthOf(text, t[i])
	j := skip(text, t, i+1, ".-/,'")
	y, ok := yearToken(t, i, j)
	if !ok {
		return dateSpot{}, 0
	}
	return exact(clinical.Date{Year: y, Month: m, Day: t[0].n}, j+1)
}

// yearToken reads the year at t[j]; two digits count only where they touch the month.
func yearToken(t []token, month, j int) (int, bool) {
	if j >= len(t) || t[j].kind != '0' || t[j].start-t[month].end > 6 {
		return 0, false
	}
	switch t[j].end - t[j].start {
	case 4:
		return t[j].n, true
	case 2:
		if t[j].start-t[month].end <= 1 {
			return fullYear(t[j].n), true
		}
	}
	return 0, false
}

// monthNameDay reads March 14, 2026 and Mar. 14th 2026.
func monthNameDay(text string, t []token) (dateSpot, int) {
	m := monthOf(text, t[0])
	if m == 0 {
		return dateSpot{}, 0
	}
	i := skip(text, t, 1, ".-")
	if i >= len(t) || t[i].kind != '0' || t[i].end-t[i].start > 2 || t[i].start-t[0].end > 3 {
		return dateSpot{}, 0
	}
	j := skip(text, t, i+1, ",-")
	if j >= len(t) || t[j].kind != '0' || t[j].end-t[j].start != 4 || t[j].start-t[i].end > 5 {
		return dateSpot{}, 0
	}
	return exact(clinical.Date{Year: t[j].n, Month: m, Day: t[i].n}, j+1)
}

// compactDate reads 20260314, the way DICOM and file names write.
func compactDate(_ string, t []token) (dateSpot, int) {
	if t[0].kind != '0' || t[0].end-t[0].start != 8 || t[0].n < 19000101 || t[0].n > 21001231 {
		return dateSpot{}, 0
	}
	return exact(clinical.Date{Year: t[0].n / 10000, Month: t[0].n / 100 % 100, Day: t[0].n % 100}, 1)
}

// monthYear reads March 2026, 03/2026 and 2026-03.
func monthYear(text string, t []token) (dateSpot, int) {
	if m := monthOf(text, t[0]); m > 0 {
		i := skip(text, t, 1, ".,")
		if i < len(t) && t[i].kind == '0' && t[i].end-t[i].start == 4 && t[i].start-t[0].end <= 5 {
			return partial(clinical.Date{Year: t[i].n, Month: m}, i+1)
		}
		return dateSpot{}, 0
	}
	if len(t) < 3 || t[0].kind != '0' || t[2].kind != '0' || !closeBy(t[:3], '/') {
		return dateSpot{}, 0
	}
	switch first, second := t[0].end-t[0].start, t[2].end-t[2].start; {
	case first <= 2 && second == 4 && (t[1].kind == '/' || t[1].kind == '.'):
		return partial(clinical.Date{Year: t[2].n, Month: t[0].n}, 3)
	case first == 4 && second == 2 && t[1].kind == '-':
		return partial(clinical.Date{Year: t[0].n, Month: t[2].n}, 3)
	}
	return dateSpot{}, 0
}

func partial(d clinical.Date, used int) (dateSpot, int) {
	if !d.Valid() || d.Month == 0 || d.Year < 1900 || d.Year > 2100 {
		return dateSpot{}, 0
	}
	return dateSpot{date: d}, used
}
