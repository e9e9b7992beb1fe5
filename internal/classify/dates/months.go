package dates

import (
	"strings"

	"github.com/medbundle/medbundle/internal/classify/months"
	"github.com/medbundle/medbundle/internal/classify/words"
	"github.com/medbundle/medbundle/internal/clinical"
)

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
	if i >= len(t) || t[i].Start-t[0].End > 6 || strings.Contains(text[t[0].End:t[i].Start], "  ") {
		return Spot{}, 0 // "1  Jan 2022" is a row of a table
	}
	m, roman := months.Of(text, t[i]), 0
	if m == 0 {
		m = months.Likely(text, t[i])
	}
	if m == 0 {
		roman = months.Roman(text, t[i])
		m = roman
	}
	if m == 0 && i+1 < len(t) {
		if m = months.Torn(text, t[i], t[i+1]); m > 0 {
			i++
		}
	}
	j := skip(text, t, i+1, ".-/,'")
	y, ok := yearToken(t, i, j)
	if !ok || m == 0 || roman > 0 && t[j].End-t[j].Start != 4 {
		return Spot{}, 0
	}
	s, n := exact(clinical.Date{Year: y, Month: m, Day: t[0].N}, j+1)
	s.short = t[j].End-t[j].Start == 2
	return s, n
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
	m := months.Of(text, t[0])
	if m == 0 {
		m = months.Glued(text, t[0]) // "Maria 17, 2026" is no month
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
	if m := months.Of(text, t[0]); m > 0 {
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
