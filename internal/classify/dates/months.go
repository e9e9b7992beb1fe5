package dates

import (
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

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

// spoiltMonths are the longer names of months with one letter left out, by what is
// left; 0 where two months leave the same.
var spoiltMonths = func() map[string]int {
	m := map[string]int{}
	for name, n := range months {
		if len(name) < 5 {
			continue
		}
		for i := range len(name) {
			form := name[:i] + name[i+1:]
			if old, ok := m[form]; ok && old != n {
				m[form] = 0
				continue
			}
			m[form] = n
		}
	}
	return m
}()

// likelyMonth is the month that the token names with one letter misread or lost:
// "Januor". It is asked only between a day and a year.
func likelyMonth(text string, t words.Token) int {
	if t.Kind != 'a' || t.End-t.Start < 4 || t.End-t.Start > 14 {
		return 0
	}
	word := words.Fold(text[t.Start:t.End])
	if m := monthLike(word); m > 0 {
		return m
	}
	if glued := pairs.Replace(word); glued != word {
		return max(months[glued], monthLike(glued))
	}
	return 0
}

// pairs are two letters that scanners make of one.
var pairs = strings.NewReplacer("rn", "m", "ri", "n", "vv", "w", "ii", "u", "cl", "d")

// monthLike is the month of which a word is the name but for one letter.
func monthLike(word string) int {
	if m := spoiltMonths[word]; m > 0 {
		return m
	}
	found := 0
	for i := range len(word) {
		m := spoiltMonths[word[:i]+word[i+1:]]
		if m == 0 || m == found {
			continue
		}
		if found > 0 {
			return 0
		}
		found = m
	}
	return found
}

// IsMonth tells whether a word names a month.
func IsMonth(w string) bool { return months[words.Fold(w)] > 0 }

// monthOf is the month that the token names, 0 for none.
func monthOf(text string, t words.Token) int {
	if t.Kind != 'a' || t.End-t.Start > 14 {
		return 0
	}
	return months[words.Fold(text[t.Start:t.End])]
}

// romanMonths are the months as they are written in Poland and Italy: "14 III 2026".
var romanMonths = []string{"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"}

// romanMonth is the month that the token writes as a Roman numeral, 0 for none.
func romanMonth(text string, t words.Token) int {
	if t.Kind != 'a' || t.End-t.Start > 4 {
		return 0
	}
	return slices.Index(romanMonths, text[t.Start:t.End]) + 1
}

// skip passes over the marks and little words that may stand between day, month
// and year: "14. März 2026", "14 de marzo de 2026", "March 14th, 2026".
func skip(text string, t []words.Token, i int, marks string) int {
	for n := 0; i < len(t) && n < 2; n++ {
		if t[i].Kind != '0' && t[i].Kind != 'a' && strings.IndexByte(marks, t[i].Kind) >= 0 {
			i++
			continue
		}
		if t[i].Kind == 'a' {
			switch strings.ToLower(text[t[i].Start:t[i].End]) {
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
func dayMonthName(text string, t []words.Token) (Spot, int) {
	if t[0].Kind != '0' || t[0].End-t[0].Start > 2 {
		return Spot{}, 0
	}
	i := skip(text, t, 1, ".-/,")
	if i >= len(t) || t[i].Start-t[0].End > 6 {
		return Spot{}, 0
	}
	m, roman := monthOf(text, t[i]), 0
	if m == 0 {
		m = likelyMonth(text, t[i])
	}
	if m == 0 {
		roman = romanMonth(text, t[i])
		m = roman
	}
	if m == 0 && i+1 < len(t) && t[i].Kind == 'a' && t[i+1].Kind == 'a' && text[t[i].End:t[i+1].Start] == " " && !words.StartsUpper(text[t[i+1].Start:]) {
		m = months[words.Fold(text[t[i].Start:t[i].End]+text[t[i+1].Start:t[i+1].End])] // "14. Mä rz 2026"
		i++
	}
	j := skip(text, t, i+1, ".-/,'")
	y, ok := yearToken(t, i, j)
	if !ok || m == 0 || roman > 0 && t[j].End-t[j].Start != 4 {
		return Spot{}, 0
	}
	return exact(clinical.Date{Year: y, Month: m, Day: t[0].N}, j+1)
}

// yearToken reads the year at t[j]; two digits count only where they touch the month.
func yearToken(t []words.Token, month, j int) (int, bool) {
	if j >= len(t) || t[j].Kind != '0' || t[j].Start-t[month].End > 6 {
		return 0, false
	}
	switch t[j].End - t[j].Start {
	case 4:
		return t[j].N, true
	case 2:
		if t[j].Start-t[month].End <= 1 {
			return fullYear(t[j].N), true
		}
	}
	return 0, false
}

// monthNameDay reads March 14, 2026 and Mar. 14th 2026.
func monthNameDay(text string, t []words.Token) (Spot, int) {
	m := monthOf(text, t[0])
	if m == 0 && t[0].Kind == 'a' && t[0].End-t[0].Start <= 14 { // no more is forgiven: "Maria 17, 2026"
		m = months[pairs.Replace(words.Fold(text[t[0].Start:t[0].End]))]
	}
	if m == 0 {
		return Spot{}, 0
	}
	i := skip(text, t, 1, ".-")
	if i >= len(t) || t[i].Kind != '0' || t[i].End-t[i].Start > 2 || t[i].Start-t[0].End > 3 {
		return Spot{}, 0
	}
	j := skip(text, t, i+1, ",-")
	if j >= len(t) || t[j].Kind != '0' || t[j].End-t[j].Start != 4 || t[j].Start-t[i].End > 5 {
		return Spot{}, 0
	}
	return exact(clinical.Date{Year: t[j].N, Month: m, Day: t[i].N}, j+1)
}

// monthYear reads March 2026, 03/2026 and 2026-03.
func monthYear(text string, t []words.Token) (Spot, int) {
	if m := monthOf(text, t[0]); m > 0 {
		i := skip(text, t, 1, ".,")
		if i < len(t) && t[i].Kind == '0' && t[i].End-t[i].Start == 4 && t[i].Start-t[0].End <= 5 {
			return partial(clinical.Date{Year: t[i].N, Month: m}, i+1)
		}
		return Spot{}, 0
	}
	if len(t) < 3 || t[0].Kind != '0' || t[2].Kind != '0' || !closeBy(t[:3], '/') {
		return Spot{}, 0
	}
	switch first, second := t[0].End-t[0].Start, t[2].End-t[2].Start; {
	case first <= 2 && second == 4 && (t[1].Kind == '/' || t[1].Kind == '.'):
		return partial(clinical.Date{Year: t[2].N, Month: t[0].N}, 3)
	case first == 4 && second == 2 && t[1].Kind == '-':
		return partial(clinical.Date{Year: t[0].N, Month: t[2].N}, 3)
	}
	return Spot{}, 0
}
