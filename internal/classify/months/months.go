// Package months knows the names of months in seven languages, also misread ones and
// Roman numerals.
package months

import (
	"slices"
	"strings"

	"github.com/medbundle/medbundle/internal/classify/words"
)

// byName are the names and abbreviations of months in seven languages, folded.
var byName = func() map[string]int {
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
	for name, n := range byName {
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

// Likely is the month that the token names with one letter misread or lost:
// "Januor". It is asked only between a day and a year.
func Likely(text string, t words.Token) int {
	if t.Kind != 'a' || t.End-t.Start < 4 || t.End-t.Start > 14 {
		return 0
	}
	word := words.Fold(text[t.Start:t.End])
	if m := like(word); m > 0 {
		return m
	}
	if glued := pairs.Replace(word); glued != word {
		return max(byName[glued], like(glued))
	}
	return 0
}

// pairs are two letters that scanners make of one.
var pairs = strings.NewReplacer("rn", "m", "ri", "n", "vv", "w", "ii", "u", "cl", "d")

// like is the month of which a word is the name but for one letter.
func like(word string) int {
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

// Is tells whether a word names a month.
func Is(w string) bool { return byName[words.Fold(w)] > 0 }

// Of is the month that the token names, 0 for none.
func Of(text string, t words.Token) int {
	if t.Kind != 'a' || t.End-t.Start > 14 {
		return 0
	}
	return byName[words.Fold(text[t.Start:t.End])]
}

// Torn is the month whose name two tokens make together, the second of which begins
// small: "14. Mä rz 2026".
func Torn(text string, a, b words.Token) int {
	if a.Kind != 'a' || b.Kind != 'a' || text[a.End:b.Start] != " " || words.StartsUpper(text[b.Start:]) {
		return 0
	}
	return byName[words.Fold(text[a.Start:a.End]+text[b.Start:b.End])]
}

// Glued is the month whose name is right but for letters that a scanner made two
// of; no more is forgiven.
func Glued(text string, t words.Token) int {
	if t.Kind != 'a' || t.End-t.Start > 14 {
		return 0
	}
	return byName[pairs.Replace(words.Fold(text[t.Start:t.End]))]
}

// romanMonths are the months as they are written in Poland and Italy: "14 III 2026".
var romanMonths = []string{"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"}

// Roman is the month that the token writes as a Roman numeral, 0 for none.
func Roman(text string, t words.Token) int {
	if t.Kind != 'a' || t.End-t.Start > 4 {
		return 0
	}
	return slices.Index(romanMonths, text[t.Start:t.End]) + 1
}
