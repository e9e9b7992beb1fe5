package layout

import (
	"strings"
	"unicode"

	"github.com/medbundle/medbundle/internal/classify/words"
)

// amounts are the units in which people write how much of a medicine they take,
// without accents.
var amounts = map[string]bool{"mg": true, "mcg": true, "ug": true, "µg": true, "μg": true, "g": true, "ml": true, "iu": true, "ie": true, "ui": true, "units": true, "drops": true, "tropfen": true, "gouttes": true, "gotas": true, "gocce": true, "kropli": true, "druppels": true, "puffs": true, "tablet": true, "tablets": true, "tabletten": true}

// frequencies are words that say how often a medicine is taken, as people write
// them at home, in seven languages and without accents.
var frequencies = []string{
	" once ", " twice ", " daily", " a day", " per day", "every day", " at night", "morning", "evening", "bedtime", "breakfast", "lunch", "dinner", "when needed", "as needed", "if needed", "when required", "weekly", "a week", "every other", "hours", " nocte", " mane",
	"taglich", "pro tag", " tgl", "morgens", "mittags", "abends", "zur nacht", "nachts", "bei bedarf", "wochentlich", "pro woche", "fruh", "nuchtern",
	"par jour", "le matin", " matin", " soir", " midi", "au coucher", "si besoin", "si douleur", "par semaine", "a jeun",
	"al dia", "por la manana", "por la noche", "mediodia", "desayuno", "comida", "cena", "si precisa", "si dolor", "cada ", "diario", "por semana",
	"al giorno", "al mattino", "la mattina", "la sera", "a pranzo", "colazione", "al bisogno", "alla settimana", "prima di dormire", "al mese",
	" rano", "wieczor", "dziennie", "na noc", "w razie potrzeby", "w poludnie", "na czczo", "tygodniowo",
	"per dag", "daags", "avonds", "ochtend", "middags", "voor de nacht", "zo nodig", "per week", "dagelijks", "bij het",
	"1-0-0", "1-0-1", "0-0-1", "0-1-0", "1-1-1", "1 0 0", "1 0 1", "0 0 1", "1 1 1", "1x", "2x", "3x", "1 x ", "2 x ", "3 x ", "x 1", "x 2",
}

// maxDoseLine is how long a line is at most that tells one medicine, in bytes.
const maxDoseLine = 120

// isDose tells whether a line in lower case tells of one medicine what it is, how
// much and how often: "letrozole 2.5 mg once a day".
func isDose(line string) bool {
	line = strings.TrimLeft(strings.TrimSpace(line), "-–•*·0123456789.) ")
	first := strings.IndexFunc(line, unicode.IsDigit)
	if len(line) > maxDoseLine || first < 4 || strings.ContainsAny(line[:first], ":;") {
		return false
	}
	return hasAmount(line[first:]) && words.ContainsAny(" "+words.Fold(line)+" ", frequencies)
}

// hasAmount tells whether a number with a unit of doses stands in s.
func hasAmount(s string) bool {
	toks := words.Tokens(s)
	for i := 0; i+1 < len(toks); i++ {
		if toks[i].Kind == '0' && toks[i+1].Kind == 'a' && amounts[s[toks[i+1].Start:toks[i+1].End]] && toks[i+1].Start-toks[i].End <= 1 {
			return true
		}
	}
	return false
}
