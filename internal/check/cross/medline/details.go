package medline

import (
	"strings"

	"github.com/medbundle/medbundle/internal/check/phrase"
)

// details reads what a line says of how much, how often and when. lab tells that
// the line is a result of the laboratory: "4.1 mg/dl".
func details(l phrase.Line) (d Details, lab bool) {
	words := l.Texts()
	for i, w := range words {
		if !isNumber(w) {
			continue
		}
		dose, result := doseAt(l, words, i)
		d.Dose, lab = d.Dose || dose, lab || result
		d.Often = d.Often || scheduleAt(l, words, i) || timesAt(words, i)
		d.Since = d.Since || dateAt(l, words, i) || spanAt(words, i)
	}
	if named := namedEnd(words); named > 0 && named < len(words) && isNumber(words[named]) && !isYear(words[named]) {
		d.Dose = true // "Letrozole 2.5"
	}
	for i := 0; i+1 < len(words); i++ { // "one tablet"
		if amounts[words[i]] && len(dosed.Find(words[i+1:i+2])) > 0 {
			d.Dose = true
		}
	}
	d.Often = d.Often || often.Has(words)
	d.Since = d.Since || since.Has(words)
	return d, lab
}

var amounts = map[string]bool{"one": true, "two": true, "half": true, "eine": true, "zwei": true, "un": true, "une": true, "deux": true, "una": true, "uno": true, "dos": true, "due": true, "jedna": true, "dwie": true, "een": true, "twee": true}

// doseAt tells whether the number at i is an amount, and whether it is one that
// only a laboratory measures.
func doseAt(l phrase.Line, words []string, i int) (dose, lab bool) {
	rest := l.Raw[l.Words[i].End:]
	if strings.HasPrefix(strings.TrimLeft(rest, " "), "%") {
		return true, false
	}
	if i+1 >= len(words) || len(l.Gap(i+1)) > 2 || len(dosed.Find(words[i+1:i+2])) == 0 {
		return false, false
	}
	if i+2 < len(words) && l.Gap(i+2) == "/" {
		switch words[i+2] {
		case "dl", "l":
			return false, true
		}
	}
	return true, false
}

// scheduleAt tells whether a plan of the day begins at i: "1-0-1", "1-0-1-0",
// "1+0+1".
func scheduleAt(l phrase.Line, words []string, i int) bool {
	n := 1
	for j := i + 1; j < len(words) && n < 4; j++ {
		gap := strings.TrimSpace(l.Gap(j))
		if len(words[j]) > 1 || len(words[j-1]) > 1 || !isNumber(words[j]) || gap != "-" && gap != "–" && gap != "+" {
			break
		}
		n++
	}
	return n >= 3
}

// timesAt tells whether the number at i counts times: "2x", "q 8 h", "8 hourly".
func timesAt(words []string, i int) bool {
	if i > 0 && words[i-1] == "q" {
		return true
	}
	if i+1 < len(words) {
		switch words[i+1] {
		case "x", "h", "hrs", "hours", "hourly", "std", "stunden", "heures", "horas", "ore", "godz", "uur", "times", "mal", "fois", "veces", "volte", "razy", "keer", "dd":
			return true
		}
	}
	return false
}

func isYear(w string) bool {
	return len(w) == 4 && (strings.HasPrefix(w, "19") || strings.HasPrefix(w, "20"))
}

// dateAt tells whether a date begins at i: a year, or three numbers that belong together.
func dateAt(l phrase.Line, words []string, i int) bool {
	if isYear(words[i]) {
		return true
	}
	for j := 1; j <= 2; j++ {
		if i+j >= len(words) || !isNumber(words[i+j]) || len(words[i+j]) > 2 || !strings.Contains("/.-", strings.TrimSpace(l.Gap(i+j))) || strings.TrimSpace(l.Gap(i+j)) == "" {
			return false
		}
	}
	return len(words[i+2]) == 2 // "12/3/24"
}

func spanAt(words []string, i int) bool {
	return i+1 < len(words) && spans.Has(words[i+1:i+2])
}

// namedEnd is the place behind the name of a known medicine, or 0.
func namedEnd(words []string) int {
	for i := range words[:min(len(words), nameWords)] {
		if hasName(words[i : i+1]) {
			return i + 1
		}
	}
	return 0
}
